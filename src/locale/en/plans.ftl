## Plans, for those who sign them

plans-create = create
plans-import = import in bulk
plans-update = update
plans-move = move
plans-join = join a department
plans-lead = set the leader
plans-leave = leave a department
plans-remove = remove
plans-several = several
plans-mode-import = import: only what is missing
plans-mode-add = add: what is missing and what differs, nothing removed
plans-mode-mirror = mirror: exactly as the list, also removing and moving
plans-limit-department-removals = departments removed
plans-limit-department-moves = departments moved
plans-limit-member-removals = members taken out or removed
plans-limit-member-moves = members moved
plans-limit = { $count }, limit { $limit } (of { $total } on the remote){ $case ->
        [excess] : over the limit
        [accepted] : over the limit, accepted
       *[within] : within the limit
    }
plans-remote = Remote
plans-system = System
plans-url = Address
plans-organization = Organisation
plans-mode = Mode
plans-source = Source file
plans-fingerprint = Plan fingerprint (BLAKE3)
plans-requests-count = Requests
plans-waves = Waves
plans-counted = { $departments ->
        [one] 1 department
       *[other] { $departments } departments
    }, { $members ->
        [one] 1 member
       *[other] { $members } members
    }
plans-safety = Safety limits
plans-safety-kept = kept: this can be sent
plans-safety-accepted = exceeded and accepted: check it item by item
plans-safety-refused = exceeded: refused; if it is right, accept it with { $flags }
plans-refusal = Refused in rehearsal
plans-loss = No room for
plans-note = Note
plans-untried = Rehearsal
plans-untried-why = what this plan makes of the server cannot be seen on its model, so changes and headcounts are not listed; see “Operations” for what is sent
plans-sheet-operations = Operations
plans-column-wave = Wave
plans-column-action = Action
plans-column-what = About
plans-column-name = Name
plans-column-place = Source
plans-column-call = Call
plans-column-departments = Departments
plans-column-members = Members
plans-column-key = Key
plans-after = after the plan
