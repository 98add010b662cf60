## 计划与提交

plan-create = 新建：{ $departments } 个部门、{ $members } 名成员
plan-import = 导入：缺少的 { $departments } 个部门、{ $members } 条成员关系或成员
plan-update = 更新：{ $departments } 个部门、{ $members } 名成员
plan-move = 移动：{ $departments } 个部门、{ $members } 名成员
plan-join = 加入部门：{ $members } 名成员
plan-lead = 负责人变化：{ $members } 名成员
plan-leave = 移出部门：{ $members } 名成员
plan-remove = 移除：{ $departments } 个部门、{ $members } 名成员
plan-nothing = 没有要做的事：远程系统已经是这样了。
plan-requests = 共 { $count } 个请求，发往 { $remote }（{ $url }）。
plan-fingerprint = 计划指纹：{ $fingerprint }
plan-notes-more = … 另有 { $count } 项做不到的没有列出，都在计划文件里
plan-note-atwork-move = 做不到：atwork 没有移动部门的接口，“{ $subject }”留在原来的上级下面
plan-note-aisuda-kept = 注意：爱速搭只加不减，{ $subject } 仍会保留
plan-note-seatable-gone = 做不到：SeaTable 没有移除已导入成员的接口，“{ $subject }”会留下
plan-no-such-mode = { $system } 不支持 --mode { $mode }
    .hint = 可以用：{ $choices }
plan-only-read = { $system } 只能读取，不能提交
    .hint = 可以提交到 aisuda、atwork 和 seatable
plan-remote-unreadable = 读不了远程系统 { $name } 现在的组织架构
    .hint = orgferry check { $name }: 会说明原因
plan-source-unreadable = 读不了文件 { $file }：{ $cause }
plan-no-organisation = 远程系统里没有唯一的组织根节点
plan-no-such-node = 远程系统里没有“{ $path }”
    .hint = --attach-to 写从组织名称开始的完整路径，例如 星河科技/研发部
plan-other-organisation = { $count ->
        [1] 最上级的“{ $top }”和远程系统里的组织“{ $root }”不是同一个名称
       *[other] 最上级有 { $count } 个部门，没有一个是远程系统里的组织“{ $root }”
    }
    .hint = 要挂在组织下面，用 --attach-to { $root }；名称写法不同，请改成一样
plan-not-a-plan = { $file } 不是计划文件：{ $cause }
    .hint = 计划文件由 orgferry plan 生成；要直接提交名单，请加 --to 远程名
plan-other-version = 计划文件 { $file } 的版本是 { $version }，这个程序不认识
    .hint = 用同一版本的 orgferry 重新生成计划
plan-too-much = { $case ->
        [department-removals] 计划要移除 { $count } 个部门，远程系统共有 { $total } 个，超过上限 { $limit }，什么也没有发送
        [member-removals] 计划要移除 { $count } 名成员，远程系统共有 { $total } 名，超过上限 { $limit }，什么也没有发送
        [department-moves] 计划要移动 { $count } 个部门，远程系统共有 { $total } 个，超过上限 { $limit }，什么也没有发送
       *[member-moves] 计划要移动 { $count } 名成员，远程系统共有 { $total } 名，超过上限 { $limit }，什么也没有发送
    }
    .hint = 确认无误的话，加 { $case ->
        [department-removals] --accept-removals { $count }
        [member-removals] --accept-removals { $count }
       *[other] --accept-moves { $count }
    }
plan-part-of-source = 名单是空的、不完整（F010），或者只读了一部分（--only、--fields），不能用来移除，什么也没有发送
    .hint = 读取完整的名单，或用 --mode add
plan-stale = { $case ->
        [source] 计划已经过期：文件 { $subject } 在生成计划之后改过，什么也没有发送
        [configuration] 计划已经过期：配置里的这个远程系统不再是 { $subject } 上的那个组织，什么也没有发送
       *[remote] 计划已经过期：远程系统里的“{ $subject }”或它的上级已经变了，什么也没有发送
    }
    .hint = 重新运行 orgferry plan 生成计划
submit-needs-remote = 要提交名单，请用 --to 指明远程系统；要提交计划，只给一个计划文件
submit-needs-yes = 没有终端可以确认
    .hint = 确认要发送，请加 --yes
submit-ask = 发送到 { $remote } 吗？输入 y 确认：
submit-type-name = 这个计划会移除远程系统里的内容。输入远程系统的名称 { $remote } 确认：
submit-declined = 没有确认，什么也没有发送
submit-locked = { $case ->
        [known] 另一次提交正在进行：进程 { $process }，用户 { $user }，开始于 { $since }
       *[unknown] 另一次提交正在进行
    }
    .hint = 等它结束再运行
submit-progress = 已处理 { $settled }/{ $total }，失败 { $failed }
submit-summary = 完成 { $done }，已存在 { $there }，失败 { $failed }，不明 { $unknown }，没有发送 { $held }。
submit-interrupted = 已按要求停下，正在发送的都已完成。
submit-locked-out = 远程系统不再接受请求：{ $message }
submit-storm = 连续 { $count } 次失败，已停下，以免越做越错。
submit-again = 排除原因后再运行一次同样的命令，只会补做没有完成的。
journal-no-home = 找不到用户的主目录：{ $cause }
journal-unusable = 用不了记录文件 { $file }：{ $cause }
    .hint = 请检查文件夹的权限和磁盘空间；没有记录就不会发送
journal-other-version = 记录文件 { $file } 的版本是 { $version }，这个程序不认识
    .hint = 请升级 orgferry

runs-id = 编号
runs-remote = 远程
runs-mode = 方式
runs-started = 开始时间
runs-state = 状态
runs-outcomes = 结果
runs-key = 操作
runs-call = 接口
runs-outcome = 结果
runs-code = 代码
runs-given-id = 新编号
runs-none = 还没有提交过。
runs-no-such-run = 没有编号为 { $id } 的提交
    .hint = orgferry runs 列出所有提交
runs-state-open = 未结束
runs-state-complete = 全部完成
runs-state-incomplete = 未全部完成
runs-state-replaced = 已由后来的代替
runs-outcome-done = 成功
runs-outcome-already_there = 已存在
runs-outcome-partly = 部分失败
runs-outcome-failed = 失败
runs-outcome-unknown = 不明
runs-outcome-held_back = 未发送（上级失败）
runs-outcome-not_sent = 未发送
results-sheet = 结果
results-column-what = 对象
results-column-place = 来源
results-column-outcome = 结果
results-column-id = 新编号
results-column-reason = 失败原因
