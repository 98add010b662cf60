//! Elements of a system's list → records, on any thread.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{Findings, SourceId};
use crate::record::{Block, BlockWriter};
use crate::source::json::Elements;
use crate::system::{KeyOrder, List};

use super::Options;
use super::leavers::Leavers;
use super::names;

/// What became of some elements of a list.
pub(super) struct Parsed {
    /// Their records.
    pub(super) block: Block,
    /// What was wrong with them.
    pub(super) findings: Findings,
    /// How many were rejected.
    pub(super) rejected: u64,
    /// Those left out because they have left.
    pub(super) leavers: Leavers,
}

/// Parses the elements of one list; all clones are one parser.
#[derive(Clone)]
pub(super) struct Parser {
    list: &'static dyn List,
    source: SourceId,
    keeps_keys: bool,
    takes_leavers: bool,
    /// Writers no thread uses at the moment, so that their buffers are filled again.
    writers: Arc<Mutex<Vec<BlockWriter>>>,
}

impl Parser {
    /// What the list is called.
    pub(super) fn name(&self) -> &'static str {
        self.list.name()
    }

    /// Starts on `list` of `source`.
    pub(super) fn new(
        list: &'static dyn List,
        source: SourceId,
        options: Options<'_>,
        takes_leavers: bool,
    ) -> Self {
        Self {
            list,
            source,
            keeps_keys: options.keeps_keys,
            takes_leavers,
            writers: Arc::default(),
        }
    }

    /// Whether all of `elements` look like those of the list.
    pub(super) fn takes_all(&self, elements: &Elements) -> bool {
        let mut not_told_here = Findings::default();
        let texts = elements.texts(&mut not_told_here);
        texts
            .iter()
            .all(|(_, text)| self.list.recognises(None, &text))
    }

    /// Parses some elements.
    pub(super) fn elements(&self, elements: &Elements) -> Parsed {
        let mut findings = Findings::default();
        let texts = elements.texts(&mut findings);
        self.texts(texts.iter(), findings)
    }

    /// Parses what is no list but one element.
    pub(super) fn element(&self, text: &str) -> Parsed {
        self.texts(std::iter::once((1, text.into())), Findings::default())
    }

    fn texts<'t>(
        &self,
        texts: impl Iterator<Item = (u32, Cow<'t, str>)>,
        mut findings: Findings,
    ) -> Parsed {
        let mut writer = self.writers().pop().unwrap_or_else(|| self.writer());
        let mut rejected = 0;
        let mut order = KeyOrder::default();
        for (row, text) in texts {
            let is_read = self
                .list
                .read(&text, row, &mut writer, &mut order, &mut findings);
            rejected += u64::from(!is_read);
        }
        let block = writer.take();
        self.writers().push(writer);
        let (block, leavers) = match self.takes_leavers {
            true => (block, Leavers::default()),
            false => Leavers::take_from(block, self.list.left()),
        };
        let block = names::without_hidden(block, &mut findings);
        Parsed {
            block,
            findings,
            rejected,
            leavers,
        }
    }

    fn writers(&self) -> impl std::ops::DerefMut<Target = Vec<BlockWriter>> {
        self.writers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn writer(&self) -> BlockWriter {
        let left_out = match self.keeps_keys {
            true => Vec::new(),
            false => self.list.carried(),
        };
        BlockWriter::leaving_out(Arc::new(self.list.shape(self.source)), left_out)
    }
}
