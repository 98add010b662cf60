//! A table with rejected rows: which column is for the reason, and what stands there.

use std::ops::ControlFlow;

use crate::diagnostic::SourceId;
use crate::locale::Locale;
use crate::source::{Row, Tables};

use super::super::book::SHEET_COLUMNS;
use super::super::survey::{Survey, table_of};
use super::above::Above;
use super::{Rejects, worded};

/// A table with rejected rows, as it was seen.
pub(super) struct Table {
    pub(super) source: SourceId,
    pub(super) survey: Survey,
    /// The column for the reason, from 1: the one an earlier run left there, else the one behind all others.
    pub(super) reason: u16,
}

impl Table {
    /// Looks at `source`, whose first data row is `first_row`.
    pub(super) fn of(
        rejects: &Rejects<'_>,
        source: SourceId,
        first_row: Option<u32>,
        tables: &mut Tables<'_>,
        locale: &Locale,
    ) -> Self {
        let read = table_of(rejects.readings, source);
        let survey = Survey::of(tables, source, first_row, read);
        let title = locale.text("report-column-reason");
        let mut last_column = 0;
        let mut known = None;
        tables.read(source, &mut |row| {
            let number = row.number();
            let is_above = survey.above.binary_search(&number).is_ok();
            if is_above || rejects.rejected.reasons(source, number).is_some() {
                let column = row.cells().last().map_or(0, |cell| cell.column);
                last_column = column.max(last_column);
            }
            if is_above {
                let ours = row.cells().find(|cell| cell.content.text() == title);
                known = ours.map(|cell| cell.column).or(known);
            }
            ControlFlow::Continue(())
        });
        Self {
            source,
            survey,
            reason: known.unwrap_or(last_column.saturating_add(1).min(SHEET_COLUMNS)),
        }
    }

    /// Calls `write` with every row that is to be written, completed by what the rows above say, and with what stands
    /// in the column for the reason.
    pub(super) fn read(
        &self,
        rejects: &Rejects<'_>,
        tables: &mut Tables<'_>,
        locale: &Locale,
        write: &mut dyn FnMut(&Row, &str) -> ControlFlow<()>,
    ) {
        let read = table_of(rejects.readings, self.source);
        let mut above = Above::new(&self.survey.merges, read);
        tables.read(self.source, &mut |row| {
            let completed = above.completed(row);
            let Some(reason) = self.reason_of(rejects, row, locale) else {
                return ControlFlow::Continue(());
            };
            match above.heading() {
                Some(heading) if heading.number() < row.number() && !self.is_above(&heading) => {
                    write(&heading, "")?;
                }
                _ => {}
            }
            write(&completed, &reason)
        });
    }

    /// Whether `row` stands above the data.
    pub(super) fn is_above(&self, row: &Row) -> bool {
        self.survey.above.binary_search(&row.number()).is_ok()
    }

    /// The text that stands in the column for the reason in `row`; `None` where the row is not written.
    fn reason_of(&self, rejects: &Rejects<'_>, row: &Row, locale: &Locale) -> Option<String> {
        let number = row.number();
        if self.is_above(row) {
            let title =
                (self.survey.header == Some(number)).then(|| locale.text("report-column-reason"));
            return Some(title.unwrap_or_default());
        }
        let reasons = rejects.rejected.reasons(self.source, number)?;
        Some(worded(reasons, locale))
    }
}
