# 报告：级别、汇总、解释、代码表。

report-error = 错误
report-warning = 警告
report-information = 提示
report-help = 建议

report-standard-input = 标准输入

report-more = … 另有 { $count } 条 { $code } 没有列出（加 --max-per-code 0 全部列出）
report-more-places = … 另有 { $count } 处

report-nothing-found = 没有发现问题。
report-found = 共发现 { $errors } 个错误、{ $warnings } 个警告、{ $information } 条提示。
report-directory = 读到 { $departments } 个部门、{ $members } 名成员；成员与部门的关系共 { $memberships } 条。
report-rows = 行数：读入 { $read } = 采用 { $used } + 合并 { $merged } + 剔除 { $rejected } + 忽略 { $ignored }{ $ignored ->
        [0] 。
       *[other] （表头、说明等）。
    }

explain-heading = { $code } { $name }：{ $title }（{ $severity }）
explain-meaning = { $system } { $code }：{ $meaning }

table-code = 代码
table-name = 名称
table-severity = 级别
table-title = 含义
table-count = 数量

## 报告文件和被剔除的行

report-sheet-findings = 问题
report-column-number = 序号
report-column-file = 文件
report-column-sheet = 工作表
report-column-cell = 单元格
report-column-place = 位置
report-column-value = 原值
report-column-message = 问题
report-column-help = 建议
report-column-content = 内容
report-column-reason = 失败原因
report-list-more = 另有 { $count } 条没有列出
report-copy-marked = 这张表的行太多，只列出表头和有问题的行；A 列是原来的行号
report-note-finding = { $severity } { $code }：{ $message }
report-note-help = 建议：{ $help }
report-note-see = 另见：{ $places }
report-note-more = … 另有 { $count } 条
report-reason = { $code } { $message }
report-reason-follows = { $code } { $message }（那一行本身有错误，没有写入）
report-reason-separator = ；
report-leavers = 其中 { $count } 名离职人员没有读取；需要他们时加上 --include-leavers。
report-overridden = 后面的输入有 { $count } 个值与前面的不同，以前面的为准。

report-sheet-corrections = 修正
report-column-old = 原值
report-column-new = 新值
report-column-why = 改动
report-nothing-corrected = 没有可以放心修正的单元格。
report-corrected = 可以放心修正的单元格共 { $count } 个，修正后：
report-more-corrected = … 另有 { $count } 个，见修正文件里的“修正”工作表或 --format json
report-corrections-left-out = 要改的太多，另有 { $count } 个单元格没有改
report-passed-over = 文件夹里另有 { $count } 个别的文件没有读。
correction-C001 = 数字改成文本
correction-C004 = 去掉首尾空白和看不见的字符，全角改半角
correction-C008 = 统一“是”“否”的写法
correction-D007 = 去掉编号后面的 .0
correction-M006 = 手机号只留数字
correction-M007 = 去掉邮箱里夹带的字符
correction-P003 = 去掉编号后面的 .0
