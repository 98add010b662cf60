//! Broken inputs that are binary or too large to keep.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};

/// The header of the member sheets.
const HEADER: [&str; 5] = ["账号", "姓名", "手机", "部门", "工号"];

/// Fills a member sheet with what breaks a rule.
type Fill = fn(&mut Worksheet) -> Result<(), XlsxError>;

/// Makes every input in `folder`.
pub(super) fn write_all(folder: &Path) {
    let sheets: [(&str, Fill); 3] = [
        ("C001-number-read-as-text.xlsx", number),
        ("C003-error-value.xlsx", error_value),
        ("C007-date-in-text-column.xlsx", date),
    ];
    for (name, fill) in sheets {
        workbook(&folder.join(name), fill).unwrap();
    }
    fs::write(folder.join("H006-hidden-rows-read.ods"), hidden_row()).unwrap();
    fs::write(
        folder.join("F004-limit-exceeded.csv"),
        format!("姓名,部门\n张伟,{}\n", "研".repeat(400_000)),
    )
    .unwrap();
    fs::write(
        folder.join("Q005-wecom-too-many-departments.csv"),
        departments(30_001, |id| id / 100),
    )
    .unwrap();
    fs::write(
        folder.join("Q006-wecom-department-too-large.csv"),
        departments(30_003, |_| 1),
    )
    .unwrap();
    fs::write(
        folder.join("W006-atwork-too-deep.csv"),
        departments(300, |id| id - 1),
    )
    .unwrap();
}

fn workbook(path: &Path, fill: Fill) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("成员")?;
    for (column, text) in (0..).zip(HEADER) {
        sheet.write_string(0, column, text)?;
    }
    for (column, text) in (0..).zip(["zhangwei", "张伟", "13800130001", "星河/研发", "00017"])
    {
        sheet.write_string(1, column, text)?;
    }
    fill(sheet)?;
    workbook.save(path)
}

fn number(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.write_number(1, 2, 13_800_130_001.0).map(drop)
}

fn error_value(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet
        .write_formula(1, 3, Formula::new("=VLOOKUP(A2,X:Y,2)").set_result("#N/A"))
        .map(drop)
}

fn date(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let format = Format::new().set_num_format("yyyy-mm-dd");
    sheet
        .write_number_with_format(1, 4, 45_352.0, &format)
        .map(drop)
}

/// An OpenDocument sheet whose second member is hidden.
fn hidden_row() -> Vec<u8> {
    let cells = |cells: [&str; 4]| {
        let cell = |text| {
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            )
        };
        cells.map(cell).concat()
    };
    let shown = |row| format!("<table:table-row>{}</table:table-row>", cells(row));
    let rows = [
        shown(["账号", "姓名", "手机", "部门"]),
        shown(["zhangwei", "张伟", "13800130001", "星河/研发"]),
        format!(
            "<table:table-row table:visibility=\"collapse\">{}</table:table-row>",
            cells(["lina", "李娜", "13800130002", "星河/研发"])
        ),
    ];
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"成员\">{}</table:table></office:spreadsheet></office:body>\
         </office:document-content>",
        rows.concat()
    );
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ] {
        package
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

/// A department list where `parent` tells the number above; 1 stands at the top.
fn departments(count: u32, parent: impl Fn(u32) -> u32) -> String {
    let mut text = String::from("部门编号,部门名称,上级部门编号\n1,星河,\n");
    for id in 2..=count {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{id},第{id}部,{}", parent(id).max(1));
    }
    text
}
