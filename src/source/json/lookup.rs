//! The second look: some elements of a list by their rows.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use crate::config::Limits;
use crate::diagnostic::{Findings, SourceId};

use super::{Elements, JsonSink, ListHead, split_file};

/// Reads the raw JSON of the elements at `rows` of the list under `key` (`None` for a document that is a list, and for
/// NDJSON) of the file at `path`, and no further than the last of them. Of two elements in one line the first counts.
///
/// # Errors
///
/// Fails where the file cannot be opened or read.
pub fn element_texts(
    path: &Path,
    key: Option<&str>,
    rows: &BTreeSet<u32>,
    limits: &Limits,
) -> io::Result<BTreeMap<u32, String>> {
    let mut lookup = Lookup {
        key,
        rows,
        texts: BTreeMap::new(),
        findings: Findings::default(),
    };
    split_file(path, SourceId(0), limits, Arc::default(), &mut lookup)?;
    Ok(lookup.texts)
}

struct Lookup<'l> {
    key: Option<&'l str>,
    rows: &'l BTreeSet<u32>,
    texts: BTreeMap<u32, String>,
    /// Reported already at the first look.
    findings: Findings,
}

impl JsonSink for Lookup<'_> {
    fn value(&mut self, _key: &str, _raw: &str) {}

    fn elements(&mut self, head: &ListHead, elements: Elements) -> ControlFlow<()> {
        if head.key.as_deref() != self.key {
            return ControlFlow::Continue(());
        }
        for (row, text) in elements.texts(&mut self.findings).iter() {
            if self.rows.contains(&row) {
                self.texts.entry(row).or_insert_with(|| text.into_owned());
            }
        }
        let reached = elements.len().checked_sub(1).map(|last| elements.row(last));
        if reached < self.rows.last().copied() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    fn empty_list(&mut self, _key: Option<&str>) {}

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}
