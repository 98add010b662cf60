//! What a file is, by its content. Containers are inspected before any reader sees them; what cannot be read is named
//! for what it is.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::Fault;
use super::location::unopened;
use super::preflight::{compound, package};
use crate::config::Limits;
use crate::diagnostic::code;

/// How much of a file is looked at.
const SAMPLE: u64 = 8 << 10;

/// The share of control characters, one in so many, above which bytes are no text.
const CONTROL_SHARE: usize = 50;

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Office Open XML: .xlsx, .xlsm, .xltx.
    Xlsx,
    /// The binary workbook of Excel 2007.
    Xlsb,
    /// The workbook of Excel 5 to 2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Text with one record a line and a delimiter.
    Csv,
    /// One JSON document, or one a line.
    Json,
}

/// First bytes, and the kind of file that begins with them; none of these can be read.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"SQLite format 3", "database"),
    (b"\0\x01\0\0Standard ", "database"),
    (b"\x09\x00\x04\x00", "bare-xls"),
    (b"\x09\x02\x06\x00", "bare-xls"),
    (b"\x09\x04\x06\x00", "bare-xls"),
    (b"\x09\x08\x08\x00", "bare-xls"),
    (b"\x09\x08\x10\x00", "bare-xls"),
    (b"MIME-Version:", "mhtml"),
    (b"From: <Saved by", "mhtml"),
];

/// What stands near the beginning of markup (in lower case), and the kind of file it tells, most telling first.
const MARKUP: &[(&str, &str)] = &[
    (
        "urn:schemas-microsoft-com:office:spreadsheet",
        "spreadsheet-xml",
    ),
    ("<office:document", "flat-ods"),
    ("<html", "html"),
    ("<table", "html"),
    ("<!doctype html", "html"),
    ("<body", "html"),
    ("<meta", "html"),
    ("<?xml", "xml"),
];

/// Finds out what `file` is and checks that its container can be read within `limits`.
///
/// # Errors
///
/// F001 when the container is damaged, F002 when nobody can read such a file, F003 when it is encrypted, F004 when it
/// is larger than allowed.
pub(super) fn sniff(file: &mut File, limits: &Limits) -> Result<Format, Fault> {
    let unread = |error: io::Error| unopened(&error);
    let length = file.seek(SeekFrom::End(0)).map_err(unread)?;
    if length > limits.file_size {
        return Err(Fault::too_large("file-size", limits.file_size));
    }
    file.rewind().map_err(unread)?;
    let mut sample = Vec::with_capacity(SAMPLE as usize);
    file.take(SAMPLE).read_to_end(&mut sample).map_err(unread)?;
    file.rewind().map_err(unread)?;
    if sample.starts_with(b"PK\x03\x04") || sample.starts_with(b"PK\x05\x06") {
        return package::inspect(file, length, limits);
    }
    if sample.starts_with(&compound::SIGNATURE) {
        return compound::inspect(file, length, limits);
    }
    text(&sample)
}

/// Tells what a file is that is no container.
fn text(sample: &[u8]) -> Result<Format, Fault> {
    if sample.is_empty() {
        return Err(Fault::new(&code::F001, "empty"));
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(sign, _)| sample.starts_with(sign)) {
        return Err(Fault::unsupported(kind));
    }
    let decoded = match sample {
        [0xff, 0xfe, ..] => UTF_16LE.decode(sample).0,
        [0xfe, 0xff, ..] => UTF_16BE.decode(sample).0,
        _ if is_binary(sample) => return Err(Fault::unsupported("binary")),
        _ => String::from_utf8_lossy(sample),
    };
    let text = decoded.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        let lower = text.to_ascii_lowercase();
        if let Some((_, kind)) = MARKUP.iter().find(|(sign, _)| lower.contains(sign)) {
            return Err(Fault::unsupported(kind));
        }
    }
    Ok(if is_json(text) {
        Format::Json
    } else {
        Format::Csv
    })
}

/// Whether `text` begins like a JSON object or array; `[姓名],…` begins like a header and `{rtf` like neither.
fn is_json(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    let second = characters.find(|c| !c.is_whitespace());
    match first {
        Some('{') => second.is_none_or(|c| matches!(c, '"' | '\'' | '}') || c.is_alphabetic()),
        Some('[') => second.is_none_or(|c| {
            matches!(c, '{' | '[' | ']' | '"' | '-' | 't' | 'f' | 'n') || c.is_ascii_digit()
        }),
        _ => false,
    }
}

/// Whether bytes without a mark of UTF-16 are no text: many control characters, and the NULs do not keep to the even
/// or the odd places as those of UTF-16 do.
fn is_binary(sample: &[u8]) -> bool {
    let nul_at = |parity: usize| {
        let places = sample.iter().skip(parity).step_by(2);
        places.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (nul_at(0), nul_at(1));
    let is_control = |byte: &&u8| matches!(byte, 1..=8 | 14..=31 | 127) && **byte != 0x1a;
    let controls = sample.iter().filter(is_control).count();
    let rare = sample.len() / CONTROL_SHARE;
    let utf_16 = even.min(odd) <= even.max(odd) / 10 && even.max(odd) > rare;
    let nuls = if utf_16 { 0 } else { even + odd };
    // Two bytes a character put control codes into text that is full of CJK; only UTF-8 and GBK are held to account.
    !utf_16 && controls + nuls > rare.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(sample: &[u8]) -> String {
        match text(sample) {
            Ok(format) => format!("{format:?}"),
            Err(fault) => fault.case().unwrap().to_owned(),
        }
    }

    fn utf_16(text: &str, mark: bool) -> Vec<u8> {
        let units = mark
            .then_some(0xfeff)
            .into_iter()
            .chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn content_says_what_a_file_is() {
        let gbk = encoding_rs::GBK.encode("姓名,部门\r\n张三,研发部\r\n").0;
        let long = utf_16("姓名,部门\r\n张三,研发部\r\nname,mobile\r\n", false);
        for (sample, expected) in [
            (&b"name,mobile\n"[..], "Csv"),
            (&gbk, "Csv"),
            ("姓名\t部门\n".as_bytes(), "Csv"),
            (&utf_16("姓名,部门\n", true), "Csv"),
            (&long, "Csv"),
            (b"\xef\xbb\xbf \n[{\"userid\":1}]", "Json"),
            (b"{\"errcode\":0}", "Json"),
            (b"{", "Json"),
            (b"[]", "Json"),
            (&utf_16("{\"a\":1}", true), "Json"),
            ("[姓名],[部门]\n".as_bytes(), "Csv"),
            (b"<html xmlns:x=\"urn:schemas\"><table>", "html"),
            (b"\xef\xbb\xbf\r\n<TABLE border=1>", "html"),
            (&utf_16("<html><body>", true), "html"),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                "spreadsheet-xml",
            ),
            (b"<?xml version=\"1.0\"?><office:document>", "flat-ods"),
            (b"<?xml version=\"1.0\"?><a/>", "xml"),
            (b"MIME-Version: 1.0\r\n", "mhtml"),
            (b"%PDF-1.7", "pdf"),
            (b"{\\rtf1\\ansi", "rtf"),
            (b"\x89PNG\r\n\x1a\n", "image"),
            (b"Rar!\x1a\x07", "archive"),
            (b"\x09\x08\x10\x00\x00\x06\x05\x00", "bare-xls"),
            (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "binary"),
            (b"", "empty"),
        ] {
            assert_eq!(kind(sample), expected, "{}", String::from_utf8_lossy(sample));
        }
    }

    #[test]
    fn a_stray_control_character_does_not_make_text_binary() {
        let mut sample = b"name,mobile\n".repeat(20);
        sample[40] = 0;
        sample[90] = 7;
        assert_eq!(kind(&sample), "Csv");
    }
}
