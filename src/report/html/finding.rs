//! The findings of a page, in both languages, with the cells they are about and whom they are about.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::directory::Directory;
use crate::intake::{SourceContent, SourceReading};
use crate::locale::Arguments;
use crate::source::{Again, excerpt};

use super::super::Report;
use super::super::mask::Privacy;
use super::super::visible::visible;
use super::extent::Extent;
use super::subject::Subjects;
use super::telling::{RELATED, Related, Spot, Telling, kinds};
use super::words::{Both, Tongues};

/// How many findings of one code a page holds, and of all codes.
const MOST: (usize, usize) = (10_000, 50_000);

/// The findings of a page.
#[derive(Serialize)]
pub(super) struct Findings {
    /// Every code that was found.
    codes: Vec<CodeInfo>,
    /// By place.
    list: Vec<Finding>,
    /// What can be done, each sentence once.
    helps: Vec<Both>,
    /// The headers of every source, by column.
    headers: Vec<BTreeMap<u16, String>>,
}

/// What is said of a code once.
#[derive(Serialize)]
struct CodeInfo {
    id: &'static str,
    severity: u8,
    count: usize,
    /// How many of them are not on the page.
    left_out: usize,
    title: Both,
    explain: Both,
}

#[derive(Serialize)]
struct Finding {
    /// The number of the code.
    code: usize,
    severity: u8,
    message: Both,
    /// The number of the sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<usize>,
    #[serde(flatten)]
    spot: Spot,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related>,
    #[serde(skip_serializing_if = "is_none_left")]
    more_related: usize,
    /// Whom it is about, by number on the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<u32>,
}

/// Looks findings up and puts them into words.
pub(super) struct Finder<'r> {
    pub(super) report: &'r Report<'r>,
    pub(super) readings: &'r [SourceReading],
    pub(super) directory: &'r Directory,
    pub(super) tongues: &'r Tongues,
    pub(super) privacy: Privacy,
    /// How many findings of one code are shown; 0 for as many as there is room for.
    pub(super) most: usize,
}

impl<'r> Finder<'r> {
    /// The findings that are on the page, in order.
    pub(super) fn listed(&self) -> impl Iterator<Item = &'r Diagnostic> + use<'r> {
        let counts = || self.report.findings.counts().values();
        let mut limit = match self.most {
            0 => MOST.0,
            most => most,
        };
        while limit > 1 && counts().map(|count| count.min(&limit)).sum::<usize>() > MOST.1 {
            limit /= 2;
        }
        self.report.listed(limit)
    }

    /// Everything there is to say of the findings.
    pub(super) fn find(&self, again: Again<'_>, subjects: &Subjects, extent: &Extent) -> Findings {
        let places = self.listed().flat_map(|finding| {
            let related = finding.related.iter().take(RELATED);
            std::iter::once(&finding.place).chain(related.map(|related| &related.place))
        });
        let wanted: BTreeSet<_> = places.map(|place| (place.source, place.row)).collect();
        let sources = self.report.sources;
        let telling = Telling {
            rows: excerpt(sources, &wanted, again.reading, again.limits),
            kinds: kinds(self.readings),
            sources,
            tongues: self.tongues,
            privacy: self.privacy,
        };
        let mut helps = Helps::default();
        let mut codes: Vec<CodeInfo> = Vec::new();
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut list = Vec::new();
        for finding in self.listed() {
            let code = *numbers.entry(finding.code.id).or_insert_with(|| {
                codes.push(self.code(finding.code, finding.severity));
                codes.len() - 1
            });
            codes[code].left_out = codes[code].left_out.saturating_sub(1);
            let department = subjects.department(&finding.place, self.directory);
            let member = subjects.member(&finding.place);
            list.push(Finding {
                code,
                severity: level(finding.severity),
                message: telling.message(finding),
                help: telling.help(finding).map(|help| helps.number(help)),
                spot: telling.spot(&finding.place),
                related: telling.related(finding),
                more_related: finding.related.len().saturating_sub(RELATED),
                department: department.and_then(|id| extent.department(id)),
                member: member.and_then(|id| extent.member(id)),
            });
        }
        Findings {
            codes,
            list,
            helps: helps.sentences,
            headers: self.headers(),
        }
    }

    fn code(&self, code: &'static Code, severity: Severity) -> CodeInfo {
        let attribute = |name| {
            self.tongues.both(|locale| {
                let text = locale.attribute(code.id, name, &Arguments::default());
                text.unwrap_or_default()
            })
        };
        let counts = self.report.findings.counts();
        let count = counts.get(code.id).copied().unwrap_or_default();
        CodeInfo {
            id: code.id,
            severity: level(severity),
            count,
            left_out: count,
            title: attribute("title"),
            explain: attribute("explain"),
        }
    }

    fn headers(&self) -> Vec<BTreeMap<u16, String>> {
        let mut headers = vec![BTreeMap::new(); self.report.sources.iter().count()];
        for reading in self.readings {
            if let SourceContent::Table(table) = &reading.content {
                let columns = table.columns.iter();
                headers[reading.source.0 as usize] = columns
                    .map(|heading| (heading.column, visible(&heading.header).into_owned()))
                    .collect();
            }
        }
        headers
    }
}

/// Sentences that many findings share.
#[derive(Default)]
struct Helps {
    sentences: Vec<Both>,
    numbers: FxHashMap<Both, usize>,
}

impl Helps {
    fn number(&mut self, sentence: Both) -> usize {
        let next = self.sentences.len();
        let number = *self.numbers.entry(sentence.clone()).or_insert(next);
        if number == next {
            self.sentences.push(sentence);
        }
        number
    }
}

/// The severity as a number, the worst first.
pub(super) fn level(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Information => 2,
    }
}

fn is_none_left(count: &usize) -> bool {
    *count == 0
}
