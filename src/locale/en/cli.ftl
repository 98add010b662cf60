## Labels

cli-label-error = { "error: " }
cli-label-hint = { "hint: " }
cli-usage =
    usage: { $usage }
    --help tells more

## Headings and placeholders of the help

cli-heading-usage = Usage
cli-heading-verbs = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-heading-reading = Reading (otherwise found out by looking)
cli-heading-common = Common options
cli-usage-options = [OPTIONS]
cli-fact-choices = one of: { $fact }
cli-fact-default = default: { $fact }
cli-fact-variable = variable: { $fact }
cli-value-verb = COMMAND
cli-value-input = INPUT
cli-value-system = SYSTEM
cli-value-kind = KIND
cli-value-out = OUT
cli-value-n = N
cli-value-name = NAME
cli-value-path = PATH
cli-value-list = LIST
cli-value-field = FIELD
cli-value-sheet = SHEET
cli-value-row = ROW
cli-value-field-header = FIELD=HEADER
cli-value-character = CHARACTER
cli-value-text = TEXT
cli-value-encoding = ENCODING
cli-value-reader = READER
cli-value-what = WHAT
cli-value-file = FILE
cli-value-code = CODE
cli-value-shell = SHELL
cli-value-format = FORMAT
cli-value-when = WHEN
cli-man-name = NAME
cli-man-synopsis = SYNOPSIS
cli-man-description = DESCRIPTION
cli-man-extra = EXTRA
cli-man-version = VERSION

## Commands

cli-orgferry = Carries departments and members between HR spreadsheets, CSV, Work Weixin JSON and aisuda, atwork, SeaTable
    .long =
        Exit codes: 0 fine (there may be warnings); 1 the data has errors, nothing was written (with --partial the part without errors); 2 wrong usage or configuration, or the output exists; 3 an input cannot be read or an output cannot be written; 130 interrupted

        Examples:
          orgferry check organisation.xlsx
          orgferry convert organisation.xlsx --to aisuda -o aisuda.json
          orgferry explain D006
cli-check = Checks departments and members, and says cell by cell what is wrong
    .long =
        Examples:
          orgferry check staff.xlsx
          orgferry check departments.csv members.csv --for seatable
          orgferry check staff.xlsx --fix safe -o staff-corrected.xlsx
          cat userlist.json | orgferry check department.json -
cli-check-input = Files or folders to read, - for standard input, NAME: for a remote of the configuration; several inputs make one directory
    .long = XLSX, XLSM, XLSB, XLS, ODS, CSV, TSV, JSON and NDJSON are read; format and encoding are found by looking at the content.
cli-check-system = Also check against what this system demands; may be given several times
cli-check-fix = Also write a corrected copy of the tables, changing only what is safe; goes with -o
    .long = Only what loses nothing: blanks at the ends and characters nobody can see go, full-width characters in codes, telephone numbers and mail addresses become ordinary ones, 138-0013-8000 and +86 138… become eleven digits, codes and telephone numbers kept as numbers become text, and so on. Whatever is doubtful stays and is reported. Every change is listed.
cli-check-output = The file for the corrected copy: .xlsx, or .csv where one text file was read
cli-diff = Compares two directories: what was added, removed, renamed, moved, transferred, changed
    .long =
        Examples:
          orgferry diff last-month.xlsx this-month.xlsx
          orgferry diff last-month.xlsx this-month.xlsx --report changes.html --report changes.xlsx
cli-diff-before = The file or folder as it was
cli-diff-after = The file or folder as it is
cli-diff-exit-code = End with exit code 1 where there are differences, for scheduled runs
cli-diff-report = Write the differences to a file too, repeatable: .html (a page to sign), .xlsx, .csv, .json
cli-diff-errors = { $input } has { $count } errors, which do not keep it from being compared; orgferry check lists them.
cli-check-current = What the system holds today, to rehearse with: a file, a folder, or “NAME:”
    .long = Needs --for. It tells, for example, which members and serial numbers would clash, and who would stay in a former department.
cli-plan = Reads the list and the remote and writes what would be sent; sends nothing
    .long =
        Example:
          orgferry plan staff.xlsx --to prod-atwork -o plan.json
          orgferry plan staff.xlsx --to prod-atwork -o plan.json --report plan.html --report plan.xlsx
cli-plan-input = Files or folders to read
cli-plan-to = The remote, as configured
cli-plan-report = Write the plan for those who sign it too, repeatable: .html, .xlsx
cli-plan-output = The plan file, - for standard output
cli-submit = Sends a list or a plan to a remote, journalled; run again it goes on where it stopped
    .long =
        Examples:
          orgferry submit plan.json
          orgferry submit staff.xlsx --to prod-aisuda --yes
cli-submit-input = A plan file; or files or folders to read, with --to
cli-submit-to = The remote, as configured
cli-submit-yes = Send without asking
cli-submit-resolve = Operations whose outcome is unknown: unknown=retry sends them again, unknown=skip leaves them
cli-submit-result = Write what became of each thing as .xlsx
cli-submit-force = Overwrite a result that exists
cli-runs = Lists what was sent, when, with what outcome
cli-runs-id = The ID of a run, to list its operations
cli-option-attach-to = The existing organisation to hang it below (atwork), by its path
cli-option-mode = import brings in what is missing; add also updates what differs; mirror also removes what is too much
cli-option-accept-removals = Allow so many removals, beyond the limit
cli-option-accept-moves = Allow so many moves, beyond the limit
cli-inspect = Tells how each table was read: where its header is, which column is what, which rows were passed over
    .long =
        Examples:
          orgferry inspect staff.xlsx
          orgferry inspect staff.xlsx --save-mapping mapping.toml
          orgferry check staff.xlsx --mapping mapping.toml
cli-inspect-input = Files or folders to read, - for standard input, NAME: for a remote of the configuration
    .long = XLSX, XLSM, XLSB, XLS, ODS, CSV, TSV, JSON and NDJSON are read; format and encoding are found by looking at the content.
cli-inspect-save-mapping = Keep how the tables were read in this file; --mapping reads by it later
cli-inspect-force = Overwrite a mapping that exists
cli-convert = Converts to what a system imports, or to another format
    .long =
        Nothing is written where the data has errors. Fields and memberships that the target has no room for are listed at the end.

        Examples:
          orgferry convert organisation.xlsx --to aisuda -o aisuda.json
          orgferry convert organisation.xlsx --to seatable --batch 50 -o batches/
          orgferry convert department.json userlist.json --to excel -o organisation.xlsx
cli-convert-input = Files or folders to read, - for standard input, NAME: for a remote of the configuration; several inputs make one directory
    .long = XLSX, XLSM, XLSB, XLS, ODS, CSV, TSV, JSON and NDJSON are read; format and encoding are found by looking at the content.
cli-convert-to = What to convert to
cli-convert-output = Where to write: a file, a folder (one file a request body), - or nothing for standard output
    .long = The extension .jsonl asks for one body a line. The product appears whole or not at all.
cli-convert-batch = How many members or departments one request body may hold
cli-convert-dialect = The version of the target's API
    .long = aisuda has legacy (the default) and current, atwork has v3 (the default) and v4.
cli-convert-attach-to = The path of the existing organisation to hang everything below (atwork)
cli-convert-root = Put a department of this name on top, where the sheet has no company
cli-convert-userid-from = The field that stands in for a missing userid
cli-convert-pretty = Lay out JSON for people
cli-convert-partial = leave out the rows with errors and write the others; the exit code is still 1
    .long = Where a department is left out, so are the departments that hang below it by code or name and the members in them. Errors of files and headers cannot be left out; then nothing is written.
cli-convert-rejects = write the rows that were left out to this file, .xlsx or .csv, with the reason; goes with --partial
    .long = Columns and header are those of the sheet, with one more column, “Failure reason”. Mended, the file can be read again; that column is passed over. Without any row left out the file is not written.
cli-option-report = also write the findings to this file, may be given several times: .html, .xlsx, .csv, .json
    .long = .html is a page to open and to print, with all findings and the org chart; .xlsx lists all findings beside the sheets themselves, with the cells in question coloured and annotated; .csv has one a line; .json is what --format json prints. The limit of 20 for text does not apply.
cli-option-unmask = write out phone numbers and mail addresses in pages, and in .xlsx and .csv of diff and plan; otherwise they are masked
cli-option-force = replace an output that exists
cli-template = Writes a workbook to fill in: departments, members, or both
    .long =
        The columns are orgferry's own; required ones are red, every one has a note, and there are a sample and instructions.

        Examples:
          orgferry template directory -o organisation.xlsx
          orgferry template members -o members.xlsx --lang en
cli-template-kind = Which template: departments, members, or directory for both
cli-template-output = The file to write, an .xlsx; - for standard output
cli-template-force = Overwrite a file that exists
cli-explain = Explains a code: what it means, how it comes about, how to mend it; without a code lists all
    .long =
        Examples:
          orgferry explain D006
          orgferry explain department-cycle
          orgferry explain 42001
cli-explain-code = A code or its name, such as D006 or department-cycle; or an error code of a system, such as 42001
cli-schema = Prints the JSON Schema of a format orgferry writes; without a name lists all
cli-schema-name = The name of the format
cli-completions = Prints a script that completes command lines
    .long =
        Example (bash):
          orgferry completions bash > ~/.local/share/bash-completion/completions/orgferry
cli-completions-shell = The shell it is for
cli-man = Prints the manual page
    .long =
        Example:
          orgferry man | man -l -
cli-man-verb = Print the page of this command

## Reading

cli-option-mapping = Read as this mapping says, which inspect --save-mapping made; options go before it
cli-option-sheet = Read only this sheet; may be given several times
cli-option-header-row = The row of the header, from 1
cli-option-map = The header that holds a field, for example mobile=Contact; may be given several times
cli-option-path-separator = What stands between the levels of a department path, for example / or -
cli-option-list-separator = What stands between several departments of one person, for example ;
cli-option-encoding = The encoding of text files, for example gb18030
cli-option-skip-hidden = pass over hidden rows and hidden sheets; else they are read, and the rows counted
cli-option-include-leavers = take people who have left too; else those whose status says so are left out and counted
cli-option-only = only this department, the departments below it and their members; departments above it stay, without their members
cli-option-fields = only these fields, separated by commas, as in name,mobile,member.email; names and departments always come along
cli-option-reader = Who reads .xlsx files: own (the built-in reader) or calamine, for a second opinion

## Common options

cli-option-config = The configuration; otherwise orgferry.toml here, otherwise the one in your configuration folder
cli-option-lang = The language: zh Chinese, en English; otherwise the system's
cli-option-format = How findings are written; json goes to standard output
cli-option-allow = Do not report this code; several are separated by commas
cli-option-warn = Take this code for a warning; several are separated by commas
cli-option-deny = Take this code for an error; several are separated by commas
cli-option-max-per-code = How many findings of one code to show, 0 for all; 20 as text
cli-option-quiet = Say nothing but the product and errors
cli-option-verbose = Say more: which configuration is used, and the encoding, delimiter and header of every table
cli-option-color = Whether to use colours
cli-option-threads = How many threads to use; as many as there are processors
cli-option-help = Show help, more of it with --help
cli-option-version = Show the version

## On the way

cli-configuration-read = using the configuration { $file }
cli-written = wrote { $file }
cli-partial = left out { $rejected ->
        [one] 1 row
       *[other] { $rejected } rows
    } with errors and wrote the other { $written }
cli-partial-whole = no part can be written, and nothing was: this error cannot be left out with some rows: { $code } { $message }
cli-partial-too-many = no part can be written, and nothing was: there are too many errors to keep each of them
cli-partial-too-deep = no part can be written, and nothing was: too many levels hang below a department that is left out
cli-partial-nothing = no part can be written, and nothing was: every row has an error or depends on one that has
cli-fix-refused = no corrected copy was written: a file could not be read to its end, and the copy would lack the rest: { $code } { $message }
cli-reading = reading

## The loss table

cli-loss-headline = { $target } has no room for the following; it was left out:
cli-loss-what = what
cli-loss-count = count
cli-loss-departments = departments
cli-loss-members = members
cli-loss-memberships = memberships

## Remote systems

cli-reading-remote = reading { $name }
cli-value-remote = REMOTE
cli-value-operation = OPERATION
cli-value-key-value = KEY=VALUE
cli-option-log-file = Log requests to this file: address, status and time, no content and no secrets
cli-export = Brings a live directory back to Excel, CSV or JSON
    .long =
        Reads only, nothing is changed there. An .xlsx has sheets of departments and members, which can be mended and checked again, and one that tells where it came from.

        Examples:
          orgferry export prod-atwork -o directory.xlsx
          orgferry export wx -o exported/
cli-export-remote = The remote as the configuration calls it, with or without the colon
cli-export-output = Where to: .xlsx, .csv, .json, or a folder that ends in / (a CSV of departments and one of members)
cli-api = Calls any single endpoint of a remote and prints its reply
    .long =
        Parameters are KEY=VALUE, or KEY:=JSON; secrets are KEY=env:NAME or KEY=file:PATH; a whole body is body=@FILE.
        Organisation and tokens come from the configuration. Tokens in the reply are masked.

        Examples:
          orgferry api prod-atwork --list
          orgferry api prod-atwork org.by-serial serialNo=D02
          orgferry api prod-aisuda department.create name=Test parentId=k1Jw8ME8Gq
cli-api-remote = The remote as the configuration calls it; with --list also a system, for example atwork
cli-api-operation = The name of the endpoint
cli-api-argument = The parameters of the endpoint
cli-api-list = List all endpoints with their parameters and where they are documented
cli-api-show-secrets = Do not mask tokens in the reply
cli-value-address = ADDRESS:PORT
cli-value-time = TIME
cli-value-share = SHARE
cli-value-rate = RATE
cli-sandbox = Runs models of the systems on this machine, for rehearsals and other clients
    .long =
        Each system has a path of its own: /aisuda, /atwork, /seatable, /wecom. They do what the documents say, known traps included.
        Standard output is the configuration for clients; secrets lie in files that only you can read.

        Examples:
          orgferry sandbox -o orgferry.toml
          orgferry sandbox --seed directory.xlsx --state sandbox.json
          orgferry sandbox --latency 200ms --fail-rate 0.1 --throttle 10/s
cli-sandbox-listen = The address and port to listen at; port 0 is any free one
cli-sandbox-allow-remote = Let other machines connect
cli-sandbox-output = Write the configuration to this file and the secrets beside it; else the configuration goes to standard output
cli-sandbox-force = Replace the configuration if it exists
cli-sandbox-state = Keep the state in this file and go on with it next time
cli-sandbox-seed = Begin with this directory; may be given several times
cli-sandbox-latency = Let every reply take this long, for example 200ms
cli-sandbox-fail-rate = Let this share of the requests fail: half are not carried out and get 503, half are and get 500
cli-sandbox-reset-after = Every so many requests, carry one out and cut its connection without a reply
cli-sandbox-throttle = The most requests each system takes, for example 10/s; more get 429
cli-sandbox-random-seed = Where chance begins: with the same seed the same requests fail
