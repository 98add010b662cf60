//! How a text file is to be read: encoding and delimiter, and why.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use encoding_rs::Encoding;
use memchr::{memchr, memchr2};

use super::encoding::{Evidence, Sample};
use super::heading;

/// The delimiters looked for; an earlier one is preferred where the evidence is equal.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The full-width comma that a Chinese keyboard types, and the byte that stands for it when cells are cut.
pub(super) const FULL_WIDTH: (char, u8) = ('，', 0x1f);

/// How many known headers a full-width comma must show: it also stands in sentences.
const LEAST_HEADERS: usize = 2;

/// How much of the file the delimiter is looked for in.
const SEARCH: usize = 64 << 10;

/// How many records the delimiter is looked for in.
const RECORDS: usize = 200;

/// How many records may be the header.
const HEADER_RECORDS: usize = 10;

/// The encoding and the delimiter of a text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// Why this encoding.
    pub evidence: Evidence,
    /// The length of the byte order mark in bytes; 0 where there is none.
    pub byte_order_mark: usize,
    /// What stands between the cells, or the byte 0x1F for a full-width comma; always ASCII.
    pub delimiter: u8,
    /// Whether the file names its delimiter in a first line `sep=;`. A spreadsheet shows no row for it, so it is not
    /// counted as one.
    pub names_delimiter: bool,
}

impl Dialect {
    /// What stands between the cells as the user sees it.
    #[must_use]
    pub fn shown_delimiter(&self) -> char {
        match self.delimiter == FULL_WIDTH.1 {
            true => FULL_WIDTH.0,
            false => char::from(self.delimiter),
        }
    }

    /// Finds out how the file behind `sample` is to be read.
    pub(super) fn of(sample: &Sample, pinned: Option<&'static Encoding>) -> Self {
        let (encoding, byte_order_mark, evidence) = sample.encoding(pinned);
        let head = &sample.head()[byte_order_mark..];
        let (text, _) = encoding.decode_without_bom_handling(&head[..head.len().min(SEARCH)]);
        let named = named_delimiter(&text);
        Self {
            encoding,
            evidence,
            byte_order_mark,
            delimiter: named.unwrap_or_else(|| sniff(cut_to_lines(&text, head.len() > SEARCH))),
            names_delimiter: named.is_some(),
        }
    }
}

/// The delimiter of a first line such as `sep=;`, a convention of Excel.
fn named_delimiter(text: &str) -> Option<u8> {
    let line = &text[..memchr2(b'\n', b'\r', text.as_bytes())?];
    let line = line.strip_prefix('"').unwrap_or(line);
    let line = line.strip_suffix('"').unwrap_or(line);
    let (key, delimiter) = line.split_at_checked(4)?;
    match delimiter.as_bytes() {
        _ if delimiter == "，" && key.eq_ignore_ascii_case("sep=") => Some(FULL_WIDTH.1),
        [delimiter] if key.eq_ignore_ascii_case("sep=") && delimiter.is_ascii() => Some(*delimiter),
        _ => None,
    }
}

fn cut_to_lines(text: &str, is_cut: bool) -> &str {
    match text.rfind(['\n', '\r']) {
        Some(end) if is_cut => &text[..end],
        _ => text,
    }
}

/// The delimiter under which the first records show the most known headers, else the most even number of cells.
fn sniff(text: &str) -> u8 {
    let mut best = (0, 0, 0);
    let mut delimiter = DELIMITERS[0];
    for candidate in DELIMITERS {
        let found = evidence(text, candidate);
        if found > best {
            (best, delimiter) = (found, candidate);
        }
    }
    let (character, byte) = FULL_WIDTH;
    if best.0 < LEAST_HEADERS && text.contains(character) {
        let (headers, ..) = evidence(&text.replace(character, "\u{1f}"), byte);
        if headers >= LEAST_HEADERS {
            return byte;
        }
    }
    delimiter
}

/// How many known headers stand in one record, how many records of a thousand have the commonest number of cells, and
/// that number; nothing where that number is one.
fn evidence(text: &str, delimiter: u8) -> (usize, usize, usize) {
    if memchr(delimiter, text.as_bytes()).is_none() {
        return (0, 0, 0);
    }
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut input = text.as_bytes();
    let (mut cells, mut ends) = (vec![0; input.len() + 1], vec![0; input.len() + 1]);
    let mut counts: Vec<usize> = Vec::new();
    let mut headers = 0;
    while counts.len() < RECORDS
        && let Some(count) = next_record(&mut reader, &mut input, &mut cells, &mut ends)
    {
        if counts.len() < HEADER_RECORDS && count > 1 {
            let mut start = 0;
            let known = ends[..count].iter().filter(|end| {
                let cell = std::str::from_utf8(&cells[start..**end]);
                start = **end;
                cell.is_ok_and(heading::is_known)
            });
            headers = headers.max(known.count());
        }
        counts.push(count);
    }
    counts.sort_unstable();
    let runs = counts.chunk_by(|a, b| a == b);
    let (frequency, count) = runs
        .map(|run| (run.len(), run[0]))
        .max()
        .unwrap_or_default();
    match count {
        0 | 1 if headers == 0 => (0, 0, 0),
        _ => (headers, frequency * 1000 / counts.len().max(1), count),
    }
}

/// Reads a record and returns its number of cells.
fn next_record(
    reader: &mut Reader,
    input: &mut &[u8],
    cells: &mut [u8],
    ends: &mut [usize],
) -> Option<usize> {
    let (mut written, mut count) = (0, 0);
    loop {
        let (result, read, output, ended) =
            reader.read_record(input, &mut cells[written..], &mut ends[count..]);
        *input = &input[read..];
        written += output;
        count += ended;
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::Record => return Some(count),
            // The room is as large as the input, so it is never full before its end.
            ReadRecordResult::OutputFull
            | ReadRecordResult::OutputEndsFull
            | ReadRecordResult::End => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_the_records_agree_on() {
        for (text, delimiter) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a\tb\n1\t2,5\n3\t4\n", b'\t'),
            ("a;b;c\n1,5;2,5;3\n1,5;2;3\n", b';'),
            ("a|b\n1|2\n", b'|'),
            ("填写须知：必填, 见说明; 勿改\n姓名;部门\n张三;研发\n", b';'),
            (
                "姓名,部门\n张三,研发;市场\n李四,研发;市场\n王五,研发;市场\n",
                b',',
            ),
            ("\"a;b\";\"c;d\"\n\"x\n;y\";z\n", b';'),
            ("姓名\n张三\n", b','),
            (
                "姓名，手机，部门\n张三，13800130001，研发部\n",
                FULL_WIDTH.1,
            ),
            ("姓名,部门\n张三,研发部，市场部\n", b','),
            ("说明：姓名，手机必填\n姓名;手机\n张三;1\n", b';'),
            ("", b','),
        ] {
            assert_eq!(sniff(text), delimiter, "{text}");
        }
    }

    #[test]
    fn a_first_line_may_name_the_delimiter() {
        for (text, named) in [
            ("sep=;\na;b", Some(b';')),
            ("SEP=\t\r\n", Some(b'\t')),
            ("\"sep=|\"\n", Some(b'|')),
            ("sep=\n", None),
            ("sep=部\n", None),
            ("sep=，\n", Some(FULL_WIDTH.1)),
            ("sepia\n", None),
        ] {
            assert_eq!(named_delimiter(text), named, "{text}");
        }
    }
}
