//! Goes through the inputs one after the other and hands their records on.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Addressing, Findings, Place, Source, SourceId, Sources};
use crate::directory::RowCounts;
use crate::layout::RowTally;
use crate::source::{Document, Fault, Input, Located, Location, Meter, open};

use super::leavers::Leavers;
use super::line::Line;
use super::parser::Parsed;
use super::reading::TableOrigin;
use super::{Options, SourceContent, SourceReading};

/// Reads inputs, numbers their sources and collects what was found on the way.
pub(super) struct Reader<'r> {
    pub(super) options: Options<'r>,
    pub(super) meter: &'r Arc<Meter>,
    pub(super) sources: Sources,
    pub(super) findings: Findings,
    /// Rows that never became records.
    pub(super) rows: RowCounts,
    pub(super) line: &'r Line,
    /// How every source was read.
    pub(super) readings: Vec<SourceReading>,
    /// Those who have left, by the list they stand in.
    leavers: BTreeMap<SourceId, Leavers>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(options: Options<'r>, meter: &'r Arc<Meter>, line: &'r Line) -> Self {
        Self {
            options,
            meter,
            sources: Sources::default(),
            findings: Findings::default(),
            rows: RowCounts::default(),
            line,
            readings: Vec::new(),
            leavers: BTreeMap::new(),
        }
    }

    /// Reads everything that was located. A remote is the caller's business.
    pub(super) fn read(&mut self, located: &Located) {
        for (name, fault) in &located.faults {
            self.report(&Input::file(name.as_str(), name), fault.clone());
        }
        for location in &located.locations {
            if let Location::File(input) = location {
                self.input(input);
            }
        }
    }

    fn input(&mut self, input: &Input) {
        match open(input, self.options.reading, self.options.limits, self.meter) {
            Ok(Document::Workbook {
                workbook,
                format,
                dialect,
            }) => self.workbook(input, workbook, TableOrigin { format, dialect }),
            Ok(Document::Json { path }) => self.json(input, &path),
            Err(fault) => self.report(input, fault),
        }
    }

    /// Reports what is wrong with an input as a whole.
    pub(super) fn report(&mut self, input: &Input, fault: Fault) {
        let source = self.source(input, None, Addressing::Cells);
        self.findings.push(fault.at(Place::whole(source)));
    }

    /// Numbers a source of `input`.
    pub(super) fn source(
        &mut self,
        input: &Input,
        sheet: Option<String>,
        addressing: Addressing,
    ) -> SourceId {
        let (file, path) = (input.display.clone(), input.path.clone());
        self.sources.add(Source {
            file,
            path,
            sheet,
            addressing,
        })
    }

    /// Hands on the records of some JSON elements, keeps what was wrong with them and counts those that have none.
    pub(super) fn take(&mut self, parsed: Parsed) {
        let Parsed {
            block,
            findings,
            rejected,
            leavers,
        } = parsed;
        let source = block.shape().source;
        self.findings.append(findings);
        self.rows.read += rejected + leavers.count;
        self.rows.rejected += rejected;
        self.rows.ignored += leavers.count;
        self.rows.leavers += leavers.count;
        self.note_unused(source, rejected, leavers.count);
        if leavers.count > 0 {
            self.leavers.entry(source).or_default().add(leavers);
        }
        self.line.hand_over(block);
    }

    /// Notes elements of a list called `name`; those that turn out to be rejected are counted when they are taken.
    pub(super) fn note_list(
        &mut self,
        source: SourceId,
        name: Option<&'static str>,
        elements: usize,
    ) {
        let read = elements as u64;
        let ignored = if name.is_none() { read } else { 0 };
        let rows = RowTally {
            read,
            emitted: read - ignored,
            ignored,
            ..RowTally::default()
        };
        match self.readings.last_mut() {
            Some(last) if last.source == source => last.rows.add(rows),
            _ => self.readings.push(SourceReading {
                source,
                content: SourceContent::List(name),
                rows,
            }),
        }
    }

    fn note_unused(&mut self, source: SourceId, rejected: u64, leavers: u64) {
        let mut readings = self.readings.iter_mut().rev();
        if let Some(SourceReading { rows, .. }) = readings.find(|reading| reading.source == source)
        {
            rows.emitted = rows.emitted.saturating_sub(rejected + leavers);
            rows.rejected += rejected;
            rows.ignored += leavers;
            rows.leavers += leavers;
        }
    }

    /// Ends the reading.
    pub(super) fn finish(mut self) -> (Sources, Findings, RowCounts, Vec<SourceReading>) {
        for finding in self.leavers.into_values().filter_map(Leavers::finding) {
            self.findings.push(finding);
        }
        (self.sources, self.findings, self.rows, self.readings)
    }
}
