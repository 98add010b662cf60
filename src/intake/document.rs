//! A JSON document: which system wrote its lists, and their elements as records, parsed in parallel.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Addressing, Findings, Place, SourceId, code};
use crate::record::document::FORMAT;
use crate::record::{Block, BlockWriter};
use crate::source::json::{Elements, JsonSink, ListHead, split_file, split_str};
use crate::source::{Fault, Input, unopened};
use crate::system::{Envelope, List, SYSTEMS};

use super::own::OwnDocument;
use super::reader::Reader;

/// How many pieces of a list wait for each thread before they are parsed.
const PIECES_A_THREAD: usize = 2;

/// A list that is being read.
struct OpenList {
    head: ListHead,
    source: SourceId,
    kind: Kind,
}

/// What the elements of a list are.
#[derive(Clone, Copy)]
enum Kind {
    /// Records of a system.
    Known(&'static dyn List),
    /// Departments or members of our own format.
    Own,
    /// Documents of their own: saved replies, one an element.
    Documents,
    /// Nothing we know.
    Unknown,
}

/// Reads one document, or one of several in a file.
struct DocumentSink<'d, 'r> {
    reader: &'d mut Reader<'r>,
    input: &'d Input,
    /// The document as a whole.
    source: SourceId,
    /// Where the document stands in its file.
    base: String,
    is_nested: bool,
    envelope: Vec<(String, String)>,
    list: Option<OpenList>,
    pieces: Vec<Elements>,
    own: Option<OwnDocument>,
    /// Whether any list was known, or empty.
    is_known: bool,
    /// How many findings there were before this document.
    found_before: usize,
}

impl Reader<'_> {
    /// Reads the JSON file at `path`.
    pub(super) fn json(&mut self, input: &Input, path: &Path) {
        let whole = Addressing::Pointer {
            base: String::new(),
            single: true,
        };
        let source = self.source(input, None, whole);
        let limits = self.options.limits;
        let counter = self.meter.counter();
        let mut sink = DocumentSink::new(self, input, source, String::new(), false);
        let read = split_file(path, source, limits, counter, &mut sink);
        sink.finish();
        if let Err(error) = read {
            self.findings
                .push(unopened(&error).at(Place::whole(source)));
        }
    }
}

impl<'d, 'r> DocumentSink<'d, 'r> {
    fn new(
        reader: &'d mut Reader<'r>,
        input: &'d Input,
        source: SourceId,
        base: String,
        is_nested: bool,
    ) -> Self {
        let found_before = reader.findings.list().len();
        Self {
            reader,
            input,
            source,
            base,
            is_nested,
            envelope: Vec::new(),
            list: None,
            pieces: Vec::new(),
            own: None,
            is_known: false,
            found_before,
        }
    }

    /// What the list at `head` is, by its key and its first element.
    fn kind(&self, head: &ListHead, first: &str) -> Kind {
        if self.own.is_some() && head.key.is_some() {
            return Kind::Own;
        }
        match list_of(head.key.as_deref(), first) {
            Some(list) => Kind::Known(list),
            None if head.key.is_none() && !self.is_nested => Kind::Documents,
            None => Kind::Unknown,
        }
    }

    /// Opens the list at `head`, unless it is the one that is open.
    fn open(&mut self, head: &ListHead, first: &str) {
        if self.list.as_ref().is_some_and(|open| open.head == *head) {
            return;
        }
        self.flush();
        let kind = self.kind(head, first);
        let addressing = match (&head.key, head.lines) {
            (_, true) => Addressing::Lines,
            (Some(key), false) => Addressing::Pointer {
                base: format!("{}/{key}", self.base),
                single: false,
            },
            (None, false) => Addressing::Pointer {
                base: self.base.clone(),
                single: false,
            },
        };
        let source = self.reader.source(self.input, None, addressing);
        self.is_known |= !matches!(kind, Kind::Unknown);
        self.list = Some(OpenList {
            head: head.clone(),
            source,
            kind,
        });
    }

    /// Parses the pieces that wait, in parallel, and hands their records on in order.
    fn flush(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let Some(open) = &self.list else { return };
        match open.kind {
            Kind::Known(list) => {
                let source = open.source;
                let read: Vec<_> = pieces
                    .par_iter()
                    .map(|piece| records(list, source, piece.iter()))
                    .collect();
                let elements = pieces.iter().map(Elements::len).sum();
                let rejected = read.iter().map(|(_, _, rejected)| rejected).sum();
                self.reader
                    .note_list(source, Some(list.name()), elements, rejected);
                read.into_iter().for_each(|read| self.reader.take(read));
            }
            Kind::Own => {
                let (key, source) = (open.head.key.clone().unwrap_or_default(), open.source);
                for piece in &pieces {
                    let read = self
                        .own
                        .as_mut()
                        .map(|own| own.records_of(&key, source, piece));
                    let rejected = read.as_ref().map_or(0, |(_, _, rejected)| *rejected);
                    self.reader
                        .note_list(source, Some(FORMAT), piece.len(), rejected);
                    read.into_iter().for_each(|read| self.reader.take(read));
                }
            }
            Kind::Documents => {
                let lines = open.head.lines;
                for (row, text) in pieces.iter().flat_map(Elements::iter) {
                    self.nested(row, lines, text);
                }
            }
            Kind::Unknown => {
                let ignored: usize = pieces.iter().map(Elements::len).sum();
                self.reader.note_list(open.source, None, ignored, 0);
                self.reader.rows.read += ignored as u64;
                self.reader.rows.ignored += ignored as u64;
            }
        }
    }

    /// Reads an element that is a document of its own.
    fn nested(&mut self, row: u32, lines: bool, text: &str) {
        let mut input = self.input.clone();
        let base = if lines {
            input.display = format!("{}:{row}", input.display);
            String::new()
        } else {
            format!("{}/{}", self.base, row - 1)
        };
        let whole = Addressing::Pointer {
            base: base.clone(),
            single: true,
        };
        let source = self.reader.source(&input, None, whole);
        let limits = self.reader.options.limits;
        let mut sink = DocumentSink::new(self.reader, &input, source, base, true);
        split_str(text, source, limits, &mut sink);
        sink.finish();
    }

    /// Looks at the document as a whole, once all of it was read.
    fn finish(mut self) {
        self.flush();
        let place = Place::whole(self.source);
        let envelope = Envelope(&self.envelope);
        let refusal = SYSTEMS.iter().find_map(|system| system.refusal(&envelope));
        let is_broken = self.reader.findings.list().len() > self.found_before;
        if let Some(refusal) = refusal {
            refusal.report(place, &mut self.reader.findings);
        } else if let Some(fault) = self.own.as_ref().and_then(OwnDocument::refusal) {
            self.reader.findings.push(fault.at(place));
        } else if !self.single() && !self.is_known && !is_broken {
            self.reader
                .findings
                .push(Fault::unsupported("json").at(place));
        }
    }

    /// Reads a document that is itself one element, such as the reply to `user/get`, or that holds one under a key.
    fn single(&mut self) -> bool {
        let whole = self
            .envelope
            .iter()
            .map(|(key, raw)| format!("{}:{raw}", serde_json::Value::from(key.as_str())));
        let whole = format!("{{{}}}", whole.collect::<Vec<_>>().join(","));
        let under_key = self
            .envelope
            .iter()
            .map(|(key, raw)| (Some(key.as_str()), raw.as_str()));
        let mut candidates = under_key
            .filter(|(_, raw)| raw.starts_with('{'))
            .chain([(None, whole.as_str())]);
        let found = candidates.find_map(|(key, text)| Some((key, text, list_of(key, text)?)));
        let Some((key, text, list)) = found else {
            return false;
        };
        let base = key.map_or_else(|| self.base.clone(), |key| format!("{}/{key}", self.base));
        let source =
            self.reader
                .source(self.input, None, Addressing::Pointer { base, single: true });
        let read = records(list, source, std::iter::once((1, text)));
        self.reader.note_list(source, Some(list.name()), 1, read.2);
        self.reader.take(read);
        true
    }
}

impl JsonSink for DocumentSink<'_, '_> {
    fn value(&mut self, key: &str, raw: &str) {
        self.envelope.push((key.to_owned(), raw.to_owned()));
        if self.own.is_none() {
            self.own = OwnDocument::recognise(&Envelope(&self.envelope));
        }
    }

    fn elements(&mut self, head: &ListHead, elements: Elements) -> ControlFlow<()> {
        if elements.is_empty() {
            return ControlFlow::Continue(());
        }
        self.open(head, elements.get(0));
        self.pieces.push(elements);
        if self.pieces.len() >= PIECES_A_THREAD * rayon::current_num_threads() {
            self.flush();
        }
        ControlFlow::Continue(())
    }

    fn empty_list(&mut self, key: Option<&str>) {
        self.is_known = true;
        let base = key.map_or_else(|| self.base.clone(), |key| format!("{}/{key}", self.base));
        let source = self.reader.source(
            self.input,
            None,
            Addressing::Pointer {
                base,
                single: false,
            },
        );
        self.reader
            .findings
            .report(&code::H005, Place::whole(source))
            .with("case", "list");
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.reader.findings
    }
}

/// The kind of list that elements under `key` that look like `first` are of.
fn list_of(key: Option<&str>, first: &str) -> Option<&'static dyn List> {
    let lists = SYSTEMS.iter().flat_map(|system| system.lists());
    lists.copied().find(|list| list.recognises(key, first))
}

/// The records of elements, what was wrong with them, and how many were rejected.
fn records<'t>(
    list: &dyn List,
    source: SourceId,
    elements: impl Iterator<Item = (u32, &'t str)>,
) -> (Block, Findings, u64) {
    let mut writer = BlockWriter::new(Arc::new(list.shape(source)));
    let mut findings = Findings::default();
    let mut rejected = 0;
    for (row, element) in elements {
        rejected += u64::from(!list.read(element, row, &mut writer, &mut findings));
    }
    (writer.take(), findings, rejected)
}
