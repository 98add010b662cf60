## 网络：地址、证书、密钥

remote-bad-url = { $case ->
        [insecure] 配置中的 url 用的是 http，令牌会以明文经过网络
        [credentials] 配置中的 url 里不能写用户名和密码
        [query] 配置中的 url 里不能有 ? 和 #
       *[malformed] 配置中的 url 不是网址
    }
    .hint = { $case ->
        [insecure] 请改用 https；只有本机（localhost、127.0.0.1）可以用 http
        [credentials] 请去掉用户名和密码，令牌写成 "env:变量名" 或 "file:路径"
       *[other] 只写到主机名、端口和前面的路径，例如 https://api.example.com
    }
remote-bad-certificates = 不能使用配置的证书：{ $cause }
    .hint = ca 要指向 PEM 格式的证书文件；没有配置 ca 时，请检查系统的根证书是否装好
remote-no-certificate = ca 指向的文件里没有证书
    .hint = 请给出 PEM 格式的证书文件，里面有 -----BEGIN CERTIFICATE-----
remote-no-thread = 无法建立网络线程：{ $cause }
remote-ca-unreadable = 读不了 ca 指向的证书文件 { $file }：{ $cause }
    .hint = 相对路径从配置文件所在的文件夹算起
secret-no-variable = 环境变量 { $name } 没有设置，密钥要从那里取
    .hint = 请先设置它，例如 export { $name }=…
secret-unreadable = 读不了密钥文件 { $file }：{ $cause }
    .hint = 请检查路径和权限；相对路径从配置文件所在的文件夹算起
secret-exposed = 密钥文件 { $file } 别人也能读（权限 { $mode }）
    .hint = 请运行 chmod 600 { $file }；如果别人可能已经读过，请更换密钥
secret-too-long = 密钥文件 { $file } 太长，不像密钥
    .hint = 请检查是不是指错了文件
secret-empty = { $name } 给出的密钥是空的
    .hint = 请检查变量、文件或标准输入里有没有内容
secret-stdin-taken = 标准输入只能给一个密钥，而且不能同时是输入
    .hint = 请把另一个密钥写成 "env:变量名" 或 "file:路径"
