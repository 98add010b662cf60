//! A finding in words of both languages, with the cells around each of its places; nothing personal in either.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, SourceId, Sources};
use crate::intake::{SourceContent, SourceReading};
use crate::layout::Role;
use crate::locale::{Argument, Arguments};
use crate::record::field::FIELDS;
use crate::record::{Field, FieldKind};
use crate::source::Excerpt;

use super::super::mask::Privacy;
use super::super::visible::visible;
use super::chart::shown;
use super::words::{Both, Tongues};

/// How many related places of one finding a page holds.
pub(super) const RELATED: usize = 12;

/// How many cells are shown before and after the offending one.
const AROUND: (usize, usize) = (4, 5);

#[derive(Serialize)]
pub(super) struct Related {
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Both>,
    #[serde(flatten)]
    spot: Spot,
}

/// A place with the cells around it.
#[derive(Serialize)]
pub(super) struct Spot {
    place: String,
    source: u32,
    row: u32,
    column: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<Vec<(u16, String)>>,
}

/// Puts findings into words.
pub(super) struct Telling<'t> {
    /// The rows that findings are about.
    pub(super) rows: BTreeMap<(SourceId, u32), Excerpt>,
    /// What the columns of each table are meant to hold.
    pub(super) kinds: FxHashMap<(SourceId, u16), FieldKind>,
    pub(super) sources: &'t Sources,
    pub(super) tongues: &'t Tongues,
    pub(super) privacy: Privacy,
}

impl Telling<'_> {
    /// What is wrong.
    pub(super) fn message(&self, finding: &Diagnostic) -> Both {
        let arguments = self.arguments(finding, &finding.arguments);
        let id = finding.code.id;
        self.tongues
            .both(|locale| visible(&locale.format(id, &arguments)).into_owned())
    }

    /// What can be done about it.
    pub(super) fn help(&self, finding: &Diagnostic) -> Option<Both> {
        let arguments = self.arguments(finding, &finding.arguments);
        self.tongues.attribute(finding.code.id, "help", &arguments)
    }

    /// The other places that take part.
    pub(super) fn related(&self, finding: &Diagnostic) -> Vec<Related> {
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

    /// `place` with the cells around it.
    pub(super) fn spot(&self, place: &Place) -> Spot {
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

/// What the columns of each table are meant to hold.
pub(super) fn kinds(readings: &[SourceReading]) -> FxHashMap<(SourceId, u16), FieldKind> {
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
