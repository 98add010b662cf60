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
        [unknown] the remote { $remote } refused the request: { $code } { $message }
       *[known] the remote { $remote } refused the request: { $code } { $message } ({ $meaning })
    }
    .hint = { $case ->
        [known] orgferry explain { $code } tells about this code
       *[other] check the token, its rights and the organisation in the configuration
    }
remote-unreadable = the reply of the remote { $remote } is no JSON (HTTP { $status }): { $beginning }
    .hint = check the url in the configuration: something else may be answering there
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
