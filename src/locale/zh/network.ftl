## 网络：地址、证书、密钥

remote-bad-url = { $case ->
        [insecure] 远程系统 { $remote } 的 url 用的是 http，令牌会以明文经过网络
        [credentials] 远程系统 { $remote } 的 url 里不能写用户名和密码
        [query] 远程系统 { $remote } 的 url 里不能有 ? 和 #
       *[malformed] 远程系统 { $remote } 的 url 不是网址
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
remote-unknown = 配置里没有叫“{ $name }”的远程系统
    .hint = { $suggestion ->
        [none] 请在配置文件里写上 [remote.{ $name }]；如果要读的是文件，请检查文件名末尾的冒号
       *[other] 是不是想写 { $suggestion }？
    }
remote-unknown-system = 远程系统 { $name }：没有 { $system } 这种系统
    .hint = system 可以是 aisuda、atwork、seatable、wecom
remote-no-url = 远程系统 { $name } 的配置里缺少 url
    .hint = 请写上系统的地址，例如 url = "https://api.example.com"

## api

api-no-json = 回复不是 JSON：{ $cause }
api-no-argument = “{ $text }…”不是参数
    .hint = 写成 名称=值；值是 JSON 时写成 名称:=JSON
api-unknown-operation = 没有 { $operation } 这个接口
    .hint = { $suggestion ->
        [none] orgferry api 远程名 --list 列出全部接口
       *[other] 是不是想写 { $suggestion }？
    }
api-unknown-parameter = 接口 { $operation } 没有参数 { $name }
    .hint = { $suggestion ->
        [none] { $count ->
            [0] 这个接口没有参数
           *[other] 它的参数有：{ $choices }
        }
       *[other] 是不是想写 { $suggestion }？
    }
api-literal-secret = 参数 { $name } 是密钥，不能直接写在命令行里
    .hint = 写成 { $name }=env:变量名、{ $name }=file:路径 或 { $name }=stdin
api-wrong-value = 参数 { $name } 不能是“{ $value }”，应当是{ $expected }{ $choices }
api-body-is-file = 整个请求体要从文件读
    .hint = 写成 body=@文件名，标准输入写成 body=@-
api-body-unreadable = 读不了请求体 { $file }：{ $cause }
api-body-no-json = 请求体 { $file } 不是 JSON：{ $cause }
api-list-section = 出处：{ $section }
api-list-note = * 必填；:= 后面写 JSON；{"{"}…{"}"} 中没有列为参数的取自配置。整个请求体也可以用 body=@文件 给出。

## export

export-extension = { $file } 的扩展名不对，不知道要导出成什么格式
    .hint = 可以是：{ $choices }，或以 / 结尾的文件夹（两个 CSV）
export-counts = { $errors ->
        [0] 共 { $departments } 个部门、{ $members } 个成员
       *[other] 共 { $departments } 个部门、{ $members } 个成员；数据本身有 { $errors } 个错误，运行 orgferry check { $name }: 查看
    }

## sandbox

sandbox-not-loopback = { $address } 不是本机地址，别的机器也能连上
    .hint = 请用 127.0.0.1；确实要让别的机器连上时，加上 --allow-remote
sandbox-no-port = 不能在 { $address } 上监听：{ $cause }
    .hint = 换一个端口，例如 --listen 127.0.0.1:8081；端口写 0 时由系统挑一个空闲的
sandbox-stopped = 沙箱停了：{ $cause }
sandbox-state-unreadable = 读不了沙箱状态 { $file }：{ $cause }
    .hint = 请检查 --state 给的是不是沙箱存下的文件；要重新开始，请删掉它
sandbox-state-newer = 沙箱状态 { $file } 的版本不认识，可能是更新的 orgferry 写的
    .hint = 请升级 orgferry，或删掉这个文件重新开始
sandbox-state-unwritable = 存不了沙箱状态 { $file }：{ $cause }
    .hint = 请检查磁盘空间和文件夹权限
sandbox-state-and-seed = --state 的文件里已经有状态，不能再用 --seed 装入
    .hint = 要接着用上次的状态，请去掉 --seed；要重新装入，请先删掉状态文件
sandbox-no-key = { $file } 里不是 PEM 格式（PKCS#8）的 RSA 私钥
    .hint = 请删掉这个文件，沙箱会重新生成一个
sandbox-key-not-made = 没能生成密钥：{ $cause }
sandbox-no-home = 找不到个人文件夹，密钥没有地方放：{ $cause }
    .hint = 用 -o orgferry.toml 把配置和密钥写到当前文件夹
sandbox-serves = { $system }：{ $url }
sandbox-until = 沙箱正在运行，按 Ctrl-C 停止
