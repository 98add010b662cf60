## 远程系统：调用、读取与凭据

remote-failed = { $case ->
        [unreachable] 连不上远程系统 { $remote }：{ $cause }
        [untrusted] 不信任远程系统 { $remote } 的证书：{ $cause }
        [timeout] 远程系统 { $remote } 没有在规定时间内回应：{ $cause }
        [too-large] 远程系统 { $remote } 的回复太大：{ $cause }
        [redirect] 远程系统 { $remote } 要把请求转到别处（{ $host }），没有跟随：{ $cause }
       *[broken] 与远程系统 { $remote } 的连接中途断开：{ $cause }
    }
    .hint = { $case ->
        [unreachable] 请检查配置中的 url、网络和代理（HTTPS_PROXY）
        [untrusted] 若对方使用公司自己的证书，请在配置中用 ca = "文件.pem" 指明
        [timeout] 可以在配置中用 timeout = "300s" 放宽时间
        [redirect] 请把配置中的 url 改为最终地址
       *[other] 稍后再运行一次即可
    }
remote-refused = { $case ->
        [status] 远程系统 { $remote } 拒绝了请求：HTTP { $status }
        [without-code] 远程系统 { $remote } 拒绝了请求：{ $message }（HTTP { $status }）
        [explained] 远程系统 { $remote } 拒绝了请求：{ $message }（HTTP { $status }）：{ $meaning }
        [unknown] 远程系统 { $remote } 拒绝了请求：{ $code } { $message }
       *[known] 远程系统 { $remote } 拒绝了请求：{ $code } { $message }（{ $meaning }）
    }
    .hint = { $case ->
        [known] orgferry explain { $code } 说明这个错误码
       *[other] 请检查令牌、权限和配置中的组织
    }
remote-unreadable = 远程系统 { $remote } 的回复与接口文档不符（HTTP { $status }）：{ $beginning }
    .hint = 请检查配置中的 url：那里回应的可能不是该系统的接口
remote-lacks = 配置中的远程系统缺少 { $field }
    .hint = 它写在 orgferry.toml 的 [remote.名字] 之下
remote-unkept = 远程系统 { $remote } 的回复无法保存到临时文件：{ $cause }
remote-incomplete = 远程系统 { $remote } 说共有 { $total } 条，实际只收到 { $read } 条不同的记录
    .hint = 可能有人正在修改组织架构，请再运行一次
remote-token-file = 令牌文件 { $path } 无法使用：{ $cause }
    .hint = 请检查所在文件夹和权限；也可以删除该文件，届时会重新获取令牌
remote-token-version = 令牌文件 { $path } 由更新版本的 orgferry 写成
    .hint = 请使用那个版本；也可以删除该文件，届时会重新获取令牌
aisuda-private-key = 爱速搭的私钥（private_key）无法使用：需要 RSA 私钥，PEM 格式，PKCS#1 或 PKCS#8
    .hint = 请使用爱速搭“OpenAPI 设置”中下载的压缩包里的 company-….key 文件
current-unreadable = 读不了现状 { $file }
    .hint = orgferry check { $file } 会说明哪里不对
remote-interrupted = 已中断
api-misuse = { $case ->
        [missing] 缺少参数 { $name }
        [unknown] 这个接口没有参数 { $name }
        [twice] 参数 { $name } 给了两次
        [wrong] 参数 { $name } 的值类型不对
        [body-twice] 已经给了整个请求体，不能再给参数 { $name }
       *[no-body] 这个接口没有请求体
    }
    .hint = orgferry api 远程名 --list 列出每个接口的参数
