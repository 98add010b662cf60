//! Whatever a writer can put into a workbook comes back as it was.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use super::*;
use crate::source::workbook::tests::zipped_parts;

#[derive(Clone, Debug)]
enum Value {
    Text(String),
    Whole(i64),
    Number(f64),
    Boolean(bool),
    Day(u32),
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        "[ -~\u{e9}\u{4e2d}\u{6587}\u{1f600}\n\t_x&<>]{0,40}".prop_map(Value::Text),
        (-999_999_999_999_999i64..=999_999_999_999_999).prop_map(Value::Whole),
        (-1e9f64..1e9).prop_map(Value::Number),
        any::<bool>().prop_map(Value::Boolean),
        (61u32..2_958_465).prop_map(Value::Day),
    ]
}

/// A cell as the tests show it, or nothing where a person sees none.
fn shown(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(text) if text.is_empty() => return None,
        Value::Text(text) => format!("'{text}'"),
        Value::Whole(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Boolean(value) => format!("Boolean({value})"),
        Value::Day(serial) => format!("={serial}"),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_workbook_reads_back_as_it_was_written(
        sheets in vec(btree_map((0u32..300, 0u16..40), value(), 0..60), 1..4),
        inline in any::<bool>(),
    ) {
        let mut book = Workbook::new();
        let date = Format::new().set_num_format("yyyy-mm-dd");
        let mut expected = Vec::new();
        for cells in &sheets {
            let sheet = match inline {
                true => book.add_worksheet_with_constant_memory().unwrap(),
                false => book.add_worksheet(),
            };
            let mut rows: Vec<(u32, String)> = Vec::new();
            for ((row, column), value) in cells {
                let (row, column) = (*row, *column);
                match value {
                    Value::Text(text) => sheet.write_string(row, column, text).unwrap(),
                    Value::Whole(number) => sheet.write_number(row, column, *number as f64).unwrap(),
                    Value::Number(number) => sheet.write_number(row, column, *number).unwrap(),
                    Value::Boolean(value) => sheet.write_boolean(row, column, *value).unwrap(),
                    Value::Day(serial) => sheet.write_number_with_format(row, column, *serial, &date).unwrap(),
                };
                let Some(cell) = shown(value) else { continue };
                if rows.last().is_none_or(|(last, _)| *last != row) {
                    rows.push((row, (row + 1).to_string()));
                }
                let text = &mut rows.last_mut().unwrap().1;
                text.push_str(&format!(" {}:{cell}", column + 1));
            }
            expected.push(rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>());
        }
        let bytes = book.save_to_buffer().unwrap();
        let read = all(&bytes, XlsxReader::Own);
        let spaced = all(&spaced(&bytes), XlsxReader::Own);
        for ((_, read), (_, spaced)) in read.iter().zip(&spaced) {
            prop_assert_eq!(&read.rows, &spaced.rows);
        }
        prop_assert_eq!(read.len(), expected.len());
        for ((_, read), expected) in read.iter().zip(&expected) {
            let rows: Vec<_> = read.rows.iter().map(|row| without_days(row)).collect();
            prop_assert_eq!(&rows, expected);
            prop_assert!(read.found().is_empty());
        }
    }

    #[test]
    fn any_bytes_in_the_place_of_a_sheet_end_in_findings(
        pieces in vec(
            prop_oneof![
                "[ -~\u{4e2d}]{0,12}",
                prop::sample::select(vec![
                    "<worksheet>", "<sheetData>", "<row r=\"2\">", "<row>", "<c r=\"A2\"", " t=\"s\"", " t=\"inlineStr\"",
                    ">", "/>", "<v>", "</v>", "<is>", "<t>", "</t>", "</is>", "</c>", "</row>", "</sheetData>", "<!--",
                    "-->", "<![CDATA[", "]]>", "<?", "?>", "&amp;", "&", "<f>", "4294967295", "4294967296", "\"", "1E999",
                ]).prop_map(str::to_owned),
            ],
            0..40,
        ),
    ) {
        let sheet = format!("<worksheet><sheetData>{}", pieces.concat());
        let _ = first(&package::with_sheet(sheet.as_bytes()));
    }
}

/// The same workbook with its elements stored in a way that is not taken by the stretch.
fn spaced(bytes: &[u8]) -> Vec<u8> {
    let parts = zipped_parts(bytes).into_iter().map(|(name, bytes)| {
        let mut text = String::from_utf8(bytes).unwrap();
        if name.contains("sheet") || name.contains("sharedStrings") {
            for (element, spaced) in [("<row ", "<row  "), ("<c ", "<c  "), ("<si>", "<si >")] {
                text = text.replace(element, spaced);
            }
        }
        (name, text.into_bytes())
    });
    let parts: Vec<_> = parts.collect();
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    zipped(&parts)
}

/// Leaves only the number of a day.
fn without_days(row: &str) -> String {
    let mut kept = String::new();
    let mut rest = row;
    while let Some(at) = rest.find('=') {
        let before = &rest[..at];
        let day = before.rfind(':').map(|colon| &before[colon + 1..]);
        let is_day = day.is_some_and(|day| day.len() == 10 && day.matches('-').count() == 2);
        kept.push_str(match is_day {
            true => &before[..before.len() - 10],
            false => before,
        });
        kept.push('=');
        rest = &rest[at + 1..];
    }
    kept + rest
}
