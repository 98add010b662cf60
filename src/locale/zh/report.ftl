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
