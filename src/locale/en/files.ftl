# F001–F004: unreadable files, unsupported formats, passwords, limits.

F001 = { $case ->
    [missing] there is no such file or folder
    [locked] another program is using the file (most often Excel or WPS still has it open)
    [denied] you have no permission to read this file
    [empty] the file is empty, not a single byte
    [empty-folder] the folder holds no file that can be read
    [standard-input-twice] standard input (-) can be named only once
    [damaged] the file is damaged or incomplete and cannot be read (technical detail: { $reason })
    [sheet] this sheet cannot be read to its end; what follows is missing (technical detail: { $reason })
    [cell] a cell after this one cannot be read and was left out (technical detail: { $reason })
    [this-cell] this cell cannot be read and was left out (technical detail: { $reason })
    [order] the cells are stored out of order; those out of order from here on were left out
    [same-name] an earlier sheet has the same name; this one was not read
   *[unreadable] the file cannot be read: { $reason }
  }
    .title = unreadable file
    .help = { $case ->
        [missing] check the path and the name with its extension; quote a path that has spaces.
        [locked] close the file in Excel or WPS and run this again.
        [denied] check the file's permissions, or copy it to a folder of your own.
        [empty] export or download the file again.
        [empty-folder] files that can be read are .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv, .json and .ndjson.
        [standard-input-twice] save the second data to a file and name that.
        [same-name] give the sheets different names.
       *[other] open it in Excel or WPS and save it as .xlsx; if it does not open, ask for it again.
      }
    .explain =
        The file cannot be opened, or what is in it contradicts itself and cannot be read reliably.
        The usual reasons: a mistyped path; the file is still open in Excel; a download or copy broke off; another program wrote the file and got its structure wrong.
        Where only one sheet or one cell cannot be read, everything else is read, but data is missing and the result should not be used as it is.
        Way out: make sure the file is there and closed; then open it in Excel or WPS and save it as a new .xlsx, which mends most structural faults.
        Example: of “staff.xlsx” only half was downloaded, and it is reported as damaged or incomplete. Download it again.

F002 = { $kind ->
    [html] this is really a web page (HTML) and no workbook
    [mhtml] this is really a web archive (MHTML) and no workbook
    [spreadsheet-xml] this is an “XML Spreadsheet 2003”, which is not supported
    [xml] this is an XML file, which is not supported
    [flat-ods] this is an OpenDocument spreadsheet in one XML file (.fods), which is not supported
    [numbers] this is an Apple Numbers spreadsheet, which is not supported
    [bare-xls] this is an old or non-standard Excel file (without its container), which is not supported
    [document] this is a text document or a presentation and no spreadsheet
    [rtf] this is an RTF document and no spreadsheet
    [pdf] this is a PDF file and no spreadsheet
    [image] this is a picture and no spreadsheet
    [archive] this is an archive and no spreadsheet
    [database] this is a database file, which is not supported
   *[binary] this is no kind of file we know
  }
    .title = unsupported format
    .help = { $kind ->
        [html] open it in Excel or WPS and save it as “Excel Workbook (.xlsx)”.
        [mhtml] open it in Excel or WPS and save it as “Excel Workbook (.xlsx)”.
        [spreadsheet-xml] open it in Excel or WPS and save it as “Excel Workbook (.xlsx)”.
        [flat-ods] open it in LibreOffice and save it as .ods or .xlsx.
        [numbers] in Numbers choose “File → Export To → Excel”.
        [bare-xls] open it in Excel or WPS and save it as “Excel Workbook (.xlsx)”.
        [archive] unpack it first and read the spreadsheet inside.
        [pdf] ask for the original Excel or CSV file.
        [image] ask for the original Excel or CSV file.
       *[other] give a .xlsx, .xls, .ods, .csv or .json file.
      }
    .explain =
        What a file is, is decided by its content and not by its extension, so a web page renamed to .xls is recognised.
        The “export to Excel” of many business systems really writes a web page; Excel warns that format and extension do not match, and here such a file cannot be read.
        What can be read: Excel workbooks (.xlsx, .xlsm, .xlsb, .xls), OpenDocument spreadsheets (.ods), CSV and TSV text, and JSON.
        Way out: open the file in a program that can and save it as .xlsx, then read the new file.
        Example: “staff.xls” from an attendance system is really a web page. Open it in Excel and save it as “staff.xlsx”.

F003 = the workbook needs a password to open; its content is encrypted
    .title = encrypted workbook
    .help = open it in Excel or WPS with its password, remove the password and save a copy.
    .explain =
        A workbook with a password to open is encrypted as a whole and cannot be read without it; this program takes no passwords, so that none ends up in a command history.
        Only the password to open does this; sheet protection and workbook protection do not matter.
        Way out: in Excel choose “File → Info → Protect Workbook → Encrypt with Password”, clear the password and save a new file; delete that unprotected copy when you are done.
        Example: “staff.xlsx” from HR asks for a password when it is opened.

F004 = { $case ->
    [file-size] the file is larger than the limit of { $limit }
    [parts] the workbook has more than { $limit } parts inside
    [part-size] a part of the workbook becomes larger than the limit of { $limit }
    [expanded-size] everything in it becomes larger than the limit of { $limit }
    [ratio] a part of the workbook is compressed more than { $limit } times, as malicious files are
    [strings] the workbook claims more texts than it has room for (at most { $limit }), as malicious files do
    [spread] the cells lie so far apart that they span more than { $limit }
    [sheets] there are more than { $limit } sheets
    [rows] there are more than { $limit } rows; those after it were not read
    [columns] there are more than { $limit } columns; those after it were not read
    [cells] there are more than { $limit } cells; those after it were not read
    [text] what stands here is longer than { $limit } and was left out
    [row-text] this row holds more than { $limit } of text; what follows was not read
    [nesting] the JSON is nested more than { $limit } levels deep
    [time] reading this file made no progress for { $limit }
    [memory] reading this file takes more memory than { $limit }
   *[other] this is beyond the limit of { $limit }
  }
    .title = limit exceeded
    .help = { $case ->
        [sheets] move sheets to further files.
        [text] see whether a whole document was pasted here; where it is needed, raise text in [limits] of the configuration.
        [spread] delete the stray cells far from the data, or save the file as .xlsx.
        [ratio] make sure the file can be trusted, then open it in Excel or WPS and save it as a new file.
        [strings] make sure the file can be trusted, then open it in Excel or WPS and save it as a new file.
        [time] open it in Excel or WPS and save it as .xlsx; do not open files that cannot be trusted.
        [memory] open it in Excel or WPS and save it as .xlsx; do not open files that cannot be trusted.
       *[other] split it into several files, or raise the limit in [limits] of the configuration.
      }
    .explain =
        So that no file can use up the memory, reading has limits: file size, expanded size, rows, columns, cells and the length of one value. The defaults fit a full Excel sheet and a CSV file of ten million rows.
        An ordinary directory hardly ever meets them. Where one does, formatting mostly reaches the last row and column, a whole document was pasted into one cell, or the file is malicious: a few kilobytes that become gigabytes.
        Way out: delete the rows and columns that are not needed and save a copy; where more is really needed, split the data into several files or raise the value in [limits] of orgferry.toml.
        Example: a blank typed into XFD1048576 by mistake can make an old .xls span more cells than allowed.
