# Delimited text and JSON: what is wrong with the bytes.

F005 = “{ $value }” has bytes that mean nothing in { $encoding }
    .title = undecodable text
    .help = save the file as UTF-8 and read it again, or name its encoding with --encoding, e.g. --encoding gb18030.
    .explain =
        A text file is stored in one encoding: UTF-8, GB18030 (also called GBK or, by Excel, “ANSI”), Big5 or UTF-16. The place named holds bytes that do not exist in the encoding the file is read in, so the characters there cannot be known; they are shown as �.
        This happens when rows of two encodings were pasted into one file, when a program cut a text in the middle of a character, or when the file was read in the wrong encoding because the user or the evidence said so.
        If only a few cells are named, type them again. If nearly all are, name the encoding: --encoding gb18030 for files from a Chinese Excel, --encoding big5 for traditional Chinese. `orgferry inspect` shows which encoding was chosen and why.

F006 = the quote in line { $line } is never closed: { $value }
    .title = malformed row
    .help = close the quote, or double it if it belongs to the text: "" stands for one quote.
    .explain =
        In delimited text a cell that begins with a quote ends with the next single quote; delimiters and line breaks between them belong to the cell. Here a cell begins with a quote that nothing closes, so that it would swallow the rows after it.
        The row is left out and reading goes on with the next line. The usual cause is a quote typed by hand or a file that was cut off.
        For example, 张三,"研发部 must be 张三,"研发部" or simply 张三,研发部; a nickname with quotes, 小"张", is written "小""张""".

F007 =
    { $line ->
        [0] malformed JSON: { $reason }
       *[other] malformed JSON in line { $line }, column { $column }: { $reason }
    }
    .title = malformed JSON
    .help = fetch or export the file again; if it was edited by hand, look at the place named and just before it.
    .explain =
        The file is meant to be JSON but breaks its rules at the place named. What stands before it is read; what stands after it is read only where each line is a document of its own or the fault lies inside one element.
        A download that was cut off ends too early. After an edit by hand a comma is missing or one too many, a quote is not closed, or a bracket does not match. Comments and the sample texts of API manuals are not JSON.
        For example, {"{"}"userid":"zhangsan",{"}"} has a comma too many. Lines and columns count from 1, columns in bytes.

F009 = the key “{ $value }” stands here more than once
    .title = duplicate key in JSON
    .help = keep one of them.
    .explain =
        One JSON object has the same key twice. Programs disagree on which of the two counts, and most take the last one without a word, so a whole list of members can vanish. Here the first one counts and the others are reported.
        It comes about when two dumps are joined by hand.
        For example, {"{"}"userlist":[…],"userlist":[…]{"}"} must become one list holding the elements of both.

unknown-encoding = no encoding is called “{ $label }”
    .hint = Names that work are utf-8, gb18030, gbk, big5, utf-16le, utf-16be and windows-1252.
