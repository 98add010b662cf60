# 网页：检查报告和组织图。

html-report = 组织架构检查报告
html-chart = 组织图
html-without-script = 这个页面要用浏览器的 JavaScript 才能显示。
html-and = 、
html-comma = ，

html-verdict-errors = 有 { $count } 个错误要先改正，现在还不能导入{ $targets ->
        [none] { "" }
       *[other] { " " }{ $targets }
    }。
html-verdict-warnings = 没有错误，可以导入{ $targets ->
        [none] { "" }
       *[other] { " " }{ $targets }
    }；另有 { $count } 个警告，建议看一看。
html-verdict-fine = 没有错误和警告，可以导入{ $targets ->
        [none] { "" }
       *[other] { " " }{ $targets }
    }。
html-verdict-nothing = 没有读到任何部门和成员。

html-source = 来源
html-standard-input = 标准输入
html-made = 检查时间
html-target = 目标系统
html-more-files = 另有 { $count } 个文件
html-language = 语言
html-theme-light = 浅色
html-theme-dark = 深色
html-print = 打印
html-numbers = 数字
html-parts = 页面的各部分
html-tile-departments = 部门
html-tile-members = 成员
html-tile-levels = 层级
html-tile-errors = 错误
html-tile-warnings = 警告
html-tile-information = 提示
html-rows-read = 读入行数
html-rows-used = 采用
html-rows-merged = 合并
html-rows-rejected = 剔除
html-rows-ignored = 忽略

html-tab-findings = 问题
html-tab-chart = 组织图
html-tab-corrections = 改正
html-corrections-what = 改正后的副本里，这些单元格与原表不同。改动只是写法，意思不变。
html-corrections-none = 没有可以自动改正的地方。
html-correction-place = 位置
html-correction-old = 原来
html-correction-new = 改为
html-correction-why = 解决的问题
html-tab-loss = 放不下的内容
html-tab-reading = 怎样读的

html-severity-error = 错误
html-severity-warning = 警告
html-severity-information = 提示
html-filters = 筛选
html-by-code = 按种类
html-find-findings = 搜索问题、单元格、姓名
html-order = 排序
html-order-severity = 按严重程度
html-order-place = 按所在位置
html-found = { $count } 条
html-found-none = 没有符合条件的问题
html-findings-left-out = 另有 { $count } 条没有放进这个文件
html-show-more = 再显示一些（还有 { $count } 条）
html-drop-filter = 取消这个条件
html-more-places = 另有 { $count } 处
html-help = 建议
html-explain = { $code } 是什么意思
html-empty-cell = 空
html-see-member = 在组织图中看
html-see-department = 在组织图中看

html-find-chart = 部门、姓名、拼音、首字母、账号、手机尾号
html-results = 搜索结果
html-results-count = 找到 { $count } 个
html-more-results = 另有 { $count } 个，请多输入几个字
html-no-results = 没有找到
html-not-searched = 另有 { $count } 人没有放进这个文件，搜不到
html-kind-department = 部门
html-kind-member = 成员
html-view = 看法
html-view-tree = 列表
html-view-diagram = 结构图
html-view-treemap = 面积图
html-tree = 部门
html-diagram = 结构图：方框是部门，点开看详情，点加号展开。方向键移动，加减键缩放。列表里有同样的内容。
html-treemap = 面积图：面积是人数，点开看下一级。列表里有同样的内容。
html-open-all = 全部展开
html-close-all = 全部收起
html-save-png = 存为 PNG
html-save-svg = 存为 SVG
html-zoom-in = 放大
html-zoom-out = 缩小
html-zoom-fit = 适合窗口
html-too-many-boxes = 方框太多，请先收起一些
html-everything = 全部
html-other-departments = 其余 { $count } 个部门
html-own-heads = 本部门
html-legend = 图例
html-mark-here = 这里有问题
html-mark-below = 下级有问题
html-marked-error = { $count } 个问题，最严重的是错误
html-marked-warning = { $count } 个问题，最严重的是警告
html-marked-information = { $count } 条提示
html-departments-left-out = 下层另有 { $count } 个部门没有放进这个文件

html-unnamed = （没有名称）
html-unplaced = 没有部门的成员
html-heads = { $own } 人
html-heads-all = 本部门 { $own } 人，连同下级 { $all } 人
html-led-by = 负责人 { $names }
html-details = 部门详情
html-choose-department = 选一个部门，看它的成员和问题
html-crumbs = 上级部门
html-fact-own = 本部门人数
html-fact-all = 连同下级
html-fact-below = 下级部门
html-fact-code = 编号
html-fact-leaders = 负责人
html-see-findings = 查看全部 { $count } 个问题
html-no-members = 这个部门没有直属成员。
html-members-here = 直属成员 { $count } 人
html-show-more-members = 再显示一些（还有 { $count } 人）
html-members-left-out = 另有 { $count } 人没有放进这个文件
html-member-name = 姓名
html-member-title = 职务
html-member-id = 账号或工号
html-member-mobile = 手机
html-member-email = 邮箱
html-leads = 负责人
html-second-post = 兼职

html-change-added = 新增
html-change-removed = 删除
html-change-moved = 移动
html-change-renamed = 改名
html-change-changed = 变更

html-loss-of = { $target } 放不下的内容
html-loss-why = 下面这些内容 { $target } 的接口没有位置，不会写入。
html-loss-none = 全部内容都能写入。
html-column = 列
html-column-header = 表头
html-column-role = 读作
html-passed-over = 跳过的行

html-outline-more = 另有 { $count } 个部门，见网页
html-print-more = 另有 { $count } 条问题，见网页
html-sign-name = 审核人
html-sign-date = 日期
html-privacy-masked = 手机、邮箱和证件号已遮盖。
html-privacy-unmasked = 本页含有完整的手机和邮箱，请注意保管。
html-made-by = 由 orgferry 生成，打开时不联网。
