//! A folder with 部门.csv and 成员.csv: UTF-8 with byte order mark, CRLF, quotes where needed.
//!
//! Values are written exactly as they are. A value that begins with `=`, `+`, `-` or `@` is a formula to a spreadsheet
//! that opens the CSV directly, and CSV has no way to say otherwise: an apostrophe in front would become part of the
//! code or telephone number (`+8613800130001`) when the file is read back. The workbook is the form to open in Excel.

use std::io::{self, Write};

use csv_core::{Terminator, WriteResult, Writer, WriterBuilder};

use crate::directory::Directory;
use crate::locale::Locale;

use super::cells::Cells;
use super::columns::Rows;
use super::departments::DepartmentColumns;
use super::members::MemberColumns;
use super::references::References;

/// The two files of a folder, by what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The departments.
    Departments,
    /// The members.
    Members,
}

impl Part {
    /// Both, departments first.
    pub const ALL: [Self; 2] = [Self::Departments, Self::Members];

    /// The file name in the language of `locale`, e.g. `部门.csv`.
    #[must_use]
    pub fn file_name(self, locale: &Locale) -> String {
        let sheet = match self {
            Self::Departments => locale.text("export-sheet-departments"),
            Self::Members => locale.text("export-sheet-members"),
        };
        format!("{sheet}.csv")
    }
}

/// Writes one of the two files of `directory`.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    directory: &Directory,
    part: Part,
    locale: &Locale,
    out: &mut dyn Write,
) -> io::Result<()> {
    let references = References::of(directory);
    let language = locale.language();
    let mut table = Table::new(out);
    let mut cells = Cells::default();
    match part {
        Part::Departments => {
            let columns = DepartmentColumns::of(directory, &references, Rows::Lists, locale);
            table.row(columns.headers(language).iter().map(String::as_str))?;
            for id in columns.rows() {
                cells.begin(columns.count());
                columns.fill(id, 0, &mut cells);
                table.row(cells.iter())?;
            }
        }
        Part::Members => {
            let columns = MemberColumns::of(directory, &references, Rows::Lists, locale);
            table.row(columns.headers(language).iter().map(String::as_str))?;
            for member in directory.members() {
                for memberships in MemberColumns::rows(&member) {
                    cells.begin(columns.count());
                    columns.fill(member, memberships, 0, &mut cells);
                    table.row(cells.iter())?;
                }
            }
        }
    }
    table.finish()
}

/// How much is gathered before it is written.
const BUFFER: usize = 1 << 16;

/// A CSV being written.
pub(super) struct Table<'o> {
    out: &'o mut dyn Write,
    writer: Writer,
    buffer: Box<[u8]>,
    filled: usize,
}

impl<'o> Table<'o> {
    /// Begins a CSV with its byte order mark.
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        let mut buffer = vec![0; BUFFER].into_boxed_slice();
        let mark = "\u{feff}".as_bytes();
        buffer[..mark.len()].copy_from_slice(mark);
        Self {
            out,
            writer: WriterBuilder::new().terminator(Terminator::CRLF).build(),
            buffer,
            filled: mark.len(),
        }
    }

    /// Writes a row.
    pub(super) fn row<'t>(&mut self, cells: impl Iterator<Item = &'t str>) -> io::Result<()> {
        for (column, text) in cells.enumerate() {
            if column > 0 {
                self.step(Writer::delimiter)?;
            }
            let mut rest = text.as_bytes();
            self.step(|writer, output| {
                let (result, read, written) = writer.field(rest, output);
                rest = &rest[read..];
                (result, written)
            })?;
        }
        self.step(Writer::terminator)
    }

    /// Writes what is still in the buffer.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.out.flush()
    }

    fn step(
        &mut self,
        mut write: impl FnMut(&mut Writer, &mut [u8]) -> (WriteResult, usize),
    ) -> io::Result<()> {
        loop {
            let output = &mut self.buffer[self.filled..];
            let (result, written) = write(&mut self.writer, output);
            self.filled += written;
            match result {
                WriteResult::InputEmpty => return Ok(()),
                WriteResult::OutputFull => self.flush()?,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.buffer[..self.filled])?;
        self.filled = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_needed_and_never_altered() {
        let mut out = Vec::new();
        let mut table = Table::new(&mut out);
        let row = ["+8613800130001", "甲,乙", "说\"好\"", "上\n下", "", "=1+1"];
        table.row(row.into_iter()).unwrap();
        table.finish().unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "\u{feff}+8613800130001,\"甲,乙\",\"说\"\"好\"\"\",\"上\n下\",,=1+1\r\n"
        );
    }

    #[test]
    fn a_value_larger_than_the_buffer_is_written_whole() {
        let long = "\"".repeat(3 * BUFFER);
        let mut out = Vec::new();
        let mut table = Table::new(&mut out);
        table.row([long.as_str(), "末"].into_iter()).unwrap();
        table.finish().unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&out["\u{feff}".len()..]);
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!((&record[0], &record[1]), (long.as_str(), "末"));
    }
}
