## Usage: something is wrong with the command line

usage-wrong = the command line is wrong: { $cause }
usage-invalid-value = { $argument } cannot be “{ $value }”
    .hint = { $suggestion ->
        [none] it takes one of: { $choices }
       *[other] did you mean “{ $suggestion }”? It takes one of: { $choices }
    }
usage-wrong-value = { $argument } cannot be “{ $value }”: { $cause }
usage-unknown-argument = there is no option { $argument }
    .hint = { $suggestion ->
        [none] for a file whose name begins with -, put ./ or a separate -- before it
       *[other] did you mean { $suggestion }?
    }
usage-unknown-verb = there is no command { $argument }
    .hint = { $suggestion ->
        [none] orgferry --help lists all commands
       *[other] did you mean { $suggestion }?
    }
usage-missing-value = { $argument } needs a value
    .hint = { $choices ->
        [none] write “option value” or “option=value”
       *[other] it takes one of: { $choices }
    }
usage-too-many-values = { $argument } takes one value, “{ $value }” is one too many
usage-repeated = { $argument } may be given once
usage-conflict = { $argument } and { $other } cannot be used together
usage-missing-argument = { $argument } is missing
usage-missing-verb = the command is missing
    .hint = orgferry --help lists all commands
usage-not-utf8 = something on the command line is not UTF-8
    .hint = rename files whose names are left over from an old encoding, or put them into a folder and give the folder
usage-not-a-language = the languages are zh (Chinese) and en (English)
usage-not-a-number = it takes a whole number from 0
usage-not-a-positive-number = it takes a whole number from 1
usage-empty = it must not be empty
usage-not-a-path = it must be names joined by /, for example Xinghe/R&D
usage-not-a-character = it takes one character
usage-not-a-mapping = it takes FIELD=HEADER, for example mobile=Contact
usage-unknown-field = there is no field { $field }
    .hint = fields are named in full, such as member.mobile or department.name, or by the last word where only one field has it, such as mobile
only-unknown = there is no department “{ $path }”
    .hint = { $candidates ->
        [none] --only takes the path of a department, such as Acme/Development, or its code
       *[other] did you mean: { $candidates }
    }
only-ambiguous = { $count } departments are called “{ $path }”: { $candidates }
    .hint = begin at the top, as in Acme/Development
fields-unknown = there is no field “{ $name }”{ $guess ->
        [none] ; it takes what a header may be called, or a full name such as member.mobile
       *[other] ; did you mean “{ $field }” ({ $guess })
    }
usage-unknown-encoding = this encoding is not known; usual ones are utf-8, gb18030, gbk, big5, utf-16le
usage-unknown-reader = the readers are own and calamine
usage-unknown-code = there is no code { $code }
    .hint = orgferry explain lists all codes
usage-unknown-schema = there is no format called { $name }
    .hint = there are: { $choices }
usage-unknown-target = cannot convert to { $target }
usage-without-effect = { $argument } does nothing for { $target }
    .hint = leave the option out
usage-unknown-dialect = { $target } has no dialect { $dialect }
    .hint = { $choices ->
        [none] it has only one; leave out --dialect
       *[other] it takes one of: { $choices }
    }


## Outputs

output-exists = { $file } exists already
    .hint = choose another name, or overwrite it with --force
output-folder-filled = the folder { $file } has something in it already
    .hint = choose a new or empty folder; with --force files of the same name are overwritten, numbered files of an earlier run are removed, and all others stay
output-is-input = { $file } is an input and cannot be the output as well
    .hint = choose another output
output-is-folder = { $file } is a folder, and this format is one file
    .hint = give a file name, for example by adding /organisation.xlsx
template-is-workbook = a template is a workbook and cannot be written as { $file }
    .hint = let the name of the file end in .xlsx
output-is-no-folder = { $file } is no folder, and this format is several files
    .hint = give a folder, for example -o export/
output-folder-missing = cannot write { $file }: the folder it should go to does not exist
    .hint = make the folder first, or choose another place
output-in-use = cannot write { $file }: another program has it open, or it may not be changed
    .hint = if it is open in Excel, close it there and run this again
output-unwritable = cannot write { $file }: { $cause }
    .hint = check the free space and the permissions of the folder, or choose another place
output-mixed = the product and the findings as JSON cannot both go to standard output
    .hint = give the product a file with -o, or leave out --format json
output-binary = what { $target } gives is no text and cannot be shown in a terminal
    .hint = give it a file with -o
output-twice = { $file } is given twice
    .hint = write every product to a file of its own
usage-report-extension = the extension of { $file } does not say how to write the report
    .hint = it can be one of: { $choices }
usage-rejects-extension = the extension of { $file } does not say how to write the rejected rows
    .hint = it can be one of: { $choices }
rejects-need-workbook = the rejected rows are of several sheets or of JSON, and one CSV has no room for them
    .hint = give --rejects a file that ends in .xlsx: it has one sheet for each
rejects-not-written = cannot write the rejected rows: { $cause }
    .hint = check the free space and the permissions of the folder, and try again
usage-correction-extension = the extension of { $file } does not say how to write the corrected copy
    .hint = it can be one of: { $choices }
correction-needs-workbook = a workbook or several tables were read, and one CSV has no room for them
    .hint = give -o a file that ends in .xlsx: it has one sheet for each
correction-not-written = cannot write the corrected copy: { $cause }
    .hint = check the free space and the permissions of the folder, and try again
standard-output-unwritable = cannot write to standard output: { $cause }

## Configuration

config-unreadable = cannot read { $file }: { $cause }
    .hint = check the path and the permissions; the file has to be UTF-8
config-too-large = { $file } is too large, the limit is 1 MiB
    .hint = check whether it is the right file
config-syntax = { $file }, line { $line }, is not valid TOML: { $cause }
    .hint = text needs quotes, for example url = "https://example.com"
config-unknown-key = { $file }, line { $line }: there is no setting { $key }
    .hint = here you can set: { $choices }
config-missing-key = { $file }, line { $line }: { $key } is missing
    .hint = add this setting
config-wrong-value = { $file }, line { $line }: { $key } should be { $expected }
config-unknown-code = { $file }, line { $line }: { $key } is no code
    .hint = orgferry explain lists all codes
config-unknown-field = { $file }, line { $line }: { $key } is no field
    .hint = fields are named in full and quoted, such as "member.mobile" or "department.name", or by the last word where only one field has it, such as mobile
mapping-newer = { $file }, line { $line }: this mapping is not of version { $version }; a newer orgferry may have written it
    .hint = update orgferry, or make the mapping again with orgferry inspect --save-mapping
mapping-not-written = failed to write the mapping: { $cause }
    .hint = leave --save-mapping out, and tell us about the input
mapping-to-standard-output = the mapping cannot go to standard output
    .hint = give --save-mapping the name of a file, such as mapping.toml
mapping-empty = there is no table of departments or members, and so nothing to write into a mapping
    .hint = see above how the inputs were read, then pin it with --sheet, --header-row and --map
config-literal-secret = { $file }, line { $line }: { $key } may not hold the secret itself
    .hint = write "env:NAME" (from an environment variable), "file:PATH" (from a file only you can read) or "stdin" (asked for when needed), and change a secret that was written here

## Options of the sandbox

usage-not-an-address = it takes ADDRESS:PORT, for example 127.0.0.1:8080
usage-not-a-time = it takes a time like 200ms, 2s or 1min
usage-not-a-rate = it takes a rate like 10/s or 300/min
usage-not-a-share = it takes a number from 0 to 1, for example 0.1
