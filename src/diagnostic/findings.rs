//! The findings of a run: collected in any order, bounded, and put in order once at the end.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Place, Severities, Severity};

/// How many findings of one code are kept in full, as long as there is room for them.
const KEPT_PER_CODE: usize = 100_000;

/// How many findings are kept in full altogether; each takes a few hundred bytes.
const KEPT: usize = 200_000;

/// Diagnostics being collected, with a count a code.
///
/// Every finding is counted, so totals are exact. Of one code only the first hundred thousand are kept in full; where
/// several codes have as many, so many fewer of each that all together are two hundred thousand at most.
#[derive(Clone, Debug)]
pub struct Findings {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<&'static str, usize>,
    /// How many of one code are kept now.
    kept_per_code: usize,
    surplus: Option<Box<Diagnostic>>,
}

impl Default for Findings {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            counts: BTreeMap::new(),
            kept_per_code: KEPT_PER_CODE,
            surplus: None,
        }
    }
}

impl Findings {
    /// Reports `code` at `place`; what it returns takes the values of the sentence and further places.
    pub fn report(&mut self, code: &'static Code, place: Place) -> &mut Diagnostic {
        self.push(Diagnostic::new(code, place))
    }

    /// Adds a finished diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        let count = self.counts.entry(diagnostic.code.id).or_default();
        *count += 1;
        if *count > self.kept_per_code {
            return self.surplus.insert(Box::new(diagnostic));
        }
        if self.kept.len() >= KEPT {
            self.make_room();
            if self.counts[diagnostic.code.id] > self.kept_per_code {
                return self.surplus.insert(Box::new(diagnostic));
            }
        }
        self.kept.push(diagnostic);
        self.kept.last_mut().expect("one was just pushed")
    }

    /// Keeps fewer of every code.
    fn make_room(&mut self) {
        while self.kept.len() >= KEPT {
            self.kept_per_code /= 2;
            keep_first(&mut self.kept, self.kept_per_code);
        }
    }

    /// Adds everything `other` found.
    pub fn append(&mut self, other: Self) {
        let mut dropped = other.counts;
        for diagnostic in other.kept {
            *dropped.entry(diagnostic.code.id).or_default() -= 1;
            self.push(diagnostic);
        }
        for (code, count) in dropped {
            *self.counts.entry(code).or_default() += count;
        }
    }

    /// Takes out those that `is_left_out` names. Those that were counted and not kept stay counted.
    pub fn leave_out(&mut self, is_left_out: &dyn Fn(&Diagnostic) -> bool) {
        let counts = &mut self.counts;
        self.kept.retain(|diagnostic| {
            let is_kept = !is_left_out(diagnostic);
            if !is_kept && let Some(count) = counts.get_mut(diagnostic.code.id) {
                *count -= 1;
            }
            is_kept
        });
        self.counts.retain(|_, count| *count > 0);
    }

    /// Applies the configured severities, then puts the findings in order: by place, then code.
    ///
    /// The order is total, so the result does not depend on the order of reporting.
    pub fn settle(&mut self, severities: &Severities) {
        self.kept.retain_mut(|diagnostic| {
            let severity = severities.of(diagnostic);
            diagnostic.severity = severity.unwrap_or(diagnostic.severity);
            severity.is_some()
        });
        self.counts.retain(|code, _| !severities.is_allowed(code));
        self.kept.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.place.source, d.place.row, d.place.column);
            key(a)
                .cmp(&key(b))
                .then_with(|| a.code.id.cmp(b.code.id))
                .then_with(|| a.place.cmp(&b.place))
                .then_with(|| a.value.cmp(&b.value))
        });
        keep_first(&mut self.kept, self.kept_per_code);
    }

    /// The findings kept in full.
    #[must_use]
    pub fn list(&self) -> &[Diagnostic] {
        &self.kept
    }

    /// How often each code was found, by code.
    #[must_use]
    pub fn counts(&self) -> &BTreeMap<&'static str, usize> {
        &self.counts
    }

    /// How many findings were counted and not kept.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.counts.values().sum::<usize>() - self.kept.len()
    }

    /// How many findings have `severity`, kept or not.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let mut severity_of = BTreeMap::new();
        for diagnostic in &self.kept {
            severity_of.insert(diagnostic.code.id, diagnostic.severity);
        }
        let counts = self.counts.iter();
        counts
            .filter(|(code, _)| severity_of.get(*code) == Some(&severity))
            .map(|(_, count)| count)
            .sum()
    }

    /// Whether anything found is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.kept
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Keeps the first `most` of every code.
fn keep_first(findings: &mut Vec<Diagnostic>, most: usize) {
    let mut seen: BTreeMap<&'static str, usize> = BTreeMap::new();
    findings.retain(|diagnostic| {
        let count = seen.entry(diagnostic.code.id).or_default();
        *count += 1;
        *count <= most
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceId, code};

    fn findings(codes: &[&'static Code], rows: u32) -> Findings {
        let mut findings = Findings::default();
        for row in 0..rows {
            for code in codes {
                findings.report(code, Place::row(SourceId(0), row));
            }
        }
        findings
    }

    #[test]
    fn everything_is_counted_and_what_is_kept_is_bounded_and_shared_evenly() {
        for (codes, kept) in [
            (&[&code::M006][..], 100_000),
            (&[&code::M006, &code::M007, &code::C004], 150_000),
        ] {
            let mut found = findings(codes, 150_000);
            found.settle(&Severities::default());
            assert_eq!(found.list().len(), kept);
            for code in codes {
                assert_eq!(found.counts()[code.id], 150_000);
                let listed = found.list().iter().filter(|one| one.code == *code);
                assert_eq!(listed.count(), kept / codes.len());
            }
            assert_eq!(found.left_out(), 150_000 * codes.len() - kept);
        }
    }

    #[test]
    fn what_is_added_together_is_counted_and_bounded_too() {
        let mut all = Findings::default();
        for code in [&code::M006, &code::M007, &code::C004, &code::C008] {
            all.append(findings(&[code], 90_000));
        }
        assert_eq!(all.counts().values().sum::<usize>(), 360_000);
        assert!(all.list().len() <= KEPT);
        assert_eq!(all.count(Severity::Error), 180_000);
    }

    #[test]
    fn a_finding_is_small() {
        assert!(
            size_of::<Diagnostic>() <= 160,
            "{}",
            size_of::<Diagnostic>()
        );
    }

    #[test]
    fn what_is_left_out_is_not_counted_either() {
        let mut findings = findings(&[&code::M006], 4);
        findings.report(&code::M007, Place::row(SourceId(0), 2));
        findings.leave_out(&|finding| finding.place.row == 2);
        assert_eq!(findings.list().len(), 3);
        assert_eq!(findings.counts().get("M006"), Some(&3));
        assert_eq!(findings.counts().get("M007"), None);
    }
}
