//! Workbooks and text files: every sheet through a layout, into records.

use crate::diagnostic::{Addressing, Findings, Place, SourceId, code};
use crate::layout::{SheetKind, TableReading};
use crate::source::{Input, Workbook};

use super::reader::Reader;
use super::relay::Table;

/// A sheet that was read.
struct ReadSheet {
    source: SourceId,
    reading: TableReading,
}

impl Reader<'_> {
    /// Reads the sheets of `workbook`: those that were asked for by name, else all of them.
    pub(super) fn workbook(&mut self, input: &Input, mut workbook: Box<dyn Workbook + Send>) {
        let asked_for = &self.options.reading.sheets;
        let mut read = Vec::new();
        for (index, sheet) in workbook.sheets().into_iter().enumerate() {
            let is_asked_for = sheet
                .name
                .as_ref()
                .is_none_or(|name| asked_for.contains(name));
            if !asked_for.is_empty() && !is_asked_for {
                continue;
            }
            let source = self.source(input, sheet.name.clone(), Addressing::Cells);
            let blocks = self.blocks.clone();
            // The collecting thread only stops listening when it panics.
            let emit = move |block| drop(blocks.send(block));
            let table = Table {
                source,
                sheet: sheet.name.as_deref(),
                reading: self.options.reading,
            };
            let reading = table.read(workbook.as_mut(), index, emit);
            read.push(ReadSheet { source, reading });
        }
        if read.is_empty() {
            self.report_missing_sheet(input);
        }
        let holds_something = read
            .iter()
            .any(|sheet| sheet.reading.kind != SheetKind::Nothing);
        for ReadSheet { source, reading } in read {
            self.account(source, reading, holds_something);
        }
    }

    /// Counts the rows of a sheet and keeps what was found in it. A sheet without a directory is an error where the
    /// workbook has nothing else, and passed over beside sheets that have one.
    fn account(&mut self, source: SourceId, mut reading: TableReading, holds_something: bool) {
        let rows = reading.rows;
        // Rows that the reader could not make out never reached the layout.
        let malformed = reading
            .findings
            .counts()
            .get(code::F006.id)
            .copied()
            .unwrap_or_default() as u64;
        self.rows.read += rows.rejected + rows.ignored + malformed;
        self.rows.rejected += rows.rejected + malformed;
        self.rows.ignored += rows.ignored;
        let findings: &mut Findings = &mut reading.findings;
        if reading.kind == SheetKind::Nothing && rows.read > 0 {
            if holds_something && self.options.reading.sheets.is_empty() {
                let finding = findings.report(&code::H007, Place::whole(source));
                finding.with("case", "sheet").with("count", rows.read);
            } else {
                findings.report(&code::H001, Place::whole(source));
            }
        } else if reading.kind == SheetKind::Nothing && !holds_something {
            findings.report(&code::H005, Place::whole(source));
        }
        self.findings.append(reading.findings);
    }

    fn report_missing_sheet(&mut self, input: &Input) {
        let source = self.source(input, None, Addressing::Cells);
        let wanted = self.options.reading.sheets.join("、");
        let finding = self.findings.report(&code::H001, Place::whole(source));
        finding.with("case", "no-such-sheet").with("sheet", wanted);
    }
}
