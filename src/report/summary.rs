//! The numbers at the end of a report.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::Severity;
use crate::directory::RowCounts;

use super::Report;

/// How much was found and read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub struct Summary {
    /// Findings of severity `error`.
    pub errors: usize,
    /// Findings of severity `warning`.
    pub warnings: usize,
    /// Findings of severity `information`.
    pub information: usize,
    /// Findings by code.
    pub codes: BTreeMap<&'static str, usize>,
    /// Departments of the directory.
    pub departments: usize,
    /// Members of the directory.
    pub members: usize,
    /// Memberships: a member in two departments has two.
    pub memberships: usize,
    /// What became of the rows and elements that hold anything: `read = used + merged + rejected + ignored`.
    pub rows: Rows,
    /// Values of later inputs that gave way to other values of earlier ones.
    pub overridden: usize,
    /// Files of folders that were not read, as they are of another kind.
    pub passed_over: usize,
    /// Findings that are counted above and not listed.
    pub left_out: usize,
}

/// What became of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rows {
    /// All of them.
    pub read: u64,
    /// Those that became a department or a member.
    pub used: u64,
    /// Those that joined a department or member of an earlier row.
    pub merged: u64,
    /// Those that could not be used because of an error reported for them.
    pub rejected: u64,
    /// Headers, notes, totals, people who have left and sheets without a directory.
    pub ignored: u64,
    /// Those of the ignored ones that are about people who have left (`--include-leavers` takes them).
    pub leavers: u64,
}

impl From<RowCounts> for Rows {
    fn from(counts: RowCounts) -> Self {
        Self {
            read: counts.read,
            used: counts.used,
            merged: counts.merged,
            rejected: counts.rejected,
            ignored: counts.ignored,
            leavers: counts.leavers,
        }
    }
}

impl Summary {
    /// Sums up `report`, of which at most `most` findings of one code are listed (0 for all).
    #[must_use]
    pub fn of(report: &Report<'_>, most: usize) -> Self {
        let findings = report.findings;
        let directory = report.directory;
        let memberships = |member: crate::directory::Member<'_>| member.memberships().len();
        Self {
            errors: findings.count(Severity::Error),
            warnings: findings.count(Severity::Warning),
            information: findings.count(Severity::Information),
            codes: findings.counts().clone(),
            departments: directory.map_or(0, |directory| directory.departments().len()),
            members: directory.map_or(0, |directory| directory.member_count()),
            memberships: directory
                .map_or(0, |directory| directory.members().map(memberships).sum()),
            rows: report.rows.into(),
            overridden: directory.map_or(0, |directory| directory.counts().values_overridden),
            passed_over: report.passed_over,
            left_out: findings.counts().values().sum::<usize>() - report.listed(most).count(),
        }
    }
}
