//! Which codes the configuration made milder, stricter or silent.

use std::collections::BTreeMap;

use super::{Code, Severity};

/// Changed severities, by code id; `None` silences a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(BTreeMap<String, Option<Severity>>);

impl Severities {
    /// Sets the severity of the code `id`; `None` silences it.
    pub fn set(&mut self, id: impl Into<String>, severity: Option<Severity>) {
        self.0.insert(id.into(), severity);
    }

    /// The severity of `code`, or `None` where it is silenced.
    #[must_use]
    pub fn of(&self, code: &Code) -> Option<Severity> {
        self.0.get(code.id).copied().unwrap_or(Some(code.severity))
    }

    /// Whether the code `id` is silenced.
    #[must_use]
    pub fn is_allowed(&self, id: &str) -> bool {
        self.0.get(id) == Some(&None)
    }
}
