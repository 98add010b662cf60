## The network: addresses, certificates, secrets

remote-bad-url = { $case ->
        [insecure] the url of the remote { $remote } is http: tokens would cross the network unencrypted
        [credentials] the url of the remote { $remote } may not hold a user and a password
        [query] the url of the remote { $remote } may not hold ? or #
       *[malformed] the url of the remote { $remote } is no address
    }
    .hint = { $case ->
        [insecure] use https; only this machine (localhost, 127.0.0.1) may be spoken to by http
        [credentials] leave user and password out, and write tokens as "env:NAME" or "file:PATH"
       *[other] give host, port and the path in front, for example https://api.example.com
    }
remote-bad-certificates = the certificates are of no use: { $cause }
    .hint = ca names a file with certificates in PEM; without ca, look whether the system has its root certificates
remote-no-certificate = there is no certificate in the file that ca names
    .hint = give a file in PEM, with -----BEGIN CERTIFICATE----- in it
remote-no-thread = no thread for the network can be started: { $cause }
remote-ca-unreadable = the certificates { $file } that ca names cannot be read: { $cause }
    .hint = a relative path begins at the folder of the configuration file
secret-no-variable = the environment variable { $name }, which should hold a secret, is not set
    .hint = set it first, for example export { $name }=…
secret-unreadable = the secret in { $file } cannot be read: { $cause }
    .hint = check the path and its permissions; a relative path begins at the folder of the configuration file
secret-exposed = others can read the secret in { $file } (mode { $mode })
    .hint = run chmod 600 { $file }; if others may have read it, replace the secret
secret-too-long = the file { $file } is too long for a secret
    .hint = check whether it is the right file
secret-empty = the secret that { $name } gives is empty
    .hint = check whether there is anything in the variable, the file or standard input
secret-stdin-taken = standard input can give one secret only, and cannot be an input as well
    .hint = write the other secret as "env:NAME" or "file:PATH"
remote-unknown = there is no remote { $name } in the configuration
    .hint = { $suggestion ->
        [none] write [remote.{ $name }] into the configuration; if it is a file you want to read, look at the colon at the end of its name
       *[other] did you mean { $suggestion }?
    }
remote-unknown-system = the remote { $name }: there is no system { $system }
    .hint = system is one of aisuda, atwork, seatable, wecom
remote-no-url = the configuration of the remote { $name } has no url
    .hint = give the address of the system, for example url = "https://api.example.com"

## api

api-no-json = the reply is no JSON: { $cause }
api-no-argument = “{ $text }…” is no argument
    .hint = write NAME=VALUE, or NAME:=JSON where the value is JSON
api-unknown-operation = there is no operation { $operation }
    .hint = { $suggestion ->
        [none] orgferry api REMOTE --list shows all of them
       *[other] did you mean { $suggestion }?
    }
api-unknown-parameter = the operation { $operation } has no parameter { $name }
    .hint = { $suggestion ->
        [none] { $count ->
            [0] it has no parameters
           *[other] it has: { $choices }
        }
       *[other] did you mean { $suggestion }?
    }
api-literal-secret = the parameter { $name } is a secret and cannot stand on the command line
    .hint = write { $name }=env:NAME, { $name }=file:PATH or { $name }=stdin
api-wrong-value = the parameter { $name } cannot be “{ $value }”; it takes { $expected } { $choices }
api-body-is-file = a whole body is read from a file
    .hint = write body=@FILE, or body=@- for standard input
api-body-unreadable = the body { $file } cannot be read: { $cause }
api-body-no-json = the body { $file } is no JSON: { $cause }
api-list-section = See { $section }
api-list-note = * must be given; behind := stands JSON; what else stands in {"{"}…{"}"} comes from the configuration. A whole body can be given as body=@FILE.

## export

export-extension = the extension of { $file } is none to export to
    .hint = it can be { $choices }, or a folder that ends in / for two CSV files
export-counts = { $errors ->
        [0] { $departments } departments and { $members } members
       *[other] { $departments } departments and { $members } members; the data itself has { $errors } errors, which orgferry check { $name }: shows
    }

## sandbox

sandbox-not-loopback = { $address } is no address of this machine alone: others could connect
    .hint = use 127.0.0.1; if others are to connect, add --allow-remote
sandbox-no-port = cannot listen at { $address }: { $cause }
    .hint = use another port, for example --listen 127.0.0.1:8081; with port 0 the system picks a free one
sandbox-stopped = the sandbox stopped: { $cause }
sandbox-state-unreadable = the state of the sandbox in { $file } cannot be read: { $cause }
    .hint = check whether the file that --state names was kept by the sandbox; remove it to start afresh
sandbox-state-newer = the state of the sandbox in { $file } is of an unknown version; a newer orgferry may have written it
    .hint = update orgferry, or remove the file to start afresh
sandbox-state-unwritable = the state of the sandbox cannot be kept in { $file }: { $cause }
    .hint = check the space and the permissions of its folder
sandbox-state-and-seed = the file that --state names has a state already, so --seed cannot fill it
    .hint = leave --seed out to go on with that state, or remove the file first
sandbox-no-key = there is no RSA private key in PEM (PKCS#8) in { $file }
    .hint = remove the file; the sandbox makes a new one
sandbox-key-not-made = no key could be made: { $cause }
sandbox-no-home = there is no home folder to keep secrets in: { $cause }
    .hint = -o orgferry.toml writes the configuration and the secrets to the current folder
sandbox-serves = { $system }: { $url }
sandbox-until = the sandbox is running; Ctrl-C stops it
