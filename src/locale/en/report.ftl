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
