## Remote systems: calls, reading, credentials

remote-failed = { $case ->
        [unreachable] the remote { $remote } cannot be reached: { $cause }
        [untrusted] the certificate of the remote { $remote } is not trusted: { $cause }
        [timeout] the remote { $remote } did not answer in time: { $cause }
        [too-large] the reply of the remote { $remote } is too large: { $cause }
        [redirect] the remote { $remote } sends the request elsewhere ({ $host }), which was not followed: { $cause }
       *[broken] the connection to the remote { $remote } broke: { $cause }
    }
    .hint = { $case ->
        [unreachable] check the url in the configuration, the network and the proxy (HTTPS_PROXY)
        [untrusted] if the other side uses a certificate of the company's own, name it with ca = "file.pem" in the configuration
        [timeout] timeout = "300s" in the configuration allows more time
        [redirect] set the url in the configuration to the final address
       *[other] run it again a little later
    }
remote-refused = { $case ->
        [status] the remote { $remote } refused the request: HTTP { $status }
        [without-code] the remote { $remote } refused the request: { $message } (HTTP { $status })
        [explained] the remote { $remote } refused the request: { $message } (HTTP { $status }): { $meaning }
        [unknown] the remote { $remote } refused the request: { $code } { $message }
       *[known] the remote { $remote } refused the request: { $code } { $message } ({ $meaning })
    }
    .hint = { $case ->
        [known] orgferry explain { $code } tells about this code
       *[other] check the token, its rights and the organisation in the configuration
    }
remote-unreadable = the reply of the remote { $remote } is not what its documents describe (HTTP { $status }): { $beginning }
    .hint = check the url in the configuration: something else may be answering there
remote-lacks = the remote in the configuration lacks { $field }
    .hint = it stands below [remote.NAME] in orgferry.toml
remote-unkept = the replies of the remote { $remote } cannot be kept in a temporary file: { $cause }
remote-incomplete = the remote { $remote } says it has { $total } entries, and { $read } different ones came
    .hint = someone may be changing the directory; run it again
remote-token-file = the token file { $path } cannot be used: { $cause }
    .hint = check its folder and rights, or remove it: a new token is then fetched
remote-token-version = the token file { $path } was written by a newer orgferry
    .hint = use that one, or remove the file: a new token is then fetched
aisuda-private-key = the private_key for aisuda is of no use: it is to be an RSA key in PEM, PKCS#1 or PKCS#8
    .hint = take the file company-….key from the archive that aisuda's OpenAPI settings offer for download
current-unreadable = what the system holds today cannot be read from { $file }
    .hint = orgferry check { $file } says what is wrong with it
remote-interrupted = interrupted
api-misuse = { $case ->
        [missing] the parameter { $name } is missing
        [unknown] this endpoint has no parameter { $name }
        [twice] the parameter { $name } is given twice
        [wrong] the value of the parameter { $name } is of another kind
        [body-twice] there is a whole body already, so the parameter { $name } cannot be given
       *[no-body] this endpoint takes no body
    }
    .hint = orgferry api REMOTE --list shows what every endpoint takes
