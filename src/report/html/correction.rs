//! What the corrected copy writes otherwise, cell by cell.

use serde::Serialize;

use super::super::Report;
use super::super::corrected::reasons;
use super::super::mask::Privacy;
use super::super::visible::visible;
use super::chart::shown;
use super::telling::kinds;
use super::words::{Both, Tongues};

/// How many corrections a page holds.
const MOST: usize = 10_000;

/// What the corrected copy writes otherwise.
#[derive(Serialize)]
pub(super) struct Corrections {
    list: Vec<Correction>,
    /// Corrections that were made and are not on the page.
    left_out: usize,
}

#[derive(Serialize)]
struct Correction {
    place: String,
    old: String,
    new: String,
    /// What is no longer found there.
    reasons: Both,
}

impl Corrections {
    /// What was corrected in the copy that `report` tells of, if there is one.
    pub(super) fn of(report: &Report<'_>, tongues: &Tongues, privacy: Privacy) -> Option<Self> {
        let changes = report.changes?;
        let kinds = kinds(report.readings);
        let list = changes.list();
        let corrections = list.iter().take(MOST).map(|change| {
            let place = &change.place;
            let kind = kinds.get(&(place.source, place.column)).copied();
            Correction {
                place: visible(&place.display(report.sources.get(place.source))).into_owned(),
                old: shown(&change.old, kind, privacy),
                new: shown(&change.new, kind, privacy),
                reasons: tongues.both(|locale| reasons(change, locale)),
            }
        });
        Some(Self {
            list: corrections.collect(),
            left_out: list.len().saturating_sub(MOST) + changes.left_out(),
        })
    }
}
