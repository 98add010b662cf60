//! Leaves out the rows that errors point at, links the rest again and judges it again, until no error is left.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::{Diagnostic, Findings, Place, Severities, Severity, code};
use crate::directory::Directory;

use super::{Reason, Rejected};

/// How often the rest is linked again. What hangs below a row that is left out goes one level a round, so this is more
/// than the levels of any organisation.
const MOST_ROUNDS: usize = 64;

/// Findings that say that something a row refers to is not there. Where it is gone only because its row is left out,
/// the row cannot stand either, however mild the finding.
const DANGLING: [&str; 5] = ["D007", "P001", "P003", "M008", "M009"];

/// Errors of headers; without their columns no row can be judged.
const OF_HEADERS: [&str; 3] = ["H001", "H002", "H003"];

/// What is found where; sentences make no difference.
type Key = (&'static str, Place);

/// The valid part of a directory.
#[derive(Debug)]
pub struct Part {
    /// The directory of the rows that stay.
    pub directory: Directory,
    /// What is still found in it, settled; no errors.
    pub findings: Findings,
    /// The rows that go.
    pub rejected: Rejected,
}

/// Why there is no valid part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An error that no row can be left out for: of a file, of a header, of a sheet as a whole.
    Whole(Box<Diagnostic>),
    /// More errors were found in cells than are kept, so that some rows are not known.
    TooMany,
    /// Rows depend on each other over more levels than are followed.
    TooDeep,
    /// Not one row can stay.
    Nothing,
}

/// Finds the part of `directory` that has no errors. `reading` is what was found while it was read, `judge` finds what
/// is wrong with a directory; neither is settled.
///
/// # Errors
/// When the errors cannot be got rid of by leaving out rows.
pub fn valid_part(
    mut directory: Directory,
    reading: &Findings,
    severities: &Severities,
    judge: &dyn Fn(&Directory) -> Findings,
) -> Result<Part, Refusal> {
    if lacks_errors(reading, severities) {
        return Err(Refusal::TooMany);
    }
    let mut rejected = Rejected::default();
    let mut dangled_before: Option<HashSet<Key>> = None;
    for _ in 0..MOST_ROUNDS {
        let mut findings = judge(&directory);
        let dangled_before = dangled_before.get_or_insert_with(|| dangling(&findings).collect());
        findings.append(rest_of(reading, &rejected));
        let reasons = reasons(&mut findings, dangled_before, severities);
        if reasons.is_empty() {
            if directory.records().next().is_none() {
                return Err(Refusal::Nothing);
            }
            return Ok(Part {
                directory,
                findings,
                rejected,
            });
        }
        if let Some(finding) = reject(&reasons, &mut rejected) {
            return Err(Refusal::Whole(Box::new(finding.clone())));
        }
        directory = directory.without(&|record| rejected.takes(record));
    }
    Err(Refusal::TooDeep)
}

/// Settles `findings` and returns those that a row must go for.
fn reasons(
    findings: &mut Findings,
    dangled_before: &HashSet<Key>,
    severities: &Severities,
) -> Vec<Reason> {
    let follows = |finding: &Diagnostic| {
        DANGLING.contains(&finding.code.id) && !dangled_before.contains(&key(finding))
    };
    let of = |finding: &Diagnostic, follows| Reason {
        finding: finding.clone(),
        follows,
    };
    let following = findings.list().iter().filter(|finding| follows(finding));
    let mut reasons: Vec<Reason> = following.map(|finding| of(finding, true)).collect();
    findings.settle(severities);
    let errors = findings
        .list()
        .iter()
        .filter(|finding| finding.severity == Severity::Error && !follows(finding));
    reasons.extend(errors.map(|finding| of(finding, false)));
    reasons
}

/// Leaves out the rows of `reasons`; returns the one that no further row can be left out for.
fn reject<'r>(reasons: &'r [Reason], rejected: &mut Rejected) -> Option<&'r Diagnostic> {
    let mut is_more = false;
    for reason in reasons {
        let finding = &reason.finding;
        let id = finding.code.id;
        for place in places(finding) {
            if id.starts_with('F') || OF_HEADERS.contains(&id) || place.row == 0 {
                return Some(finding);
            }
            is_more |= rejected.reject(place, reason);
        }
    }
    let first = reasons.first().map(|reason| &reason.finding);
    first.filter(|_| !is_more)
}

/// The places whose rows go: the finding's own, and of a ring every department of it, as none is more wrong than the
/// others.
fn places(finding: &Diagnostic) -> impl Iterator<Item = &Place> {
    let is_ring = finding.code.id == code::D006.id;
    let others = finding.related.iter().filter(move |_| is_ring);
    std::iter::once(&finding.place).chain(others.map(|related| &related.place))
}

fn key(finding: &Diagnostic) -> Key {
    (finding.code.id, finding.place.clone())
}

fn dangling(findings: &Findings) -> impl Iterator<Item = Key> {
    let found = findings.list().iter();
    found
        .filter(|finding| DANGLING.contains(&finding.code.id))
        .map(key)
}

/// What was found while reading in the rows that stay.
fn rest_of(reading: &Findings, rejected: &Rejected) -> Findings {
    let mut rest = Findings::default();
    for finding in reading.list() {
        if !rejected.covers(&finding.place) {
            rest.push(finding.clone());
        }
    }
    rest
}

/// Whether there may be errors that were counted and not kept.
fn lacks_errors(findings: &Findings, severities: &Severities) -> bool {
    let mut kept: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for finding in findings.list() {
        let (count, is_error) = kept.entry(finding.code.id).or_default();
        *count += 1;
        *is_error |= severities.of(finding) == Some(Severity::Error);
    }
    let all = |code: &str| findings.counts().get(code).copied().unwrap_or_default();
    kept.iter()
        .any(|(code, (count, is_error))| *is_error && all(code) > *count)
}

#[cfg(test)]
mod tests;
