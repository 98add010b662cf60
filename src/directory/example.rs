//! Small directories for tests, written as tables.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::{Addressing, Source, SourceId, Sources};
use crate::record::{
    BlockWriter, Column, Field, Form, Order, RecordKind, Separators, Shape, Value,
};

use super::{Builder, Directory};

/// One sheet: canonical field names, and the cells of its rows. The header stands in row 1.
pub(crate) struct Sheet {
    kind: RecordKind,
    form: Form,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A sheet of departments; the header names fields of `department.` by their second half.
pub(crate) fn departments<R: AsRef<[C]>, C: AsRef<str>>(header: &str, rows: &[R]) -> Sheet {
    sheet(RecordKind::Department, header, rows)
}

/// A sheet of members; the header names fields of `member.` or `membership.` by their second half.
pub(crate) fn members<R: AsRef<[C]>, C: AsRef<str>>(header: &str, rows: &[R]) -> Sheet {
    sheet(RecordKind::Member, header, rows)
}

/// The sources of a sheet of departments and one of members.
pub(crate) fn sources() -> Sources {
    let mut sources = Sources::default();
    for file in ["部门.csv", "成员.csv"] {
        sources.add(Source {
            file: file.into(),
            path: file.into(),
            sheet: None,
            addressing: Addressing::Cells,
        });
    }
    sources
}

fn sheet<R: AsRef<[C]>, C: AsRef<str>>(kind: RecordKind, header: &str, rows: &[R]) -> Sheet {
    let row = |row: &R| {
        row.as_ref()
            .iter()
            .map(|cell| cell.as_ref().to_owned())
            .collect()
    };
    Sheet {
        kind,
        form: Form::Cells,
        header: header.split_whitespace().map(Into::into).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

impl Sheet {
    /// The same as what stands beside members.
    pub(crate) fn aside(self) -> Self {
        Self {
            kind: RecordKind::Aside,
            ..self
        }
    }

    /// The same as a list of a Work Weixin dump; its places are keys and no cells.
    pub(crate) fn dumped(self) -> Self {
        Self {
            form: Form::Json,
            ..self
        }
    }

    fn fields(&self) -> Vec<Field> {
        let subjects: &[&str] = match self.kind {
            RecordKind::Member => &["member", "membership"],
            _ => &["department"],
        };
        let field = |name: &String| {
            let ids = subjects.iter().map(|subject| format!("{subject}.{name}"));
            ids.filter_map(|id| Field::by_id(&id))
                .next()
                .expect("a field of the table")
        };
        self.header.iter().map(field).collect()
    }
}

/// Links `sheets`; `/` separates levels and `;` departments.
pub(crate) fn link(sheets: &[Sheet]) -> Directory {
    link_below(None, sheets)
}

/// Links `sheets` below a company called `root`.
pub(crate) fn link_below(root: Option<&str>, sheets: &[Sheet]) -> Directory {
    let mut builder = Builder::new(root.map(Into::into));
    for (number, sheet) in (0..).zip(sheets) {
        let fields = sheet.fields();
        let columns = fields.iter().zip(&sheet.header);
        let shape = Shape {
            source: SourceId(number),
            form: sheet.form,
            order: match sheet.form {
                Form::Cells => Order::SmallerFirst,
                Form::Json => Order::LargerFirst,
            },
            columns: (1..)
                .zip(columns)
                .map(|(number, (field, header))| Column {
                    field: *field,
                    number: if sheet.form == Form::Json { 0 } else { number },
                    header: Cow::Owned(header.clone()),
                })
                .collect(),
        };
        let mut writer = BlockWriter::new(Arc::new(shape));
        for (row, cells) in (2..).zip(&sheet.rows) {
            writer.begin(sheet.kind, row);
            for (field, cell) in fields.iter().zip(cells) {
                writer.push(*field, Value::Text(cell));
            }
        }
        builder.add(writer.take());
    }
    let separators = Separators {
        level: Some('/'),
        list: vec![Cow::Borrowed(";")],
    };
    builder.link(&move |_| separators.clone())
}
