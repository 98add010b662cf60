//! Directories for tests, made from headers and rows. The reader here knows headers and nothing else; layouts are
//! found elsewhere.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::SourceId;
use crate::directory::{Builder, Directory};
use crate::record::{
    BlockWriter, Column, Field, Form, Order, RecordKind, Separators, Shape, Subject, Value,
};

/// One source: headers, and rows of cells.
pub(in crate::export) struct Sample {
    pub(super) kind: RecordKind,
    pub(super) form: Form,
    pub(super) headers: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Sample {
    fn new(kind: RecordKind, headers: &[&str], rows: &[&[&str]]) -> Self {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Self {
            kind,
            form: Form::Cells,
            headers: own(headers),
            rows: rows.iter().map(|row| own(row)).collect(),
        }
    }

    pub(in crate::export) fn departments(headers: &[&str], rows: &[&[&str]]) -> Self {
        Self::new(RecordKind::Department, headers, rows)
    }

    pub(in crate::export) fn members(headers: &[&str], rows: &[&[&str]]) -> Self {
        Self::new(RecordKind::Member, headers, rows)
    }

    /// The same as elements of a Work Weixin reply.
    pub(in crate::export) fn dumped(self) -> Self {
        Self {
            form: Form::Json,
            ..self
        }
    }

    /// Reads a CSV of ours.
    pub(in crate::export) fn read(kind: RecordKind, bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut reader = csv_reader(bytes);
        let mut rows: Vec<Vec<String>> = reader
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        Self {
            kind,
            form: Form::Cells,
            headers: rows.remove(0),
            rows,
        }
    }

    fn field(&self, header: &str) -> Option<Field> {
        Field::all().find(|field| {
            let info = field.info().unwrap();
            let is_of_department = info.subject == Subject::Department;
            (self.kind == RecordKind::Department) == is_of_department
                && (info.chinese.contains(&header)
                    || info.english.contains(&header)
                    || info.id == header)
        })
    }
}

fn csv_reader(bytes: &[u8]) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes)
}

/// Links samples whose paths have `/` between levels and `;` between departments.
pub(in crate::export) fn link(samples: &[Sample]) -> Directory {
    link_separated(samples, '/')
}

pub(in crate::export) fn link_separated(samples: &[Sample], level: char) -> Directory {
    let separators = Separators {
        level: Some(level),
        list: vec![Cow::Borrowed(";")],
    };
    link_with(samples, separators)
}

fn link_with(samples: &[Sample], separators: Separators) -> Directory {
    let mut builder = Builder::new(None);
    for (number, sample) in (0..).zip(samples) {
        let mut extras = (0..).map(|index| Field::extra(index).unwrap());
        let columns: Vec<Column> = (1..)
            .zip(&sample.headers)
            .map(|(number, header)| Column {
                field: sample
                    .field(header)
                    .unwrap_or_else(|| extras.next().unwrap()),
                number,
                header: Cow::Owned(header.clone()),
            })
            .collect();
        let fields: Vec<Field> = columns.iter().map(|column| column.field).collect();
        let mut writer = BlockWriter::new(Arc::new(Shape {
            source: SourceId(number),
            form: sample.form,
            order: match sample.form {
                Form::Cells => Order::SmallerFirst,
                Form::Json => Order::LargerFirst,
            },
            columns,
        }));
        for (row, cells) in (2..).zip(&sample.rows) {
            writer.begin(sample.kind, row);
            for (field, cell) in fields.iter().zip(cells) {
                if !cell.is_empty() {
                    writer.push(*field, Value::Text(cell));
                }
            }
        }
        builder.add(writer.take());
    }
    builder.link(&move |_| separators.clone())
}

/// Links samples whose names hold any mark: lists are marked by the reader, paths have no levels.
pub(in crate::export) fn link_unlisted(samples: &[Sample]) -> Directory {
    link_with(samples, Separators::default())
}
