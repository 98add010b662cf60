//! .xlsx files of a writer and made by hand.

use super::*;

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
    let expected = ["1 1:1 2:Error(\"#SPILL!\") 3:3", "2 3:4"];
    assert_eq!(read.rows, expected);
    let expected = ["F001 this-cell 2:1", "F001 this-cell 2:2"];
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
fn a_chart_is_no_sheet_and_a_second_sheet_of_one_name_is_reported() {
    let mut book = Xlsx::new();
    book.add_worksheet().write_string(0, 0, "甲").unwrap();
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Column);
    chart.add_series().set_values("Sheet1!$A$1:$A$2");
    book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
    book.add_worksheet().write_string(0, 0, "乙").unwrap();
    let folder = Folder::new();
    let bytes = book.save_to_buffer().unwrap();
    let mut workbook = folder.open(&bytes, &Limits::default()).unwrap();
    assert_eq!(workbook.sheets().len(), 2);
    assert_eq!(read(&mut *workbook, 1).rows, ["1 1:'乙'"]);

    let mut twice = zipped_parts(&bytes);
    for (name, bytes) in &mut twice {
        if name == "xl/workbook.xml" {
            let text = String::from_utf8(std::mem::take(bytes)).unwrap();
            *bytes = text.replace("\"Sheet2\"", "\"Sheet1\"").into_bytes();
        }
    }
    let parts: Vec<_> = twice
        .iter()
        .map(|(name, bytes)| (name.as_str(), &bytes[..]))
        .collect();
    let folder = Folder::new();
    let mut workbook = folder.open(&zipped(&parts), &Limits::default()).unwrap();
    assert_eq!(read(&mut *workbook, 0).rows, ["1 1:'甲'"]);
    let second = read(&mut *workbook, 1);
    assert!(second.rows.is_empty());
    assert_eq!(second.found(), ["F001 same-name 0:0"]);
}

#[test]
fn merged_cells_are_told_behind_the_rows() {
    let mut workbook = Xlsx::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "部门").unwrap();
    let style = Style::new();
    sheet.merge_range(1, 0, 3, 0, "研发部", &style).unwrap();
    sheet.merge_range(4, 0, 4, 2, "合计", &style).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let folder = Folder::new();
    let mut workbook = folder.open(&bytes, &Limits::default()).unwrap();
    assert!(workbook.tells_merged());
    let across = Merge {
        right: 3,
        ..merge(1, 5, 5)
    };
    assert_eq!(read(&mut *workbook, 0).merges, [merge(1, 2, 4), across]);
}

#[test]
fn both_readers_tell_hidden_rows_and_merged_cells() {
    let mut workbook = Xlsx::new();
    for hidden in [1, 2] {
        let sheet = workbook.add_worksheet();
        let style = Style::new();
        sheet.merge_range(0, 0, 0, 2, "花名册", &style).unwrap();
        for row in 1..4 {
            sheet.write(row, 0, "张三").unwrap();
        }
        sheet.set_row_hidden(hidden).unwrap();
    }
    let folder = Folder::new();
    let path = folder.0.path().join("两张.xlsx");
    workbook.save(&path).unwrap();
    let (meter, limits) = (Arc::default(), Limits::default());
    let mut ours = super::super::xlsx(&path, &meter, &limits).unwrap();
    let mut other = super::super::xlsx_by_calamine(&path, &meter, &limits).unwrap();
    for (index, row) in [(0, "2 hidden 1:'张三'"), (1, "3 hidden 1:'张三'")] {
        let (ours, other) = (read(&mut *ours, index), read(&mut *other, index));
        assert!(ours.rows.contains(&row.to_owned()), "{:?}", ours.rows);
        assert_eq!(ours.rows, other.rows);
        assert_eq!(ours.merges, other.merges);
        assert_eq!(ours.merges.len(), 1);
    }
}
