//! Which codes the configuration made milder, stricter or silent.

use std::collections::BTreeMap;

use super::{Diagnostic, Severity};

/// Changed severities, by code id; `None` silences a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(BTreeMap<String, Option<Severity>>);

impl Severities {
    /// Sets the severity of the code `id`; `None` silences it.
    pub fn set(&mut self, id: impl Into<String>, severity: Option<Severity>) {
        self.0.insert(id.into(), severity);
    }

    /// The severity of `diagnostic`: the configured one, else its own; `None` where its code is silenced.
    #[must_use]
    pub fn of(&self, diagnostic: &Diagnostic) -> Option<Severity> {
        let configured = self.0.get(diagnostic.code.id).copied();
        configured.unwrap_or(Some(diagnostic.severity))
    }

    /// Whether the code `id` is silenced.
    #[must_use]
    pub fn is_allowed(&self, id: &str) -> bool {
        self.0.get(id) == Some(&None)
    }
}
