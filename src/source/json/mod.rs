//! JSON documents → their lists, element by element, and everything else by key; in memory bounded by the longest
//! element. Knows nothing of what the elements mean.

mod elements;
mod fault;
mod lookup;
mod marks;
mod pending;
mod scan;
mod series;
mod spares;
mod splitter;
mod stop;
mod window;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::config::Limits;
use crate::diagnostic::{Findings, SourceId};

use super::text::TextReader;
use splitter::{Settings, Splitter};

pub use elements::{Elements, Texts};
pub use fault::{malformed, report_malformed};
pub use lookup::element_texts;

/// How much is read at a time, and about how much text comes in one [`Elements`].
const BLOCK: usize = 1 << 18;

/// Where a list stands in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListHead {
    /// The key of the list; `None` where the document itself is the list, and for lines.
    pub key: Option<String>,
    /// Whether the elements are documents of their own, one after the other (NDJSON); their rows are lines.
    pub lines: bool,
}

/// Takes what a document holds, in document order.
pub trait JsonSink {
    /// Takes the raw JSON under `key` of the document that is no list of objects: a scalar, an object, a list of
    /// scalars. It is well-formed. Of several values under one key only the first comes.
    fn value(&mut self, key: &str, raw: &str);

    /// Takes the next elements of the list at `head`; a list may come in many pieces. The first element of a list
    /// under a key is an object. Brackets match and strings are closed, no more is known;
    /// [`Elements::texts`] reports what cannot be decoded. `Break` ends the reading.
    fn elements(&mut self, head: &ListHead, elements: Elements) -> ControlFlow<()>;

    /// Takes an empty list; its key is `None` where the document itself is the list.
    fn empty_list(&mut self, key: Option<&str>);

    /// Where is reported what is wrong with the document: F004, F005, F007 and F009.
    fn findings(&mut self) -> &mut Findings;
}

/// Splits the file at `path` and adds the bytes read to `progress`. UTF-8, and UTF-16 by its byte order mark or its
/// NULs, are understood.
///
/// # Errors
///
/// Fails where the file cannot be opened or read. What is wrong with its content is reported to the sink, which has
/// then had everything before it.
pub fn split_file(
    path: &Path,
    source: SourceId,
    limits: &Limits,
    progress: Arc<AtomicU64>,
    sink: &mut dyn JsonSink,
) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(4).read_to_end(&mut head)?;
    let (encoding, mark) = encoding_of(&head);
    file.seek(SeekFrom::Start(mark as u64))?;
    let text = TextReader::new(file, encoding, progress);
    Splitter::new(text, Settings::new(limits, BLOCK), source, sink).run()
}

/// Splits `text`, a document inside another such as a saved reply in a list of replies. Lines and columns in findings
/// are those of `text`.
pub fn split_str(text: &str, source: SourceId, limits: &Limits, sink: &mut dyn JsonSink) {
    let reader = TextReader::new(text.as_bytes(), UTF_8, Arc::default());
    let result = Splitter::new(reader, Settings::new(limits, BLOCK), source, sink).run();
    result.expect("text in memory can always be read");
}

/// The encoding of a document and the length of its byte order mark, by its first bytes (RFC 4627, section 3).
fn encoding_of(head: &[u8]) -> (&'static Encoding, usize) {
    match head {
        [0, first, ..] if *first != 0 => (UTF_16BE, 0),
        [first, 0, ..] if *first != 0 => (UTF_16LE, 0),
        _ => Encoding::for_bom(head).unwrap_or((UTF_8, 0)),
    }
}

#[cfg(test)]
mod tests;
