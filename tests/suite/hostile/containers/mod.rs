//! Workbooks: packages that lie about what is in them, parts that contradict each other, and files cut short.

mod binary;
mod open_document;
mod parts;
mod sheets;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Case, damaged};

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const PACKAGE: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="部门" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const STRINGS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><t>部门编号</t></si><si><t>部门名称</t></si></sst>"#;
const ROWS: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>D1</t></is></c><c r="B2" t="str"><v>总部</v></c></row>"#;

/// A part and its content.
type Part = (&'static str, Vec<u8>);

fn sheet(rows: &str) -> String {
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    )
}

fn parts() -> Vec<Part> {
    vec![
        ("[Content_Types].xml", TYPES.into()),
        ("_rels/.rels", PACKAGE.into()),
        ("xl/workbook.xml", WORKBOOK.into()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.into()),
        ("xl/sharedStrings.xml", STRINGS.into()),
        ("xl/worksheets/sheet1.xml", sheet(ROWS).into()),
    ]
}

fn package<N: AsRef<str>>(
    parts: impl IntoIterator<Item = (N, Vec<u8>)>,
    method: CompressionMethod,
) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(name.as_ref(), options).unwrap();
        zip.write_all(&content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn packed<N: AsRef<str>>(parts: impl IntoIterator<Item = (N, Vec<u8>)>) -> Vec<u8> {
    package(parts, CompressionMethod::Deflated)
}

/// The package with the part `name` replaced, or taken out.
fn with(name: &str, content: Option<&str>) -> Vec<u8> {
    let parts = parts()
        .into_iter()
        .filter_map(|(known, usual)| match (known == name, content) {
            (true, Some(content)) => Some((known, content.as_bytes().to_vec())),
            (true, None) => None,
            (false, _) => Some((known, usual)),
        });
    packed(parts)
}

/// The package with other rows.
fn rows(rows: &str) -> Vec<u8> {
    with("xl/worksheets/sheet1.xml", Some(&sheet(rows)))
}

/// The package with the bytes `from` replaced by as many others, wherever they stand.
fn patched(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = bytes[at..]
        .windows(from.len())
        .position(|window| window == from)
    {
        at += found;
        bytes[at..at + from.len()].copy_from_slice(to);
        at += from.len();
    }
    bytes
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures")
            .join(name),
    )
    .unwrap()
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = sheets::cases();
    cases.extend(parts::cases());
    cases.extend(open_document::cases());
    cases.extend(binary::cases());
    let packages = [
        ("package", CompressionMethod::Deflated),
        ("loose package", CompressionMethod::Stored),
    ];
    for (name, method) in packages {
        cases.extend(damaged(name, "a.xlsx", &package(parts(), method), 24));
    }
    let xls = fixture("workbooks/members.xls");
    cases.extend(damaged("XLS", "a.xls", &xls, 12));
    cases
}
