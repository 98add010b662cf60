//! Workbooks: packages that lie about what is in them, parts that contradict each other, and files cut short.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Class::{Any, Fine, WrongData, WrongFile};
use super::{Case, case, damaged};

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

/// Rows of a sheet, and what is found.
fn sheets() -> Vec<(&'static str, String, super::Class, &'static [&'static str])> {
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
    let whole = packed(parts());
    let mut cases: Vec<Case> = sheets()
        .into_iter()
        .map(|(name, text, class, codes)| {
            case(
                format!("sheet: {name}"),
                "a.xlsx",
                rows(&text),
                class,
                codes,
            )
        })
        .collect();
    let mut add = |name: &str, file, bytes: Vec<u8>, class, codes: &[&'static str]| {
        cases.push(case(name, file, bytes, class, codes));
    };
    let bomb = || vec![b' '; 17 << 20];
    let many = |count: usize| (0..count).map(|number| (format!("x{number}"), Vec::new()));
    let lol = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    let strings =
        |count: &str| STRINGS.replace("uniqueCount=\"2\"", &format!("uniqueCount=\"{count}\""));
    for (name, bytes, class, codes) in [
        (
            "the end of a zip",
            b"PK\x05\x06"
                .iter()
                .copied()
                .chain([0; 18])
                .collect::<Vec<u8>>(),
            WrongFile,
            &["F002"][..],
        ),
        (
            "the beginning of a zip",
            b"PK\x03\x04".to_vec(),
            WrongFile,
            &["F001"],
        ),
        ("no parts", packed(many(0)), WrongFile, &["F002"]),
        ("parts of nothing", packed(many(3)), WrongFile, &["F002"]),
        ("too many parts", packed(many(600)), WrongFile, &["F004"]),
        (
            "a bomb of one part",
            packed(parts().into_iter().chain([("xl/styles.xml", bomb())])),
            WrongFile,
            &["F004"],
        ),
        (
            "a bomb in the sheet",
            with(
                "xl/worksheets/sheet1.xml",
                Some(&String::from_utf8(bomb()).unwrap()),
            ),
            WrongFile,
            &["F004"],
        ),
        (
            "a part larger than allowed",
            package(
                parts()
                    .into_iter()
                    .chain([("xl/styles.xml", vec![b'x'; 17 << 20])]),
                CompressionMethod::Stored,
            ),
            WrongFile,
            &["F004"],
        ),
        (
            "a zip in a zip",
            packed([("a.xlsx", whole.clone())]),
            WrongFile,
            &["F002"],
        ),
        (
            "a path that climbs",
            packed(
                parts()
                    .into_iter()
                    .chain([("../../etc/passwd", b"x".to_vec())]),
            ),
            Fine,
            &[],
        ),
        (
            "stored and not packed",
            package(parts(), CompressionMethod::Stored),
            Fine,
            &[],
        ),
        (
            "no list of types",
            with("[Content_Types].xml", None),
            Any,
            &[],
        ),
        ("no relationships", with("_rels/.rels", None), Any, &[]),
        (
            "no workbook",
            with("xl/workbook.xml", None),
            WrongFile,
            &["F001"],
        ),
        (
            "no sheet",
            with("xl/worksheets/sheet1.xml", None),
            WrongFile,
            &["F001"],
        ),
        (
            "no strings",
            with("xl/sharedStrings.xml", None),
            WrongFile,
            &["F001", "H001"],
        ),
        (
            "no relationships of the workbook",
            with("xl/_rels/workbook.xml.rels", None),
            WrongFile,
            &["F001"],
        ),
        (
            "a workbook that is empty",
            with("xl/workbook.xml", Some("")),
            WrongFile,
            &["F001"],
        ),
        (
            "a workbook that is no XML",
            with("xl/workbook.xml", Some("\0\0\0")),
            WrongFile,
            &["F001"],
        ),
        (
            "a workbook without sheets",
            with(
                "xl/workbook.xml",
                Some(&WORKBOOK.replace("<sheet name=\"部门\" sheetId=\"1\" r:id=\"rId1\"/>", "")),
            ),
            Any,
            &[],
        ),
        (
            "a sheet that points nowhere",
            with("xl/workbook.xml", Some(&WORKBOOK.replace("rId1", "rId9"))),
            WrongFile,
            &["F001"],
        ),
        (
            "two sheets of one name",
            with(
                "xl/workbook.xml",
                Some(&WORKBOOK.replace(
                    "</sheets>",
                    "<sheet name=\"部门\" sheetId=\"2\" r:id=\"rId1\"/></sheets>",
                )),
            ),
            WrongFile,
            &["F001"],
        ),
        (
            "two thousand sheets",
            with(
                "xl/workbook.xml",
                Some(&WORKBOOK.replace(
                    "</sheets>",
                    &format!(
                        "{}</sheets>",
                        "<sheet name=\"x\" sheetId=\"2\" r:id=\"rId1\"/>".repeat(2_000)
                    ),
                )),
            ),
            WrongFile,
            &["F004"],
        ),
        (
            "a sheet without a name",
            with(
                "xl/workbook.xml",
                Some(&WORKBOOK.replace("name=\"部门\"", "")),
            ),
            Any,
            &[],
        ),
        (
            "a sheet called like markup",
            with(
                "xl/workbook.xml",
                Some(&WORKBOOK.replace("部门", "&lt;b&gt;&#27;[2J")),
            ),
            Fine,
            &[],
        ),
        (
            "strings that count 4294967295",
            with("xl/sharedStrings.xml", Some(&strings("4294967295"))),
            Any,
            &[],
        ),
        (
            "strings that count -1",
            with("xl/sharedStrings.xml", Some(&strings("-1"))),
            Any,
            &[],
        ),
        (
            "strings cut off",
            with("xl/sharedStrings.xml", Some(&STRINGS[..STRINGS.len() / 2])),
            WrongFile,
            &["F001"],
        ),
        (
            "strings that laugh",
            with(
                "xl/sharedStrings.xml",
                Some(&format!("{lol}{}", STRINGS.replace("部门名称", "&c;"))),
            ),
            Any,
            &[],
        ),
        (
            "a sheet that laughs",
            with(
                "xl/worksheets/sheet1.xml",
                Some(&format!("{lol}{}", sheet(ROWS))),
            ),
            Any,
            &[],
        ),
        (
            "a sheet of another encoding",
            with(
                "xl/worksheets/sheet1.xml",
                Some(&format!(
                    "<?xml version=\"1.0\" encoding=\"shift_jis\"?>{}",
                    sheet(ROWS)
                )),
            ),
            Any,
            &[],
        ),
        (
            "a sheet cut off",
            with("xl/worksheets/sheet1.xml", Some(&sheet(ROWS)[..200])),
            WrongFile,
            &["F001"],
        ),
        (
            "a part that claims to be larger",
            patched(
                &package(parts(), CompressionMethod::Stored),
                &(sheet(ROWS).len() as u32).to_le_bytes(),
                &0x00ff_ffffu32.to_le_bytes(),
            ),
            Any,
            &[],
        ),
        (
            "a part that claims to be smaller",
            patched(
                &whole,
                &(sheet(ROWS).len() as u32).to_le_bytes(),
                &7u32.to_le_bytes(),
            ),
            Any,
            &[],
        ),
        (
            "parts that claim another method",
            patched(&whole, b"\x08\0\0\0\x21\0", b"\x63\0\0\0\x21\0"),
            Any,
            &[],
        ),
        (
            "a Word file",
            packed([
                ("word/document.xml", b"<w:document/>".to_vec()),
                ("[Content_Types].xml", b"<Types/>".to_vec()),
            ]),
            WrongFile,
            &["F002"],
        ),
    ] {
        add(name, "a.xlsx", bytes, class, codes);
    }
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
        add(&format!("ODS: {name}"), "a.ods", ods(&tables), class, codes);
    }
    let xls = fixture("workbooks/members.xls");
    let fat = xls
        .iter()
        .copied()
        .enumerate()
        .map(|(at, byte)| if (512..1024).contains(&at) { 0 } else { byte });
    for (name, bytes, class, codes) in [
        (
            "the first bytes",
            xls[..8].to_vec(),
            WrongFile,
            &["F001"][..],
        ),
        ("the header only", xls[..512].to_vec(), WrongFile, &["F001"]),
        ("half of it", xls[..xls.len() / 2].to_vec(), Any, &[]),
        ("chains that run in circles", fat.collect(), Any, &[]),
        (
            "sectors of another size",
            patched(&xls[..64], &xls[30..32], &[1, 0])
                .into_iter()
                .chain(xls[64..].iter().copied())
                .collect(),
            Any,
            &[],
        ),
    ] {
        add(&format!("XLS: {name}"), "a.xls", bytes, class, codes);
    }
    let binary = |content: Vec<u8>| {
        packed([
            (
                "[Content_Types].xml",
                TYPES
                    .replace("xml\"/></Types>", "bin\"/></Types>")
                    .into_bytes(),
            ),
            ("xl/workbook.bin", content),
        ])
    };
    for (name, content) in [
        ("of ones", vec![0xff; 10_000]),
        (
            "with a length beyond all",
            vec![0x83, 0x01, 0xff, 0xff, 0xff, 0x7f],
        ),
    ] {
        let bytes = binary(content);
        add(
            &format!("XLSB: a workbook {name}"),
            "a.xlsb",
            bytes,
            WrongFile,
            &["F001"],
        );
    }
    for (name, content) in [
        ("empty", vec![]),
        ("of zeros", vec![0; 10_000]),
        (
            "of noise",
            (0..20_000u32)
                .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
                .collect(),
        ),
    ] {
        add(
            &format!("XLSB: a workbook {name}"),
            "a.xlsb",
            binary(content),
            Any,
            &[],
        );
    }
    add(
        "an encrypted workbook",
        "a.xlsx",
        fixture("broken/F003-encrypted-workbook.xlsx"),
        WrongFile,
        &["F003"],
    );
    cases.extend(damaged("package", "a.xlsx", &whole, 24));
    let loose = package(parts(), CompressionMethod::Stored);
    cases.extend(damaged("loose package", "a.xlsx", &loose, 24));
    cases.extend(damaged("XLS", "a.xls", &xls, 12));
    cases
}
