//! Files of the binary formats, old and new.

use super::super::Class::{Any, WrongFile};
use super::super::{Case, case};
use super::{TYPES, fixture, packed, patched};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name: &str, file, bytes: Vec<u8>, class, codes: &[&'static str]| {
        cases.push(case(name, file, bytes, class, codes));
    };
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
    cases
}
