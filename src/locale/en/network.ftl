## The network: addresses, certificates, secrets

remote-bad-url = { $case ->
        [insecure] the url in the configuration is http: tokens would cross the network unencrypted
        [credentials] the url in the configuration may not hold a user and a password
        [query] the url in the configuration may not hold ? or #
       *[malformed] the url in the configuration is no address
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
