//! A JSON document: which system wrote its lists, and their elements as records, parsed while more of it is
//! read.

use std::ops::ControlFlow;
use std::path::Path;

use crate::diagnostic::{Addressing, Findings, Place, SourceId, code};
use crate::record::document::FORMAT;
use crate::source::json::{Elements, JsonSink, ListHead, split_file, split_str};
use crate::source::{Fault, Input, unopened};
use crate::system::{Envelope, List, SYSTEMS};

use super::in_order::InOrder;
use super::own::OwnDocument;
use super::parser::{Parsed, Parser};
use super::reader::Reader;

/// A list that is being read.
struct OpenList {
    head: ListHead,
    source: SourceId,
    kind: Kind,
}

/// What the elements of a list are.
enum Kind {
    /// Records of a system.
    Known(Parser),
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
    /// Pieces of the open list that are being parsed.
    parsing: InOrder<Parsed>,
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
            parsing: InOrder::new(),
            own: None,
            is_known: false,
            found_before,
        }
    }

    /// What the list at `head` is, by its key and its first element.
    fn kind(&self, head: &ListHead, source: SourceId, first: &str) -> Kind {
        if self.own.is_some() && head.key.is_some() {
            return Kind::Own;
        }
        if head.lines && !self.is_nested && self.input.holds_replies() {
            return Kind::Documents;
        }
        match list_of(head.key.as_deref(), first) {
            Some(list) => Kind::Known(self.parser(list, source)),
            None if head.key.is_none() && !self.is_nested => Kind::Documents,
            None => Kind::Unknown,
        }
    }

    /// Whether members who have left are read like all others.
    fn takes_leavers(&self) -> bool {
        let pins = self.reader.options.reading.of(&self.input.display, None);
        pins.include_leavers == Some(true)
    }

    fn parser(&self, list: &'static dyn List, source: SourceId) -> Parser {
        Parser::new(list, source, self.reader.options, self.takes_leavers())
    }

    /// Opens the list at `head`, unless it is the one that is open.
    fn open(&mut self, head: &ListHead, first: &str) {
        if self.list.as_ref().is_some_and(|open| open.head == *head) {
            return;
        }
        self.flush();
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
        let kind = self.kind(head, source, first);
        self.is_known |= !matches!(kind, Kind::Unknown);
        self.list = Some(OpenList {
            head: head.clone(),
            source,
            kind,
        });
    }

    /// Waits for what is being parsed and hands it on.
    fn flush(&mut self) {
        while let Some(parsed) = self.parsing.next() {
            self.reader.take(parsed);
        }
    }

    /// Reads elements of the open list.
    fn read(&mut self, elements: Elements) {
        let Some(open) = &self.list else { return };
        match &open.kind {
            Kind::Known(parser) if open.head.lines && !parser.takes_all(&elements) => {
                // Lines may be replies of several kinds, whatever the first of them looked like.
                for (row, text) in elements.texts(&mut self.reader.findings).iter() {
                    self.nested(row, true, &text);
                }
            }
            Kind::Known(parser) => {
                let parser = parser.clone();
                self.reader
                    .note_list(open.source, Some(parser.name()), elements.len());
                if self.parsing.is_full()
                    && let Some(parsed) = self.parsing.next()
                {
                    self.reader.take(parsed);
                }
                self.parsing.start(move || parser.elements(&elements));
            }
            Kind::Own => {
                let key = open.head.key.as_deref().unwrap_or_default();
                let takes_leavers = self.takes_leavers();
                if let Some(own) = &mut self.own {
                    self.reader
                        .note_list(open.source, Some(FORMAT), elements.len());
                    let read = own.records_of(key, open.source, &elements, takes_leavers);
                    self.reader.take(read);
                }
            }
            Kind::Documents => {
                let lines = open.head.lines;
                for (row, text) in elements.texts(&mut self.reader.findings).iter() {
                    self.nested(row, lines, &text);
                }
            }
            Kind::Unknown => {
                self.reader.note_list(open.source, None, elements.len());
                elements.texts(&mut self.reader.findings);
                self.reader.rows.read += elements.len() as u64;
                self.reader.rows.ignored += elements.len() as u64;
            }
        }
    }

    /// Reads an element that is a document of its own.
    fn nested(&mut self, row: u32, lines: bool, text: &str) {
        let mut input = self.input.clone();
        let base = if lines {
            // A remote is called `NAME:` already.
            let name = input.display.trim_end_matches(':');
            input.display = format!("{name}:{row}");
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
        self.reader.note_list(source, Some(list.name()), 1);
        let parsed = self.parser(list, source).element(text);
        self.reader.take(parsed);
        true
    }
}

impl JsonSink for DocumentSink<'_, '_> {
    fn value(&mut self, key: &str, raw: &str) {
        self.envelope.push((key.to_owned(), raw.to_owned()));
        if self.own.is_none() && OwnDocument::KEYS.contains(&key) {
            self.own = OwnDocument::recognise(&Envelope(&self.envelope));
        }
    }

    fn elements(&mut self, head: &ListHead, elements: Elements) -> ControlFlow<()> {
        if let Some(first) = elements.first() {
            self.open(head, &first);
            self.read(elements);
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
