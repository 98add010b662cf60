//! OpenDocument files.

use super::super::Class::{Any, Fine, WrongFile};
use super::super::{Case, case};
use super::packed;

/// An OpenDocument file with the tables `tables`.
fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    packed([
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet".to_vec(),
        ),
        ("content.xml", content.into()),
    ])
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>, class, codes: &[&'static str]| {
        cases.push(case(name, "a.ods", bytes, class, codes));
    };
    let text = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let table = |rows: &str| format!("<table:table table:name=\"部门\">{rows}</table:table>");
    let header = row(&(text("部门编号") + &text("部门名称")));
    let good = row(&(text("D1") + &text("总部")));
    let repeated = |rows: u64, columns: u64, value: &str| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell table:number-columns-repeated=\"{columns}\"><text:p>{value}</text:p></table:table-cell></table:table-row>"
        )
    };
    for (name, tables, class, codes) in [
        ("as it is", table(&format!("{header}{good}")), Fine, &[][..]),
        ("no tables", String::new(), Any, &[]),
        (
            "a row repeated a million times",
            table(&format!("{header}{}", repeated(1_048_576, 2, "x"))),
            WrongFile,
            &["F004", "D003"],
        ),
        (
            "a cell repeated 2^40 times",
            table(&format!("{header}{}", repeated(1, 1 << 40, "x"))),
            Any,
            &[],
        ),
        (
            "empty rows repeated 2^40 times",
            table(&format!("{header}{good}{}", repeated(1 << 40, 1 << 40, ""))),
            Any,
            &[],
        ),
        (
            "a table cut off",
            format!("<table:table table:name=\"a\">{header}"),
            WrongFile,
            &["F001"],
        ),
        (
            "tables in tables",
            table(&format!(
                "{header}{}",
                row(&format!(
                    "<table:table-cell>{}</table:table-cell>",
                    table(&good)
                ))
            )),
            Any,
            &[],
        ),
        (
            "a million blanks",
            table(&format!(
                "{header}{}",
                row(&(text("D1") + &text("<text:s text:c=\"1000000000\"/>总部")))
            )),
            Any,
            &[],
        ),
    ] {
        add(&format!("ODS: {name}"), ods(&tables), class, codes);
    }
    cases
}
