# 导出的文件里的文字：工作表名、单元格里的词、部门树。
export-sheet-departments = 部门
export-sheet-members = 成员
export-company = 公司
export-department = 部门
export-yes = 是
export-no = 否
export-male = 男
export-female = 女
export-own-column = 附加_{ $header }
export-tree-department = { $name }（{ $own } 人，含下级共 { $all } 人）
export-tree-leaf = { $name }（{ $own } 人）
export-tree-total = 共 { $departments } 个部门、{ $members } 人
export-tree-unplaced = 未分到部门：{ $members } 人
export-cell-too-long = 无法写入工作簿：{ $who } 的“{ $column }”超过 32,767 个字符，Excel 的单元格放不下
    .hint = 请缩短这一项，或改为导出 CSV 或 JSON
export-workbook-not-written = 无法写入工作簿：{ $cause }
    .hint = 请检查磁盘空间和写入权限后重试
