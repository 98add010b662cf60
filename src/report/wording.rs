//! A finding in words that can stand in a cell: nothing hidden, nothing that a program would obey. And what fields are
//! called.

use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::{Language, Locale};
use crate::record::Field;

use super::visible::visible;

/// What is said of a finding.
pub(super) struct Wording {
    /// How bad it is.
    pub(super) severity: String,
    /// What is wrong.
    pub(super) message: String,
    /// What can be done about it; empty where nothing is said.
    pub(super) help: String,
}

impl Wording {
    /// Puts `diagnostic` into words.
    pub(super) fn of(diagnostic: &Diagnostic, locale: &Locale) -> Self {
        let id = diagnostic.code.id;
        let arguments = &diagnostic.arguments;
        let help = locale.attribute(id, "help", arguments).unwrap_or_default();
        let severity = match diagnostic.severity {
            Severity::Error => "report-error",
            Severity::Warning => "report-warning",
            Severity::Information => "report-information",
        };
        Self {
            severity: locale.text(severity),
            message: visible(&locale.format(id, arguments)).into_owned(),
            help: visible(&help).into_owned(),
        }
    }
}

/// The header of `field` in our own files.
pub(super) fn own_name(field: Field, locale: &Locale) -> &'static str {
    let spellings = field.info().map(|info| match locale.language() {
        Language::Chinese => info.chinese,
        Language::English => info.english,
    });
    let first = spellings.and_then(|spellings| spellings.first());
    first.copied().unwrap_or_else(|| field.id())
}
