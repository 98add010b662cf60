## 标签

cli-label-error = 错误：
cli-label-hint = 提示：
cli-usage =
    用法：{ $usage }
    加上 --help 查看说明

## 帮助里的小标题和占位词

cli-heading-usage = 用法
cli-heading-verbs = 命令
cli-heading-arguments = 参数
cli-heading-options = 选项
cli-heading-reading = 读取方式（不给则看内容判断）
cli-heading-common = 通用选项
cli-usage-options = [选项]
cli-fact-choices = 可选：{ $fact }
cli-fact-default = 默认：{ $fact }
cli-fact-variable = 环境变量：{ $fact }
cli-value-verb = 命令
cli-value-input = 输入
cli-value-system = 系统
cli-value-kind = 格式
cli-value-out = 输出
cli-value-n = 个数
cli-value-name = 名称
cli-value-path = 路径
cli-value-list = 列表
cli-value-field = 字段
cli-value-sheet = 工作表
cli-value-row = 行号
cli-value-field-header = 字段=表头
cli-value-character = 字符
cli-value-text = 文字
cli-value-encoding = 编码
cli-value-reader = 读取器
cli-value-what = 范围
cli-value-file = 文件
cli-value-code = 代码
cli-value-shell = shell 名称
cli-value-format = 格式
cli-value-when = 何时
cli-man-name = 名称
cli-man-synopsis = 用法
cli-man-description = 说明
cli-man-extra = 补充
cli-man-version = 版本

## 命令

cli-orgferry = 在人事表格、CSV、企业微信 JSON 与 aisuda、atwork、SeaTable 之间搬运组织架构和成员
    .long =
        退出码：0 正常（可以有警告）；1 数据有错误，什么也没写（--partial 则写了没有错误的部分）；2 用法或配置不对，或输出已存在；3 输入读不了或输出写不了；130 被中断

        例：
          orgferry check 组织架构.xlsx
          orgferry convert 组织架构.xlsx --to aisuda -o aisuda.json
          orgferry explain D006
cli-check = 检查组织架构和成员数据，逐格指出哪里不对
    .long =
        例：
          orgferry check 花名册.xlsx
          orgferry check 部门.csv 成员.csv --for seatable
          orgferry check 花名册.xlsx --fix safe -o 花名册-修正.xlsx
          cat userlist.json | orgferry check department.json -
cli-check-input = 要读的文件或文件夹，- 表示标准输入，“名称:”表示配置里的远程系统；几个输入合成一份组织架构
    .long = 支持 XLSX、XLSM、XLSB、XLS、ODS、CSV、TSV、JSON、NDJSON，按内容识别格式和编码。
cli-check-system = 同时按这个系统的要求检查，可以给多个
cli-check-fix = 另写一份修正过的表，只改不会改错的地方，要和 -o 一起用
    .long = 只做不丢信息的规范化：去掉首尾空白和看不见的字符，编号、手机号、邮箱里的全角字符改成半角，138-0013-8000 和 +86 138… 写成 11 位数字，编号和手机号从数字改成文本等。拿不准的一律不改，照样报告。每处改动都列出来。
cli-check-output = 修正过的表写到这个文件：.xlsx；读的是一个文本文件时也可以是 .csv
cli-diff = 比较两份组织架构：部门的新增、删除、改名、移动，成员的入职、离职、调岗、信息变更
    .long =
        例：
          orgferry diff 上月.xlsx 本月.xlsx
          orgferry diff 上月.xlsx 本月.xlsx --report 变化.html --report 变化.xlsx
cli-diff-before = 之前的文件或文件夹
cli-diff-after = 之后的文件或文件夹
cli-diff-exit-code = 有差别时以退出码 1 结束，供定时任务使用
cli-diff-report = 把差别另写成文件，可以给多次：.html（可以签字的网页）、.xlsx、.csv、.json
cli-diff-errors = { $input } 中有 { $count } 个错误，不影响比较；orgferry check 会逐一列出。
cli-check-current = 同时按这个系统的现状预演：文件、文件夹，或“远程名:”
    .long = 需要 --for。例如已有的成员、序列号会不会冲突，换了部门的人会不会留在原部门。
cli-plan = 读取名单和远程系统的现状，写出将要发送什么；什么也不发送
    .long =
        例：
          orgferry plan 花名册.xlsx --to prod-atwork -o 计划.json
          orgferry plan 花名册.xlsx --to prod-atwork -o 计划.json --report 计划.html --report 计划.xlsx
cli-plan-input = 要读的文件或文件夹
cli-plan-to = 配置中的远程系统
cli-plan-report = 把计划另写成给签字的人看的文件，可以给多次：.html、.xlsx
cli-plan-output = 计划文件，- 表示标准输出
cli-submit = 把名单或计划发送到远程系统：逐项记录，中断后再运行会接着做
    .long =
        例：
          orgferry submit 计划.json
          orgferry submit 花名册.xlsx --to prod-aisuda --yes
cli-submit-input = 计划文件；或要读的文件或文件夹，配合 --to
cli-submit-to = 配置中的远程系统
cli-submit-yes = 不询问，直接发送
cli-submit-resolve = 结果不明的操作：unknown=retry 再发一次，unknown=skip 不管
cli-submit-result = 把每一项的结果另存成 .xlsx
cli-submit-force = 结果文件已经存在时覆盖
cli-runs = 列出发送过什么、什么时候、结果如何
cli-runs-id = 一次提交的编号，列出它的每个操作
cli-option-attach-to = 挂到已有的哪个组织下面（atwork），写它的路径
cli-option-mode = import 只导入缺少的；add 还更新不同的；mirror 还移除多余的
cli-option-accept-removals = 允许移除这么多个，超过默认上限时使用
cli-option-accept-moves = 允许移动这么多个，超过默认上限时使用
cli-inspect = 说明每张表是怎样读的：表头在哪一行，哪一列是什么，跳过了哪些行
    .long =
        例：
          orgferry inspect 花名册.xlsx
          orgferry inspect 花名册.xlsx --save-mapping 对照.toml
          orgferry check 花名册.xlsx --mapping 对照.toml
cli-inspect-input = 要读的文件或文件夹，- 表示标准输入，“名称:”表示配置里的远程系统
    .long = 支持 XLSX、XLSM、XLSB、XLS、ODS、CSV、TSV、JSON、NDJSON，按内容识别格式和编码。
cli-inspect-save-mapping = 把读取方式存成对照文件，下次用 --mapping 照着读
cli-inspect-force = 对照文件已经存在时覆盖
cli-convert = 转换成某个系统的导入数据，或其他格式
    .long =
        数据有错误时什么也不写。目标系统放不下的字段和关系，会在最后逐项列出。

        例：
          orgferry convert 组织架构.xlsx --to aisuda -o aisuda.json
          orgferry convert 组织架构.xlsx --to seatable --batch 50 -o 分批/
          orgferry convert department.json userlist.json --to excel -o 组织架构.xlsx
cli-convert-input = 要读的文件或文件夹，- 表示标准输入，“名称:”表示配置里的远程系统；几个输入合成一份组织架构
    .long = 支持 XLSX、XLSM、XLSB、XLS、ODS、CSV、TSV、JSON、NDJSON，按内容识别格式和编码。
cli-convert-to = 转换成什么
cli-convert-output = 写到哪里：文件、文件夹（每个请求体一个文件），- 或不给为标准输出
    .long = 扩展名 .jsonl 表示一行一个请求体。结果要么完整出现，要么完全不出现。
cli-convert-batch = 每个请求体最多放多少个成员或部门
cli-convert-dialect = 目标接口的版本
    .long = aisuda 有 legacy（默认）和 current，atwork 有 v3（默认）和 v4。
cli-convert-attach-to = 挂到已有的哪个组织下面（atwork），写它的路径
cli-convert-root = 表里没有公司这一级时，在最上面加一个叫这个名称的部门
cli-convert-userid-from = 没有账号的成员，用哪个字段代替账号
cli-convert-pretty = 把 JSON 排版成方便人看的样子
cli-convert-partial = 有错误的行不写，其余照写；退出码仍是 1
    .long = 部门没有写入时，靠编号或名称挂在它下面的部门和里面的成员也不写入。文件、表头的错误没法绕过，什么也不写。
cli-convert-rejects = 把没有写入的行连同失败原因写到这个文件，.xlsx 或 .csv，要和 --partial 一起用
    .long = 列和表头与原表相同，最后多一列“失败原因”。改好以后可以直接再读进来，这一列会被跳过。没有剔除任何行时不写这个文件。
cli-option-report = 把检查结果另写成文件，可以给多次：.html、.xlsx、.csv、.json
    .long = .html 是一个可以直接打开、打印的网页，有全部问题和组织图；.xlsx 列出全部问题，并附上原来的各张表，有问题的单元格标上颜色和批注；.csv 一条一行；.json 与 --format json 相同。不受文字格式最多 20 条的限制。
cli-option-unmask = 网页里完整写出手机和邮箱，diff 和 plan 的 .xlsx、.csv 里也是；不给则遮盖
cli-option-force = 输出已经存在时覆盖
cli-template = 写一份可以填的导入模板：部门表、成员表，或两张都有
    .long =
        表头是 orgferry 自己的列名，必填的是红色，每列有批注，有示例和填写说明。

        例：
          orgferry template directory -o 组织架构.xlsx
          orgferry template members -o 成员.xlsx --lang en
cli-template-kind = 哪种模板：departments 部门，members 成员，directory 部门和成员
cli-template-output = 写到哪个文件，扩展名 .xlsx；- 为标准输出
cli-template-force = 文件已经存在时覆盖
cli-explain = 解释一个检查代码：什么意思、怎么来的、怎么改；不给代码则列出全部
    .long =
        例：
          orgferry explain D006
          orgferry explain department-cycle
          orgferry explain 42001
cli-explain-code = 代码或名称，例如 D006 或 department-cycle；也可以是系统的错误码，例如 42001
cli-schema = 打印 orgferry 所写 JSON 的 JSON Schema；不给名称则列出全部
cli-schema-name = 格式的名称
cli-completions = 打印命令行补全脚本
    .long =
        例（bash）：
          orgferry completions bash > ~/.local/share/bash-completion/completions/orgferry
cli-completions-shell = 给哪个 shell 用
cli-man = 打印手册页
    .long =
        例：
          orgferry man | man -l -
cli-man-verb = 打印这个命令的手册页

## 读取方式

cli-option-mapping = 照这份对照文件读取，由 inspect --save-mapping 生成；单独给的选项优先
cli-option-sheet = 只读这张工作表，可以给多次
cli-option-header-row = 表头在第几行，从 1 数起
cli-option-map = 指定某个字段在哪个表头下，例如 mobile=联系方式，可以给多次
cli-option-path-separator = 部门路径里分隔各级的字符，例如 / 或 -
cli-option-list-separator = 一个人有多个部门时，部门之间的分隔文字，例如 ；
cli-option-encoding = 文本文件的编码，例如 gb18030
cli-option-skip-hidden = 跳过隐藏的行和隐藏的工作表；不给则照常读取，并报告有多少行
cli-option-include-leavers = 离职人员也读取；不给则跳过状态为离职、辞退、退休等的人，并报告有多少名
cli-option-only = 只要这个部门和它下面的部门、成员；上面各级部门只保留名称和编号，不带成员
cli-option-fields = 只要这些字段，用逗号隔开，例如 姓名,手机,member.email；姓名、部门和部门关系总会带上
cli-option-reader = 用哪个读取器读 .xlsx：own（自带，默认）或 calamine（对结果有疑问时换着读一遍）

## 通用选项

cli-option-config = 配置文件；不给则用当前文件夹的 orgferry.toml，再没有则用个人配置文件夹里的
cli-option-lang = 语言：zh 中文，en 英文；不给则看系统语言
cli-option-format = 检查结果的格式；json 写到标准输出
cli-option-allow = 不报告这个代码，多个用逗号隔开
cli-option-warn = 把这个代码当作警告，多个用逗号隔开
cli-option-deny = 把这个代码当作错误，多个用逗号隔开
cli-option-max-per-code = 同一个代码最多显示多少条，0 为全部；文字格式默认 20
cli-option-quiet = 除了结果和错误，什么也不说
cli-option-verbose = 多说一些：用了哪个配置，每张表的编码、分隔符和表头
cli-option-color = 是否用颜色
cli-option-threads = 用多少个线程，默认等于处理器个数
cli-option-help = 显示帮助，--help 更详细
cli-option-version = 显示版本

## 过程

cli-configuration-read = 使用配置文件 { $file }
cli-written = 已写入 { $file }
cli-partial = 剔除有错误的 { $rejected } 行，写入其余 { $written } 行
cli-partial-whole = 没法只写一部分，什么也没写：下面这个错误不是剔除几行就能绕过的：{ $code } { $message }
cli-partial-too-many = 没法只写一部分，什么也没写：错误太多，没有逐条保留
cli-partial-too-deep = 没法只写一部分，什么也没写：被剔除的部门下面层级太深
cli-partial-nothing = 没法只写一部分，什么也没写：每一行都有错误，或者依赖有错误的行
cli-fix-refused = 没有写修正过的表：有文件没能读完，写出来会缺内容：{ $code } { $message }
cli-reading = 正在读取

## 损失表

cli-loss-headline = 下面这些内容 { $target } 放不下，没有写入：
cli-loss-what = 内容
cli-loss-count = 数量
cli-loss-departments = 部门
cli-loss-members = 成员
cli-loss-memberships = 成员与部门的关系

## 远程系统

cli-reading-remote = 正在读取 { $name }
cli-value-remote = 远程名
cli-value-operation = 接口
cli-value-key-value = 名称=值
cli-option-log-file = 把网络请求记到这个文件：地址、状态、用时，不记内容和密钥
cli-export = 把线上的组织架构导出成 Excel、CSV 或 JSON
    .long =
        只读，不改动线上数据。.xlsx 有部门、成员和导出说明三张表，可以改好再用 orgferry check 检查。

        例：
          orgferry export prod-atwork -o 组织架构.xlsx
          orgferry export wx -o 导出/
cli-export-remote = 配置里的远程名，末尾的冒号可写可不写
cli-export-output = 写到哪里：.xlsx、.csv、.json，或以 / 结尾的文件夹（部门、成员各一个 CSV）
cli-api = 调用远程系统的任何一个接口，打印它的回复
    .long =
        参数写成 名称=值，值是 JSON 时写成 名称:=JSON；密钥写成 名称=env:变量名 或 名称=file:路径；整个请求体写成 body=@文件。
        组织、令牌取自配置。回复中的令牌默认遮盖。

        例：
          orgferry api prod-atwork --list
          orgferry api prod-atwork org.by-serial serialNo=D02
          orgferry api prod-aisuda department.create name=测试部 parentId=k1Jw8ME8Gq
cli-api-remote = 配置里的远程名；和 --list 一起时也可以是系统名，例如 atwork
cli-api-operation = 接口的名称
cli-api-argument = 接口的参数
cli-api-list = 列出全部接口和它们的参数、出处
cli-api-show-secrets = 不遮盖回复中的令牌
cli-value-address = 地址:端口
cli-value-time = 时长
cli-value-share = 比例
cli-value-rate = 速率
cli-sandbox = 在本机模拟这几个系统，供演练和试用客户端
    .long =
        每个系统在自己的路径下：/aisuda、/atwork、/seatable、/wecom，行为照接口文档，连已知的陷阱也一样。
        标准输出是给客户端用的配置；密钥放在只有自己能读的文件里。

        例：
          orgferry sandbox -o orgferry.toml
          orgferry sandbox --seed 组织架构.xlsx --state 沙箱.json
          orgferry sandbox --latency 200ms --fail-rate 0.1 --throttle 10/s
cli-sandbox-listen = 在哪个地址和端口上监听，端口 0 为任意空闲端口
cli-sandbox-allow-remote = 允许别的机器连上
cli-sandbox-output = 把配置写到这个文件，密钥写在它旁边；不给则配置写到标准输出
cli-sandbox-force = 配置文件已经存在时覆盖
cli-sandbox-state = 状态存在这个文件里，下次接着用
cli-sandbox-seed = 先装入这份组织架构，可以给多次
cli-sandbox-latency = 每次回复都等这么久，例如 200ms
cli-sandbox-fail-rate = 这个比例的请求失败：一半不执行，回复 503；一半执行了，但回复 500
cli-sandbox-reset-after = 每隔这么多个请求，执行一个但断开连接不回复
cli-sandbox-throttle = 每个系统最多收这么多请求，例如 10/s，多的回复 429
cli-sandbox-random-seed = 随机数种子，种子相同，失败的请求也相同
