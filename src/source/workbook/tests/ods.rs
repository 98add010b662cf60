//! .ods files made by hand.

use super::*;

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content>
        <office:automatic-styles>
        <style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>
        <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>
        </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
        </office:document-content>"#
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn an_ods_reads_like_an_xlsx() {
    let bytes = ods(
        r#"<table:table table:name="在职" table:style-name="ta1"><table:table-column/>
        <table:table-header-rows><table:table-row>
          <table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>姓<text:span>名</text:span></text:p></table:table-cell>
          <table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>a<text:s text:c="2"/>b &amp; c</text:p><text:p>d</text:p></table:table-cell>
        </table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row table:visibility="filter">
          <table:table-cell office:value-type="float" office:value="13800130001"><text:p>1.38E+10</text:p></table:table-cell>
          <table:table-cell/>
          <table:table-cell office:value-type="date" office:date-value="2024-03-01"><text:p>24/3/1</text:p></table:table-cell>
          <table:covered-table-cell office:value-type="string"><text:p>看不见</text:p></table:covered-table-cell>
          <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>
          <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>
          <table:table-cell table:formula="of:=A1"/>
        </table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048568"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table>
        <table:table table:name="离职" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="percentage" office:value="0.5"/></table:table-row></table:table>"#,
    );
    let folder = Folder::new();
    let mut workbook = folder.open(&bytes, &Limits::default()).unwrap();
    let sheets = workbook.sheets();
    assert_eq!(sheets.len(), 2);
    assert!(!sheets[0].hidden && sheets[1].hidden);
    assert_eq!(
        read(&mut *workbook, 0).rows,
        [
            "1 1:'姓名' 2:'a  b & c\nd' 3:'a  b & c\nd'",
            "5 hidden 1:13800130001 3:2024-03-01=45352 5:Boolean(true) 6:Error(\"#N/A\") 7:FormulaWithoutValue",
            "6 1:'x'",
            "7 1:'x'",
        ]
    );
    assert_eq!(read(&mut *workbook, 1).rows, ["1 1:0.5"]);
}

#[test]
fn repeats_of_an_ods_end_at_the_limits() {
    let bytes = ods(
        r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="4000000000">
        <table:table-cell office:value-type="string" table:number-columns-repeated="4000000000"><text:p>x</text:p></table:table-cell>
        </table:table-row></table:table>"#,
    );
    let limits = Limits {
        cells: 100_000,
        ..Limits::default()
    };
    let folder = Folder::new();
    let mut workbook = folder.open(&bytes, &limits).unwrap();
    let read = read(&mut *workbook, 0);
    assert_eq!(read.found(), ["F004 cells 7:1697"]);
    assert_eq!(read.rows.len(), 6);
    let cut = ods("<table:table table:name='a'><table:table-row>");
    assert_eq!(fault(&cut, &Limits::default()), "F001 damaged");
}

#[test]
fn merged_cells_of_an_ods_are_told() {
    let cell = "<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>";
    let spanned = cell.replace(
        "office:value-type",
        "table:number-rows-spanned='2' table:number-columns-spanned='2' office:value-type",
    );
    let tables = format!(
        "<table:table table:name='a'><table:table-row>{cell}</table:table-row>
        <table:table-row>{cell}{spanned}</table:table-row>
        <table:table-row>{cell}<table:covered-table-cell/></table:table-row></table:table>"
    );
    let folder = Folder::new();
    let mut workbook = folder.open(&ods(&tables), &Limits::default()).unwrap();
    assert!(workbook.tells_merged());
    let both = Merge {
        right: 3,
        ..merge(2, 2, 3)
    };
    assert_eq!(read(&mut *workbook, 0).merges, [both]);
}
