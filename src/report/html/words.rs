//! The sentences of a page in both languages. Those with a number are given twice, for one and for many; the script
//! fills in what stands in braces.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::locale::{Arguments, Language, Locale};

/// A text in both languages, Chinese first.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Both(pub String, pub String);

impl Both {
    /// The text in `language`.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.0,
            Language::English => &self.1,
        }
    }
}

/// Both languages at once.
pub(super) struct Tongues(Locale, Locale);

impl Tongues {
    pub(super) fn new() -> Self {
        Self(
            Locale::new(Language::Chinese),
            Locale::new(Language::English),
        )
    }

    pub(super) fn both(&self, say: impl Fn(&Locale) -> String) -> Both {
        Both(say(&self.0), say(&self.1))
    }

    /// The attribute `name` of message `id`, if it has it.
    pub(super) fn attribute(&self, id: &str, name: &str, arguments: &Arguments) -> Option<Both> {
        let say = |locale: &Locale| {
            let text = locale.attribute(id, name, arguments)?;
            Some(super::super::visible::visible(&text).into_owned())
        };
        Some(Both(say(&self.0)?, say(&self.1)?))
    }

    pub(super) fn get(&self, language: Language) -> &Locale {
        match language {
            Language::Chinese => &self.0,
            Language::English => &self.1,
        }
    }
}

/// The sentences the script says: what it calls them and what it fills in, a number first if there is one.
const SENTENCES: &[(&str, &[&str])] = &[
    ("page-report", &[]),
    ("page-chart", &[]),
    ("comma", &[]),
    ("source", &[]),
    ("standard-input", &[]),
    ("made", &[]),
    ("target", &[]),
    ("more-files", &["count"]),
    ("language", &[]),
    ("theme-light", &[]),
    ("theme-dark", &[]),
    ("print", &[]),
    ("numbers", &[]),
    ("parts", &[]),
    ("tile-departments", &[]),
    ("tile-members", &[]),
    ("tile-levels", &[]),
    ("tile-errors", &[]),
    ("tile-warnings", &[]),
    ("tile-information", &[]),
    ("rows-read", &[]),
    ("rows-used", &[]),
    ("rows-merged", &[]),
    ("rows-rejected", &[]),
    ("rows-ignored", &[]),
    ("tab-findings", &[]),
    ("tab-chart", &[]),
    ("tab-corrections", &[]),
    ("corrections-what", &[]),
    ("corrections-none", &[]),
    ("correction-place", &[]),
    ("correction-old", &[]),
    ("correction-new", &[]),
    ("correction-why", &[]),
    ("tab-loss", &[]),
    ("tab-reading", &[]),
    ("severity-error", &[]),
    ("severity-warning", &[]),
    ("severity-information", &[]),
    ("filters", &[]),
    ("by-code", &[]),
    ("find-findings", &[]),
    ("order", &[]),
    ("order-severity", &[]),
    ("order-place", &[]),
    ("found", &["count"]),
    ("found-none", &[]),
    ("findings-left-out", &["count"]),
    ("show-more", &["count"]),
    ("drop-filter", &[]),
    ("more-places", &["count"]),
    ("help", &[]),
    ("explain", &["code"]),
    ("empty-cell", &[]),
    ("see-member", &[]),
    ("see-department", &[]),
    ("find-chart", &[]),
    ("results", &[]),
    ("results-count", &["count"]),
    ("more-results", &["count"]),
    ("no-results", &[]),
    ("not-searched", &["count"]),
    ("kind-department", &[]),
    ("kind-member", &[]),
    ("view", &[]),
    ("view-tree", &[]),
    ("view-diagram", &[]),
    ("view-treemap", &[]),
    ("tree", &[]),
    ("diagram", &[]),
    ("treemap", &[]),
    ("open-all", &[]),
    ("close-all", &[]),
    ("save-png", &[]),
    ("save-svg", &[]),
    ("zoom-in", &[]),
    ("zoom-out", &[]),
    ("zoom-fit", &[]),
    ("too-many-boxes", &[]),
    ("everything", &[]),
    ("other-departments", &["count"]),
    ("own-heads", &[]),
    ("legend", &[]),
    ("mark-here", &[]),
    ("mark-below", &[]),
    ("marked-error", &["count"]),
    ("marked-warning", &["count"]),
    ("marked-information", &["count"]),
    ("departments-left-out", &["count"]),
    ("unnamed", &[]),
    ("unplaced", &[]),
    ("heads", &["own"]),
    ("heads-all", &["own", "all"]),
    ("led-by", &["names"]),
    ("details", &[]),
    ("choose-department", &[]),
    ("crumbs", &[]),
    ("fact-own", &[]),
    ("fact-all", &[]),
    ("fact-below", &[]),
    ("fact-code", &[]),
    ("fact-leaders", &[]),
    ("see-findings", &["count"]),
    ("no-members", &[]),
    ("members-here", &["count"]),
    ("show-more-members", &["count"]),
    ("members-left-out", &["count"]),
    ("member-name", &[]),
    ("member-title", &[]),
    ("member-id", &[]),
    ("member-mobile", &[]),
    ("member-email", &[]),
    ("leads", &[]),
    ("second-post", &[]),
    ("loss-of", &["target"]),
    ("loss-why", &["target"]),
    ("loss-none", &[]),
    ("column", &[]),
    ("column-header", &[]),
    ("column-role", &[]),
    ("passed-over", &[]),
    ("outline-more", &["count"]),
    ("print-more", &["count"]),
    ("sign-name", &[]),
    ("sign-date", &[]),
    ("privacy-masked", &[]),
    ("privacy-unmasked", &[]),
    ("made-by", &[]),
    ("page-changes", &[]),
    ("page-plan", &[]),
    ("side-before", &[]),
    ("side-after", &[]),
    ("side-errors", &["count"]),
    ("made-on", &[]),
    ("tile-reorganised", &[]),
    ("tab-changes", &[]),
    ("tab-heads", &[]),
    ("tab-operations", &[]),
    ("find-changes", &[]),
    ("changes-none", &[]),
    ("changes-none-found", &[]),
    ("changes-found", &["count"]),
    ("changes-left-out", &["count"]),
    ("of-departments", &[]),
    ("of-members", &[]),
    ("by-code-compared", &[]),
    ("by-path-compared", &[]),
    ("inferred", &[]),
    ("inferred-why", &[]),
    ("becomes", &[]),
    ("top", &[]),
    ("item-name", &[]),
    ("item-departments", &[]),
    ("item-parent", &[]),
    ("item-leads", &[]),
    ("item-leads-no-more", &[]),
    ("masked-alike", &[]),
    ("moved-to", &["department"]),
    ("came-from", &["department"]),
    ("was-called", &["name"]),
    ("touched-here", &[]),
    ("touched-below", &[]),
    ("see-changes", &[]),
    ("only-changed", &[]),
    ("heads-delta", &["delta"]),
    ("find-heads", &[]),
    ("order-tree", &[]),
    ("order-delta", &[]),
    ("heads-department", &[]),
    ("heads-before", &[]),
    ("heads-after", &[]),
    ("heads-change", &[]),
    ("heads-found", &["count"]),
    ("heads-none", &[]),
    ("plan-card", &[]),
    ("plan-remote", &[]),
    ("plan-url", &[]),
    ("plan-organization", &[]),
    ("plan-mode", &[]),
    ("plan-totals", &[]),
    ("plan-counted", &["departments", "members"]),
    ("plan-requests", &[]),
    ("plan-waves", &["requests", "waves"]),
    ("plan-safety", &[]),
    ("plan-accepting", &[]),
    ("plan-fingerprint", &[]),
    ("plan-effect", &[]),
    ("plan-refusals", &[]),
    ("plan-notes", &[]),
    ("limit-what", &[]),
    ("limit-count", &[]),
    ("limit-most", &[]),
    ("limit-total", &[]),
    ("limit-state", &[]),
    ("limit-within", &[]),
    ("limit-accepted", &[]),
    ("limit-excess", &[]),
    ("find-operations", &[]),
    ("every-action", &[]),
    ("operations-found", &["count"]),
    ("operations-none", &[]),
    ("operations-left-out", &["count"]),
    ("operation-wave", &[]),
    ("operation-action", &[]),
    ("operation-what", &[]),
    ("operation-place", &[]),
    ("operation-call", &[]),
    ("operation-departments", &[]),
    ("operation-members", &[]),
    ("more-notes", &["count"]),
    ("print-more-changes", &["count"]),
    ("print-more-operations", &["count"]),
    ("sign-plan", &[]),
    ("tab-left-out", &[]),
    ("plan-unseen", &[]),
    ("and-others", &["count"]),
];

/// A sentence: the same for every number, or one for 1 and one for others.
#[derive(Serialize)]
#[serde(untagged)]
enum Sentence {
    Always(String),
    ByNumber(String, String),
}

/// Every sentence of the script, by language and name.
#[derive(Serialize)]
pub(super) struct Words {
    zh: BTreeMap<&'static str, Sentence>,
    en: BTreeMap<&'static str, Sentence>,
}

impl Words {
    pub(super) fn of(tongues: &Tongues) -> Self {
        Self {
            zh: sentences(&tongues.0),
            en: sentences(&tongues.1),
        }
    }
}

fn sentences(locale: &Locale) -> BTreeMap<&'static str, Sentence> {
    let sentence = |(name, variables): &(&'static str, &[&'static str])| {
        let id = format!("html-{name}");
        let mut many = Arguments::default();
        let mut one = Arguments::default();
        for (index, variable) in variables.iter().enumerate() {
            let blank = format!("{{{variable}}}");
            many.set(variable, blank.as_str());
            match index {
                0 => one.set(variable, 1u32),
                _ => one.set(variable, blank.as_str()),
            }
        }
        let many = locale.format(&id, &many);
        let one = locale.format(&id, &one);
        let is_same = variables
            .first()
            .is_none_or(|variable| many.replace(&format!("{{{variable}}}"), "1") == one);
        let sentence = match is_same {
            true => Sentence::Always(many),
            false => Sentence::ByNumber(one, many),
        };
        (*name, sentence)
    };
    SENTENCES.iter().map(sentence).collect()
}
