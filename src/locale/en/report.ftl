# Reports: severities, summary, explanations, the table of codes.

report-error = error
report-warning = warning
report-information = information
report-help = help

report-standard-input = standard input

report-more = … and { $count } more of { $code } (--max-per-code 0 shows all)
report-more-places = … and { $count } more places

report-nothing-found = Nothing is wrong.
report-found = Found { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    } and { $information } for information.
report-directory = Read { $departments ->
        [one] 1 department
       *[other] { $departments } departments
    } and { $members ->
        [one] 1 member
       *[other] { $members } members
    } in { $memberships ->
        [one] 1 membership
       *[other] { $memberships } memberships
    }.
report-rows = Rows: { $read } read = { $used } used + { $merged } merged + { $rejected } rejected + { $ignored } ignored{ $ignored ->
        [0] .
       *[other] { " " }(headers, notes and the like).
    }

explain-heading = { $code } { $name }: { $title } ({ $severity })
explain-meaning = { $system } { $code }: { $meaning }

table-code = Code
table-name = Name
table-severity = Severity
table-title = Meaning
table-count = Count

## Report files and rejected rows

report-sheet-findings = Findings
report-column-number = No.
report-column-file = File
report-column-sheet = Sheet
report-column-cell = Cell
report-column-place = Place
report-column-value = Value
report-column-message = Problem
report-column-help = Help
report-column-content = Content
report-column-reason = Failure reason
report-list-more = { $count } more are not listed
report-copy-marked = This sheet is too long: only its header and the rows with findings are shown; column A has the row numbers
report-note-finding = { $severity } { $code }: { $message }
report-note-help = Help: { $help }
report-note-see = See also: { $places }
report-note-more = … and { $count } more
report-reason = { $code } { $message }
report-reason-follows = { $code } { $message } (the row it refers to is wrong itself and was not written)
report-reason-separator = {"; "}
report-leavers = { $count ->
        [one] One person who has left is left out; --include-leavers takes them.
       *[other] { $count } people who have left are left out; --include-leavers takes them.
    }
report-overridden = { $count ->
        [one] One value of a later input differs
       *[other] { $count } values of later inputs differ
    } from that of an earlier one; the earlier counts.

report-sheet-corrections = Corrections
report-column-old = Old value
report-column-new = New value
report-column-why = Change
report-nothing-corrected = There is no cell that can be corrected safely.
report-corrected = { $count ->
        [one] One cell can be corrected safely:
       *[other] { $count } cells can be corrected safely:
    }
report-more-corrected = … and { $count } more; see the sheet “Corrections” of the corrected file, or --format json
report-corrections-left-out = there are too many; { $count ->
        [one] one more cell was
       *[other] { $count } more cells were
    } left as they are
report-passed-over = { $count ->
        [one] One other file in the folders was
       *[other] { $count } other files in the folders were
    } not read.
correction-C001 = a number becomes text
correction-C004 = blanks around it and hidden characters go, full width becomes narrow
correction-C008 = yes or no as it is usually written
correction-D007 = the code loses its .0
correction-M006 = the mobile number is its digits
correction-M007 = the address loses what was copied along
correction-P003 = the code loses its .0
