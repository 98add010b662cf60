# Headers and layout (H), cells (C).

H001 = { $case ->
    [no-such-sheet] there is no sheet called “{ $sheet }”
   *[other] no header found, so no column can be told from another
}
    .title = header not found
    .help = { $case ->
        [no-such-sheet] check the name after --sheet or in the mapping; it must match the tab exactly.
       *[other] add a header row such as 姓名, 手机, 部门 (name, mobile, department); if it is further down, give its row with --header-row.
    }
    .explain = Columns are known by what their header says, not by where they stand, and none of the first 50 filled rows looks like a header. Usually the data starts in the first row, or the headers are words we do not know. Add a header row above the data, for example 部门编号, 部门名称, 上级部门编号, or name, userid, mobile, email, department. If your headers have names of their own, say what they are with --map member.name=HEADER; if you know the row, use --header-row. If this sheet is no directory, name the sheets to read with --sheet.

H002 = { $case ->
    [mapped] there is no column “{ $column }”, although --map or the mapping names it
   *[other] the column “{ $column }” is missing
}
    .title = missing column
    .help = { $case ->
        [mapped] check the header after --map or in the mapping, or take it out.
       *[other] add a column “{ $column }”; if it has another name, use --map.
    }
    .explain = A list of departments needs at least a name, a path or level columns; a list of members needs a name, or one of user id, employee number, mail or mobile. Without it nobody can tell whom a row is about, so none of the rows of this table were used. If the column is there under another name, rename it or write --map member.name=HEADER. A column that the mapping names and the table lacks is reported the same way.

H003 = { $case ->
    [meaning] the columns “{ $value }” and “{ $other }” say the same thing, and nothing tells which one counts
   *[other] the column “{ $value }” is there twice
}
    .title = duplicate column
    .help = delete one of them, or say with --map which one counts.
    .related = the other column is here
    .explain = Two columns have the same header, or both tell whom the row is about, such as 手机 and 手机号码, and nothing says which one counts. For now the one with the more usual name, or the left one, was used; the other is only carried along. Delete one or rename it, for example 备用手机 for a second 手机; or say which one counts with --map member.mobile=手机号码. Columns of which there may be several, such as 兼职部门, are not affected.

H004 = { $case ->
    [second] “{ $value }” means the same as “{ $other }”, which was used
    [too-many] the column “{ $value }” was not read, there are too many of your own
    [no-header] column { $value } has data but no header
    [guess] unknown column “{ $value }”; it may be “{ $other }”
   *[other] unknown column “{ $value }”
}
    .title = unknown column
    .help = { $case ->
        [no-header] give it a header, or clear it.
        [too-many] delete the columns you do not need.
        [guess] if it is, add --map { $field }={ $value }; otherwise leave it.
        [second] if this one should count, say so with --map, or delete “{ $other }”.
       *[other] if it is one of our fields, say so with --map; otherwise leave it.
    }
    .explain = We do not know which field this column holds, so it is carried along as it is: it comes back in exported tables, but most systems have no room for it. A column without a header has no name to be carried along by. Where several columns mean the same, such as 岗位 and 职务, the most usual name is used and the others are carried along. If you need it, rename it or write --map member.title=岗位.

H005 = { $case ->
        [list] the list is empty
       *[other] there is no data below the header
    }
    .title = no data rows
    .help = check that this is the right file and sheet.
    .explain = The header was found, but no usable row stands below it. It may be a fresh template, the data may be on another sheet, or it got lost when a filtered table was saved. An empty source never removes anything from a system.

H006 = { $count ->
    [one] one hidden row was
   *[other] { $count } hidden rows were
} { $case ->
    [skipped] passed over
   *[read] read
}
    .title = hidden rows
    .help = { $case ->
        [skipped] if you want them, leave --skip-hidden out.
       *[read] if you do not want them, delete them, or pass them over with --skip-hidden.
    }
    .explain = Rows that are hidden or filtered out are data like any other, and were read. Often they are people who left or departments that were closed, so make sure that they belong here. If not, --skip-hidden passes over hidden rows and hidden sheets; or unhide them in the spreadsheet, delete them and read again.

H007 = { $case ->
    [note] this row is a note and no data: { $value }
    [header] this row is the upper one of a header of two: { $value }
    [total] this row is a total and no data: { $value }
    [repeated-header] this row repeats the header and is no data: { $value }
    [sample] this row is an example and no data: { $value }
    [section] this row is the department of the people below: { $value }
    [hidden-sheet] this sheet is hidden and was not read
    [sheet] this sheet is no directory; { $count ->
        [one] its only row was
       *[other] its { $count } rows were
    } not read
    [leavers] { $count ->
        [one] one person who has left is left out
       *[other] { $count } people who have left are left out, the first one here
    }{ $value ->
        [none] {""}
       *[other] {" "}({ $value })
    }
   *[other] this row has nothing in the columns we know: { $value }
}
    .title = row ignored
    .help = { $case ->
        [sheet] if it is a directory too, name it with --sheet and check its header.
        [leavers] --include-leavers takes them.
        [hidden-sheet] if you want it, leave --skip-hidden out, or name it with --sheet.
        [section] if they are in another department, add a department column.
       *[other] if it is data, put it into columns that have a header.
    }
    .explain = Titles, notes about filling in, examples, totals, signatures, repeated headers and rows with nothing but a remark are no data. They are left out, and each is listed, so that nothing disappears unnoticed; for example a row that begins with 合计 and holds only figures. A sheet that lists neither departments nor members is left out as a whole. People whose status says that they have left (离职, 退休, resigned …), and those on a sheet called 离职, are told of once; --include-leavers takes them. Where no column names departments, a department alone in its row is listed too; it holds for the people below. If a row was data after all, check that its cells stand in the right columns.

C001 = { $count ->
    [one] one number was read as text
   *[other] { $count } numbers in this column were read as text
}
    .title = number read as text
    .help = nothing to do; if codes begin with 0, format the column as text and add the zeros.
    .explain = Codes and telephone numbers are words, not quantities, but the spreadsheet keeps them as numbers. Their digits are read as they are: 13800130001 stays these eleven digits. Only zeros at the beginning cannot be saved: as a number, 007 became 7. If your codes begin with 0, format the whole column as text and enter them again.

C002 = { $case ->
    [scientific] “{ $value }” was shortened to scientific notation; its last digits are lost
   *[other] “{ $value }” has more than 15 digits; the spreadsheet replaced the last ones by 0
}
    .title = digits lost
    .help = format the column as text and enter the numbers again from where they came from.
    .explain = Spreadsheets keep 15 digits of a number; of longer ones the last become 0, and saved as CSV, long numbers turn into something like 1.38E+10. What is lost cannot be restored, and we do not guess. Format the column as text first, then enter or paste the numbers again from where they came from.

C003 = the cell holds the error { $value }
    .title = error value
    .help = mend the formula, or enter the value itself.
    .explain = A formula without a result shows #N/A, #REF!, #VALUE! and the like. Mostly a lookup found no row, or a sheet it refers to is gone. The cell is treated as empty. Mend the formula, or paste the column as values and enter what is missing.

C004 = { $case ->
    [fullwidth] “{ $value }” has full-width letters or digits, which were read as ordinary ones
   *[other] characters that nobody can see were taken out: { $value }
}
    .title = hidden characters
    .help = enter the cell again, so that what is seen is what stands there.
    .explain = Text copied from web pages, chats or other systems often carries zero-width spaces, direction marks and other characters that nobody can see; the message shows them as tokens such as ‹U+200B›. Full-width letters and digits (such as １３８) in codes, telephone numbers and mail addresses count here too. They look the same and are not equal, which leads to departments that cannot be found. The value was read without them or in its ordinary form; it is better to mend the table as well.

C005 = there are control characters inside: { $value }
    .title = control character
    .help = enter the cell again.
    .explain = The cell holds characters that cannot be shown and belong to no text, for example ‹U+0000›. Mostly they come from a damaged file or a faulty export, and many systems refuse them. They were left out, but the text beside them may be damaged too, so enter it again from where it came from.

C006 = the formula was saved without its result
    .title = formula without value
    .help = open the file in a spreadsheet program and save it once.
    .explain = The cell is a formula, and the file does not hold its result. Files made by programs and never opened in a spreadsheet are often like that. We do not calculate formulas, so the cell is treated as empty. Open the file in Excel or WPS and save it, or paste the column as values.

C007 = this is the date “{ $value }” in a column that holds no dates
    .title = date in a text column
    .help = format the column as text and enter the original text again.
    .explain = Spreadsheets turn text such as 3-1 or 2024/3 into dates, so the code “3-1” became the first of March. In columns of codes and telephone numbers the number behind the date is used, elsewhere the date as shown; either may not be what was typed. Format the column as text and enter it again.

C008 = “{ $value }” says neither yes nor no
    .title = not a boolean
    .help = write 是 or 否 (yes or no).
    .explain = This column takes yes or no: 是/否, 1/0, Y/N, true/false, √/×, 对/错 or 有/无. For somebody in several departments there may be one for each, in their order, as in “是,否”. Anything else is treated as empty. If the column holds the name of the person in charge, it does not say whether this member is in charge, so give it another header.
