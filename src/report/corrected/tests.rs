//! The copy as it is read again: what was mended is mended, everything else is what it was.

use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;
use crate::config::{Limits, Reading};
use crate::diagnostic::{Findings, Source};
use crate::directory::example::{link, members};
use crate::layout::{Heading, Role};
use crate::locale::Language;
use crate::record::Field;
use crate::repair::Columns;
use crate::source::Content;

/// A sheet with every kind of content below a header, in two columns that are read and three that are not.
fn workbook(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("在职").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (column, header) in (0..).zip(["手机", "工号", "入职日期", "年龄", "备注"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    sheet.write_string(1, 0, "138-0013-0001").unwrap();
    sheet.write_number(1, 1, 1001).unwrap();
    let date = ExcelDateTime::from_ymd(2024, 3, 1).unwrap();
    sheet.write_datetime_with_format(1, 2, &date, &day).unwrap();
    sheet.write_number(1, 3, 41.5).unwrap();
    sheet.write_boolean(1, 4, true).unwrap();
    sheet.write_string(4, 0, "1380013").unwrap();
    sheet.write_string(4, 1, "Ａ１").unwrap();
    let broken = Formula::new("=NA()").set_result("#N/A");
    sheet.write_formula(4, 4, broken).unwrap();
    book.save(path).unwrap();
}

fn sources(path: &Path, sheet: Option<&str>) -> Sources {
    let mut sources = Sources::default();
    sources.add(Source {
        file: "花名册.xlsx".into(),
        path: path.to_owned(),
        sheet: sheet.map(Into::into),
        addressing: Addressing::Cells,
    });
    sources
}

/// The cells of a sheet as they are read, each with its address.
fn cells(path: &Path, sheet: Option<&str>) -> Vec<String> {
    let sources = sources(path, sheet);
    let (reading, limits) = (Reading::default(), Limits::default());
    let again = Again {
        reading: &reading,
        limits: &limits,
    };
    let mut cells = Vec::new();
    Tables::new(&sources, again).read(SourceId(0), &mut |row| {
        for cell in row.cells() {
            let kind = match cell.content {
                Content::Text(text) => format!("“{text}”"),
                Content::Number { digits, .. } => digits.to_owned(),
                other => format!("{other:?}"),
            };
            cells.push(format!("{}:{} {kind}", row.number(), cell.column));
        }
        std::ops::ControlFlow::Continue(())
    });
    cells
}

#[test]
fn everything_but_the_mended_cells_is_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("花名册.xlsx");
    workbook(&path);
    let sources = sources(&path, Some("在职"));
    let (reading, limits) = (Reading::default(), Limits::default());
    let again = Again {
        reading: &reading,
        limits: &limits,
    };
    let directory = link(&[members("mobile", &[["138-0013-0001"]])]);
    let heading = |column, field| Heading {
        column,
        header: String::new(),
        role: Role::Field(field),
    };
    let headings = [
        heading(1, Field::MOBILE),
        heading(2, Field::EMPLOYEE_NO),
        heading(3, Field::HIRE_DATE),
    ];
    let columns = [Columns::new(SourceId(0), 1, &headings)];
    let findings = Findings::default();
    let changes = Changes::find(&columns, &sources, again, &directory, &findings);
    let shown: Vec<String> = changes
        .list()
        .iter()
        .map(|change| {
            let codes: Vec<&str> = change.codes.iter().map(|code| code.id).collect();
            let address = change.place.address().unwrap();
            format!("{address} {} → {} {codes:?}", change.old, change.new)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "A2 138-0013-0001 → 13800130001 [\"M006\"]",
            "B2 1001 → 1001 [\"C001\"]",
            "B5 Ａ１ → A1 [\"C004\"]",
        ]
    );
    let corrected = Corrected {
        changes: &changes,
        sources: &sources,
        readings: &[],
    };
    let copy = folder.path().join("修正.xlsx");
    let mut out = std::fs::File::create(&copy).unwrap();
    let locale = Locale::new(Language::Chinese);
    write_workbook(corrected, &directory, again, &locale, &mut out).unwrap();
    let before = cells(&path, Some("在职"));
    let expected: Vec<String> = before
        .into_iter()
        .map(|cell| match cell.as_str() {
            "2:1 “138-0013-0001”" => "2:1 “13800130001”".into(),
            "2:2 1001" => "2:2 “1001”".into(),
            "5:2 “Ａ１”" => "5:2 “A1”".into(),
            _ => cell,
        })
        .collect();
    assert_eq!(cells(&copy, Some("在职")), expected);
    assert!(expected.contains(&"5:5 Error(\"#N/A\")".to_owned()));
    assert_eq!(cells(&copy, Some("修正")).len(), 4 * 4);
}

#[test]
fn merged_cells_are_merged_in_the_copy_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("花名册.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("在职").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 5, "花名册", &plain).unwrap();
    for (column, header) in (0..).zip(["部门", "姓名", "手机"]) {
        sheet.write_string(1, column, header).unwrap();
    }
    sheet.merge_range(2, 0, 4, 0, "研发部", &plain).unwrap();
    for row in 2..5 {
        sheet.write_string(row, 1, format!("员工{row}")).unwrap();
        sheet.write_string(row, 2, "13800130001").unwrap();
    }
    book.save(&path).unwrap();
    let sources = sources(&path, Some("在职"));
    let (reading, limits) = (Reading::default(), Limits::default());
    let again = Again {
        reading: &reading,
        limits: &limits,
    };
    let changes = Changes::default();
    let corrected = Corrected {
        changes: &changes,
        sources: &sources,
        readings: &[],
    };
    let directory = link(&[members("mobile", &[["13800130001"]])]);
    let copy = folder.path().join("修正.xlsx");
    let mut out = std::fs::File::create(&copy).unwrap();
    let locale = Locale::new(Language::Chinese);
    write_workbook(corrected, &directory, again, &locale, &mut out).unwrap();
    assert_eq!(cells(&copy, Some("在职")), cells(&path, Some("在职")));
    let drawing = Tables::new(&self::sources(&copy, Some("在职")), again)
        .read(SourceId(0), &mut |_| std::ops::ControlFlow::Continue(()));
    let merges: Vec<_> = drawing
        .merges
        .iter()
        .map(|merge| (merge.top, merge.bottom, merge.left, merge.right))
        .collect();
    // The heading ends where the table does.
    assert_eq!(merges, [(1, 1, 1, 3), (3, 5, 1, 1)]);
}

#[test]
fn a_text_file_keeps_its_rows_and_its_delimiter() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("成员.csv");
    std::fs::write(&path, "姓名;手机\n\n\"张\n三\";138 0013 0001;\n李四;12\n").unwrap();
    let sources = sources(&path, None);
    let (reading, limits) = (Reading::default(), Limits::default());
    let again = Again {
        reading: &reading,
        limits: &limits,
    };
    let directory = link(&[members("mobile", &[["1"]])]);
    let headings = [Heading {
        column: 2,
        header: "手机".into(),
        role: Role::Field(Field::MOBILE),
    }];
    let columns = [Columns::new(SourceId(0), 1, &headings)];
    let findings = Findings::default();
    let changes = Changes::find(&columns, &sources, again, &directory, &findings);
    let corrected = Corrected {
        changes: &changes,
        sources: &sources,
        readings: &[],
    };
    let mut out = Vec::new();
    write_csv(corrected, SourceId(0), b';', again, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(
        text,
        "\u{feff}姓名;手机\r\n\"\"\r\n\"张\n三\";13800130001\r\n李四;12\r\n"
    );
}
