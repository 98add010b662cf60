## 计划：给签字的人看

plans-create = 新建
plans-import = 批量导入
plans-update = 更新
plans-move = 移动
plans-join = 加入部门
plans-lead = 设置负责人
plans-leave = 移出部门
plans-remove = 移除
plans-several = 多项
plans-mode-import = import：只导入缺少的
plans-mode-add = add：补上缺少的，更新不同的，不移除
plans-mode-mirror = mirror：与名单完全一致，也移除和移动
plans-limit-department-removals = 移除部门
plans-limit-department-moves = 移动部门
plans-limit-member-removals = 移出或移除成员
plans-limit-member-moves = 移动成员
plans-limit = { $count }，上限 { $limit }（远程系统共 { $total }）{ $case ->
        [excess] ：超过上限
        [accepted] ：超过上限，已放行
       *[within] ：在上限以内
    }
plans-remote = 远程系统
plans-system = 系统
plans-url = 地址
plans-organization = 组织
plans-mode = 方式
plans-source = 来源文件
plans-fingerprint = 计划指纹（BLAKE3）
plans-requests-count = 请求数
plans-waves = 批次
plans-counted = { $departments } 个部门、{ $members } 名成员
plans-safety = 安全上限
plans-safety-kept = 没有超过，可以发送
plans-safety-accepted = 超过的部分已经放行，请逐项核对
plans-safety-refused = 超过上限，已拒绝；确认无误后加 { $flags } 放行
plans-refusal = 预演时被拒绝
plans-loss = 放不下的内容
plans-note = 注意
plans-untried = 预演
plans-untried-why = 结果在服务器模型上看不出来，没有列出变更和部门人数；要发送什么，见“操作”
plans-sheet-operations = 操作
plans-column-wave = 批次
plans-column-action = 操作
plans-column-what = 对象
plans-column-name = 名称
plans-column-place = 来源
plans-column-call = 接口
plans-column-departments = 部门数
plans-column-members = 成员数
plans-column-key = 操作编号
plans-after = 执行计划之后
