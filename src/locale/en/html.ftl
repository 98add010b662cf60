# The page: report and org chart.

html-page-report = Directory report
html-page-chart = Org chart
html-without-script = This page needs JavaScript to be shown.
html-and = {" and "}
html-comma = {", "}

html-verdict-errors = { $count ->
        [one] 1 error has
       *[other] { $count } errors have
    } to be put right before this can be imported{ $targets ->
        [none] .
       *[other] { " " }into { $targets }.
    }
html-verdict-warnings = No errors: this can be imported{ $targets ->
        [none] .
       *[other] { " " }into { $targets }.
    } { $count ->
        [one] 1 warning is
       *[other] { $count } warnings are
    } worth a look.
html-verdict-fine = No errors and no warnings: this can be imported{ $targets ->
        [none] .
       *[other] { " " }into { $targets }.
    }
html-verdict-nothing = No department and no member was read.
html-verdict-plan = { $requests ->
        [one] 1 request
       *[other] { $requests } requests
    } will be sent to { $remote }, within the safety limits.
html-verdict-plan-doubtful = { $requests ->
        [one] 1 request
       *[other] { $requests } requests
    } will be sent to { $remote }, within the safety limits; but { $refusals ->
        [one] 1 was
       *[other] { $refusals } were
    } refused in rehearsal, so look first.
html-verdict-plan-accepted = { $requests ->
        [one] 1 request
       *[other] { $requests } requests
    } will be sent to { $remote }; what goes beyond the safety limits was accepted, so check it item by item.
html-verdict-plan-nothing = There is nothing to send: { $remote } is like this already.
html-verdict-plan-refused = This goes beyond the safety limits: the plan was refused and will not be sent. If it is right, accept it with { $flags }.

html-source = Source
html-standard-input = standard input
html-made = Checked
html-target = For
html-more-files = { $count ->
        [one] 1 more file
       *[other] { $count } more files
    }
html-language = Language
html-theme-light = Light
html-theme-dark = Dark
html-print = Print
html-numbers = Numbers
html-parts = Parts of the page
html-tile-departments = departments
html-tile-members = members
html-tile-levels = levels
html-tile-errors = errors
html-tile-warnings = warnings
html-tile-information = for information
html-rows-read = Rows read
html-rows-used = used
html-rows-merged = merged
html-rows-rejected = rejected
html-rows-ignored = ignored

html-tab-findings = Findings
html-tab-chart = Org chart
html-tab-corrections = Corrections
html-corrections-what = These cells of the corrected copy differ from the original. Only how they are written changes, not what they mean.
html-corrections-none = There is nothing that can be corrected safely.
html-correction-place = Place
html-correction-old = Before
html-correction-new = After
html-correction-why = What it solves
html-tab-loss = Left behind
html-tab-reading = How it was read

html-severity-error = Error
html-severity-warning = Warning
html-severity-information = Information
html-filters = Filters
html-by-code = By kind
html-find-findings = Search findings, cells, names
html-order = Order
html-order-severity = Worst first
html-order-place = By place
html-found = { $count ->
        [one] 1 finding
       *[other] { $count } findings
    }
html-found-none = Nothing matches
html-findings-left-out = { $count } more are not in this file
html-show-more = Show more ({ $count } to go)
html-drop-filter = Drop this filter
html-more-places = { $count ->
        [one] and 1 more place
       *[other] and { $count } more places
    }
html-help = Help
html-explain = What { $code } means
html-empty-cell = empty
html-see-member = See in the chart:
html-see-department = See in the chart:

html-find-chart = Department, name, pinyin, account, end of a phone number
html-results = Search results
html-results-count = { $count ->
        [one] 1 found
       *[other] { $count } found
    }
html-more-results = { $count } more: type a little more
html-no-results = Nothing found
html-not-searched = { $count ->
        [one] 1 more person is
       *[other] { $count } more people are
    } not in this file and not searched
html-kind-department = Dept
html-kind-member = Person
html-view = View
html-view-tree = List
html-view-diagram = Diagram
html-view-treemap = Areas
html-tree = Departments
html-diagram = Diagram: each box is a department; click it for details, click the plus sign to unfold it. Arrow keys move, plus and minus zoom. The list has the same content.
html-treemap = Areas: each is as large as it has heads; click to see the level below. The list has the same content.
html-open-all = Expand all
html-close-all = Collapse all
html-save-png = Save PNG
html-save-svg = Save SVG
html-zoom-in = Zoom in
html-zoom-out = Zoom out
html-zoom-fit = Fit
html-too-many-boxes = Too many boxes: fold some first
html-everything = Everything
html-other-departments = { $count ->
        [one] 1 other department
       *[other] { $count } other departments
    }
html-own-heads = Itself
html-legend = Legend
html-mark-here = Something is wrong here
html-mark-below = Something is wrong below
html-marked-error = { $count ->
        [one] 1 finding, an error
       *[other] { $count } findings, at worst an error
    }
html-marked-warning = { $count ->
        [one] 1 finding, a warning
       *[other] { $count } findings, at worst a warning
    }
html-marked-information = { $count } for information
html-departments-left-out = { $count ->
        [one] 1 department further down is
       *[other] { $count } departments further down are
    } not in this file

html-unnamed = (unnamed)
html-unplaced = Members without a department
html-heads = { $own ->
        [one] 1 person
       *[other] { $own } people
    }
html-heads-all = { $own ->
        [one] 1 person
       *[other] { $own } people
    } here, { $all } with all below
html-led-by = led by { $names }
html-details = About the department
html-choose-department = Choose a department to see its members and findings
html-crumbs = Departments above
html-fact-own = Heads here
html-fact-all = With all below
html-fact-below = Departments below
html-fact-code = Code
html-fact-leaders = Led by
html-see-findings = { $count ->
        [one] See the finding
       *[other] See all { $count } findings
    }
html-no-members = Nobody is directly in this department.
html-members-here = { $count ->
        [one] 1 member here
       *[other] { $count } members here
    }
html-show-more-members = Show more ({ $count } to go)
html-members-left-out = { $count ->
        [one] 1 more person is
       *[other] { $count } more people are
    } not in this file
html-member-name = Name
html-member-title = Title
html-member-id = Account or number
html-member-mobile = Mobile
html-member-email = Mail
html-leads = Leader
html-second-post = Second post


html-loss-of = What { $target } cannot carry
html-loss-why = The API of { $target } has no room for these; they are not written.
html-loss-none = Everything can be written.
html-column = Column
html-column-header = Header
html-column-role = Read as
html-passed-over = Rows passed over

html-outline-more = { $count ->
        [one] 1 more department: see the page
       *[other] { $count } more departments: see the page
    }
html-print-more = { $count ->
        [one] 1 more finding: see the page
       *[other] { $count } more findings: see the page
    }
html-sign-name = Approved by
html-sign-date = Date
html-privacy-masked = Phone numbers, mail addresses and identity numbers are masked.
html-privacy-unmasked = This page holds full phone numbers and mail addresses: keep it safe.
html-made-by = Made by orgferry; opens without a network.

html-page-changes = Directory changes
html-page-plan = Plan to submit
html-side-before = Before
html-side-after = After
html-side-errors = { $count ->
        [one] 1 error
       *[other] { $count } errors
    }
html-made-on = Made
html-tile-reorganised = departments affected
html-tab-changes = Changes
html-tab-heads = Headcounts
html-tab-operations = Operations
html-find-changes = Search departments, names, accounts, changes
html-changes-none = Both sides are the same
html-changes-none-found = No change like this
html-changes-found = { $count ->
        [one] 1 change
       *[other] { $count } changes
    }
html-changes-left-out = { $count ->
        [one] 1 more is
       *[other] { $count } more are
    } not in this file but in the .xlsx, .csv and .json reports
html-of-departments = Departments
html-of-members = Members
html-by-code-compared = Departments were matched by code, then by path.
html-by-path-compared = The two sides have no codes in common, so departments were matched by path.
html-inferred = inferred
html-inferred-why = “Inferred” departments were matched by their members, their sub-departments or a name no other has: please check them.
html-becomes = becomes
html-top = (top)
html-item-name = Name
html-item-departments = Departments
html-item-parent = Parent
html-item-leads = Now leads
html-item-leads-no-more = Leads no more
html-masked-alike = (the masked part differs)
html-moved-to = moved to { $department }
html-came-from = from { $department }
html-was-called = formerly { $name }
html-touched-here = changes here
html-touched-below = changes below
html-see-changes = See the changes here
html-only-changed = Only what changed
html-heads-delta = change { $delta }
html-find-heads = Search departments
html-order-tree = By level
html-order-delta = By size of change
html-heads-department = Department
html-heads-before = Before
html-heads-after = After
html-heads-change = Change
html-heads-found = { $count ->
        [one] 1 department
       *[other] { $count } departments
    }
html-heads-none = No headcount changed
html-plan-card = Plan
html-plan-remote = Sent to
html-plan-url = Address
html-plan-organization = Organisation
html-plan-mode = Mode
html-plan-totals = On the remote now
html-plan-counted = { $departments } departments, { $members } members
html-plan-requests = Requests
html-plan-waves = { $requests } in { $waves } waves
html-plan-safety = Safety limits
html-plan-accepting = If it is right, accept it with:
html-plan-fingerprint = Plan fingerprint (the BLAKE3 hash of the plan file)
html-plan-effect = {"As rehearsed: "}
html-plan-refusals = Requests refused in rehearsal
html-plan-notes = What cannot be done, and what to know
html-limit-what = Item
html-limit-count = This plan
html-limit-most = Limit
html-limit-total = There now
html-limit-state = Result
html-limit-within = within the limit
html-limit-accepted = over, accepted
html-limit-excess = over the limit
html-find-operations = Search names, sources, calls
html-every-action = All actions
html-operations-found = { $count ->
        [one] 1 operation
       *[other] { $count } operations
    }
html-operations-none = No operations
html-operations-left-out = { $count ->
        [one] 1 more is
       *[other] { $count } more are
    } not in this file but in the plan
html-operation-wave = Wave
html-operation-action = Action
html-operation-what = About
html-operation-place = Source
html-operation-call = Call
html-operation-departments = Departments
html-operation-members = Members
html-more-notes = { $count ->
        [one] 1 more is
       *[other] { $count } more are
    } in the plan file
html-print-more-changes = { $count ->
        [one] 1 more change is
       *[other] { $count } more changes are
    } on the page
html-print-more-operations = { $count ->
        [one] 1 more operation is
       *[other] { $count } more operations are
    } on the page
html-sign-plan = Approved by
html-tab-left-out = Notes and losses
html-plan-unseen = What this plan makes of the server cannot be seen on its model, so changes and headcounts are not listed; see “Operations” for what is sent.
html-and-others = { $count ->
        [one] only
       *[other] and others, { $count } people
    }
