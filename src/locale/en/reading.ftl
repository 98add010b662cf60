# inspect: how each table was read.
reading-format = format
reading-content = content
reading-template = template
reading-header = header
reading-rows = rows
reading-levels = levels
reading-lists = departments
reading-problems = problems
reading-ignored = rows passed over
reading-column = column
reading-header-text = header
reading-role = read as

reading-format-xlsx = XLSX workbook
reading-format-xlsb = XLSB workbook
reading-format-xls = XLS workbook
reading-format-ods = ODS workbook
reading-format-csv = text in { $encoding } ({ $evidence }), separated by { $delimiter }
reading-format-list = JSON list: { $name }
reading-format-unknown-list = JSON list of no known system
reading-hidden = { $format }, the sheet is hidden

reading-evidence-pinned = as you said
reading-evidence-byte-order-mark = by the mark at its beginning
reading-evidence-nuls = by where its zero bytes are
reading-evidence-valid-utf8 = all bytes are valid UTF-8
reading-evidence-statistics = by the pattern of its bytes
reading-evidence-headers = it shows known headers

reading-delimiter-comma = commas
reading-delimiter-tab = tabs
reading-delimiter-semicolon = semicolons
reading-delimiter-bar = bars
reading-delimiter-other = “{ $delimiter }”

reading-kind-departments = a department a row
reading-kind-members = a member a row
reading-kind-memberships = a member and their department a row
reading-kind-nothing = no directory, not read

reading-layout-parent-code = parents by code
reading-layout-parent-name = parents by name or path
reading-layout-path = departments as paths
reading-layout-levels = a column a level
reading-layout-member-code = departments by code
reading-layout-flat-join = departments and members in one row
reading-layout-prefix-codes = parents by the beginning of the code
reading-layout-sections = departments in rows of their own above their people
reading-layout-list = no hierarchy
reading-content-of = { $kind }, { $layout }

reading-header-found = row { $row }, { $known } of { $all } columns known
reading-header-missing = not found
reading-row-counts = { $read } read = { $used } used + { $rejected } rejected + { $ignored } ignored{ $leavers ->
        [0] {""}
       *[other] {" "}({ $leavers } of them have left)
    }
reading-row = row { $row }: { $message }
reading-rows-more = … and { $count } more
reading-separator-none = none
reading-line-break = line break
reading-found = errors { $errors }, warnings { $warnings }, information { $information }

reading-role-field = { $name } ({ $field })
reading-role-level = level { $level } of the department path
reading-role-running-number = number of the row, not read
reading-role-own = unknown, carried along
reading-role-second = means the same as “{ $other }”, carried along
reading-role-beside = of the same kind as “{ $other }”, carried along
reading-role-duplicate = the same as “{ $other }”, and nothing says which counts
reading-brief = { $place }: { $format }; { $content }; header: { $header }
reading-advice = Where this is wrong, pin it with --sheet, --header-row, --map, --path-separator, --list-separator and --encoding, and keep it with --save-mapping.

reading-template-wecom-contacts = Work Weixin's import of contacts
reading-template-wecom-users = Work Weixin's batch update of members (batch_user.csv)
reading-template-wecom-departments = Work Weixin's batch update of departments (batch_party.csv)
reading-template-dingtalk = DingTalk's contacts
reading-template-feishu = Feishu's (Lark's) import of members
reading-template-bk-user = the users of BlueKing (bk-user)
reading-template-aisuda = aisuda's users
