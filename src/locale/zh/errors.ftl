## 用法：命令行写得不对

usage-wrong = 命令行写得不对：{ $cause }
usage-invalid-value = { $argument } 不能是“{ $value }”
    .hint = { $suggestion ->
        [none] 可以是：{ $choices }
       *[other] 是不是想写“{ $suggestion }”？可以是：{ $choices }
    }
usage-wrong-value = { $argument } 不能是“{ $value }”：{ $cause }
usage-unknown-argument = 没有 { $argument } 这个选项
    .hint = { $suggestion ->
        [none] 文件名以 - 开头时，请在它前面加上 ./ 或单独的 --
       *[other] 是不是想写 { $suggestion }？
    }
usage-unknown-verb = 没有 { $argument } 这个命令
    .hint = { $suggestion ->
        [none] 运行 orgferry --help 可以看到全部命令
       *[other] 是不是想写 { $suggestion }？
    }
usage-missing-value = { $argument } 后面缺少值
    .hint = { $choices ->
        [none] 写成“选项 值”或“选项=值”
       *[other] 可以是：{ $choices }
    }
usage-too-many-values = { $argument } 只能给一个值，“{ $value }”多余
usage-repeated = { $argument } 只能给一次
usage-conflict = { $argument } 和 { $other } 不能一起用
usage-missing-argument = 缺少 { $argument }
usage-missing-verb = 缺少命令
    .hint = 运行 orgferry --help 可以看到全部命令
usage-not-utf8 = 命令行里有不是 UTF-8 的文字
    .hint = 文件名如果是旧编码留下的乱码，请先改名，或把文件放进一个文件夹，直接给文件夹
usage-not-a-language = 语言只有 zh（中文）和 en（英文）
usage-not-a-number = 要填不小于 0 的整数
usage-not-a-positive-number = 要填不小于 1 的整数
usage-empty = 不能是空的
usage-not-a-path = 要写成用 / 连接的名称，例如 星河科技/研发部
usage-not-a-character = 要填一个字符
usage-not-a-mapping = 要写成“字段=表头”，例如 mobile=联系方式
usage-unknown-field = 没有 { $field } 这个字段
    .hint = 字段写成 member.mobile、department.name 这样的全名，不会混淆时可以只写最后一段，例如 mobile
only-unknown = 没有“{ $path }”这个部门
    .hint = { $candidates ->
        [none] --only 写部门的路径，例如 星河科技/研发部，也可以写它的编号
       *[other] 是不是：{ $candidates }
    }
only-ambiguous = 有 { $count } 个部门叫“{ $path }”：{ $candidates }
    .hint = 从最上级写起，例如 星河科技/研发部
fields-unknown = 没有“{ $name }”这个字段{ $guess ->
        [none] ，要写表头的叫法或 member.mobile 这样的全名
       *[other] ，是不是“{ $guess }”（{ $field }）
    }
usage-unknown-encoding = 不认识这个编码，常用的有 utf-8、gb18030、gbk、big5、utf-16le
usage-unknown-reader = 读取器只有 own 和 calamine 两种
usage-unknown-code = 没有 { $code } 这个代码
    .hint = 运行 orgferry explain 可以看到全部代码
usage-unknown-schema = 没有叫 { $name } 的格式
    .hint = 可以是：{ $choices }
usage-unknown-target = 不能转换成 { $target }
usage-without-effect = { $argument } 对 { $target } 没有作用
    .hint = 去掉这个选项
usage-unknown-dialect = { $target } 没有 { $dialect } 这个接口版本
    .hint = { $choices ->
        [none] 它只有一个版本，去掉 --dialect
       *[other] 可以是：{ $choices }
    }


## 输出

output-exists = { $file } 已经存在
    .hint = 换一个文件名，或加上 --force 覆盖它
output-folder-filled = 文件夹 { $file } 里已经有东西
    .hint = 换一个新的或空的文件夹；加上 --force 时，同名文件会被覆盖，上次生成的编号文件会被清掉，其他文件不动
output-is-input = { $file } 同时是输入，不能拿来当输出
    .hint = 换一个输出文件名
output-is-folder = { $file } 是文件夹，而这种格式只写一个文件
    .hint = 请给出文件名，例如在后面加上 /组织架构.xlsx
template-is-workbook = 模板是工作簿，不能写成 { $file }
    .hint = 请把文件名改成以 .xlsx 结尾
output-is-no-folder = { $file } 不是文件夹，而这种格式要写多个文件
    .hint = 请给出文件夹，例如 -o 导出/
output-folder-missing = 写不了 { $file }：它所在的文件夹不存在
    .hint = 先建好文件夹，或换一个位置
output-in-use = 写不了 { $file }：它正被别的程序打开着，或者不允许修改
    .hint = 如果在 Excel 或 WPS 里打开着，请先关掉，再运行一次
output-unwritable = 写不了 { $file }：{ $cause }
    .hint = 检查磁盘空间和文件夹权限，或换一个位置
output-mixed = 转换结果和 JSON 格式的检查结果不能都写到标准输出
    .hint = 用 -o 给转换结果一个文件名，或去掉 --format json
output-binary = { $target } 格式的结果不是文字，不能显示在终端里
    .hint = 用 -o 给它一个文件名
output-twice = { $file } 被指定了两次
    .hint = 每样结果写到不同的文件
usage-report-extension = { $file } 的扩展名不对，不知道报告要写成什么格式
    .hint = 可以是：{ $choices }
usage-rejects-extension = { $file } 的扩展名不对，不知道剔除的行要写成什么格式
    .hint = 可以是：{ $choices }
rejects-need-workbook = 剔除的行来自几张表或 JSON，一个 CSV 文件放不下
    .hint = 把 --rejects 的文件名改成 .xlsx，一张表对应一张工作表
rejects-not-written = 写不了剔除的行：{ $cause }
    .hint = 请检查磁盘空间和写入权限后重试
usage-correction-extension = { $file } 的扩展名不对，不知道修正过的表要写成什么格式
    .hint = 可以是：{ $choices }
correction-needs-workbook = 读的是工作簿或几张表，修正过的表一个 CSV 文件放不下
    .hint = 把 -o 的文件名改成 .xlsx，一张表对应一张工作表
correction-not-written = 写不了修正过的表：{ $cause }
    .hint = 请检查磁盘空间和写入权限后重试
standard-output-unwritable = 写不了标准输出：{ $cause }

## 配置

config-unreadable = 读不了 { $file }：{ $cause }
    .hint = 检查路径和权限；文件要存成 UTF-8
config-too-large = { $file } 太大了，最大 1 MiB
    .hint = 检查是不是给错了文件
config-syntax = { $file } 第 { $line } 行不是合法的 TOML：{ $cause }
    .hint = 文字要加引号，例如 url = "https://example.com"
config-unknown-key = { $file } 第 { $line } 行：没有 { $key } 这一项
    .hint = 这里可以有：{ $choices }
config-missing-key = { $file } 第 { $line } 行：缺少 { $key }
    .hint = 请补上这一项
config-wrong-value = { $file } 第 { $line } 行：{ $key } 应当是{ $expected }
config-unknown-code = { $file } 第 { $line } 行：{ $key } 不是检查代码
    .hint = 运行 orgferry explain 可以看到全部代码
config-unknown-field = { $file } 第 { $line } 行：{ $key } 不是字段名
    .hint = 字段写成 "member.mobile"、"department.name" 这样的全名（带引号），不会混淆时可以只写最后一段，例如 mobile
mapping-newer = { $file } 第 { $line } 行：这份对照文件的版本不是 { $version }，可能是更新的 orgferry 写的
    .hint = 请升级 orgferry，或用 orgferry inspect --save-mapping 重新生成对照文件
mapping-not-written = 写不出对照文件：{ $cause }
    .hint = 请去掉 --save-mapping，并把输入文件的情况告诉我们
mapping-to-standard-output = 对照文件不能写到标准输出
    .hint = 给 --save-mapping 一个文件名，例如 对照.toml
mapping-empty = 没有读到任何一张部门表或成员表，对照文件无从写起
    .hint = 请先看看上面是怎样读的，再用 --sheet、--header-row、--map 指定
config-literal-secret = { $file } 第 { $line } 行：{ $key } 不能直接写密钥
    .hint = 写成 "env:变量名"（从环境变量取）、"file:路径"（从只有自己能读的文件取）或 "stdin"（运行时输入）；已经写进文件的密钥请尽快更换

## 沙箱的选项

usage-not-an-address = 要写成“地址:端口”，例如 127.0.0.1:8080
usage-not-a-time = 要写成 200ms、2s 或 1min 这样的时长
usage-not-a-rate = 要写成 10/s 或 300/min 这样的速率
usage-not-a-share = 要填 0 到 1 之间的数，例如 0.1
