//! Every format says the same things; hostile files end in findings.

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use rust_xlsxwriter::{ExcelDateTime, Format as Style, Formula, Workbook as Xlsx};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::config::{Limits, Reading};
use crate::diagnostic::{Findings, SourceId};
use crate::source::{Content, Document, Fault, Input, Meter, Row, RowSink, Workbook, open};

/// Keeps rows as text: number, then each cell with its column and kind.
#[derive(Default)]
struct Rows {
    rows: Vec<String>,
    findings: Findings,
    stop_after: Option<usize>,
}

impl RowSink for Rows {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        let mut text = row.number().to_string();
        if row.is_hidden() {
            text.push_str(" hidden");
        }
        for cell in row.cells() {
            let column = cell.column;
            let cell = match cell.content {
                Content::Text(text) => format!("'{text}'"),
                Content::Number { digits, rounded } => {
                    format!("{digits}{}", if rounded { "~" } else { "" })
                }
                Content::Date { shown, serial } => format!("{shown}={serial}"),
                content => format!("{content:?}"),
            };
            text.push_str(&format!(" {column}:{cell}"));
        }
        self.rows.push(text);
        match self.stop_after {
            Some(count) if self.rows.len() >= count => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}

impl Rows {
    /// Code, variant and row of what was found.
    fn found(&self) -> Vec<String> {
        let findings = self.findings.list().iter();
        findings
            .map(|finding| {
                let fault = Fault {
                    code: finding.code,
                    arguments: finding.arguments.clone(),
                };
                let case = fault.case().unwrap_or_default();
                let (row, column) = (finding.place.row, finding.place.column);
                format!("{} {case} {row}:{column}", finding.code.id)
            })
            .collect()
    }
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join("file");
        fs::write(&path, bytes).unwrap();
        path
    }

    fn open(&self, bytes: &[u8], limits: &Limits) -> Result<Box<dyn Workbook + Send>, Fault> {
        open_path(self.file(bytes), limits)
    }
}

fn open_path(path: PathBuf, limits: &Limits) -> Result<Box<dyn Workbook + Send>, Fault> {
    let input = Input::file("file", path);
    let meter = Arc::new(Meter::default());
    match open(&input, &Reading::default(), limits, &meter)? {
        Document::Workbook(workbook) => Ok(workbook),
        _ => panic!("the file is a workbook"),
    }
}

fn read(workbook: &mut dyn Workbook, index: usize) -> Rows {
    let mut rows = Rows::default();
    workbook.read(index, SourceId(0), &mut rows);
    rows
}

fn fault(bytes: &[u8], limits: &Limits) -> String {
    match Folder::new().open(bytes, limits) {
        Ok(_) => "opened".to_owned(),
        Err(fault) => format!("{} {}", fault.code.id, fault.case().unwrap_or_default()),
    }
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A minimal .xlsx whose only sheet has `rows` as its XML, with further `parts`.
fn xlsx_of(rows: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let package = format!(
        r#"<Relationships><Relationship Id="r" Type="{RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let workbook =
        r#"<workbook><sheets><sheet name="甲" sheetId="1" r:id="a"/></sheets></workbook>"#;
    let sheets = format!(
        r#"<Relationships><Relationship Id="a" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut all: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", sheets.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    all.extend(parts);
    zipped(&all)
}

#[test]
fn an_xlsx_cell_is_what_a_person_sees_there() {
    let mut book = Xlsx::new();
    let date = Style::new().set_num_format("yyyy-mm-dd");
    let hours = Style::new().set_num_format("[h]:mm:ss");
    let sheet = book.add_worksheet().set_name("在职").unwrap();
    sheet.write_string(0, 0, "姓名").unwrap();
    sheet.write_string(0, 2, "_x0041_ a_x000D_b").unwrap();
    sheet.write_number(1, 0, 13_800_130_001.0).unwrap();
    sheet.write_number(1, 1, 110_101_199_001_011_234.0).unwrap();
    sheet.write_number(1, 2, 9_007_199_254_740_992.0).unwrap();
    sheet.write_number(1, 3, 0.1).unwrap();
    sheet.write_number(1, 4, -42.0).unwrap();
    let day = ExcelDateTime::from_ymd(2024, 3, 1).unwrap();
    sheet.write_datetime_with_format(2, 0, &day, &date).unwrap();
    sheet.write_number_with_format(2, 1, 1.5, &hours).unwrap();
    sheet.write_boolean(2, 2, true).unwrap();
    let division = Formula::new("1/0").set_result("#DIV/0!");
    sheet.write_formula(2, 3, division).unwrap();
    sheet
        .write_formula(2, 4, Formula::new("A1").set_result("姓名"))
        .unwrap();
    sheet.write_string(6, 1, "隔了几行").unwrap();
    sheet.write_blank(7, 1, &date).unwrap();
    sheet.write_string(1_048_575, 16_383, "角").unwrap();
    let hidden = book.add_worksheet().set_name("离职").unwrap();
    hidden.set_hidden(true);
    hidden.write_string(0, 0, "王五").unwrap();
    let deep = book.add_worksheet().set_name("枚举").unwrap();
    deep.set_very_hidden(true);
    let folder = Folder::new();
    let bytes = book.save_to_buffer().unwrap();
    let mut workbook = folder.open(&bytes, &Limits::default()).unwrap();

    let sheets = workbook.sheets();
    let sheets: Vec<_> = sheets
        .iter()
        .map(|sheet| (sheet.name.as_deref().unwrap(), sheet.hidden))
        .collect();
    assert_eq!(sheets, [("在职", false), ("离职", true), ("枚举", true)]);
    let rows = read(&mut *workbook, 0);
    assert_eq!(
        rows.rows,
        [
            "1 1:'姓名' 3:'_x0041_ a_x000D_b'",
            "2 1:13800130001 2:110101199001011230~ 3:9007199254740992~ 4:0.1 5:-42",
            "3 1:2024-03-01=45352 2:36:00:00=1.5 3:Boolean(true) 4:Error(\"#DIV/0!\") 5:'姓名'",
            "7 2:'隔了几行'",
            "1048576 16384:'角'",
        ]
    );
    assert!(rows.found().is_empty());
    assert_eq!(read(&mut *workbook, 1).rows, ["1 1:'王五'"]);
    assert!(read(&mut *workbook, 2).rows.is_empty());
}

#[test]
fn a_sink_that_has_enough_gets_no_further_row() {
    let folder = Folder::new();
    let rows: String = (1..=9)
        .map(|row| format!(r#"<row r="{row}"><c><v>1</v></c></row>"#))
        .collect();
    let mut workbook = folder
        .open(&xlsx_of(&rows, &[]), &Limits::default())
        .unwrap();
    let mut sink = Rows {
        stop_after: Some(2),
        ..Rows::default()
    };
    workbook.read(0, SourceId(0), &mut sink);
    assert_eq!(sink.rows, ["1 1:1", "2 1:1"]);
}

#[test]
fn a_cell_that_cannot_be_read_is_one_finding_and_the_others_are_read() {
    let rows = r##"
        <row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#SPILL!</v></c><c r="C1"><v>3</v></c></row>
        <row r="2"><c r="A2" t="s"><v>99</v></c><c r="B2" t="?"><v>x</v></c><c r="C2"><v>4</v></c></row>"##;
    let mut workbook = Folder::new()
        .open(&xlsx_of(rows, &[]), &Limits::default())
        .unwrap();
    let read = read(&mut *workbook, 0);
    assert_eq!(read.rows, ["1 1:1 3:3", "2 3:4"]);
    let expected = ["F001 cell 1:1", "F001 cell 1:3", "F001 cell 1:3"];
    assert_eq!(read.found(), expected);
}

#[test]
fn a_formula_that_was_never_calculated_is_no_blank() {
    let rows = r#"
        <row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>C1</f><v></v></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f>1+1</f><v>2</v></c><c r="E1" s="0"/></row>
        <row r="2"><c r="A2"/></row>"#;
    let mut workbook = Folder::new()
        .open(&xlsx_of(rows, &[]), &Limits::default())
        .unwrap();
    let read = read(&mut *workbook, 0);
    let expected = ["1 1:FormulaWithoutValue 2:FormulaWithoutValue 4:2"];
    assert_eq!(read.rows, expected);
}

#[test]
fn a_sheet_that_breaks_off_keeps_what_came_before() {
    let rows =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></x></c></row>"#;
    let mut workbook = Folder::new()
        .open(&xlsx_of(rows, &[]), &Limits::default())
        .unwrap();
    let broken = read(&mut *workbook, 0);
    assert_eq!(broken.rows.first().map(String::as_str), Some("1 1:1"));

    let rows = r#"<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>"#;
    let mut workbook = Folder::new()
        .open(&xlsx_of(rows, &[]), &Limits::default())
        .unwrap();
    let disordered = read(&mut *workbook, 0);
    assert_eq!(disordered.rows, ["5 1:1"]);
    assert_eq!(disordered.found(), ["F001 order 2:1"]);
}

#[test]
fn limits_are_kept_while_reading_and_named_with_the_cell() {
    let rows = r#"
        <row r="1"><c r="A1" t="str"><v>一二三四</v></c><c r="B1"><v>1</v></c><c r="D1"><v>1</v></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="E2"><v>1</v></c></row>
        <row r="3"><c r="A3"><v>1</v></c></row>
        <row r="4"><c r="A4"><v>1</v></c></row>"#;
    let bytes = xlsx_of(rows, &[]);
    for (limits, rows, found) in [
        (
            Limits {
                rows: 2,
                ..Limits::default()
            },
            2,
            "F004 rows 3:0",
        ),
        (
            Limits {
                columns: 3,
                ..Limits::default()
            },
            4,
            "F004 columns 1:0",
        ),
        (
            Limits {
                cells: 4,
                ..Limits::default()
            },
            1,
            "F004 cells 2:5",
        ),
        (
            Limits {
                text: 6,
                ..Limits::default()
            },
            4,
            "F004 text 1:1",
        ),
    ] {
        let mut workbook = Folder::new().open(&bytes, &limits).unwrap();
        let read = read(&mut *workbook, 0);
        assert_eq!(read.found(), [found]);
        assert_eq!(read.rows.len(), rows, "{found}");
    }
}

#[test]
fn an_xls_reads_like_an_xlsx_whatever_code_page_it_claims() {
    for name in ["members.xls", "codepage-936.xls"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/workbooks");
        let mut workbook = open_path(path.join(name), &Limits::default()).unwrap();
        let sheets = workbook.sheets();
        assert_eq!(sheets[0].name.as_deref(), Some("在职"));
        assert_eq!(sheets[1].name.as_deref(), Some("停用"));
        assert!(!sheets[0].hidden && sheets[1].hidden);
        let read = read(&mut *workbook, 0);
        assert_eq!(
            read.rows,
            [
                "1 1:'姓名' 2:'手机' 3:'工号' 4:'入职日期' 5:'负责人' 6:'备注'",
                "2 1:'张三' 2:13800130001 3:'007' 4:2024-03-01=45352 5:Boolean(true)",
                "3 1:'李四' 2:13800130002 3:0.5 4:1999-12-31=36525 5:Boolean(false) 6:'多行\n文字'",
                "10 2:'很远'",
            ],
            "{name}"
        );
    }
}

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

/// A record of an .xlsb part (MS-XLSB 2.1.4).
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut record = match kind {
        0..0x80 => vec![kind as u8],
        _ => vec![kind as u8 | 0x80, (kind >> 7) as u8],
    };
    record.push(data.len() as u8);
    record.extend(data);
    record
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

fn xlsb_cell(kind: u16, column: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes(), &[0; 4][..], value].concat())
}

fn xlsb(strings: &[Vec<u8>]) -> Vec<u8> {
    let bundle = [&[0; 8][..], &wide("rId1"), &wide("在职")].concat();
    let workbook = [
        record(0x83, &[]),
        record(0x99, &[0; 8]),
        record(0x8f, &[]),
        record(0x9c, &bundle),
        record(0x90, &[]),
        record(0x84, &[]),
    ]
    .concat();
    let count = (strings.len() as u32).to_le_bytes();
    let mut table = record(0x9f, &[count, count].concat());
    table.extend(strings.concat());
    table.extend(record(0xa0, &[]));
    let sheet = [
        record(0x81, &[]),
        record(0x94, &[0; 16]),
        record(0x91, &[]),
        record(0, &3u32.to_le_bytes()),
        xlsb_cell(7, 0, &0u32.to_le_bytes()),
        xlsb_cell(5, 1, &13_800_130_001f64.to_le_bytes()),
        xlsb_cell(4, 2, &[1]),
        xlsb_cell(3, 3, &[0x2a]),
        xlsb_cell(6, 5, &wide("直接")),
        record(0x92, &[]),
    ]
    .concat();
    let rels = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>"#;
    zipped(&[
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", rels.as_bytes()),
        ("xl/sharedStrings.bin", &table),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

#[test]
fn an_xlsb_reads_like_an_xlsx() {
    let name = record(0x13, &[&[0][..], &wide("姓名")].concat());
    let mut workbook = Folder::new()
        .open(&xlsb(&[name]), &Limits::default())
        .unwrap();
    let read = read(&mut *workbook, 0);
    let expected = ["4 1:'姓名' 2:13800130001 3:Boolean(true) 4:Error(\"#N/A\") 6:'直接'"];
    assert_eq!(read.rows, expected);
    assert!(read.found().is_empty());
}

#[test]
fn an_xlsb_that_repeats_strings_or_points_nowhere_is_damaged() {
    let cut = record(0x13, &[0]);
    assert_eq!(fault(&xlsb(&[cut]), &Limits::default()), "F001 damaged");
    let mut workbook = Folder::new().open(&xlsb(&[]), &Limits::default()).unwrap();
    assert_eq!(read(&mut *workbook, 0).found(), ["F001 sheet 0:0"]);
}

#[test]
fn a_lying_count_of_shared_strings_is_refused_before_anything_is_reserved() {
    for (count, expected) in [
        ("4", "opened"),
        ("99999999999", "F004 strings"),
        ("99999999999999999999999", "opened"),
    ] {
        let strings = format!(r#"<sst uniqueCount="{count}"><si><t>a</t></si></sst>"#);
        let parts: &[(&str, &[u8])] = &[("xl/sharedStrings.xml", strings.as_bytes())];
        assert_eq!(fault(&xlsx_of("", parts), &Limits::default()), expected);
    }
}

#[test]
fn a_part_may_not_become_larger_than_allowed() {
    let blanks = vec![b' '; 3 << 20];
    let parts: &[(&str, &[u8])] = &[("xl/other.xml", &blanks)];
    let bytes = xlsx_of("", parts);
    for (limits, expected) in [
        (Limits::default(), "opened"),
        (
            Limits {
                part_size: 2 << 20,
                ..Limits::default()
            },
            "F004 part-size",
        ),
        (
            Limits {
                expanded_size: 3 << 20,
                ..Limits::default()
            },
            "F004 expanded-size",
        ),
        (
            Limits {
                parts: 4,
                ..Limits::default()
            },
            "F004 parts",
        ),
        (
            Limits {
                file_size: 1_000,
                ..Limits::default()
            },
            "F004 file-size",
        ),
    ] {
        assert_eq!(fault(&bytes, &limits), expected);
    }
    let blanks = vec![b' '; 65 << 20];
    let parts: &[(&str, &[u8])] = &[("xl/other.xml", &blanks)];
    assert_eq!(fault(&xlsx_of("", parts), &Limits::default()), "F004 ratio");
}

#[test]
fn a_part_that_grows_beyond_what_it_declares_is_cut_there() {
    let blanks = " ".repeat(1 << 20);
    let rows = format!(r#"<row r="1"><c r="A1"><v>1</v></c></row>{blanks}"#);
    let mut bytes = xlsx_of(&rows, &[]);
    let length = (rows.len() + "<worksheet><sheetData></sheetData></worksheet>".len()) as u32;
    let declared = length.to_le_bytes();
    let mut patched = 0;
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == declared {
            bytes[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
            patched += 1;
        }
    }
    assert!(patched > 0);
    let mut workbook = Folder::new().open(&bytes, &Limits::default()).unwrap();
    assert_eq!(read(&mut *workbook, 0).found(), ["F001 sheet 0:0"]);
}

#[test]
fn long_texts_in_many_styles_are_refused() {
    let name = "x".repeat(1 << 20);
    let styles = format!(
        r#"<styleSheet><fonts><font><name val="{name}"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>"#,
        r#"<xf fontId="0"/>"#.repeat(5_000)
    );
    let parts: &[(&str, &[u8])] = &[("xl/styles.xml", styles.as_bytes())];
    assert_eq!(
        fault(&xlsx_of("", parts), &Limits::default()),
        "F004 expanded-size"
    );
}

#[test]
fn zip_files_that_are_no_workbooks_are_named() {
    let text: &[u8] = b"application/vnd.oasis.opendocument.text";
    let sheet: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    for (parts, expected) in [
        (vec![("Index/Document.iwa", &b""[..])], "F002 numbers"),
        (vec![("word/document.xml", &b""[..])], "F002 document"),
        (vec![("mimetype", text)], "F002 document"),
        (vec![("花名册.xlsx", &b""[..])], "F002 archive"),
        (
            vec![
                ("mimetype", sheet),
                ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
            ],
            "F003 package",
        ),
        (
            vec![("xl/workbook.xml", &b""[..]), ("XL/Workbook.xml", b"")],
            "F001 damaged",
        ),
    ] {
        assert_eq!(fault(&zipped(&parts), &Limits::default()), expected);
    }
    let whole = xlsx_of("", &[]);
    let half = &whole[..whole.len() / 2];
    assert_eq!(fault(half, &Limits::default()), "F001 damaged");
}
