## The differences between two directories

changes-none = Both sides are the same.
changes-departments = Departments
changes-members = Members
changes-added = added
    .counted = { $count ->
        [one] 1 department added
       *[other] { $count } departments added
    }
changes-removed = removed
    .counted = { $count ->
        [one] 1 department removed
       *[other] { $count } departments removed
    }
changes-renamed = renamed
    .counted = { $count ->
        [one] 1 department renamed
       *[other] { $count } departments renamed
    }
changes-moved = moved
    .counted = { $count ->
        [one] 1 department moved
       *[other] { $count } departments moved
    }
changes-changed = changed
    .counted = { $count ->
        [one] 1 department changed otherwise
       *[other] { $count } departments changed otherwise
    }
changes-came = joined
    .counted = { $count ->
        [one] 1 person joined
       *[other] { $count } people joined
    }
changes-went = left
    .counted = { $count ->
        [one] 1 person left
       *[other] { $count } people left
    }
changes-transferred = transferred
    .counted = { $count ->
        [one] 1 person transferred
       *[other] { $count } people transferred
    }
changes-updated = changed
    .counted = { $count ->
        [one] 1 person with changed details
       *[other] { $count } people with changed details
    }
changes-leading = leadership
    .counted = { $count ->
        [one] 1 person leads or no longer leads a department
       *[other] { $count } people lead or no longer lead a department
    }
changes-sentence = { $parts }.
changes-and = {", "}
changes-comma = {", "}
changes-inferred = { " " }(inferred)
changes-nothing = (empty)
changes-left = leaves { $department }
changes-joined = joins { $department }
changes-leads = now leads { $department }
changes-leads-no-more = no longer leads { $department }
changes-more = … { $count } more “{ $kind }” are not listed (--max-per-code 0 lists all)
changes-departments-tally = Departments: { $added } added, { $removed } removed, { $renamed } renamed, { $moved } moved, { $changed } changed; { $before } → { $after } in all.
changes-members-tally = Members: { $added } joined, { $removed } left, { $moved } transferred, { $changed } changed, { $leading } with other leadership; { $before } → { $after } in all.
changes-by-code = Departments were matched by code, then by path; “inferred” ones by their members, their sub-departments or a name no other has.
changes-by-path = The two sides have no codes in common, so departments were matched by path; “inferred” ones by their members, their sub-departments or a name no other has.
changes-column-what = About
changes-column-change = Change
changes-column-name = Name
changes-column-identity = Code or account
changes-column-item = Item
changes-column-before = Before
changes-column-after = After
changes-column-note = Note
changes-department = department
changes-member = member
changes-item-department = departments
changes-item-path = department path
changes-item-name = name
changes-item-parent = parent department
changes-item-leads = leads
changes-masked-alike = the masked part differs
changes-sheet-overview = Overview
changes-sheet-changes = Changes
changes-sheet-heads = Headcounts
changes-overview-item = Item
changes-overview-content = Content
changes-overview-before = Before
changes-overview-after = After
changes-overview-made = Made
changes-overview-result = Result
changes-overview-departments = Departments
changes-overview-members = Members
changes-overview-matching = Matching
changes-overview-privacy = Privacy
changes-privacy-masked = phones, mails and identity numbers are masked; --unmask shows them
changes-privacy-unmasked = holds whole phone numbers and mails: keep it safe
changes-side-errors = { $name } ({ $count ->
        [one] 1 error
       *[other] { $count } errors
    }: see check)
changes-overview-sign = Signature
changes-overview-date = Date
changes-heads-department = Department
changes-heads-state = Change
changes-heads-own-before = Own before
changes-heads-own-after = Own after
changes-heads-own-change = Own change
changes-heads-all-before = With all below before
changes-heads-all-after = With all below after
changes-heads-all-change = With all below change
changes-heads-unplaced = (members without a department)
