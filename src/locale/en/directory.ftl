# Departments, the tree, references and members: the families D, P and M.

## D: departments

D001 = { $case ->
        [code] the department with code “{ $code }” has no name
       *[other] the department in this row has no name
    }
    .title = department without a name
    .help = fill in the name; if the row is no department, delete the whole row.
    .explain =
        A row of the department sheet has a code or a parent, but its name cell is empty or holds only spaces. No system can create a department without a name.
        Usual causes: a row with a code was left over at the end of the sheet; the name stood in a merged cell, and only the first row kept it; or the column with the names was not recognised.
        For example row 8 with code 1008, no name, parent code 1001. Fill in the name, or select the whole row and delete it. If every row is reported, the name column was not recognised: name it with --map department.name=YOUR-HEADER.

D002 = the department “{ $name }” has no code, and this sheet links departments by code
    .title = department without a code
    .help = give the department a code that nobody uses yet.
    .explain =
        The sheet has a column for department codes, but the cell of this row is empty. Other departments and members refer to departments by code, so nothing can refer to this one, and a later import cannot recognise it as the same department.
        For example “1002 R&D” followed by a row “(empty) Testing”. Usually somebody added the department by name and expected the system to number it.
        Fill in a code that does not occur in the sheet. In Excel, filter the code column for blanks to find all such rows at once.

D003 = { $case ->
        [other-name] department code “{ $value }” belongs to “{ $first }” already; here it is given to “{ $name }”
        [path] the department “{ $value }” is there already
       *[same-name] department code “{ $value }” is used twice; “{ $first }” has it already
    }
    .title = department given twice
    .help = { $case ->
        [other-name] give one of them another code, and change the parent codes and department codes that refer to it.
       *[other] delete one of the rows if they are the same department, else change one of them.
    }
    .related = “{ $first }” used it first, here
    .explain =
        The same department code (or, without codes, the same department path) stands in the department sheet twice. The later row was not used, so that two departments are not mixed up.
        Either the whole row is repeated, for example because two lists were pasted together: delete one of them. Or two different departments share a code, such as “1005 Marketing” and “1005 Sales”: then nobody can tell which one the members and sub-departments with 1005 mean. Give one of them another code and change whatever refers to it.
        In Excel, select the code column and choose Home → Conditional Formatting → Highlight Cells Rules → Duplicate Values to see all repeated codes at a glance.

D004 = { $case ->
        [top] { $count } departments at the top are called “{ $value }”
       *[inside] { $count } departments below “{ $parent }” are called “{ $value }”
    }
    .title = siblings with the same name
    .help = rename one of them, or make them one department.
    .related = { $case ->
        [code] the same name, with code “{ $code }”
       *[no-code] the same name
    }
    .explain =
        Two or more departments below one parent have exactly the same name. Most systems know a department by the path of its names, so they refuse the second one or silently merge it with the first, and people end up in the wrong place.
        For example two departments “Administration” below the head office, with codes 1010 and 1023. Equal names below different parents are fine, such as one “Administration” in each branch.
        If they really are two departments, tell them apart in their names: “Administration (North)”, “Administration (South)”. If one was entered twice, delete a row and change the members that refer to its code.

D005 = the department “{ $name }” names itself as its parent
    .title = department is its own parent
    .help = name the real parent; if it stands at the top, clear the cell.
    .explain =
        The parent code (or parent name) of this department is the department itself. It has no place in the tree and is kept at the top for now.
        Often a cell was dragged down one row too far, or the company at the top is written as its own parent, for example code 1001 with parent code 1001.
        Clear the parent cell of the department at the top; give every other department the code of its real parent.

D006 = departments contain each other: { $names }
    .title = departments form a ring
    .help = change or clear the parent of one of these { $count } departments.
    .related = “{ $name }” names “{ $parent }” as its parent
    .explain =
        Going up from a department, parent by parent, one arrives at the same department again: A is below B, B below C, and C below A. Such a ring has no top, is no tree and cannot be imported.
        Usually a reorganisation was entered by half: “Platform” was put above “R&D”, but “R&D” still names its old parent. A ring is reported once, with every department in it in order and the cell in which each names its parent.
        Compare with the real organisation, find the one wrong parent and correct it, or clear it if that department belongs at the top. One change opens the whole ring.

D007 = the parent code “{ $value }” of department “{ $name }” does not exist
    .title = parent department not found
    .help = { $guess ->
        [some] did you mean { $candidates }? Use a code of the sheet.
       *[none] use a parent code of the sheet, or add the missing department.
    }
    .explain =
        The code in the parent cell belongs to none of the departments that were read, so this department is kept at the top for now.
        Usual causes: the row of the parent was deleted or not exported; the code was mistyped or lost its leading zeros (007 became 7); or only a part of the tree was exported, so that the parent of its topmost department is not in the file — then it is only a warning, and you need not do anything.
        For example “Platform” names parent 1020, while the sheet only has 1002 R&D. Check the code, or add the missing department. Suggestions are codes that look similar; make sure before you use one.

D008 = { $count } departments stand at the top: “{ $value }” beside “{ $first }”
    .title = several departments at the top
    .help = give the others a parent, or put a company on top with --root NAME.
    .related = “{ $name }” stands at the top
    .explain =
        More than one department has no parent. A directory usually has one top, the company itself; some systems take only one and refuse the others or hang them somewhere else.
        Either a department lacks its parent, or the sheet has no row for the company and all first-level departments stand at the top, for example “R&D”, “Marketing” and “Finance”.
        Fill in the missing parents. Without a row for the company, add one and make it the parent of the first-level departments, or leave the sheet as it is and run with --root NAME. If these really are several companies side by side, ignore this warning.

D009 = { $case ->
        [control] the department name “{ $value }” holds a line break, a tab or another control character
        [punctuation] the department name “{ $value }” is nothing but punctuation
       *[long] the department name has { $count } characters; at most { $limit } are allowed
    }
    .title = unusable department name
    .help = { $case ->
        [control] remove line breaks and invisible characters, so that the name stands in one line.
        [punctuation] fill in the real name; delete the row if it is only a placeholder.
       *[long] shorten the name and move the description to a column of its own.
    }
    .explain =
        A department name holds a line break, a tab or another character that cannot be part of a name, or it is nothing but punctuation, or it has more than 255 characters. Systems refuse such names or show them garbled.
        Line breaks come from Alt+Enter inside a cell or from text copied out of a web page or PDF; names such as “—” or “/” are placeholders; very long names usually hold a description.
        In Excel, open Find and Replace, press Ctrl+J in the search box (it stands for a line break) and replace all with nothing, or use the CLEAN function.

D010 = the department “{ $value }” lies below level { $limit }; its branch is { $depth } levels deep
    .title = too many levels
    .help = use fewer levels; if the target allows more, raise depth under [limits] in the configuration.
    .explain =
        Counted from the top, this department lies deeper than allowed. Of each branch only the first department beyond the limit is reported.
        The default of 15 levels is the limit of Work Weixin; aisuda allows 10 unless configured otherwise. Real companies rarely have more than 8. Very deep branches mostly come from wrong parents, for example a column of codes dragged down so that each row hangs below the one before.
        Check the parents of this branch first. If it really is that deep, merge levels that have a single child, or raise depth under [limits] in orgferry.toml.

D011 = { $count ->
        [1] nobody is in the department “{ $value }”
       *[other] nobody is in the department “{ $value }” or below it ({ $count } departments)
    }
    .title = empty department
    .help = delete it if it is not needed; ignore this for departments that are new or being closed.
    .explain =
        Neither this department nor any department below it has a member. Of an empty branch only the topmost department is reported.
        Empty departments do no harm. But they may be left over from an older organisation, or the members name the department differently and so are not in it; in that case you also see members whose department was not found.
        For example a “Task Force” without anybody in it. Delete its row if it is not needed; otherwise leave it.

D012 = the department path “{ $value }” has an empty level inside
    .title = gap in a department path
    .help = fill in the missing level, or remove the surplus separator.
    .explain =
        Between two levels of a department path there is an empty one, for example the second slash in “Xinghe//Marketing”, or an empty column “level 2” between a filled “level 1” and “level 3”. The empty level was left out, so “Marketing” stands directly below “Xinghe”.
        If there is no level between them, remove the surplus separator. If it was forgotten, fill it in; otherwise the department hangs below the wrong parent, and its people with it.
        Where levels stand in columns, fill them from left to right without leaving one out.

## P: references to departments

P001 = the parent “{ $value }” of department “{ $name }” does not exist
    .title = parent path not found
    .help = { $guess ->
        [some] did you mean { $candidates }? Write it as the department sheet does.
       *[none] write the parent as the department sheet does, or add the missing department.
    }
    .explain =
        The name or path in the parent cell fits none of the departments that were read, so this department is kept at the top for now.
        Usual causes: the names differ (“R&D” and “R&D Centre”); a typing error or a space too many; a level of the path is missing; or the row of the parent is not in the sheet.
        For example “Platform” names the parent “Xinghe/R&D”, while the sheet calls it “R&D Centre”. Use exactly the same wording. Where several departments share the name, write the whole path from the top.

P002 = the parent “{ $value }” of department “{ $name }” fits { $count } departments
    .title = ambiguous parent name
    .help = write the whole path, or use the parent's code.
    .related = it may be “{ $path }”, with { $people ->
        [one] 1 person
       *[other] { $people } people
    }
    .explain =
        The parent cell holds only a name, and several departments have it, so it is unknown where this department belongs. It is kept at the top for now.
        For example both branches have an “Administration”, and “Reception” names its parent as “Administration”. All departments that are possible are listed.
        Write the whole path from the top, such as “Xinghe/Beijing/Administration”, or add columns with department codes and parent codes.

P003 = { $case ->
        [code] the department code “{ $value }” of { $member } does not exist
       *[name] the department “{ $value }” of { $member } does not exist
    }
    .title = department of a member not found
    .help = { $guess ->
        [some] did you mean { $candidates }? Write it as the department sheet does.
       *[none] write it as the department sheet does, or add the department there.
    }
    .explain =
        The code, name or path in the department cell of a member fits no department, so the member is not placed there.
        Usual causes: the member sheet uses a short name (“R&D”) where the department sheet has the full one (“R&D Centre”); the department was renamed in one sheet only; or the cell holds several departments whose separator was not recognised, so that it was read as one name.
        The same wording often stands in many rows: filter for it in Excel and change all of them at once. If the separator is the cause, name it with --list-separator or --path-separator.

P004 = the department “{ $value }” of { $member } fits { $count } departments
    .title = ambiguous department name
    .help = write the whole path, or use the department's code.
    .related = it may be “{ $path }”, with { $people ->
        [one] 1 person
       *[other] { $people } people
    }
    .explain =
        The department cell of a member holds only a name, and several departments have it. No choice was made, so that nobody ends up in the wrong place.
        For example both branches have an “Administration”, and the member sheet says just that. All departments that are possible are listed.
        Write the whole path, such as “Xinghe/Shanghai/Administration”, or add a column with department codes.

## M: members

M001 = “{ $name }” has no user id, employee number, e-mail or mobile to be told apart by
    .title = member without an identity
    .help = fill in at least one of user id, employee number, e-mail and mobile.
    .explain =
        Systems recognise people by user id, employee number, e-mail address or mobile number. This row has none of them, only a name. Names are not unique, so a later import would create the person a second time.
        Either the sheet has no such column, or it has one whose header was not recognised, such as “Contact no. (required) 1”.
        Fill in one of them, best the user id or the employee number. If the column is there, name it with --map member.mobile=YOUR-HEADER.

M002 = the member “{ $member }” has no name
    .title = member without a name
    .help = fill in the name.
    .explain =
        The row has a user id or a mobile number, but no name. Every system asks for a name and refuses members without one.
        Usual causes: the name stands in a merged cell; first name and family name have columns of their own; or the data comes from the Work Weixin API, which does not return names to applications without the right to see them.
        Fill in the name. If it is spread over two columns, add a column with the formula =A2&" "&B2.

M003 = “{ $field }” of { $member } is “{ $value }” here, but “{ $first }” before
    .title = contradicting rows of one member
    .help = make both rows say the same; if they are two people, give one another user id or employee number.
    .related = here it is “{ $first }”
    .explain =
        Two rows have the same user id (or, without one, the same employee number, e-mail or mobile), so they are about one person, but they do not agree. The later row was not used, so that nothing right is overwritten by something wrong.
        A person in several departments may have a row for each: as long as the rows agree, they become one member. Either one of these rows is mistaken, for example “Li Lei” and “Li Lai”, or two people share a user id.
        Correct the mistaken row, or give one of the two people another user id.

M004 = { $member } has the same mobile number as { $first }: { $value }
    .title = mobile number used twice
    .help = correct one of them; if in doubt, leave it empty.
    .related = the mobile number of { $first }
    .explain =
        Two different members have the same mobile number. It is used for signing in and for verification codes; most systems do not allow it twice, and the second person fails or overwrites the first.
        Spaces, dashes and +86 do not count: “138 0013 0001” and “+8613800130001” are the same number. Usual causes: the row above was copied and not changed everywhere; somebody who left is still in the list; or the number of a shared office telephone.
        Correct one of them. If both rows are about one person in two departments, give them the same user id or employee number, and they become one member.

M005 = { $member } has the same e-mail address as { $first }: { $value }
    .title = e-mail address used twice
    .help = correct one of them; if in doubt, leave it empty.
    .related = the e-mail address of { $first }
    .explain =
        Two different members have the same e-mail address; upper and lower case do not count. Some systems recognise people by their address, so two people become one, or the second cannot be imported.
        For example both have hr@example.com, the shared address of a department. Shared addresses do not belong in this column.
        Give each their own address, or leave the cell empty. If both rows are about one person, give them the same user id or employee number, and they become one member.

M006 = { $case ->
        [digits] the mobile number “{ $value }” of { $member } has { $count ->
            [one] 1 digit
           *[other] { $count } digits
        }, not 11
        [international] the mobile number “{ $value }” of { $member } has { $count ->
            [one] 1 digit
           *[other] { $count } digits
        }; international numbers have 7 to 15
        [prefix] the mobile number “{ $value }” of { $member } has a wrong beginning
       *[characters] the mobile number “{ $value }” of { $member } holds something that is no digit
    }
    .title = unusable mobile number
    .help = mainland numbers have 11 digits and begin with 13 to 19; others begin with + and the country code; leave the cell empty if there is none.
    .explain =
        This is no mobile number. Mainland numbers have 11 digits and begin with 13 to 19, with or without +86; all others, also of Hong Kong, Macao and Taiwan, begin with + and their code, such as +852 6123 4567. Spaces, dashes and full-width digits do not matter.
        Usual mistakes: a digit too few or too many; the letter O in place of a zero; two numbers in one cell; a landline number; placeholders such as “none” or “-”.
        Leave the cell empty where there is no number, and put landline numbers in their own column. To keep Excel from turning numbers into 1.38E+10, format the column as Text before you fill it.

M007 = the e-mail address “{ $value }” of { $member } is not valid
    .title = unusable e-mail address
    .help = write it like name@example.com; leave the cell empty if there is none.
    .explain =
        This is no complete e-mail address. An address has one @, followed by a domain with a dot, such as lilei@example.com; it holds no spaces and no display name as in “Li Lei <…>”.
        Usual mistakes: a full-width ＠ or dot; a missing .com; two addresses in one cell; placeholders such as “none”.
        Correct it, or leave the cell empty where there is no address.

M008 = { $member } is in no department
    .title = member without a department
    .help = fill in the department; for people who belong to the company itself, the company at the top.
    .explain =
        The sheet has a column for departments, but the cell of this member is empty. They belong to no department and cannot be seen in the organisation.
        Usual causes: the cell was forgotten; the department stands only in the row above, and the cells are not merged; or a new colleague has not been assigned yet.
        For people who belong to the company itself, such as the managing director, use the name or code of the company at the top. Keep people without a department in another sheet until they have one.

M009 = the main department “{ $value }” of { $member } is none of their departments
    .title = main department is none of the departments
    .help = name one of the member's departments, or add this one to them.
    .explain =
        The main department must be one of the departments a member is in, and this one is not. Their first department is taken as the main one for now.
        For example the departments are “R&D; Marketing” and the main department is “Finance”. Usually somebody moved and only one of the cells was changed.
        Make the cells agree. For a member of a single department the main department may be left empty.

M010 = { $member } is in { $departments ->
        [one] 1 department
       *[other] { $departments } departments
    }, but “{ $field }” has { $values ->
        [one] 1 value
       *[other] { $values } values
    }
    .title = list that does not match the departments
    .help = write one value for each department; a single value stands for all where they are the same.
    .explain =
        For a member of several departments the order, the leader mark and the like stand one by one beside the departments. Here the numbers differ, so it is unknown which value belongs to which department, and none was used.
        For example the departments are “R&D; Marketing” and the leader marks “yes; no; yes”. Usually a department was removed without its value, or one cell is separated by semicolons and the other by commas.
        Make both cells hold the same number of items with the same separator.

M011 = { $case ->
        [several] “{ $value }”, the { $field } of { $member }, is the name of several people
       *[unknown] “{ $value }”, the { $field } of { $member }, is none of the members
    }
    .title = manager who is not found
    .help = { $case ->
        [several] write the employee number or user id of the one that is meant, or “name (number)”.
       *[unknown] check the spelling; for somebody who has left name the manager of today; leave the cell empty where there is none.
    }
    .related = it may be “{ $who }”
    .explain =
        A manager may be named by user id, employee number, name, e-mail address or mobile number. Where this is exactly one person, Work Weixin and exported sheets get their user id. What stands here is nobody, or several people, and was not used.
        For example two people are called “Wang Wei” and the cell says just that; or the manager has left and is not among the members that were read. Several managers are separated by semicolons or commas.
        Everything else is imported as usual. Write the employee number or user id; of two people with one name also “Wang Wei (1004)”.
