//! The closing table: what was found, a line a code, the worst first.

use std::collections::BTreeMap;

use comfy_table::{CellAlignment, Table, presets};

use crate::diagnostic::{Code, Severity};
use crate::locale::{Arguments, Locale};

use super::super::Report;

/// From how many findings on a table helps.
const FINDINGS: usize = 12;

/// The table of `report`; `None` where what was found is seen at a glance.
pub(super) fn table(report: &Report<'_>, locale: &Locale) -> Option<Table> {
    let counts = report.findings.counts();
    if counts.len() < 2 || counts.values().sum::<usize>() < FINDINGS {
        return None;
    }
    let mut codes: BTreeMap<&str, (Severity, &Code)> = BTreeMap::new();
    for finding in report.findings.list() {
        codes.insert(finding.code.id, (finding.severity, finding.code));
    }
    let mut lines: Vec<_> = codes.into_values().collect();
    lines.sort_by_key(|(severity, code)| (*severity, code.id));
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_header([
        locale.text("table-severity"),
        locale.text("table-code"),
        locale.text("table-title"),
        locale.text("table-count"),
    ]);
    for (severity, code) in lines {
        let name = locale.text(match severity {
            Severity::Error => "report-error",
            Severity::Warning => "report-warning",
            Severity::Information => "report-information",
        });
        let title = locale.attribute(code.id, "title", &Arguments::default());
        let count = counts.get(code.id).copied().unwrap_or_default();
        table.add_row([
            name,
            code.id.to_owned(),
            title.unwrap_or_default(),
            count.to_string(),
        ]);
    }
    if let Some(counts) = table.column_mut(3) {
        counts.set_cell_alignment(CellAlignment::Right);
    }
    Some(table)
}
