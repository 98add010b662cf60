//! Zip files that are no workbooks, too large or made to do harm.

use super::*;

#[test]
fn a_lying_count_of_shared_strings_is_refused_before_anything_is_reserved() {
    for (count, expected) in [
        ("4", "opened"),
        ("99999999999", "F004 strings"),
        ("99999999999999999999999", "opened"),
    ] {
        let strings = format!(r#"<sst uniqueCount="{count}"><si><t>a</t></si></sst>"#);
        let parts: &[(&str, &[u8])] = &[("xl/sharedStrings.xml", strings.as_bytes())];
        let refused = by_calamine(&xlsx_of("", parts));
        assert_eq!(refused, expected);
    }
}

fn by_calamine(bytes: &[u8]) -> String {
    fault_with(bytes, XlsxReader::Calamine, &Limits::default())
}

#[test]
fn more_empty_strings_than_real_ones_could_be_are_refused() {
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(3_000_000));
    let parts: &[(&str, &[u8])] = &[("xl/sharedStrings.xml", strings.as_bytes())];
    assert_eq!(by_calamine(&xlsx_of("", parts)), "F004 strings");
    let cell = r#"<row r="1"><c r="A1" t="s"><v>2999999</v></c></row>"#;
    let folder = Folder::new();
    let mut workbook = folder
        .open(&xlsx_of(cell, parts), &Limits::default())
        .unwrap();
    assert_eq!(read(&mut *workbook, 0).found(), ["F004 strings 0:0"]);
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
    let blanks = vec![b' '; 17 << 20];
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
    assert_eq!(by_calamine(&xlsx_of("", parts)), "F004 expanded-size");
    // Our own reader keeps none of it, and no tag has to be so long.
    assert_eq!(
        fault(&xlsx_of("", parts), &Limits::default()),
        "F001 damaged"
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
