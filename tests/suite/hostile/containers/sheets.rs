//! Sheets whose rows and cells are not as they should be.

use super::super::Class::{Any, Fine, WrongData, WrongFile};
use super::super::{Case, Class, case};
use super::{ROWS, rows};

/// Rows of a sheet, and what is found.
fn sheets() -> Vec<(&'static str, String, Class, &'static [&'static str])> {
    let cell = |cell: &str| ROWS.replace("<c r=\"B2\" t=\"str\"><v>总部</v></c>", cell);
    let below = |rows: &str| format!("{ROWS}{rows}");
    vec![
        ("as it is", ROWS.to_owned(), Fine, &[]),
        ("no rows", String::new(), Fine, &["H005"]),
        ("a string that is not there", cell("<c r=\"B2\" t=\"s\"><v>99</v></c>"), WrongFile, &["F001", "D001"]),
        ("a string numbered -1", cell("<c r=\"B2\" t=\"s\"><v>-1</v></c>"), WrongFile, &["F001", "D001"]),
        ("a string numbered 2^32", cell("<c r=\"B2\" t=\"s\"><v>4294967296</v></c>"), WrongFile, &["F001", "D001"]),
        ("a type nobody knows", cell("<c r=\"B2\" t=\"x\"><v>1</v></c>"), WrongFile, &["F001", "D001"]),
        ("an address that is none", cell("<c r=\"2B\" t=\"str\"><v>总部</v></c>"), WrongFile, &["F001", "D001"]),
        ("an address beyond the last column", cell("<c r=\"ZZZ2\" t=\"str\"><v>总部</v></c>"), WrongFile, &["F004", "D001"]),
        ("an address beyond the last row", below("<row r=\"4294967295\"><c r=\"A4294967295\" t=\"str\"><v>x</v></c></row>"), WrongFile, &["F004"]),
        ("a row numbered 0", below("<row r=\"0\"><c r=\"A0\" t=\"str\"><v>x</v></c></row>"), WrongFile, &["F001"]),
        ("rows out of order", below("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>x</v></c></row>"), WrongFile, &["F001"]),
        ("cells out of order", cell("<c r=\"C2\" t=\"str\"><v>x</v></c><c r=\"B2\" t=\"str\"><v>总部</v></c>"), WrongFile, &["F001", "D001"]),
        ("one cell twice", cell("<c r=\"B2\" t=\"str\"><v>总部</v></c><c r=\"B2\" t=\"str\"><v>x</v></c>"), WrongFile, &["F001"]),
        ("cells without addresses", "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c t=\"str\"><v>D1</v></c><c t=\"str\"><v>总部</v></c></row>".to_owned(), Fine, &[]),
        ("a far corner", below("<row r=\"49999\"><c r=\"XFD49999\" t=\"str\"><v>x</v></c></row>"), Fine, &["H004"]),
        ("an error", cell("<c r=\"B2\" t=\"e\"><v>#REF!</v></c>"), WrongData, &["C003", "D001"]),
        ("an error nobody knows", cell("<c r=\"B2\" t=\"e\"><v>#SPILL!</v></c>"), WrongData, &["C003", "D001"]),
        ("a formula without a value", cell("<c r=\"B2\"><f>A1</f></c>"), WrongData, &["C006", "D001"]),
        ("a number that is none", cell("<c r=\"B2\"><v>abc</v></c>"), Fine, &[]),
        ("a number beyond all", cell("<c r=\"B2\"><v>1e999</v></c>"), Any, &[]),
        ("a number that is NaN", cell("<c r=\"B2\"><v>NaN</v></c>"), Any, &[]),
        ("a boolean that is 7", cell("<c r=\"B2\" t=\"b\"><v>7</v></c>"), Any, &[]),
        ("a date that is none", cell("<c r=\"B2\" t=\"d\"><v>yesterday</v></c>"), Any, &[]),
        ("a style that is not there", cell("<c r=\"B2\" s=\"4294967295\" t=\"str\"><v>总部</v></c>"), Fine, &[]),
        ("entities nobody knows", cell("<c r=\"B2\" t=\"str\"><v>&lol;</v></c>"), Any, &[]),
        ("a character beyond all", cell("<c r=\"B2\" t=\"str\"><v>&#x110000;</v></c>"), Any, &[]),
        ("a null character", cell("<c r=\"B2\" t=\"str\"><v>a&#0;b</v></c>"), Any, &[]),
        ("an escaped control", cell("<c r=\"B2\" t=\"str\"><v>a_x0007_b</v></c>"), WrongData, &["C005"]),
        ("text in sections", cell("<c r=\"B2\" t=\"str\"><v><![CDATA[总部]]></v></c>"), Fine, &[]),
        ("text in runs", cell("<c r=\"B2\" t=\"inlineStr\"><is><r><t>总</t></r><r><t>部</t></r><rPh><t>x</t></rPh></is></c>"), Fine, &[]),
        ("text of 200 KB", cell(&format!("<c r=\"B2\" t=\"str\"><v>{}</v></c>", "x".repeat(200_000))), WrongFile, &["F004", "D001"]),
        ("a tag of 1 MB", cell(&format!("<c r=\"B2\" {}=\"1\"/>", "x".repeat(1 << 20))), WrongFile, &["F001", "D001"]),
        ("tags 10000 deep", cell(&format!("<c r=\"B2\">{}{}</c>", "<x>".repeat(10_000), "</x>".repeat(10_000))), Any, &[]),
        ("a cell never closed", cell("<c r=\"B2\"><v>1"), WrongFile, &["F001"]),
        ("rows in rows", cell("<row r=\"3\"><c r=\"A3\" t=\"str\"><v>x</v></c></row>"), Any, &[]),
        ("100000 empty cells", below(&format!("<row r=\"3\">{}</row>", "<c/>".repeat(100_000))), Any, &[]),
        ("20000 cells in a row", below(&format!("<row r=\"3\">{}</row>", "<c t=\"str\"><v>x</v></c>".repeat(20_000))), WrongFile, &["F004"]),
        ("100000 empty rows", below(&"<row/>".repeat(100_000)), Fine, &[]),
    ]
}

pub(super) fn cases() -> Vec<Case> {
    let cases = sheets().into_iter();
    let cases = cases.map(|(name, text, class, codes)| {
        case(
            format!("sheet: {name}"),
            "a.xlsx",
            rows(&text),
            class,
            codes,
        )
    });
    cases.collect()
}
