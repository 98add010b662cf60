//! Sheets written by hand: every way to store a cell, and what cannot be read.

use super::*;

const STYLES: &str = r#"<styleSheet><numFmts>
    <numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0000"/>
    </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="46"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;

const STRINGS: &str = r#"<sst>
    <si><t>姓名</t></si><si><t> a&amp;b </t></si><si><t xml:space="preserve"> c </t></si><si/><si><t/></si>
    <si><r><rPr><b/></rPr><t>研发</t></r><r><t>部</t></r><rPh sb="0" eb="1"><t>yan</t></rPh></si>
    <si><t><![CDATA[<x>&]]>_x0041_</t></si><si><t>&bad;</t></si><si><t>末</t></si></sst>"#;

fn sheet(rows: &str) -> Rows {
    let parts: &[(&str, &[u8])] = &[
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", STRINGS.as_bytes()),
    ];
    first(&xlsx_of(rows, parts))
}

#[test]
fn a_cell_may_be_stored_in_many_ways() {
    for (rows, expected) in [
        (
            r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>8</v></c></row>"#,
            "1 1:'姓名' 2:'末'",
        ),
        (
            "<row r='3'><c t='s' r='B3'><v> 5 </v></c></row>",
            "3 2:'研发部'",
        ),
        (
            r#"<row><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>6</v></c></row>"#,
            "1 1:'a&b' 2:' c ' 4:'<x>&A'",
        ),
        (
            r#"<x:row r="2" hidden="1"><x:c r="AA2" t="inlineStr"><x:is><x:t>内</x:t></x:is></x:c></x:row>"#,
            "2 hidden 27:'内'",
        ),
        (
            r#"<row r="1"><c r="A1" t="inlineStr"><is><r><t>内</t></r><r><t xml:space="preserve"> 联</t></r></is><v>9</v></c></row>"#,
            "1 1:'内 联'",
        ),
        (
            r#"<row r="1"><c r="A1" t="str"><f>"x"</f><v>a&lt;_x000D_&#x4e2d;</v></c></row>"#,
            "1 1:'a<\r中'",
        ),
        (
            r#"<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>false</v></c><c r="C1" t="e"><v>#N/A</v></c></row>"#,
            "1 1:Boolean(true) 2:Boolean(false) 3:Error(\"#N/A\")",
        ),
        (
            r#"<row r="1"><c r="A1" t="d"><v>2024-03-01</v></c><c r="B1" s="1"><v>45352</v></c><c r="C1" s="2"><v>1.5</v></c><c r="D1" s="4" t="n"><v>45352.5</v></c></row>"#,
            "1 1:2024-03-01=45352 2:2024-03-01=45352 3:36:00:00=1.5 4:2024-03-01T12:00:00=45352.5",
        ),
        (
            r#"<row r="1"><c r="A1" s="3"><v>7</v></c><c r="B1" s="3"><v>12345</v></c><c r="C1" s="3"><v>-7</v></c><c r="D1" s="3"><v>0.5</v></c></row>"#,
            "1 1:0007 2:12345 3:-0007 4:0.5",
        ),
        (
            r#"<row r="1"><c r="A1"><v>13800130001</v></c><c r="B1"><v>1.3800130001E10</v></c><c r="C1"><v>110101199001011234</v></c><c r="D1"><v>1.101011990010112E17</v></c></row>"#,
            "1 1:13800130001 2:13800130001 3:110101199001011234~ 4:110101199001011200~",
        ),
        (
            r#"<row r="1"><c r="A1"><v>007</v></c><c r="B1"><v>1.50</v></c><c r="C1"><v>-0</v></c><c r="D1"><v>+1</v></c><c r="E1"><v>0</v></c></row>"#,
            "1 1:7 2:1.5 3:0 4:1 5:0",
        ),
        (
            r#"<row r="1"><c r="A1"><v>中</v></c><c r="B1"><v>inf</v></c></row>"#,
            "1 1:'中' 2:'inf'",
        ),
        (
            r#"<row r="1"><c r="A1"/><c r="B1" s="1"></c><c r="C1"><v/></c><c r="D1"><v>1</v></c></row>"#,
            "1 4:1",
        ),
        (
            r#"<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f/><v></v></c><c r="C1" t="str"><f>B1</f></c><c r="D1" t="str"><f>B1</f><v></v></c></row>"#,
            "1 1:FormulaWithoutValue 2:FormulaWithoutValue 3:FormulaWithoutValue",
        ),
        (
            r#"<!-- <row r="9"/> --><?x <c?><row r="1" a="&gt;>" b='"'><c r="A1" q="<c>"><v><!-- 5 -->1<![CDATA[2]]></v><extLst><v>8</v></extLst></c></row>"#,
            "1 1:12",
        ),
        (
            "<row\n r = \"4\"\n><c\tr=\"XFD4\" ><v\n>1</v ></c\n></row >",
            "4 16384:1",
        ),
        (
            r#"<row r="4"><c r="b4"><v>1</v></c><c><v>2</v></c></row>"#,
            "4 2:1 3:2",
        ),
    ] {
        let read = sheet(rows);
        assert_eq!(read.rows, [expected], "{rows}");
        assert!(read.found().is_empty(), "{rows}: {:?}", read.found());
    }
}

#[test]
fn rows_without_numbers_are_counted() {
    let rows = "<row><c><v>1</v></c></row><row/><row><c><v>3</v></c></row><row r='9'><c><v>9</v></c></row><row><c><v>10</v></c></row>";
    assert_eq!(sheet(rows).rows, ["1 1:1", "3 1:3", "9 1:9", "10 1:10"]);
}

#[test]
fn a_bad_cell_is_one_finding_at_its_address_and_the_others_are_read() {
    for (cell, found) in [
        (r#"<c r="B1" t="s"><v>99</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="B1" t="s"><v>x</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="B1" t="s"><v>7</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="B1" t="?"><v>1</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="B1" t="n"><v>一</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="B1" t="b"><v>2</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="B1" t="e"><v>oops</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="B1" s="1"><v>x&y;</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="B0"><v>1</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="1"><v>1</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="AAAA1"><v>1</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="B99999999999"><v>1</v></c>"#, "F001 this-cell 1:2"),
        (r#"<c r="A1"><v>1</v></c>"#, "F001 order 1:1"),
        (r#"<c r="ZZZ1"><v>1</v></c>"#, "F004 columns 1:0"),
    ] {
        let rows = format!(
            r#"<row r="1"><c r="A1"><v>0</v></c>{cell}<c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c></row>"#
        );
        let read = sheet(&rows);
        assert_eq!(read.rows, ["1 1:0 3:3", "2 1:4"], "{cell}");
        assert_eq!(read.found(), [found], "{cell}");
    }
    let read = sheet(r#"<row r="x"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>"#);
    assert_eq!(read.rows, ["1 1:1", "2 1:2"]);
    assert_eq!(read.found(), ["F001 this-cell 1:1"]);
}

#[test]
fn what_is_no_xml_ends_the_sheet_behind_what_was_read() {
    for rest in [
        "<row r='2'><c r='A2'><v>2",
        "<row r='2'><c r='A2",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "<!-- ",
        "<![CDATA[ ",
        "< >",
    ] {
        let sheet = format!("<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row>{rest}");
        let read = first(&package::with_sheet(sheet.as_bytes()));
        assert_eq!(
            read.rows.first().map(String::as_str),
            Some("1 1:1"),
            "{rest}"
        );
        assert_eq!(read.found(), ["F001 sheet 0:0"], "{rest}");
    }
}

#[test]
fn text_beyond_the_limit_is_one_finding_however_it_is_stored() {
    let long = "长".repeat(120_000);
    let marked = "&amp;".repeat(400_000);
    for long in [long.as_str(), marked.as_str()] {
        let rows = format!(
            r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{long}</t></is></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="str"><v>{long}</v></c><c r="D1"><v>4</v></c></row>"#
        );
        let strings = format!("<sst><si><t>{long}</t></si></sst>");
        let parts: &[(&str, &[u8])] = &[("xl/sharedStrings.xml", strings.as_bytes())];
        let bytes = xlsx_of(&rows, parts);
        let limits = Limits {
            text: 1_000,
            ..Limits::default()
        };
        let folder = Folder::new();
        let mut workbook = folder.open(&bytes, &limits).unwrap();
        let cut = read(&mut *workbook, 0);
        assert_eq!(cut.rows, ["1 4:4"]);
        assert_eq!(
            cut.found(),
            ["F004 text 1:1", "F004 text 1:2", "F004 text 1:3"]
        );
        let whole = &first(&bytes).rows[0];
        let text = long.replace("&amp;", "&");
        assert_eq!(*whole, format!("1 1:'{text}' 2:'{text}' 3:'{text}' 4:4"));
    }
}

#[test]
fn cells_across_the_end_of_a_window_are_whole() {
    let rows: String = (1..=40_000)
        .map(|row| {
            let blank = " ".repeat(row % 7);
            format!(
                r#"<row r="{row}">{blank}<c r="A{row}"><v>{row}</v></c><c r="B{row}" t="inlineStr"><is><t>中{row}</t></is></c></row>"#
            )
        })
        .collect();
    let read = sheet(&rows);
    assert_eq!(read.rows.len(), 40_000);
    for (index, row) in read.rows.iter().enumerate() {
        let number = index + 1;
        assert_eq!(*row, format!("{number} 1:{number} 2:'中{number}'"));
    }
    assert!(read.found().is_empty());
}
