//! Saved replies → records: what a system's JSON lists look like, and how to read their elements.

use crate::diagnostic::code::F008;
use crate::diagnostic::{Findings, Place, SourceId};
use crate::locale::Argument;
use crate::record::{BlockWriter, Shape};

use super::KeyOrder;

/// The top-level values of a JSON document that are no lists of objects: raw JSON by key, in document order.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'e>(pub &'e [(String, String)]);

impl<'e> Envelope<'e> {
    /// The raw JSON under `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'e str> {
        self.0
            .iter()
            .find(|(found, _)| found == key)
            .map(|(_, raw)| raw.as_str())
    }

    /// The whole number under `key`, also where it is written as a string.
    #[must_use]
    pub fn integer(&self, key: &str) -> Option<i64> {
        self.get(key)?.trim_matches('"').parse().ok()
    }

    /// The text under `key`.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        serde_json::from_str(self.get(key)?).ok()
    }
}

/// A reply that is no data: the system refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The system's own code, e.g. `60011`; 0 where it has none.
    pub code: i64,
    /// The system's own message.
    pub message: String,
    /// What the code means, in Chinese and English, where we know it.
    pub meaning: Option<(&'static str, &'static str)>,
}

impl Refusal {
    /// Reports F008 for the reply at `place`.
    pub fn report(&self, place: Place, findings: &mut Findings) {
        let finding = findings.report(&F008, place);
        let (chinese, english) = self.meaning.unwrap_or_default();
        let case = match (self.code, self.meaning) {
            (0, None) => "without-code",
            (0, Some(_)) => "explained",
            (_, None) => "unknown",
            (_, Some(_)) => "known",
        };
        finding
            .with("case", case)
            .with("code", self.code.to_string())
            .with("message", self.message.as_str())
            .with("meaning", Argument::Words { chinese, english });
    }
}

/// One kind of list of JSON objects that a system writes.
pub trait List: Sync {
    /// What it is called where the reading is explained, e.g. `wecom user/list`.
    fn name(&self) -> &'static str;

    /// Whether elements under `key` that look like `first` (one whole JSON object) are of this kind.
    ///
    /// `key` is `None` for a list without an envelope and for a document that is itself one element (the reply to
    /// `user/get`). An object under `key` that is no list (the reply to `department/get`, a page with its list
    /// inside) is asked for like the only element of one.
    fn recognises(&self, key: Option<&str>, first: &str) -> bool;

    /// What its records have in common.
    fn shape(&self, source: SourceId) -> Shape;

    /// The keys whose values are carried along as they are, for which no field is meant.
    fn carried(&self) -> Vec<&'static str>;

    /// The values of a status that say that somebody has left.
    fn left(&self) -> &'static [&'static str] {
        &[]
    }

    /// Reads one element, one whole JSON object, numbered `row` from 1, into records. What is wrong with it is
    /// reported; an element that cannot be read leaves no record and counts as rejected (`false`). `order` goes from one
    /// element of the list to the next.
    fn read(
        &self,
        element: &str,
        row: u32,
        records: &mut BlockWriter,
        order: &mut KeyOrder,
        findings: &mut Findings,
    ) -> bool;
}
