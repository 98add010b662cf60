//! The columns of a department sheet and of a member sheet: those of the field table that some row fills, then the
//! user's own. The reader knows them all by their headers.

use crate::directory::{Department, DepartmentId, DepartmentKind, Directory, Member, Membership};
use crate::locale::{Language, Locale};
use crate::record::{Field, Order, Record, Subject};

use super::cells::{Cells, extra_text};
use super::extras::{Extras, ExtrasNoted};
use super::orders::Orders;
use super::references::References;

/// The columns of departments, in the order of our template.
const DEPARTMENT_FIELDS: [Field; 10] = [
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

/// The columns of members, in the order of our template.
const MEMBER_FIELDS: [Field; 23] = [
    Field::USERID,
    Field::MEMBER_NAME,
    Field::EMPLOYEE_NO,
    Field::ALIAS,
    Field::MOBILE,
    Field::EMAIL,
    Field::BIZ_EMAIL,
    Field::TITLE,
    Field::GENDER,
    Field::TELEPHONE,
    Field::ADDRESS,
    Field::MANAGER,
    Field::DOTTED_MANAGER,
    Field::STATUS,
    Field::HIRE_DATE,
    Field::WORKFORCE_TYPE,
    Field::MEMBER_DEPARTMENT_CODE,
    Field::MEMBER_DEPARTMENT_PATH,
    Field::MAIN_DEPARTMENT,
    Field::IS_LEADER,
    Field::MEMBER_ORDER,
    Field::AUTH_TYPE,
    Field::AUTH_ID,
];

/// Fields of a file.
const FIELD_NUMBERS: usize = 64;

/// The header of `field` in our own files.
pub(super) fn header(field: Field, language: Language) -> &'static str {
    let spellings = field.info().map(|info| match language {
        Language::Chinese => info.chinese,
        Language::English => info.english,
    });
    spellings
        .and_then(|spellings| spellings.first())
        .copied()
        .unwrap_or_default()
}

/// What the columns of a sheet are.
struct Columns {
    fields: Vec<Field>,
    /// The column of a field by its number.
    positions: [Option<usize>; FIELD_NUMBERS],
    extras: Extras,
}

impl Columns {
    fn new(fields: Vec<Field>, extras: Extras) -> Self {
        let mut positions = [None; FIELD_NUMBERS];
        for (column, field) in fields.iter().enumerate() {
            positions[usize::from(field.number())] = Some(column);
        }
        Self {
            fields,
            positions,
            extras,
        }
    }

    fn count(&self) -> usize {
        self.fields.len() + self.extras.headers().len()
    }

    fn headers(&self, language: Language) -> Vec<String> {
        let known = self.fields.iter().map(|field| header(*field, language));
        let own = self.extras.headers().iter().cloned();
        known.map(str::to_owned).chain(own).collect()
    }

    fn position(&self, field: Field) -> Option<usize> {
        self.positions
            .get(usize::from(field.number()))
            .copied()
            .flatten()
    }

    /// Fills what `record` says itself; `fields` tells which of its fields are not worked out otherwise.
    fn fill(
        &self,
        record: &Record<'_>,
        offset: usize,
        fields: fn(Field) -> bool,
        cells: &mut Cells,
    ) {
        for (field, value) in record.values() {
            let Some(text) = value.filled() else {
                continue;
            };
            if field.is_extra() {
                if let Some(slot) = self.extras.slot(record, field) {
                    let text = extra_text(record.shape().form, text);
                    cells.fill(offset + self.fields.len() + slot, &text);
                }
            } else if let Some(column) = self.position(field).filter(|_| fields(field)) {
                cells.fill(offset + column, text);
            }
        }
    }
}

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
        locale: &Locale,
    ) -> Self {
        let orders = Orders::of(directory, Order::SmallerFirst);
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
                if field.is_extra() {
                    extras.note(record, field, text);
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
            columns: Columns::new(fields.collect(), extras.finish()),
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

/// Whether a member's record says the field as it is written.
fn is_plain_of_member(field: Field) -> bool {
    field.subject() == Some(Subject::Member) && field != Field::RAW_JSON
}

fn filled_values<'r, 'd>(
    record: &'r Record<'d>,
) -> impl Iterator<Item = (&'r Record<'d>, Field, &'d str)> {
    let values = record.values();
    values.filter_map(move |(field, value)| value.filled().map(|text| (record, field, text)))
}

/// The columns of the members.
pub(super) struct MemberColumns<'d> {
    references: &'d References,
    columns: Columns,
    yes: String,
    no: String,
}

/// Which memberships of a member stand in one row.
#[derive(Clone, Copy)]
pub(super) enum Rows {
    /// All of them, as lists.
    Lists,
    /// One; its department stands in columns of its own.
    Single,
}

impl<'d> MemberColumns<'d> {
    /// The columns that the members of `directory` fill.
    pub(super) fn of(
        directory: &Directory,
        references: &'d References,
        rows: Rows,
        locale: &Locale,
    ) -> Self {
        let mut filled = [false; FIELD_NUMBERS];
        let mut extras = ExtrasNoted::default();
        let mut mark = |field: Field| filled[usize::from(field.number())] = true;
        mark(Field::MEMBER_NAME);
        if matches!(rows, Rows::Lists) {
            let field = if references.has_codes() {
                Field::MEMBER_DEPARTMENT_CODE
            } else {
                Field::MEMBER_DEPARTMENT_PATH
            };
            mark(field);
        }
        for member in directory.members() {
            for record in member.records() {
                for (record, field, text) in filled_values(&record) {
                    if field.is_extra() {
                        extras.note(record, field, text);
                    } else if is_plain_of_member(field) {
                        mark(field);
                    }
                }
            }
            let memberships = member.memberships();
            if main_department(memberships).is_some() {
                mark(Field::MAIN_DEPARTMENT);
            }
            for membership in memberships {
                if membership.is_leader().is_some() {
                    mark(Field::IS_LEADER);
                }
                if membership.order().is_some() {
                    mark(Field::MEMBER_ORDER);
                }
            }
        }
        let fields = MEMBER_FIELDS.into_iter();
        let fields = fields.filter(|field| filled[usize::from(field.number())]);
        Self {
            references,
            columns: Columns::new(fields.collect(), extras.finish()),
            yes: locale.text("export-yes"),
            no: locale.text("export-no"),
        }
    }

    /// The number of columns.
    pub(super) fn count(&self) -> usize {
        self.columns.count()
    }

    /// The headers in column order.
    pub(super) fn headers(&self, language: Language) -> Vec<String> {
        self.columns.headers(language)
    }

    /// Fills the row of `member` in the departments `memberships`, from column `offset` on.
    pub(super) fn fill(
        &self,
        member: Member<'_>,
        memberships: &[Membership],
        offset: usize,
        cells: &mut Cells,
    ) {
        for record in member.records() {
            self.columns
                .fill(&record, offset, is_plain_of_member, cells);
        }
        let mut list = |field, write: &dyn Fn(&Membership, &mut String)| {
            if let Some(column) = self.columns.position(field) {
                self.list(memberships, cells.cell(offset + column), write);
            }
        };
        let name = |membership: &Membership, cell: &mut String| {
            cell.push_str(self.references.name(membership.department()));
        };
        list(Field::MEMBER_DEPARTMENT_CODE, &name);
        list(Field::MEMBER_DEPARTMENT_PATH, &name);
        list(Field::IS_LEADER, &|membership, cell| {
            cell.push_str(match membership.is_leader() {
                Some(true) => &self.yes,
                Some(false) => &self.no,
                None => "",
            });
        });
        list(Field::MEMBER_ORDER, &|membership, cell| {
            if let Some(order) = membership.order() {
                // Writing to a string cannot fail.
                let _ = std::fmt::Write::write_fmt(cell, format_args!("{order}"));
            }
        });
        if let Some(column) = self.columns.position(Field::MAIN_DEPARTMENT)
            && let Some(main) = main_department(member.memberships())
        {
            cells
                .cell(offset + column)
                .push_str(self.references.name(main));
        }
    }

    /// Writes what `write` says of each membership, aligned; a list of nothing but empty items is left out.
    fn list(
        &self,
        memberships: &[Membership],
        cell: &mut String,
        write: &dyn Fn(&Membership, &mut String),
    ) {
        let mut separators = 0;
        for (index, membership) in memberships.iter().enumerate() {
            if index > 0 {
                cell.push_str(self.references.list);
                separators += self.references.list.len();
            }
            write(membership, cell);
        }
        if cell.len() == separators {
            cell.clear();
        }
    }
}

/// The main department, where it is not the first and must be named.
fn main_department(memberships: &[Membership]) -> Option<DepartmentId> {
    let main = memberships
        .iter()
        .position(Membership::is_main)
        .filter(|position| *position > 0)?;
    Some(memberships[main].department())
}
