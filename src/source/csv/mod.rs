//! Delimited text: one nameless sheet, in whatever encoding and with whatever delimiter it comes.

mod dialect;
mod encoding;
mod heading;
mod quote;
mod records;
mod split;
mod table;

use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use encoding_rs::Encoding;

use crate::config::Limits;
use crate::diagnostic::SourceId;

use super::text::TextReader;
use super::{RowSink, Sheet, Workbook};
use encoding::Sample;
use records::Records;

pub use dialect::Dialect;
pub use encoding::{Evidence, encoding_by_label};

/// How much is read at a time.
const BLOCK: usize = 128 << 10;

/// A CSV or TSV file.
///
/// Its rows are numbered as a spreadsheet shows them: blank lines are rows, a record with line breaks inside quotes is
/// one row, a first line `sep=;` is none.
pub struct CsvFile {
    path: PathBuf,
    dialect: Dialect,
    limits: Limits,
    progress: Arc<AtomicU64>,
    block: usize,
}

impl CsvFile {
    /// Looks at the file at `path` and decides how it is to be read; `encoding` pins its encoding. Bytes read later
    /// are added to `progress`.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be opened or read.
    pub fn open(
        path: &Path,
        encoding: Option<&'static Encoding>,
        limits: &Limits,
        progress: Arc<AtomicU64>,
    ) -> io::Result<Self> {
        let sample = Sample::of(&mut File::open(path)?)?;
        Ok(Self {
            path: path.to_owned(),
            dialect: Dialect::of(&sample, encoding),
            limits: limits.clone(),
            progress,
            block: BLOCK,
        })
    }

    /// How the file is read, and why so.
    #[must_use]
    pub fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    fn records(&self) -> io::Result<Records<File>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.dialect.byte_order_mark as u64))?;
        let text = TextReader::new(file, self.dialect.encoding, Arc::clone(&self.progress));
        let text = match self.dialect.delimiter == dialect::FULL_WIDTH.1 {
            true => text.replacing(dialect::FULL_WIDTH.0, dialect::FULL_WIDTH.1),
            false => text,
        };
        let longest = table::longest_record(&self.limits);
        let mut records = Records::new(text, self.dialect.delimiter, longest, self.block);
        if self.dialect.names_delimiter {
            records.skip_line()?;
        }
        Ok(records)
    }
}

impl Workbook for CsvFile {
    fn sheets(&self) -> Vec<Sheet> {
        vec![Sheet {
            name: None,
            hidden: false,
        }]
    }

    fn read(&mut self, _index: usize, source: SourceId, sink: &mut dyn RowSink) {
        let table = table::Table::new(&self.dialect, &self.limits, source, sink);
        let result = self
            .records()
            .and_then(|mut records| table.read(&mut records));
        if let Err(error) = result {
            table::report_unreadable(sink.findings(), source, &error);
        }
    }
}

#[cfg(test)]
mod tests;
