# The systems: error replies (F008, F010), aisuda (A), atwork (W), SeaTable (S), Work Weixin (Q).

F008 = { $case ->
        [known] this is an error reply and no data: { $meaning } (code { $code }, “{ $message }”)
        [without-code] this is an error reply and no data: { $message }
        [explained] this is an error reply and no data: { $message } ({ $meaning })
       *[unknown] this is an error reply and no data: code { $code }, “{ $message }”
    }
    .title = an error reply was saved
    .help = mend what the reply complains about, call the interface again and save the new reply.
    .explain =
        The system refused the request, and the file holds its code and message instead of departments and members. Read as data it would be an empty organisation, so it is an error here.
        Replies say so by an errcode that is not 0 (Work Weixin), a status that is not 0 (aisuda, atwork), or by error_msg or detail (SeaTable).
        Usually a token has expired, the application may not see the contacts, or the caller's IP address is not on the allowed list. Errcode 42001, for example, means that the access token has expired: fetch a new one and export again. `orgferry explain 42001` looks a code up.

F010 = { $case ->
        [no-department-list] members but no department list: { $count ->
            [one] of one department
           *[other] of { $count } departments
        } only the code is known, not the name or the parent
        [deferred] the departments in “{ $value }” are not in this reply
       *[other] incomplete data: a part of it was not read
    }
    .title = incomplete data
    .help = { $case ->
        [no-department-list] export the department list too and read both, e.g. orgferry check departments.json members.json.
        [deferred] ask for them too (the address stands under deferApi), or take department/all, or read the remote itself: orgferry check NAME:.
       *[other] export the rest too and read all of it together.
    }
    .explain =
        What was read speaks of things that are in none of the files. An export of Work Weixin's members (user/list), for example, has only the ids of their departments; their names and parents stand in the department list (department/list).
        Meanwhile the codes stand in for the names and every such department is at the top. That is enough for a check, but an import would create departments whose names are numbers.
        Give orgferry the missing files as well; several files make one organisation.

## A: aisuda

A001 = the department “{ $value }” is below level { $limit }; aisuda has { $limit } levels unless its settings say otherwise
    .title = aisuda: too deep
    .help = allow more levels in aisuda's organisation settings (组织设置), or use fewer.
    .explain =
        An organisation in aisuda has 10 levels of departments; its administrator may change that in the settings. Deeper departments may not be created.
        Levels count from the top department, which is level 1. Only the first department of a branch is named; those below it are too deep as well.
        In “Group/Division/Unit/Centre/Department/Office/Section/Team/Shift/Post/Squad”, which has 11 levels, “Squad” is named.

A002 = “{ $name }” has no e-mail address, by which aisuda very likely tells users apart
    .title = aisuda: missing e-mail address
    .help = fill in an address; a private or a business one will do.
    .explain =
        aisuda's interfaces name users by their e-mail address: adding a member to a department takes nothing but the department and the address. Its documents do not call it mandatory, but members without one may be refused or taken for one and the same person.
        Where the e-mail address is empty the business address is used; this is reported when both are empty.
        If Zhang San has only the mobile number 13800130001, for example, add an address like zhangsan@example.com.

A003 = { $count } departments are at the top; “{ $value }” is the second
    .title = aisuda: several top departments
    .help = if there should be one, fill in the missing parents, or put a company on top with --root NAME.
    .explain =
        A department whose parent code is empty becomes a top department. aisuda's documents do not say that there may be only one, but every organisation has a root of its own already, and these will stand beside it.
        Usually the parents of some departments were forgotten, or the list does not have the company itself.
        If “R&D” and “Sales” have no parent, for example, --root Xinghe puts both below “Xinghe”.
    .related = the first top department is “{ $name }”

A004 = of the department “{ $value }” only the code is known; it cannot be imported into aisuda
    .title = aisuda: department without a name
    .help = read the department list together with the members, so that every code has its name.
    .explain =
        Members name this department by its code, and no file that was read says what it is called. aisuda would get a top department whose name is the code.
        This happens with an export of Work Weixin's members (user/list) alone, because members carry nothing but ids.
        Add the department list (the reply to department/list, or a sheet) to the command, e.g. orgferry convert departments.json members.json --to aisuda.

A005 = two departments with the same parent are called “{ $value }”
    .title = aisuda: same name beside each other
    .help = rename one of them, or merge them if they are the same department.
    .explain =
        The codes of an import are forgotten after it; departments read back from aisuda have none. A later import very likely finds them by name and parent, and cannot tell two of the same name apart.
        Usually two lists were joined and one department came in twice, with different codes.
        If “Sales” has two departments “East”, with the codes 12 and 21, merge them or call them “East 1” and “East 2”.
    .related = the earlier department “{ $name }”

A006 = rehearsal: aisuda would refuse this import: { $message }
    .title = aisuda: refused in rehearsal
    .help = mend what the reason names and check again.
    .explain =
        orgferry models aisuda's server after its documents and applied what would be sent on this machine; nothing left it. The model refused the import, and the real server very likely will too.
        An import is taken as a whole: one mistake, and nothing of it comes in.
        If departments lie deeper than the organisation's settings allow (10 levels unless changed), for example, the whole import fails.

A007 = rehearsal: “{ $value }” would stay in the department “{ $department }”
    .title = aisuda: a former department is kept
    .help = take them out of the former department in aisuda after the import.
    .explain =
        aisuda's bulk import adds people to departments and never takes them out. Who has another department in the list is in both afterwards.
        What --current names was taken as what aisuda holds today: it has this membership, and the list does not.
        If Li Si is in “Marketing” today and in “Support” in the list, for example, an import leaves Li Si in both.

A008 = rehearsal: after the import { $case ->
        [department] there is no department “{ $value }”
        [member] there is no member “{ $value }”, who may have become one with somebody else
       *[membership] “{ $value }” is not in the department “{ $department }”
    }
    .title = aisuda: not there afterwards
    .help = look for an e-mail address, a mobile number or a department path that is used twice.
    .explain =
        orgferry imported everything into a model of aisuda on this machine and read it back, and this was not there.
        aisuda tells people apart by e-mail address (without one by their other account or mobile number), so two people with one address become one; departments of one name below one parent become one too.
        If Zhang San and Li Si both have the business address sales@example.com, for example, one person is left.

## W: atwork

W001 = the name “{ $value }” has a slash, so that no path can lead to the department
    .title = atwork: slash in a department's name
    .help = write another character than “/”, e.g. “-”.
    .explain =
        atwork's import names the parent by parent_path: the names from the top joined by “/”. A name that has “/” itself is read as two levels; departments below it end up in the wrong place or are refused.
        “Presales/Support”, for example, is read as “Support” below “Presales”; call it “Presales and Support”.
        If the slash was meant to separate levels, the path was not split: say --path-separator /.

W002 = “{ $value }” at the top is taken for the organisation itself and is not imported
    .title = root taken as the organisation
    .help = check that the organisation is called exactly so in atwork; to make it a department below the organisation, use --attach-to.
    .explain =
        Every organisation in atwork has a root with the organisation's name, and what is imported hangs below it. Where a list has a single top department, that is usually the company itself: it gets no body and its name begins every path.
        The name must be the same to the letter, or every department below it is refused as having no such organisation.
        If the top is “Xinghe” and the organisation is called “Xinghe”, all is well; if the organisation is “Xinghe Group” and “Xinghe” a company in it, add --attach-to "Xinghe Group".

W003 = { $count } departments are at the top; none can be taken for the organisation itself
    .title = atwork: several top departments
    .help = hang them below the organisation with --attach-to NAME, or put it on top with --root NAME.
    .explain =
        atwork names parents by paths that begin with the organisation's name. With several departments at the top there is no telling where paths begin, so no department is written at all.
        Most HR lists have the departments but not the company; or the parent of a department was forgotten.
        If “R&D” and “Sales” have no parent and the organisation is called “Xinghe”, say --attach-to Xinghe: the paths become “Xinghe” and “Xinghe/R&D”.
    .related = the first top department is “{ $name }”

W004 = two departments have the path “{ $path }”
    .title = atwork: same path twice
    .help = rename one of them, or merge them if they are the same department.
    .explain =
        atwork knows departments by their full path. Of two departments with the same name and parent only one remains, or the second is refused, and what is below them gets mixed up.
        Different codes do not help; a path has names only.
        If “Sales” has two departments “East”, for example, merge them or call them “East 1” and “East 2”.
    .related = the earlier department “{ $name }”

W005 = of the department “{ $value }” only the code is known; it cannot be imported into atwork
    .title = atwork: department without a name
    .help = read the department list together with the members, so that every code has its name.
    .explain =
        Members name this department by its code, and no file that was read says what it is called or where it belongs, so it has no path.
        This happens with an export of Work Weixin's members (user/list) alone, because members carry nothing but ids.
        Add the department list (the reply to department/list, or a sheet) to the command, e.g. orgferry convert departments.json members.json --to atwork.

W006 = the department “{ $value }” is below level { $limit }; its path is too long to be written
    .title = atwork: too deep
    .help = check the parents; real organisations rarely have more than 20 levels.
    .explain =
        atwork names no limit, but every department carries its whole path from the top, which becomes useless when it is that long. What is below level 256 is taken for a mistake and is not written.
        Usually the column of the parents slipped by one row, so that every department is below the one in the row before.
        If 2 is below 1, 3 below 2 and so on down the sheet, compare the parents with the names.

W007 = rehearsal: atwork would refuse the department “{ $value }”: { $message }
    .title = atwork: refused in rehearsal
    .help = mend what the reason names and check again.
    .explain =
        orgferry models atwork's server after its documents and applied what would be sent on this machine; nothing left it. The model refused this department, and the real server very likely will too.
        Usually its serial number (the department code) belongs to another department already, or its parent cannot be found.
        If what --current names has code D10 for “Marketing”, for example, and the list has it for “R&D”.

W008 = rehearsal: atwork has “{ $value }” already; { $case ->
        [refused] it is refused a second time: { $message }
       *[made] importing it again makes a second one
    }
    .title = atwork: made a second time
    .help = use submit, which passes over departments that are there; or give departments codes to be recognised by.
    .explain =
        atwork's import does not look whether a path exists: a department that is sent twice is there twice, or refused where it has a serial number (the department code).
        What --current names was taken as what atwork holds today: it has this path.
        orgferry submit reads atwork first and does not create what is there.

## S: SeaTable

S001 = “{ $name }” has no userid
    .title = SeaTable: missing userid
    .help = fill in the Work Weixin userid, or take another field for it: --userid-from employee_no, email or mobile.
    .explain =
        SeaTable imports members of Work Weixin and tells them apart by their userid. Without one they are refused (“userid invalid.”), so they are not written.
        HR lists often have no userid. If the userids are the employee numbers, say --userid-from employee_no.
        What stands in must really be the member's userid in Work Weixin; otherwise there will be an account that nobody can sign in to.

S002 = { $case ->
        [length] the userid “{ $value }” is longer than 64 bytes; Work Weixin has no such userid
       *[characters] the userid “{ $value }” has characters that Work Weixin does not allow
    }
    .title = SeaTable: not a Work Weixin userid
    .help = look the userid up in Work Weixin: letters, digits and _ - @ ., a letter or digit first, at most 64 bytes.
    .explain =
        SeaTable does not look at userids and takes any. But members sign in with Work Weixin, where such a userid cannot exist, so nobody could use the account.
        Usually a name stands in the column of the userids, or a space or a full-width character slipped in.
        “张三”, for example, should be zhangsan, and “li si” lisi.

S003 = the userid “{ $value }” differs from an earlier one only in upper and lower case
    .title = SeaTable: userids differ only in case
    .help = write it one way and merge the rows if this is one person; otherwise look the userids up in Work Weixin.
    .explain =
        For Work Weixin, ZhangSan and zhangsan are one userid. Two such rows are most likely one person; in SeaTable the second one is reported as existing already, or becomes an account that nobody uses.
        Usually the list was put together from several.
        Take the spelling that Work Weixin shows and make the two rows one.
    .related = the earlier userid is “{ $userid }”

S004 = the name “{ $value }” is longer than { $limit } characters
    .title = SeaTable: name too long
    .help = shorten the name to 64 characters.
    .explain =
        A nickname in SeaTable has at most 64 characters; the import of a member with a longer one fails (“导入失败”).
        Usually a department, a remark or several people stand in the cell.
        Of “Zhang San (R&D, joined in March 2024 …)”, for example, keep “Zhang San”.

S005 = the e-mail address “{ $value }” is longer than { $limit } characters
    .title = SeaTable: e-mail address too long
    .help = check the address; it may have 225 characters.
    .explain =
        A contact address in SeaTable has at most 225 characters; the import of a member with a longer one fails (“导入失败”).
        An address of that length is nearly always a mistake, such as several addresses in one cell.
        Keep one of them, e.g. zhangsan@example.com.

S006 = the e-mail address “{ $value }” of “{ $name }” is an earlier member's already
    .title = SeaTable: same e-mail address twice
    .help = give one of them another address, or none.
    .explain =
        Contact addresses in SeaTable are unique, whatever their case. The import of the second member fails (“导入失败”), and every try leaves an account behind that belongs to nobody.
        Empty addresses are fine, for any number of members. Where the e-mail address is empty the business address takes its place and is compared too.
        Usually several people share the address of their department, e.g. hr@example.com.
    .related = the earlier member with this address is “{ $name }”

S007 = { $count ->
        [one] “{ $name }” has no e-mail address
       *[other] { $count } members have no e-mail address; the first is “{ $name }”
    }
    .title = SeaTable: missing e-mail addresses
    .help = nothing needs to be done; fill them in if these people should get mail.
    .explain =
        SeaTable imports members without an address; they just get no notifications by mail.
        Applications registered with Work Weixin since June 2022 no longer see addresses, so fresh exports do not have them.
        If an HR list has them, read both, e.g. orgferry convert members.json roster.xlsx --to seatable; they are joined by userid, employee number and so on.

S008 = { $case ->
        [no-code] the department “{ $name }” has no code, so nobody's departments are written
       *[other-code] the code “{ $value }” is no Work Weixin department id, so nobody's departments are written
    }
    .title = SeaTable: departments left out
    .help = nothing needs to be done; to have departments written, give all of them their ids of Work Weixin.
    .explain =
        In what SeaTable takes, a department is an id of Work Weixin, a positive number. If a single code is none, the others cannot be trusted to be ids either, so none is written rather than a wrong one. What is left behind is counted in the loss table.
        The import of users looks at userid, name and address only; departments come into being by SeaTable's import of departments. So the import of users does not suffer.
        “RD01”, for example, is no id of Work Weixin.

S009 = { $case ->
        [characters] the name “{ $value }” has “{ $character }”, which SeaTable does not take in names of departments
        [length] the name “{ $value }” is longer than the { $limit } characters that SeaTable takes
       *[brackets] the name “{ $value }” has brackets, which older versions of SeaTable do not take
    }
    .title = SeaTable: department name not taken
    .help = rename it in Work Weixin: letters, digits, spaces and _ ' . -, at most 255 characters.
    .explain =
        SeaTable's import of departments checks their names. A department with another name is refused (“部门参数错误”), and so is everything below it (“父级部门不存在”).
        “/”, “、”, “&” and “·” are never taken; brackets are by newer versions and not by older ones.
        “Presales/Support”, for example, should be “Presales and Support”. This concerns the import of departments only, not that of users.

S010 = rehearsal: SeaTable would refuse “{ $value }”: { $message }
    .title = SeaTable: refused in rehearsal
    .help = mend the mail address or the name and check again.
    .explain =
        orgferry models SeaTable's server after its published code and applied what would be sent on this machine; nothing left it. The model refused this member, and the real server very likely will too.
        “导入失败” (import failed) usually means that someone else has the mail address already, in upper or lower case, or that the name is longer than 64 characters or the mail than 225. Every failure also leaves an account in SeaTable that nobody can use.
        If Zhang San and Li Si both have sales@example.com, for example, Li Si is refused.

S011 = rehearsal: SeaTable has “{ $value }” already ({ $message })
    .title = SeaTable: the member is there already
    .help = nothing is to be done: SeaTable leaves the member as it is.
    .explain =
        SeaTable knows people by their userid in Work Weixin. Whoever was imported before is answered with “用户已存在” (user exists), and the account is left as it is.
        A new name or mail address is not taken over either; change it in SeaTable.
        This was rehearsed with what --current names; a userid that comes twice in one import is answered the same way.

## Q: Work Weixin

Q001 = the name “{ $value }” is longer than { $limit } characters
    .title = Work Weixin: long department name
    .help = shorten it to 32 characters if possible.
    .explain =
        Work Weixin's documents disagree: its template and error 60001 allow names of 32 characters, newer documents 64. Whether a name between the two is taken depends on the organisation.
        Shorten it before the import rather than have it refused.
        “Joint delivery centre for smart manufacturing, East”, for example, could be “Smart manufacturing East”.

Q002 = the name “{ $value }” is longer than { $limit } characters
    .title = Work Weixin: department name too long
    .help = shorten it to 32 characters, at most 64.
    .explain =
        The name of a department has at most 64 characters; longer ones are refused with 60001 or 60125.
        Usually a whole path or a description stands in the cell.
        Of the path “Xinghe/R&D/Platform/…”, for example, keep the last name, or have it split by --path-separator /.

Q003 = the name “{ $value }” has “{ $character }”, which Work Weixin does not allow
    .title = Work Weixin: characters in a department name
    .help = remove or replace it; not allowed are \ : * ? " < > |.
    .explain =
        A department's name must not have any of \ : * ? " < > |, or it is refused with 60009. Full-width colons and quotes are fine.
        Usually a colon or a bar separates a Chinese and an English name.
        “研发部|R&D”, for example, could be “研发部（R&D）”.

Q004 = the department “{ $value }” is below level { $limit }; Work Weixin has { $limit } levels
    .title = Work Weixin: too deep
    .help = use fewer levels.
    .explain =
        Departments have at most 15 levels; deeper ones are refused with 81002. The top department is level 1.
        Only the first department of a branch is named; those below it are too deep as well.
        Often the column of the parents slipped by one row, so that every department is below the one before; check the parents first.

Q005 = there are { $count } departments; Work Weixin has room for { $limit }
    .title = Work Weixin: too many departments
    .help = use fewer departments, or ask Work Weixin for more room.
    .explain =
        An organisation has at most 30,000 departments; further ones are refused. The place is that of the 30,001st.
        So many departments often mean that teams, posts or projects were taken for departments, or that a column was misread.
        `orgferry convert --to tree` shows the departments as they were read.

Q006 = the department “{ $value }” has { $count } sub-departments and members; Work Weixin has room for { $limit }
    .title = Work Weixin: department too large
    .help = move members to departments further down.
    .explain =
        A department has at most 30,000 sub-departments and members of its own; more are refused with 81001. Members of its sub-departments do not count.
        Usually everybody is in the company itself and in no department.
        Give the members their departments and import again.

Q007 = { $case ->
        [length] the userid “{ $value }” is longer than 64 bytes
       *[characters] the userid “{ $value }” has characters that Work Weixin does not allow
    }
    .title = Work Weixin: invalid userid
    .help = a userid has letters, digits and _ - @ ., a letter or digit first, and at most 64 bytes.
    .explain =
        A userid consists of letters, digits and _ - @ ., begins with a letter or digit and has at most 64 bytes; others are refused with 40003.
        Usually a name stands in the column of the userids, or a space or a full-width character slipped in.
        “张三”, for example, should be zhangsan, and “li si” lisi.

Q008 = the userid “{ $value }” differs from an earlier one only in upper and lower case
    .title = Work Weixin: duplicate userid
    .help = write it one way and merge the rows if this is one person; otherwise choose another userid.
    .explain =
        For Work Weixin, ZhangSan and zhangsan are one userid: the second is refused with 60102, or overwrites the first person's data.
        Usually the list was put together from several.
        Take the spelling that Work Weixin shows and make the two rows one.
    .related = the earlier userid is “{ $userid }”

Q009 = “{ $name }” has neither a mobile number nor an e-mail address
    .title = Work Weixin: no mobile number or e-mail address
    .help = fill in one of the two.
    .explain =
        Work Weixin refuses members who have neither (60129). A business address does not count.
        An export by an application that may not see either has no such fields at all; that is not reported.
        If both cells of Li Si are empty, for example, fill in a number like 13800130002.

Q010 = “{ $name }” is in { $count } departments; Work Weixin allows { $limit }
    .title = Work Weixin: too many departments of a member
    .help = put the member in fewer departments.
    .explain =
        A member is in at most 100 departments; more are refused with 60110. Some organisations have only 20.
        Usually a manager was put in every department below their own; whoever is in a department sees those below it anyway.
        Keep the departments in which the member really works.

Q011 = the { $field } “{ $value }” is too long; Work Weixin allows { $limit } characters
    .title = Work Weixin: value too long
    .help = shorten what stands in this cell.
    .explain =
        Names and aliases have at most 64 characters, positions and addresses 128, and e-mail addresses 64 bytes (a Latin letter is one byte). A member with a longer value is refused.
        Usually several things or a remark stand in the cell.
        Instead of a whole job description, for example, write “Senior engineer”.

Q012 = the telephone number “{ $value }” is not valid
    .title = Work Weixin: invalid telephone number
    .help = a telephone number has digits and - + , only, at most { $limit } characters.
    .explain =
        Telephone numbers consist of digits and the characters - + and the comma, which separates an extension, and have at most 32 characters; others are refused with 301013.
        Brackets, spaces and words are not allowed, as in “(010) 8888 0001 ext. 801”.
        Write 010-88880001,801.

Q013 = “{ $name }” has { $count } direct managers; Work Weixin allows { $limit }
    .title = Work Weixin: too many managers
    .help = name fewer direct managers.
    .explain =
        A member has at most 5 direct managers; more are refused.
        Most people need one; of several, keep the most important.
        If the direct_leader of Wang Wu has 6 userids, for example, remove one.

Q014 = “{ $name }” has no userid
    .title = Work Weixin: missing userid
    .help = fill in a userid, or take another field for it: --userid-from employee_no, email or mobile.
    .explain =
        Work Weixin tells members apart by their userid; everybody needs one, and it is hard to change later.
        HR lists often have none. If the employee numbers are to be the userids, say --userid-from employee_no.
        Zhang San with the number E0001, for example, gets the userid E0001.

Q015 = the code “{ $value }” is no Work Weixin department id; all { $count } departments were numbered anew
    .title = Work Weixin: departments renumbered
    .help = nothing needs to be done; to keep the codes, make all of them positive numbers without leading zeros.
    .explain =
        Department ids of Work Weixin are positive numbers. If a single code is none, all departments are numbered from 1, parents first and siblings in order; with only some of them renumbered, new numbers and old codes might meet.
        The departments of members change with them; who is below whom stays.
        The codes “RD01” and “RD02”, for example, become 1 and 2.
