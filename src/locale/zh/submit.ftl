## 计划与提交

plan-create = 新建：{ $departments } 个部门、{ $members } 名成员
plan-import = 导入：缺少的 { $departments } 个部门、{ $members } 条成员关系或成员
plan-update = 更新：{ $departments } 个部门、{ $members } 名成员
plan-move = 移动：{ $departments } 个部门、{ $members } 名成员
plan-join = 加入部门：{ $members } 名成员
plan-lead = 负责人变化：{ $members } 名成员
plan-leave = 移出部门：{ $members } 名成员
plan-remove = 移除：{ $departments } 个部门、{ $members } 名成员
plan-gone-separator = 、
plan-gone-members = 名单里没有、将移除的人：{ $names }{ $more ->
        [0] {""}
       *[other] ……另有 { $more } 人，都在计划文件里
    }
plan-gone-departments = 名单里没有、将移除的部门：{ $names }{ $more ->
        [0] {""}
       *[other] ……另有 { $more } 个，都在计划文件里
    }
plan-nothing = 没有要做的事：远程系统已经是这样了。
plan-requests = 共 { $count } 个请求，发往 { $remote }（{ $url }）。
plan-fingerprint = 计划指纹：{ $fingerprint }
plan-notes-more = … 另有 { $count } 项做不到的没有列出，都在计划文件里
plan-note-atwork-move = 做不到：atwork 没有移动部门的接口，“{ $subject }”留在原来的上级下面
plan-note-aisuda-kept = 注意：爱速搭只加不减，{ $subject } 仍会保留
plan-note-aisuda-stays = 注意：--mode add 不把人移出部门，{ $subject } 保留
plan-note-aisuda-rename = 做不到：爱速搭没有改部门名称的接口，部门保持原名：{ $subject }
plan-note-aisuda-move = 做不到：爱速搭没有移动部门的接口，部门留在原来的上级下面：{ $subject }
plan-note-aisuda-name = 做不到：爱速搭没有改姓名的接口，姓名保持原样：{ $subject }
plan-note-aisuda-mail = 注意：爱速搭只按邮箱认人，同名而邮箱不同的当作另一个人新加入：{ $subject }
plan-note-aisuda-no-mail = 做不到：没有邮箱的人不能加入别的部门：{ $subject }
plan-note-aisuda-no-id = 做不到：爱速搭没有给出“{ $subject }”的编号，这个人的变化没有列入计划
plan-note-aisuda-doubtful = 没有列入计划：“{ $subject }”没有邮箱，爱速搭里有同名的人，分不清是不是同一个
plan-note-aisuda-doubtful-there = 保留：爱速搭里的“{ $subject }”和名单里的人同名，其中一方没有邮箱，分不清是不是同一个人
plan-note-aisuda-builtin = 保留：“{ $subject }”是爱速搭自带的用户，从不移除
plan-note-aisuda-department-kept = 保留：部门“{ $subject }”里还有不移除的人
plan-note-seatable-gone = 做不到：SeaTable 没有移除已导入成员的接口，“{ $subject }”会留下
plan-note-seatable-department = 注意：SeaTable 不说明哪些部门已经导入，“{ $subject }”按企业微信里现有的内容整个导入，每次都会发送，已有的不变
plan-note-seatable-no-department = 做不到：SeaTable 绑定的企业微信里没有编号为“{ $subject }”的部门，没有列入计划
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
plan-other-top = 名单最上级的“{ $top }”在爱速搭里没有对应的部门，爱速搭的最上级是“{ $root }”，而最上级不能单个新建，什么也没有计划
    .hint = 名称写法不同，请改成一样；名单里没有公司这一级，在配置的 [layout] 里写 root = "{ $root }"；第一次整体导入用 --mode import
plan-not-a-plan = { $file } 不是计划文件：{ $cause }
    .hint = 计划文件由 orgferry plan 生成；要直接提交名单，请加 --to 远程名
plan-other-version = 计划文件 { $file } 的版本是 { $version }，这个程序不认识
    .hint = 用同一版本的 orgferry 重新生成计划
plan-too-much = { $case ->
        [department-removals] 计划要移除 { $count } 个部门，远程系统共有 { $total } 个，超过上限 { $limit }，什么也没有发送
        [member-removals] 计划要移除 { $count } 名成员或把他们移出部门，远程系统共有 { $total } 名，超过上限 { $limit }，什么也没有发送
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
plan-imports-of-part = 只读了一部分（--only、--fields），而 [target.seatable] departments = "import" 会导入最上级的整个部门
    .hint = 把 departments 写成要导入的部门编号，例如 departments = [7]
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
submit-progress = 第 { $wave }/{ $waves } 批：已处理 { $settled }/{ $total }，失败 { $failed }，每秒 { $rate } 个，约剩 { $left }
submit-stage = { $wave ->
        [0] 正在等待
       *[other] 第 { $wave }/{ $waves } 批，失败 { $failed }
    }
submit-waiting = 上一次提交的请求可能还在远程系统里处理，先等它们结束。
submit-stopping = 正在停下：先等已经发出的请求完成。再按一次 Ctrl-C 立即退出。
submit-created = 新建：{ $departments } 个部门、{ $members } 名成员
submit-updated = 更新：{ $departments } 个部门、{ $members } 名成员
submit-moved = 移动：{ $departments } 个部门、{ $members } 名成员
submit-removed = 移除：{ $departments } 个部门、{ $members } 名成员
submit-there-already = 已存在：{ $departments } 个部门、{ $members } 名成员
submit-failed = 失败：{ $departments } 个部门、{ $members } 名成员
submit-unknown = 不明：{ $departments } 个部门、{ $members } 名成员
submit-not-sent = 未发送：{ $departments } 个部门、{ $members } 名成员
submit-problem = { $outcome }：{ $subject }（{ $place }）{ $reason }
submit-problems-more = … 另有 { $count } 项，--result 文件 会写出全部
submit-line = orgferry 提交 { $remote }：{ $ending }；新建 { $created }，更新 { $updated }，移动 { $moved }，移除 { $removed }，已存在 { $there }，失败 { $failed }，不明 { $unknown }，未发送 { $held }；用时 { $time }；编号 { $run }
submit-ending-nothing = 没有要做的
submit-ending-complete = 全部完成
submit-ending-incomplete = 未全部完成
submit-ending-interrupted = 已中断
submit-ending-locked-out = 被远程系统拒绝
submit-ending-failure-storm = 连续失败，已停下
submit-ending-broken = 中途停下
submit-ending-not-begun = 没有开始
submit-interrupted = 已按要求停下，正在发送的都已完成。
submit-locked-out = 远程系统不再接受请求：{ $message }
submit-storm = 连续 { $count } 次失败，已停下，以免越做越错。
submit-way-back = 提交之前的组织架构存在 { $file }
    要回到那时：orgferry plan { $quoted } --to { $remote } --mode mirror
submit-no-way-back = 存不下提交之前的组织架构 { $file }，什么也没有发送：{ $cause }
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
