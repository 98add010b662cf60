//! The columns of a department sheet, and its rows.

use crate::directory::{Department, DepartmentId, DepartmentKind, Directory};
use crate::locale::{Language, Locale};
use crate::record::{Field, Order, Subject};

use super::cells::Cells;
use super::columns::Rows;
use super::columns::{Columns, FIELD_NUMBERS, filled_values};
use super::extras::{Extra, ExtrasNoted};
use super::orders::Orders;
use super::references::References;

/// The columns of departments, in the order of our template.
pub(super) const DEPARTMENT_FIELDS: [Field; 10] = [
    Field::DEPARTMENT_CODE,
    Field::DEPARTMENT_NAME,
    Field::PARENT_CODE,
    Field::DEPARTMENT_PATH,
    Field::DEPARTMENT_ORDER,
    Field::DEPARTMENT_KIND,
    Field::DEPARTMENT_TEL,
    Field::DEPARTMENT_NUMBER,
    Field::DEPARTMENT_NAME_EN,
    Field::DEPARTMENT_LEADERS,
];

/// The columns of the departments.
pub(super) struct DepartmentColumns<'d> {
    directory: &'d Directory,
    references: &'d References,
    columns: Columns,
    orders: Orders,
    company: String,
    department: String,
}

impl<'d> DepartmentColumns<'d> {
    /// The columns that the departments of `directory` fill.
    pub(super) fn of(
        directory: &'d Directory,
        references: &'d References,
        rows: Rows,
        locale: &Locale,
    ) -> Self {
        let orders = match rows {
            Rows::Lists => Orders::of(directory, Order::SmallerFirst),
            Rows::Single => Orders::of_scattered(directory),
        };
        let mut filled = [false; FIELD_NUMBERS];
        let mut extras = ExtrasNoted::default();
        let mut mark = |field: Field| filled[usize::from(field.number())] = true;
        mark(Field::DEPARTMENT_NAME);
        if references.has_codes() {
            mark(Field::DEPARTMENT_CODE);
            mark(Field::PARENT_CODE);
        } else {
            mark(Field::DEPARTMENT_PATH);
        }
        if !matches!(orders, Orders::None) {
            mark(Field::DEPARTMENT_ORDER);
        }
        for (_, department) in directory.departments() {
            if department.kind.is_some() {
                mark(Field::DEPARTMENT_KIND);
            }
            let record = department.record.map(|record| directory.record(record));
            for (record, field, text) in record.iter().flat_map(filled_values) {
                if let Some(extra) = Extra::of(record, field, text) {
                    extras.note(record, &extra);
                } else if is_plain_of_department(field) {
                    mark(field);
                }
            }
        }
        let fields = DEPARTMENT_FIELDS.into_iter();
        let fields = fields.filter(|field| filled[usize::from(field.number())]);
        Self {
            directory,
            references,
            columns: Columns::new(fields.collect(), extras.finish(locale)),
            orders,
            company: locale.text("export-company"),
            department: locale.text("export-department"),
        }
    }

    /// The departments that have a row: parents first, siblings in order; not those known by code only, which would
    /// come back as named ones.
    pub(super) fn rows(&self) -> impl Iterator<Item = DepartmentId> + use<'d> {
        let directory = self.directory;
        let preorder = directory.tree().preorder().iter().copied();
        preorder.filter(|id| !directory.department(*id).placeholder)
    }

    /// The number of columns.
    pub(super) fn count(&self) -> usize {
        self.columns.count()
    }

    /// The headers in column order.
    pub(super) fn headers(&self, language: Language) -> Vec<String> {
        self.columns.headers(language)
    }

    /// Fills the row of department `id`, from column `offset` on.
    pub(super) fn fill(&self, id: DepartmentId, offset: usize, cells: &mut Cells) {
        let department = self.directory.department(id);
        for (column, field) in self.columns.fields.iter().enumerate() {
            let cell = cells.cell(offset + column);
            self.write(id, department, *field, cell);
        }
        if let Some(record) = department.record {
            let record = self.directory.record(record);
            self.columns
                .fill(&record, offset, is_plain_of_department, cells);
        }
    }

    fn write(&self, id: DepartmentId, department: &Department, field: Field, cell: &mut String) {
        match field {
            Field::DEPARTMENT_CODE => cell.push_str(self.references.name(id)),
            Field::DEPARTMENT_NAME if !department.placeholder => cell.push_str(&department.name),
            Field::PARENT_CODE => {
                let parent = department.parent.map(|parent| self.references.name(parent));
                cell.push_str(parent.unwrap_or_default());
            }
            Field::DEPARTMENT_PATH => cell.push_str(self.references.name(id)),
            Field::DEPARTMENT_ORDER => self.orders.write(self.directory, id, cell),
            Field::DEPARTMENT_KIND => cell.push_str(match department.kind {
                Some(DepartmentKind::Company) => &self.company,
                Some(DepartmentKind::Department) => &self.department,
                None => "",
            }),
            _ => {}
        }
    }
}

/// Whether a department's record says the field as it is written.
fn is_plain_of_department(field: Field) -> bool {
    const WORKED_OUT: [Field; 7] = [
        Field::DEPARTMENT_CODE,
        Field::DEPARTMENT_NAME,
        Field::PARENT_CODE,
        Field::PARENT_PATH,
        Field::DEPARTMENT_PATH,
        Field::DEPARTMENT_ORDER,
        Field::DEPARTMENT_KIND,
    ];
    field.subject() == Some(Subject::Department) && !WORKED_OUT.contains(&field)
}
