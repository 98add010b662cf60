//! A text file, read from its bytes to its rows.

use std::io::Write;
use std::ops::ControlFlow;

use encoding_rs::{GB18030, UTF_8};
use proptest::prelude::*;

use super::*;
use crate::diagnostic::Findings;
use crate::locale::Argument;
use crate::source::Row;

/// The rows of a file with their numbers, and what was found.
#[derive(Default)]
struct Collected {
    rows: Vec<(u32, Vec<String>)>,
    findings: Findings,
    enough: Option<usize>,
}

impl Collected {
    /// Code, row, column and value or limit of every finding.
    fn found(&self) -> Vec<(&'static str, u32, u16, String)> {
        let list = self.findings.list().iter();
        list.map(|finding| {
            let mut arguments = finding.arguments.iter();
            let shown = match arguments.find(|(name, _)| ["value", "limit"].contains(name)) {
                Some((_, Argument::Text(text))) => text.to_string(),
                Some((_, Argument::Count(count))) => count.to_string(),
                _ => String::new(),
            };
            let place = &finding.place;
            (finding.code.id, place.row, place.column, shown)
        })
        .collect()
    }
}

impl RowSink for Collected {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        let mut cells = Vec::new();
        for cell in row.cells() {
            cells.resize(usize::from(cell.column) - 1, String::new());
            cells.push(cell.content.text().to_owned());
        }
        self.rows.push((row.number(), cells));
        match self.enough {
            Some(enough) if enough == self.rows.len() => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}

fn open(
    bytes: &[u8],
    pinned: Option<&'static Encoding>,
    limits: &Limits,
) -> (CsvFile, tempfile::TempPath) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let path = file.into_temp_path();
    let progress = Arc::new(AtomicU64::new(0));
    (
        CsvFile::open(&path, pinned, limits, progress).unwrap(),
        path,
    )
}

fn read_limited(bytes: &[u8], block: usize, limits: &Limits) -> Collected {
    let (mut file, _path) = open(bytes, None, limits);
    file.block = block;
    let mut collected = Collected::default();
    file.read(0, SourceId(0), &mut collected);
    collected
}

/// Reads `bytes` in blocks of several sizes, which must not matter.
fn read(bytes: &[u8]) -> Collected {
    let collected = read_limited(bytes, BLOCK, &Limits::default());
    for block in [1, 2, 3, 7] {
        let small = read_limited(bytes, block, &Limits::default());
        assert_eq!(small.rows, collected.rows, "blocks of {block}");
        assert_eq!(small.found(), collected.found(), "blocks of {block}");
    }
    collected
}

fn rows<'c>(rows: impl IntoIterator<Item = (u32, &'c [&'c str])>) -> Vec<(u32, Vec<String>)> {
    let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    rows.into_iter()
        .map(|(number, row)| (number, cells(row)))
        .collect()
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    for (text, expected) in [
        (
            "a,b\n\n\nc,d",
            rows([(1, &["a", "b"][..]), (4, &["c", "d"])]),
        ),
        ("a\r\n\r\nb\r\n", rows([(1, &["a"][..]), (3, &["b"])])),
        ("a\r\rb\r", rows([(1, &["a"][..]), (3, &["b"])])),
        (
            "a,\"x\ny\"\r\nb,c\n",
            rows([(1, &["a", "x\ny"][..]), (2, &["b", "c"])]),
        ),
        (
            "sep=;\na;b\nc;d\n",
            rows([(1, &["a", "b"][..]), (2, &["c", "d"])]),
        ),
        (
            "a,,b\n,,\n\"\",\nc\n",
            rows([(1, &["a", "", "b"][..]), (4, &["c"])]),
        ),
        ("\n\n", Vec::new()),
        ("", Vec::new()),
    ] {
        let collected = read(text.as_bytes());
        assert_eq!(collected.rows, expected, "{text:?}");
        assert_eq!(collected.found(), [], "{text:?}");
    }
}

#[test]
fn sloppy_text_is_taken_as_it_is_meant() {
    for (text, cells) in [
        ("=\"007\",b", &["007", "b"][..]),
        ("\"=\"\"007\"\"\",b", &["007", "b"]),
        ("\"a\"b,c", &["ab", "c"]),
        ("a\"b,c", &["a\"b", "c"]),
        (" a , b", &[" a ", " b"]),
        ("a,b\u{1a}", &["a", "b"]),
        ("a,\"b\"\u{1a}", &["a", "b"]),
        ("a\0b,c", &["a\0b", "c"]),
        ("\u{feff}姓名,b", &["姓名", "b"]),
    ] {
        assert_eq!(read(text.as_bytes()).rows, rows([(1, cells)]), "{text:?}");
    }
}

#[test]
fn an_open_quote_costs_its_own_line_only() {
    for (text, expected, found) in [
        (
            "a,b\nc,\"d\ne,f\n",
            rows([(1, &["a", "b"][..]), (3, &["e", "f"])]),
            vec![("F006", 2, 2, "c,\"d".to_owned())],
        ),
        (
            "a,b\n\"c,d\n\"e\",f\ng,h\n",
            rows([(1, &["a", "b"][..]), (3, &["e", "f"]), (4, &["g", "h"])]),
            vec![("F006", 2, 1, "\"c,d".to_owned())],
        ),
        (
            "a,b\r\n\"x\r\ny\",\"c\r\nd,e\r\n",
            rows([(1, &["a", "b"][..]), (3, &["d", "e"])]),
            vec![("F006", 2, 2, "y\",\"c".to_owned())],
        ),
        (
            "a,b\n\"c\n",
            rows([(1, &["a", "b"][..])]),
            vec![("F006", 2, 1, "\"c".to_owned())],
        ),
    ] {
        let collected = read(text.as_bytes());
        assert_eq!(collected.rows, expected, "{text:?}");
        assert_eq!(collected.found(), found, "{text:?}");
    }
}

#[test]
fn the_line_of_an_open_quote_counts_the_line_breaks_before_it() {
    let collected = read(b"a\n\n\"b\r\nc\"\n\"d\n");
    let finding = &collected.findings.list()[0];
    assert_eq!(finding.place.row, 4);
    assert!(
        finding
            .arguments
            .iter()
            .any(|line| line == ("line", &Argument::Count(5)))
    );
}

#[test]
fn quotes_that_never_end_do_not_make_reading_slow() {
    let limits = Limits {
        text: 1 << 14,
        ..Limits::default()
    };
    let text = format!("\"x\n{}", "a\",\"b\n".repeat(200_000));
    let collected = read_limited(text.as_bytes(), 4096, &limits);
    assert!(!collected.findings.list().is_empty());
    assert_eq!(collected.findings.list()[0].code.id, "F006");
}

#[test]
fn undecodable_bytes_are_reported_at_their_cell() {
    let mut gb = GB18030.encode("姓名,部门\n张三,研发部\n").0.into_owned();
    gb.extend(b"\xc0\xee\xff,\xca\xd0\n");
    let utf8 = b"\xe5\xa7\x93\xe5\x90\x8d,b\n\xe5\xa7\x93\xff,\xe5\xa7\x93\n";
    let collected = read(&gb);
    assert_eq!(collected.found(), [("F005", 3, 1, "李\u{fffd}".to_owned())]);
    assert_eq!(
        collected.rows[2],
        (3, vec!["李\u{fffd}".to_owned(), "市".to_owned()])
    );
    let collected = read(utf8);
    assert_eq!(collected.found(), [("F005", 2, 1, "姓\u{fffd}".to_owned())]);
    assert_eq!(
        collected.rows[1],
        (2, vec!["姓\u{fffd}".to_owned(), "姓".to_owned()])
    );
}

#[test]
fn what_is_over_a_limit_is_left_out_and_the_rest_is_read() {
    let limits = Limits {
        text: 4,
        columns: 2,
        rows: 3,
        ..Limits::default()
    };
    let text = "a,b,c,d\nabcde,f\n\"abcde\",\"g\"\nh,i\n";
    let collected = read_limited(text.as_bytes(), 16, &limits);
    assert_eq!(
        collected.rows,
        rows([(1, &["a", "b"][..]), (2, &["", "f"]), (3, &["", "g"])])
    );
    let limit = |row, column, limit: &str| ("F004", row, column, limit.to_owned());
    assert_eq!(
        collected.found(),
        [
            limit(1, 0, "2"),
            limit(2, 1, "4 B"),
            limit(3, 1, "4 B"),
            limit(0, 0, "3")
        ]
    );
}

#[test]
fn an_open_quote_in_an_endless_line_costs_that_line_only() {
    let limits = Limits {
        text: 16,
        ..Limits::default()
    };
    let text = format!("\"a\nb\",\"{}\nc,d\n", "x".repeat(100_000));
    let collected = read_limited(text.as_bytes(), 4096, &limits);
    assert_eq!(collected.rows, rows([(2, &["c", "d"][..])]));
    assert_eq!(collected.found(), [("F006", 1, 2, String::new())]);
}

#[test]
fn a_cell_of_many_lines_that_is_too_long_is_one_cell() {
    let limits = Limits {
        text: 1000,
        ..Limits::default()
    };
    let lines = "甲,乙\n".repeat(20_000);
    let open = "编号,名称,备注\n1,总部,\"开着\n".to_owned() + &"2,研发部,\n".repeat(20_000);
    for (text, codes, rows) in [
        (
            format!("编号,名称,备注\n1,总部,\"{lines}\"\n2,研发部,x\n"),
            vec!["F004"],
            2,
        ),
        (
            format!("编号,名称,备注\n1,总部,\"{lines}\"\"\",x\n2,研发部,x\n"),
            vec!["F004"],
            2,
        ),
        (
            format!("编号,名称,备注\n1,总部,\"{lines}\""),
            vec!["F004"],
            1,
        ),
        (open.clone(), vec!["F006"], 20_001),
        (format!("{open}3,\"市场部\",\n"), vec!["F006"], 20_002),
    ] {
        for block in [1 << 10, 128 << 10] {
            let read = read_limited(text.as_bytes(), block, &limits);
            let found: Vec<_> = read.findings.list().iter().map(|f| f.code.id).collect();
            assert_eq!((found, read.rows.len()), (codes.clone(), rows), "{block}");
        }
    }
}

#[test]
fn a_line_without_end_is_passed_over() {
    let limits = Limits {
        text: 16,
        ..Limits::default()
    };
    for quote in ["", "\"\","] {
        let text = format!("a,b\n{quote}{}\nc,d\n", "x".repeat(100_000));
        let collected = read_limited(text.as_bytes(), 4096, &limits);
        assert_eq!(
            collected.rows,
            rows([(1, &["a", "b"][..]), (3, &["c", "d"])])
        );
        assert_eq!(collected.found(), [("F004", 2, 0, "65536 B".to_owned())]);
    }
}

#[test]
fn reading_stops_when_the_sink_has_enough() {
    let (mut file, _path) = open(b"a\nb\nc\n", None, &Limits::default());
    let mut collected = Collected {
        enough: Some(2),
        ..Collected::default()
    };
    file.read(0, SourceId(0), &mut collected);
    assert_eq!(collected.rows.len(), 2);
}

#[test]
fn a_file_that_vanished_is_a_finding() {
    let (mut file, path) = open(b"a\n", None, &Limits::default());
    path.close().unwrap();
    let mut collected = Collected::default();
    file.read(0, SourceId(0), &mut collected);
    assert_eq!(collected.findings.list()[0].code.id, "F001");
}

fn encodings() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("utf-8"),
        Just("gb18030"),
        Just("utf-16le"),
        Just("utf-16be")
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_the_csv_crate_writes_is_read_back(
        table in proptest::collection::vec(
            proptest::collection::vec("[a-z0-9,;|\"\n\r\t 张三研发部门😀=]{0,6}", 2..5),
            1..20,
        ),
        delimiter in prop_oneof![Just(b','), Just(b'\t'), Just(b';'), Just(b'|')],
        label in encodings(),
        crlf in any::<bool>(),
        always_quoted in any::<bool>(),
        block in 1_usize..40,
    ) {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .quote_style(if always_quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let encoding = encoding_by_label(label).unwrap();
        let bytes = match label {
            "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(&text).0.into_owned(),
        };
        let (mut file, _path) = open(&bytes, Some(encoding), &Limits::default());
        file.dialect.delimiter = delimiter;
        file.dialect.names_delimiter = false;
        file.block = block;
        let mut collected = Collected::default();
        file.read(0, SourceId(0), &mut collected);

        let mut expected = Vec::new();
        for (number, row) in (1..).zip(&table) {
            let meant = |cell: &String| cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'))
                .filter(|inner| !inner.contains('"')).unwrap_or(cell).to_owned();
            let mut cells: Vec<String> = row.iter().map(meant).collect();
            let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            cells.truncate(filled);
            if filled > 0 {
                expected.push((number, cells));
            }
        }
        prop_assert_eq!(collected.found(), []);
        prop_assert_eq!(collected.rows, expected);
    }

    #[test]
    fn where_no_quote_is_open_cells_are_those_of_the_csv_crate(
        text in "[a,\"\n\r]{0,40}",
        block in 1_usize..20,
    ) {
        let collected = read_limited(text.as_bytes(), block, &Limits::default());
        if !collected.findings.list().is_empty() {
            return Ok(());
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let filled = |cells: Vec<String>| {
            let last = cells.iter().rposition(|cell| !cell.is_empty())?;
            Some(cells[..=last].to_vec())
        };
        let records = reader.deserialize::<Vec<String>>().map(Result::unwrap);
        let expected: Vec<_> = records.filter_map(filled).collect();
        let read: Vec<_> = collected.rows.into_iter().map(|(_, cells)| cells).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn no_bytes_make_reading_fail(bytes in proptest::collection::vec(
        prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), any::<u8>()], 0..200,
    ), block in 1_usize..20) {
        let whole = read_limited(&bytes, BLOCK, &Limits::default());
        let parts = read_limited(&bytes, block, &Limits::default());
        prop_assert_eq!(&whole.rows, &parts.rows);
        prop_assert_eq!(whole.found(), parts.found());
    }

    #[test]
    fn limits_are_kept_at_any_block_size(
        text in "([ab姓１ ]|[,;]{1,2}|[\n]{1,2}|\r\n|\r|\"){0,120}",
        block in 1_usize..20,
        (columns, rows, text_limit) in (1_u16..8, 1_u32..20, 1_usize..8),
    ) {
        let limits = Limits { columns, rows, text: text_limit, ..Limits::default() };
        let whole = read_limited(text.as_bytes(), BLOCK, &limits);
        let parts = read_limited(text.as_bytes(), block, &limits);
        prop_assert_eq!(&whole.rows, &parts.rows);
        prop_assert_eq!(whole.found(), parts.found());
    }
}

#[test]
fn the_decision_can_be_read() {
    let (file, _path) = open("\u{feff}姓名;部门\n".as_bytes(), None, &Limits::default());
    let dialect = file.dialect();
    assert_eq!((dialect.encoding, dialect.delimiter), (UTF_8, b';'));
    assert_eq!(dialect.evidence, Evidence::ByteOrderMark);
}
