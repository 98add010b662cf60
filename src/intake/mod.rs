//! Locations in, one [`Directory`] out: picks reader and layout or a system's dump, joins the inputs, links them and
//! counts what became of every row.

mod document;
mod in_order;
mod leavers;
mod line;
mod mapping;
mod names;
mod own;
mod parser;
mod reader;
mod reading;
mod relay;
mod remote;
mod table;

use std::sync::Arc;
use std::thread;

use crate::config::{Limits, Pins, Reading};
use crate::diagnostic::{Findings, Place, Source, Sources, code};
use crate::directory::{Builder, DepartmentId, Directory, RowCounts};
use crate::layout::separators::{self, Evidence};
use crate::record::{Form, Separators, Shape};
use crate::source::{Located, Meter};

pub use reading::{SourceContent, SourceReading, TableContent};
pub use remote::spool;

use line::Line;
use reader::Reader;

/// How many threads take part in the reading where each has a core of its own: one reads, one lays out, one collects.
const THREADS: usize = 3;

/// How inputs are taken in.
#[derive(Clone, Copy, Debug)]
pub struct Options<'o> {
    /// What the user pinned of what would otherwise be found out.
    pub reading: &'o Reading,
    /// How much is taken in.
    pub limits: &'o Limits,
    /// Whether members keep the keys of dumps that no field is meant for; else only which of them are filled.
    pub keeps_keys: bool,
    /// Whether they keep what only the server they come from knows them by, which whoever changes that server needs.
    pub keeps_ids: bool,
}

/// What was taken in.
#[derive(Debug)]
pub struct Intake {
    /// The directory.
    pub directory: Directory,
    /// Every sheet, text file and list, in input order.
    pub sources: Sources,
    /// What was wrong with files, headers and cells; not yet settled.
    pub findings: Findings,
    /// What became of every row of every source.
    pub rows: RowCounts,
    /// How every source with rows or elements was read, in input order.
    pub readings: Vec<SourceReading>,
}

impl Intake {
    /// Keeps the branch at `top` alone, and what was found in its rows or in none. The other rows count as ignored.
    pub fn only(&mut self, top: DepartmentId) {
        let linked = self.directory.counts().rows;
        let (branch, outside) = std::mem::take(&mut self.directory).branch(top);
        self.directory = branch;
        let kept = self.directory.counts().rows;
        self.rows.used -= linked.used - kept.used;
        self.rows.merged -= linked.merged - kept.merged;
        self.rows.rejected -= linked.rejected - kept.rejected;
        self.rows.ignored += kept.ignored;
        self.findings
            .leave_out(&|finding| outside.cover(&finding.place));
    }
}

/// Reads `located` and links it into one directory. Progress is counted in `meter`.
///
/// Records are collected on this thread while the next ones are read on another.
#[must_use]
pub fn read(located: &Located, options: Options<'_>, meter: &Arc<Meter>) -> Intake {
    let mut builder = Builder::new(options.reading.root.clone());
    let mut shapes: Vec<Arc<Shape>> = Vec::new();
    let line = Line::default();
    let (sources, mut findings, mut rows, mut readings) = thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let _complete_in_any_case = line.completing();
            let mut reader = Reader::new(options, meter, &line);
            reader.read(located);
            reader.finish()
        });
        if rayon::current_num_threads() >= THREADS {
            scope.spawn(|| line.lay_out());
        }
        let _left_in_any_case = line.leaving();
        while let Some(block) = line.next() {
            let shape = block.shape();
            if shapes.last().is_none_or(|last| last.source != shape.source) {
                shapes.push(Arc::clone(shape));
            }
            builder.add(block);
        }
        reading
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    report_missing_sheets(&sources, options.reading, &mut findings);
    let directory = builder.link_as(|builder| {
        let sources = shapes.iter().map(|shape| {
            let pins = pins_of(sources.get(shape.source), options.reading);
            (shape.source, separators_of(shape, builder, pins))
        });
        sources.collect()
    });
    for reading in &mut readings {
        if let SourceContent::Table(table) = &mut reading.content {
            table.separators = directory.separators(reading.source);
        }
    }
    rows.add(directory.counts().rows);
    Intake {
        directory,
        sources,
        findings,
        rows,
        readings,
    }
}

/// Reports sheets that a mapping pins and no file it is about has (H001); where only some sheets are read, the others
/// are not missed.
fn report_missing_sheets(sources: &Sources, reading: &Reading, findings: &mut Findings) {
    if !reading.sheets.is_empty() {
        return;
    }
    for table in &reading.tables {
        let Some(sheet) = &table.sheet else { continue };
        let mut found = sources.iter();
        if found.any(|(_, source)| table.fits(&source.file, source.sheet.as_deref())) {
            continue;
        }
        let mut files = sources.iter();
        if let Some((id, _)) = files.find(|(_, source)| table.fits_file(&source.file)) {
            let finding = findings.report(&code::H001, Place::whole(id));
            finding
                .with("case", "no-such-sheet")
                .with("sheet", sheet.as_str());
        }
    }
}

fn pins_of<'r>(source: &Source, reading: &'r Reading) -> &'r Pins {
    reading.of(&source.file, source.sheet.as_deref())
}

/// How paths and lists are written in the source of `shape`, decided once for all of it.
fn separators_of(shape: &Shape, builder: &Builder, pins: &Pins) -> Separators {
    match shape.form {
        Form::Cells => Evidence::of(&mut builder.paths(shape.source))
            .with_names(&mut builder.names())
            .of_dingtalk(separators::is_dingtalk(shape))
            .decide(pins),
        Form::Json => Separators::default(),
    }
}
