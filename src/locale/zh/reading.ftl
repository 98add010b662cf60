# inspect：每张表是怎样读的。
reading-format = 格式
reading-content = 内容
reading-template = 模板
reading-header = 表头
reading-rows = 行数
reading-levels = 层级分隔
reading-lists = 部门分隔
reading-problems = 问题
reading-ignored = 跳过的行
reading-column = 列
reading-header-text = 表头
reading-role = 读作

reading-format-xlsx = XLSX 工作簿
reading-format-xlsb = XLSB 工作簿
reading-format-xls = XLS 工作簿
reading-format-ods = ODS 工作簿
reading-format-csv = 文本，编码 { $encoding }（{ $evidence }），用{ $delimiter }分隔
reading-format-list = JSON 列表：{ $name }
reading-format-unknown-list = JSON 列表，没有认出是哪个系统的
reading-hidden = { $format }，这张工作表是隐藏的

reading-evidence-pinned = 由你指定
reading-evidence-byte-order-mark = 文件开头有标记
reading-evidence-nuls = 看空字节的分布
reading-evidence-valid-utf8 = 字节都符合 UTF-8
reading-evidence-statistics = 看字节的规律
reading-evidence-headers = 这样能认出表头

reading-delimiter-comma = 逗号
reading-delimiter-tab = 制表符
reading-delimiter-semicolon = 分号
reading-delimiter-bar = 竖线
reading-delimiter-other = “{ $delimiter }”

reading-kind-departments = 一行一个部门
reading-kind-members = 一行一名成员
reading-kind-memberships = 一行一名成员和他所在的部门
reading-kind-nothing = 不像通讯录，没有读取

reading-layout-parent-code = 上级用编号表示
reading-layout-parent-name = 上级用名称或路径表示
reading-layout-path = 部门写成路径
reading-layout-levels = 部门按级分列
reading-layout-member-code = 部门用编号表示
reading-layout-flat-join = 部门与成员写在同一行
reading-layout-prefix-codes = 上级看编号的前缀
reading-layout-sections = 部门写在成员上面单独的一行
reading-layout-list = 没有上下级
reading-content-of = { $kind }，{ $layout }

reading-header-found = 第 { $row } 行，{ $all } 列中认出 { $known } 列
reading-header-missing = 没有找到
reading-row-counts = 读入 { $read } = 采用 { $used } + 剔除 { $rejected } + 忽略 { $ignored }{ $leavers ->
        [0] {""}
       *[other] （其中离职 { $leavers }）
    }
reading-row = 第 { $row } 行：{ $message }
reading-rows-more = … 另有 { $count } 行
reading-separator-none = 没有
reading-line-break = 换行
reading-found = { $errors } 个错误、{ $warnings } 个警告、{ $information } 条提示

reading-role-field = { $name }（{ $field }）
reading-role-level = 第 { $level } 级部门
reading-role-running-number = 行号，不读
reading-role-own = 不认识，原样带走
reading-role-second = 与“{ $other }”同义，原样带走
reading-role-beside = 与“{ $other }”同类，原样带走
reading-role-duplicate = 与“{ $other }”重复，分不清以哪个为准
reading-brief = { $place }：{ $format }；{ $content }；表头：{ $header }
reading-advice = 读得不对时，用 --sheet、--header-row、--map、--path-separator、--list-separator、--encoding 指定，再用 --save-mapping 存成对照文件。

reading-template-wecom-contacts = 企业微信通讯录批量导入模板
reading-template-wecom-users = 企业微信通讯录批量更新（batch_user.csv）
reading-template-wecom-departments = 企业微信部门批量更新（batch_party.csv）
reading-template-dingtalk = 钉钉通讯录模板
reading-template-feishu = 飞书成员批量导入模板
reading-template-bk-user = 蓝鲸用户管理（bk-user）
reading-template-aisuda = 爱速搭用户
