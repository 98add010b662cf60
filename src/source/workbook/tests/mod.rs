//! Every format says the same things; hostile files end in findings.

mod ods;
mod package;
mod xls;
mod xlsb;
mod xlsx;

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use rust_xlsxwriter::{ExcelDateTime, Format as Style, Formula, Workbook as Xlsx};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::config::{Limits, Reading, XlsxReader};
use crate::diagnostic::{Findings, SourceId};
use crate::source::{Content, Document, Fault, Input, Merge, Meter, Row, RowSink, Workbook, open};

/// Keeps rows as text: number, then each cell with its column and kind.
#[derive(Default)]
pub(in crate::source) struct Rows {
    pub(in crate::source) rows: Vec<String>,
    merges: Vec<Merge>,
    findings: Findings,
    stop_after: Option<usize>,
}

impl RowSink for Rows {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        let mut text = row.number().to_string();
        if row.is_hidden() {
            text.push_str(" hidden");
        }
        for cell in row.cells() {
            let column = cell.column;
            let cell = match cell.content {
                Content::Text(text) => format!("'{text}'"),
                Content::Number { digits, rounded } => {
                    format!("{digits}{}", if rounded { "~" } else { "" })
                }
                Content::Date { shown, serial } => format!("{shown}={serial}"),
                content => format!("{content:?}"),
            };
            text.push_str(&format!(" {column}:{cell}"));
        }
        self.rows.push(text);
        match self.stop_after {
            Some(count) if self.rows.len() >= count => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }

    fn merged(&mut self, merge: Merge) {
        self.merges.push(merge);
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}

impl Rows {
    /// Code, variant and row of what was found.
    pub(in crate::source) fn found(&self) -> Vec<String> {
        let findings = self.findings.list().iter();
        findings
            .map(|finding| {
                let fault = Fault {
                    code: finding.code,
                    arguments: finding.arguments.clone(),
                };
                let case = fault.case().unwrap_or_default();
                let (row, column) = (finding.place.row, finding.place.column);
                format!("{} {case} {row}:{column}", finding.code.id)
            })
            .collect()
    }
}

pub(in crate::source) struct Folder(TempDir);

impl Folder {
    pub(in crate::source) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(in crate::source) fn file(&self, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join("file");
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(in crate::source) fn open(
        &self,
        bytes: &[u8],
        limits: &Limits,
    ) -> Result<Box<dyn Workbook + Send>, Fault> {
        open_path(self.file(bytes), limits)
    }
}

fn open_path(path: PathBuf, limits: &Limits) -> Result<Box<dyn Workbook + Send>, Fault> {
    open_with(path, XlsxReader::Own, limits)
}

pub(in crate::source) fn open_with(
    path: PathBuf,
    reader: XlsxReader,
    limits: &Limits,
) -> Result<Box<dyn Workbook + Send>, Fault> {
    let input = Input::file("file", path);
    let meter = Arc::new(Meter::default());
    let reading = Reading {
        reader,
        ..Reading::default()
    };
    match open(&input, &reading, limits, &meter)? {
        Document::Workbook { workbook, .. } => Ok(workbook),
        _ => panic!("the file is a workbook"),
    }
}

pub(in crate::source) fn read(workbook: &mut dyn Workbook, index: usize) -> Rows {
    let mut rows = Rows::default();
    workbook.read(index, SourceId(0), &mut rows);
    rows
}

pub(in crate::source) fn fault(bytes: &[u8], limits: &Limits) -> String {
    fault_with(bytes, XlsxReader::Own, limits)
}

pub(in crate::source) fn fault_with(bytes: &[u8], reader: XlsxReader, limits: &Limits) -> String {
    let folder = Folder::new();
    match open_with(folder.file(bytes), reader, limits) {
        Ok(_) => "opened".to_owned(),
        Err(fault) => format!("{} {}", fault.code.id, fault.case().unwrap_or_default()),
    }
}

pub(in crate::source) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a package by name.
pub(in crate::source) fn zipped_parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            std::io::copy(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A minimal .xlsx whose only sheet has `rows` as its XML, with further `parts`.
pub(in crate::source) fn xlsx_of(rows: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let package = format!(
        r#"<Relationships><Relationship Id="r" Type="{RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let workbook =
        r#"<workbook><sheets><sheet name="甲" sheetId="1" r:id="a"/></sheets></workbook>"#;
    let sheets = format!(
        r#"<Relationships><Relationship Id="a" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut all: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", sheets.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    all.extend(parts);
    zipped(&all)
}

/// Cells of one column that are merged.
fn merge(column: u16, top: u32, bottom: u32) -> Merge {
    Merge {
        top,
        bottom,
        left: column,
        right: column,
    }
}
