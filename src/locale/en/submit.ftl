## Plans and submission

plan-create = Create: { $departments } departments, { $members } members
plan-import = Import: { $departments } departments and { $members } members or memberships that are missing
plan-update = Update: { $departments } departments, { $members } members
plan-move = Move: { $departments } departments, { $members } members
plan-join = Add to departments: { $members } members
plan-lead = Leaders: { $members } members
plan-leave = Take out of departments: { $members } members
plan-remove = Remove: { $departments } departments, { $members } members
plan-nothing = Nothing to do: the remote is like this already.
plan-requests = { $count } requests in all, to { $remote } ({ $url }).
plan-fingerprint = Plan fingerprint: { $fingerprint }
plan-notes-more = … { $count } more things that cannot be done are in the plan file only
plan-note-atwork-move = Cannot be done: atwork has no call that moves a department, so “{ $subject }” stays below its former parent
plan-note-aisuda-kept = Mind: aisuda only adds, so { $subject } is kept
plan-note-seatable-gone = Cannot be done: SeaTable has no call that removes an imported member, so “{ $subject }” stays
plan-no-such-mode = { $system } does not take --mode { $mode }
    .hint = it takes: { $choices }
plan-only-read = { $system } can only be read
    .hint = aisuda, atwork and seatable can be submitted to
plan-remote-unreadable = the directory of the remote { $name } cannot be read as it is now
    .hint = orgferry check { $name }: says why
plan-source-unreadable = the file { $file } cannot be read: { $cause }
plan-no-organisation = the remote has no single root of an organisation
plan-no-such-node = the remote has no “{ $path }”
    .hint = --attach-to takes the whole path from the organisation's name, for example Xinghe/R&D
plan-other-organisation = { $count ->
        [1] the top “{ $top }” and the organisation of the remote, “{ $root }”, do not have the same name
       *[other] { $count } departments are at the top, and none is the organisation of the remote, “{ $root }”
    }
    .hint = to hang them below the organisation use --attach-to { $root }; if only the spelling differs, make it the same
plan-not-a-plan = { $file } is no plan: { $cause }
    .hint = orgferry plan writes plans; to submit a list itself add --to REMOTE
plan-other-version = the plan { $file } is of version { $version }, which this program does not know
    .hint = make the plan again with this version of orgferry
plan-too-much = { $case ->
        [department-removals] the plan removes { $count } of the { $total } departments of the remote, over the limit of { $limit }; nothing was sent
        [member-removals] the plan removes { $count } of the { $total } members of the remote, over the limit of { $limit }; nothing was sent
        [department-moves] the plan moves { $count } of the { $total } departments of the remote, over the limit of { $limit }; nothing was sent
       *[member-moves] the plan moves { $count } of the { $total } members of the remote, over the limit of { $limit }; nothing was sent
    }
    .hint = if that is right, add { $case ->
        [department-removals] --accept-removals { $count }
        [member-removals] --accept-removals { $count }
       *[other] --accept-moves { $count }
    }
plan-part-of-source = the source is empty, incomplete (F010) or read in part (--only, --fields), so nothing is removed by it; nothing was sent
    .hint = read the whole source, or use --mode add
plan-stale = { $case ->
        [source] the plan is stale: the file { $subject } was changed after it was made; nothing was sent
        [configuration] the plan is stale: the configured remote is no longer the organisation at { $subject }; nothing was sent
       *[remote] the plan is stale: “{ $subject }” or its parent is no longer as the plan saw it on the remote; nothing was sent
    }
    .hint = make it again with orgferry plan
submit-needs-remote = to submit a list, name the remote with --to; to submit a plan, give one plan file and nothing else
submit-needs-yes = there is no terminal to confirm at
    .hint = to send without being asked add --yes
submit-ask = Send to { $remote }? Type y to confirm:
submit-type-name = This plan removes things from the remote. Type its name, { $remote }, to confirm:
submit-declined = not confirmed; nothing was sent
submit-locked = { $case ->
        [known] another submission is going on: process { $process }, user { $user }, since { $since }
       *[unknown] another submission is going on
    }
    .hint = wait until it has ended
submit-progress = { $settled } of { $total } settled, { $failed } failed
submit-summary = { $done } done, { $there } there already, { $failed } failed, { $unknown } unknown, { $held } not sent.
submit-interrupted = Stopped as asked; what was under way was finished.
submit-locked-out = The remote accepts no more requests: { $message }
submit-storm = { $count } failures in a row; stopped, before it gets worse.
submit-again = Once the reason is out of the way, run the same command again: it does only what is missing.
journal-no-home = the user has no home folder: { $cause }
journal-unusable = the journal { $file } cannot be used: { $cause }
    .hint = check the permissions of the folder and the space on the disk; nothing is sent without a journal
journal-other-version = the journal { $file } is of version { $version }, which this program does not know
    .hint = use a later version of orgferry

runs-id = ID
runs-remote = Remote
runs-mode = Mode
runs-started = Started
runs-state = State
runs-outcomes = Outcomes
runs-key = Operation
runs-call = Endpoint
runs-outcome = Outcome
runs-code = Code
runs-given-id = New id
runs-none = Nothing was ever submitted.
runs-no-such-run = there is no run { $id }
    .hint = orgferry runs lists all runs
runs-state-open = not ended
runs-state-complete = complete
runs-state-incomplete = incomplete
runs-state-replaced = replaced by a later one
runs-outcome-done = done
runs-outcome-already_there = already there
runs-outcome-partly = failed in part
runs-outcome-failed = failed
runs-outcome-unknown = unknown
runs-outcome-held_back = not sent (parent failed)
runs-outcome-not_sent = not sent
results-sheet = Results
results-column-what = Subject
results-column-place = Source
results-column-outcome = Outcome
results-column-id = New id
results-column-reason = Reason
