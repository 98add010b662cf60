# 导入模板：工作表名、批注、示例、填写说明。每列的说明是 template-字段，示例是 .sample。
template-sheet-guide = 填写说明
template-sheet-options = 选项
template-sample = 示例：{ $value }
template-required = 必填
template-guide-column = 列名
template-guide-required = 要求
template-guide-text = 怎么填
template-guide-sheet = 工作表“{ $sheet }”
template-guide-general =
    红色的列必填。第 2 行是示例，读取时会跳过，可以删掉。
    不需要的列可以空着，也可以整列删掉；可以加自己的列，会原样带走。请不要改表头的文字。
    填好后运行 orgferry check 文件名，会指出每一处问题在哪个单元格。

template-department-code = 部门编号，不能重复；会当作文字保存，开头的 0 不会丢
    .sample = D02
template-department-name = 部门名称，只写这一级的名称，同一个上级下面不能重名
    .sample = 研发部
template-department-parent-code = 上级部门的编号；最上层的部门空着
    .sample = D01
template-department-order = 同级部门的先后，小的在前，可以空着
    .sample = 10
template-department-type = 公司或部门，可以空着
template-department-tel = 部门的电话
    .sample = 010-12345678
template-department-number = 部门在组织里的序号，只有 atwork 用到
template-department-name-en = 部门的英文名称
    .sample = Research
template-department-leaders = 部门负责人的账号，几个人用分号隔开
    .sample = zhangsan

template-member-userid = 登录用的账号，不能重复；企业微信和 SeaTable 需要它
    .sample = zhangsan
template-member-name = 成员的姓名
    .sample = 张三
template-member-employee-no = 工号，不能重复；会当作文字保存，开头的 0 不会丢
    .sample = 0007
template-member-alias = 昵称或英文名
    .sample = 小张
template-member-mobile = 手机号，不能重复；国外号码前面加 + 和国家代码
    .sample = 13800130001
template-member-email = 邮箱，不能重复；aisuda 靠它认人
    .sample = zhangsan@example.com
template-member-biz-email = 单位发的邮箱
template-member-title = 职务
    .sample = 工程师
template-member-gender = 男或女
    .sample = 男
template-member-telephone = 座机或分机号
    .sample = 010-12345678
template-member-address = 办公地点
template-member-manager = 直属上级的账号
template-member-dotted-manager = 虚线上级的账号
template-member-status = 在职状态，例如在职、离职
template-member-hire-date = 入职日期，写成 2024-03-01 这样
    .sample = 2024-03-01
template-member-workforce-type = 人员类型，例如全职、实习
template-member-auth-type = 第三方登录的方式，例如 weixin，只有 aisuda 用到
template-member-auth-id = 在第三方登录里的用户编号，只有 aisuda 用到
template-membership-department-code = 所在部门的编号，几个部门用中文分号隔开
    .sample = D02；D03
template-membership-department = 所在部门，从最上层写起，各级用 / 隔开；几个部门用中文分号隔开
    .sample = 星河科技/研发部；星河科技/市场部
template-membership-main-department = 几个部门中主要的一个，写法与所在部门的那一列相同
template-membership-is-leader = 是不是部门负责人，填是或否；有几个部门时按同样的顺序用中文分号隔开
    .sample = 是；否
template-membership-order = 在部门里的先后，小的在前；有几个部门时按同样的顺序用中文分号隔开
