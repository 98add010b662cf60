//! The findings of a page, in both languages, with the cells they are about and whom they are about.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, SourceId, Sources};
use crate::directory::Directory;
use crate::intake::{SourceContent, SourceReading};
use crate::layout::Role;
use crate::locale::{Argument, Arguments};
use crate::record::field::FIELDS;
use crate::record::{Field, FieldKind};
use crate::source::{Excerpt, excerpt};

use super::super::visible::visible;
use super::super::{Again, Report};
use super::chart::shown;
use super::extent::Extent;
use super::mask::Privacy;
use super::subject::Subjects;
use super::words::{Both, Tongues};

/// How many findings of one code a page holds, and of all codes.
const MOST: (usize, usize) = (10_000, 50_000);

/// How many related places of one finding a page holds.
const RELATED: usize = 12;

/// How many cells are shown before and after the offending one.
const AROUND: (usize, usize) = (4, 5);

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

#[derive(Serialize)]
struct Related {
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Both>,
    #[serde(flatten)]
    spot: Spot,
}

/// A place with the cells around it.
#[derive(Serialize)]
struct Spot {
    place: String,
    source: u32,
    row: u32,
    column: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<Vec<(u16, String)>>,
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

/// Puts findings into words.
struct Telling<'t> {
    rows: BTreeMap<(SourceId, u32), Excerpt>,
    kinds: FxHashMap<(SourceId, u16), FieldKind>,
    sources: &'t Sources,
    tongues: &'t Tongues,
    privacy: Privacy,
}

impl Telling<'_> {
    fn message(&self, finding: &Diagnostic) -> Both {
        let arguments = self.arguments(finding, &finding.arguments);
        let id = finding.code.id;
        self.tongues
            .both(|locale| visible(&locale.format(id, &arguments)).into_owned())
    }

    fn help(&self, finding: &Diagnostic) -> Option<Both> {
        let arguments = self.arguments(finding, &finding.arguments);
        self.tongues.attribute(finding.code.id, "help", &arguments)
    }

    fn related(&self, finding: &Diagnostic) -> Vec<Related> {
        let related = finding.related.iter().take(RELATED);
        related
            .map(|related| Related {
                message: self.tongues.attribute(
                    finding.code.id,
                    "related",
                    &self.arguments(finding, &related.arguments),
                ),
                spot: self.spot(&related.place),
            })
            .collect()
    }

    /// `arguments` without what is personal. The offending value is known by what its column is.
    fn arguments(&self, finding: &Diagnostic, arguments: &Arguments) -> Arguments {
        let kind = self.kind(&finding.place);
        let mut masked = Arguments::default();
        for (name, argument) in arguments.iter() {
            match argument {
                Argument::Text(text) => {
                    let is_value = finding.value.as_deref() == Some(&**text);
                    masked.set(name, shown(text, kind.filter(|_| is_value), self.privacy));
                }
                other => masked.set(name, other.clone()),
            }
        }
        masked
    }

    fn kind(&self, place: &Place) -> Option<FieldKind> {
        let of_field = place.field.and_then(Field::by_id);
        let of_field = of_field.and_then(|field| field.info().map(|info| info.kind));
        of_field.or_else(|| self.kinds.get(&(place.source, place.column)).copied())
    }

    fn spot(&self, place: &Place) -> Spot {
        let source = self.sources.get(place.source);
        let row = self.rows.get(&(place.source, place.row));
        let row = row.filter(|_| place.row > 0);
        let column = match row {
            Some(row) if place.column == 0 => column_of_key(row, place),
            _ => place.column,
        };
        Spot {
            place: visible(&place.display(source)).into_owned(),
            source: place.source.0,
            row: place.row,
            column,
            cells: row.map(|row| self.cells(row, place.source, column)),
        }
    }

    /// The cells around the one in `column`.
    fn cells(&self, row: &Excerpt, source: SourceId, column: u16) -> Vec<(u16, String)> {
        let at = row.partition_point(|(found, _)| *found < column);
        let first = at.saturating_sub(AROUND.0);
        let cells = row.iter().skip(first).take(AROUND.0 + AROUND.1 + 1);
        cells
            .map(|(column, text)| {
                let kind = self.kinds.get(&(source, *column)).copied();
                (
                    *column,
                    shown(text, kind.or_else(|| kind_of_key(text)), self.privacy),
                )
            })
            .collect()
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

/// What the columns of each table are meant to hold.
fn kinds(readings: &[SourceReading]) -> FxHashMap<(SourceId, u16), FieldKind> {
    let mut kinds = FxHashMap::default();
    for reading in readings {
        let SourceContent::Table(table) = &reading.content else {
            continue;
        };
        for heading in &table.columns {
            if let Role::Field(field) = heading.role
                && let Some(info) = field.info()
            {
                kinds.insert((reading.source, heading.column), info.kind);
            }
        }
    }
    kinds
}

/// Where the value that `place` names stands among the values of a JSON element; 0 where it names none of them.
fn column_of_key(row: &Excerpt, place: &Place) -> u16 {
    let Some(key) = place.key.as_deref() else {
        return 0;
    };
    let is_of_key = |text: &str| {
        let rest = text.strip_prefix(key);
        rest.is_some_and(|rest| rest.starts_with(": "))
    };
    let found = row.iter().find(|(_, text)| is_of_key(text));
    found.map_or(0, |(column, _)| *column)
}

/// What a value of a JSON element is meant to be, shown as `key: value`.
fn kind_of_key(text: &str) -> Option<FieldKind> {
    let key = text.split_once(": ")?.0;
    let mut personal = FIELDS
        .iter()
        .filter(|info| matches!(info.kind, FieldKind::Phone | FieldKind::Email));
    let found = personal.find(|info| {
        let mut spellings = info.english.iter().chain(info.chinese);
        spellings.any(|spelling| spelling.eq_ignore_ascii_case(key))
    });
    found.map(|info| info.kind)
}

/// The severity as a number, the worst first.
pub(super) fn level(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Information => 2,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_none_left(count: &usize) -> bool {
    *count == 0
}
