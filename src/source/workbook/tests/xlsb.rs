//! .xlsb files made record by record.

use super::*;

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
        record(0, &[&5u32.to_le_bytes()[..], &[0; 7], &[0x10]].concat()),
        xlsb_cell(6, 0, &wide("藏")),
        record(0x92, &[]),
        record(176, &[1u32, 2, 0, 3].map(u32::to_le_bytes).concat()),
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
    let expected = [
        "4 1:'姓名' 2:13800130001 3:Boolean(true) 4:Error(\"#N/A\") 6:'直接'",
        "6 hidden 1:'藏'",
    ];
    assert_eq!(read.rows, expected);
    let across = Merge {
        right: 4,
        ..merge(1, 2, 3)
    };
    assert_eq!(read.merges, [across]);
    assert!(read.found().is_empty());
}

#[test]
fn an_xlsb_that_repeats_strings_or_points_nowhere_is_damaged() {
    let cut = record(0x13, &[0]);
    assert_eq!(fault(&xlsb(&[cut]), &Limits::default()), "F001 damaged");
    let mut workbook = Folder::new().open(&xlsb(&[]), &Limits::default()).unwrap();
    assert_eq!(read(&mut *workbook, 0).found(), ["F001 sheet 0:0"]);
}
