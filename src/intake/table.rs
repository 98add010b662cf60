//! Workbooks and text files: every sheet through a layout, into records.

use crate::config::Pins;
use crate::diagnostic::{Addressing, Findings, Place, SourceId, code};
use crate::layout::{self, SheetKind, TableReader, TableReading, is_provenance};
use crate::record::Separators;
use crate::source::{Input, Workbook};

use super::reader::Reader;
use super::reading::TableOrigin;
use super::relay::Relay;
use super::{SourceContent, SourceReading, TableContent};

/// A sheet that was read.
struct ReadSheet {
    source: SourceId,
    is_hidden: bool,
    takes_leavers: bool,
    skips_hidden: bool,
    reading: TableReading,
}

impl Reader<'_> {
    /// Reads the sheets of `workbook`: those that were asked for by name, else all of them.
    pub(super) fn workbook(
        &mut self,
        input: &Input,
        mut workbook: Box<dyn Workbook + Send>,
        origin: TableOrigin,
    ) {
        let asked_for = &self.options.reading.sheets;
        let mut read = Vec::new();
        let mut are_hidden = false;
        for (index, sheet) in workbook.sheets().into_iter().enumerate() {
            let is_asked_for = sheet
                .name
                .as_ref()
                .is_none_or(|name| asked_for.contains(name));
            if !asked_for.is_empty() && !is_asked_for {
                continue;
            }
            let source = self.source(input, sheet.name.clone(), Addressing::Cells);
            let name = sheet.name.as_deref();
            let pins = self.options.reading.of(&input.display, name);
            if sheet.hidden && pins.skip_hidden == Some(true) && asked_for.is_empty() {
                let finding = self.findings.report(&code::H007, Place::whole(source));
                finding.with("case", "hidden-sheet");
                are_hidden = true;
                continue;
            }
            // Who asks for the sheet of those who have left by its name wants to read it.
            let is_wanted = !asked_for.is_empty() && layout::names_leavers(name);
            let pins = Pins {
                include_leavers: pins.include_leavers.or(is_wanted.then_some(true)),
                ..pins.clone()
            };
            let takes_leavers = pins.include_leavers == Some(true);
            let skips_hidden = pins.skip_hidden == Some(true);
            let table = TableReader::new(source, name, pins);
            let table = table.awaiting_merged(workbook.tells_merged());
            let mut relay = Relay::new(self.line, table);
            workbook.read(index, source, &mut relay);
            read.push(ReadSheet {
                source,
                is_hidden: sheet.hidden,
                takes_leavers,
                skips_hidden,
                reading: relay.finish(),
            });
        }
        if read.is_empty() && !are_hidden {
            self.report_missing_sheet(input);
        }
        let holds_something = read
            .iter()
            .any(|sheet| sheet.reading.kind != SheetKind::Nothing);
        for sheet in read {
            self.account(sheet, &origin, holds_something);
        }
    }

    /// Counts the rows of a sheet and keeps what was found in it. A sheet without a directory is an error where the
    /// workbook has nothing else, and passed over beside sheets that have one.
    fn account(&mut self, sheet: ReadSheet, origin: &TableOrigin, holds_something: bool) {
        let ReadSheet {
            source,
            is_hidden,
            takes_leavers,
            skips_hidden,
            mut reading,
        } = sheet;
        let mut rows = reading.rows;
        // Rows that the reader could not make out never reached the layout.
        let malformed = reading
            .findings
            .counts()
            .get(code::F006.id)
            .copied()
            .unwrap_or_default() as u64;
        rows.read += malformed;
        rows.rejected += malformed;
        self.rows.read += rows.rejected + rows.ignored;
        self.rows.rejected += rows.rejected;
        self.rows.ignored += rows.ignored;
        self.rows.leavers += rows.leavers;
        let findings: &mut Findings = &mut reading.findings;
        let is_provenance = is_provenance(self.sources.get(source).sheet.as_deref());
        let holds_nothing = reading.kind == SheetKind::Nothing;
        if holds_nothing && is_provenance && holds_something {
            // What `export` wrote about its workbook is no news to whoever reads that back.
        } else if holds_nothing && rows.read > 0 {
            if holds_something && self.options.reading.sheets.is_empty() {
                let finding = findings.report(&code::H007, Place::whole(source));
                finding.with("case", "sheet").with("count", rows.read);
            } else {
                findings.report(&code::H001, Place::whole(source));
            }
        } else if holds_nothing && !holds_something {
            findings.report(&code::H005, Place::whole(source));
        }
        self.findings.append(reading.findings);
        self.readings.push(SourceReading {
            source,
            content: SourceContent::Table(Box::new(TableContent {
                format: origin.format,
                dialect: origin.dialect.clone(),
                is_hidden,
                takes_leavers,
                skips_hidden,
                kind: reading.kind,
                layout: reading.layout,
                header_row: reading.header_row,
                columns: reading.columns,
                template: reading.template,
                sections: reading.sections,
                separators: Separators::default(),
            })),
            rows,
        });
    }

    fn report_missing_sheet(&mut self, input: &Input) {
        let source = self.source(input, None, Addressing::Cells);
        let wanted = self.options.reading.sheets.join("、");
        let finding = self.findings.report(&code::H001, Place::whole(source));
        finding.with("case", "no-such-sheet").with("sheet", wanted);
    }
}
