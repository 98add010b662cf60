//! From the use of every column to a plan: the shape of the source and the recipes of its records.

use std::sync::Arc;

use crate::record::{Column, Field, Form, Order, Shape, Subject};

use super::Layout;
use super::columns::{Unused, Use};
use super::header::{Header, HeaderCell};
use super::kind::SheetKind;
use super::plan::{Headings, OwnColumn, Plan, Standing, Table};
use super::recipe::Recipe;
use super::spelling;
use super::straight::Straight;
use super::template::Template;

/// Headers, folded, that together mark the files of Work Weixin, which puts the larger 排序 first.
const LARGER_FIRST: &[&[&str]] = &[
    &["部门名称", "部门id", "父部门id"],
    &["id", "name", "parentid", "order"],
    &["姓名", "账号", "所在部门", "是否部门内领导"],
    &["userid", "department", "isleaderindept"],
];

/// What identifies a member, one of which a list of members needs.
const IDENTITY: &[Field] = &[
    Field::MEMBER_NAME,
    Field::USERID,
    Field::EMPLOYEE_NO,
    Field::EMAIL,
    Field::BIZ_EMAIL,
    Field::MOBILE,
];

/// What names a member's departments.
const REFERENCES: [Field; 3] = [
    Field::MEMBER_DEPARTMENT_CODE,
    Field::MEMBER_DEPARTMENT_PATH,
    Field::SECOND_DEPARTMENT_PATH,
];

/// A plan in the making.
pub(super) struct Making<'t> {
    pub(super) table: &'t Table<'t>,
    pub(super) header: &'t Header,
    pub(super) kind: SheetKind,
    pub(super) uses: Vec<Use>,
    pub(super) columns: Vec<Column>,
    own: Vec<OwnColumn>,
}

impl<'t> Making<'t> {
    /// Starts from the use of every column.
    pub(super) fn new(
        table: &'t Table<'t>,
        header: &'t Header,
        kind: SheetKind,
        uses: Vec<Use>,
    ) -> Self {
        Self {
            table,
            header,
            kind,
            uses,
            columns: Vec::new(),
            own: Vec::new(),
        }
    }

    /// The header's cells with their use.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&HeaderCell, Use)> {
        self.header.cells.iter().zip(self.uses.iter().copied())
    }

    /// The column that holds `field`.
    pub(super) fn holder(&self, field: Field) -> Option<u16> {
        self.cells()
            .find(|(_, used)| *used == Use::Field(field))
            .map(|(cell, _)| cell.column)
    }

    /// Whether a column holds one of `fields`.
    pub(super) fn has(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.holder(*field).is_some())
    }

    /// The level columns from the top.
    pub(super) fn levels(&self) -> Vec<u16> {
        let mut levels: Vec<(u8, u16)> = self
            .cells()
            .filter_map(|(cell, used)| match used {
                Use::Level(level) => Some((level, cell.column)),
                _ => None,
            })
            .collect();
        levels.sort_unstable();
        levels.into_iter().map(|(_, column)| column).collect()
    }

    /// The columns that hold `field` together.
    pub(super) fn items(&self, field: Field) -> Vec<u16> {
        let first = self.holder(field).into_iter();
        let items = self.cells().filter(|(_, used)| *used == Use::Item(field));
        first.chain(items.map(|(cell, _)| cell.column)).collect()
    }

    /// The columns that say whether somebody has left.
    pub(super) fn statuses(&self) -> Vec<u16> {
        let of_status = self.cells().filter(|(_, used)| {
            let field = match used {
                Use::Own(Unused::Beside(index)) => self.uses[*index],
                used => *used,
            };
            field == Use::Field(Field::STATUS)
        });
        of_status.map(|(cell, _)| cell.column).collect()
    }

    /// The row of the header.
    pub(super) fn header_row(&self) -> u32 {
        self.table.rows[self.header.index].number()
    }

    /// Whether what is listed has neither name nor anything else to tell it by.
    pub(super) fn is_unreadable(&self) -> bool {
        match self.kind {
            SheetKind::Departments => {
                !self.has(&[Field::DEPARTMENT_NAME, Field::DEPARTMENT_PATH])
                    && self.levels().is_empty()
            }
            SheetKind::Members | SheetKind::Both => !self.has(IDENTITY),
            SheetKind::Nothing => false,
        }
    }

    /// Beside members and without a parent, the name of a department may be its whole path.
    fn name_to_path(&mut self) {
        let is_told = self.has(&[
            Field::PARENT_CODE,
            Field::PARENT_PATH,
            Field::DEPARTMENT_PATH,
        ]) || !self.levels().is_empty();
        if self.kind == SheetKind::Both && !is_told {
            for used in &mut self.uses {
                if *used == Use::Field(Field::DEPARTMENT_NAME) {
                    *used = Use::Field(Field::DEPARTMENT_PATH);
                }
            }
        }
    }

    /// Lists the columns of the source and the user's own.
    fn columns(&mut self) {
        let mut extras = 0;
        let mut seen: Vec<Field> = Vec::new();
        let path = self.path_field();
        for (cell, used) in self.header.cells.iter().zip(&self.uses) {
            let field = match used {
                Use::Field(field) | Use::Item(field) => Some(*field),
                Use::Level(_) => Some(path),
                Use::RunningNumber => None,
                Use::Own(unused) => {
                    let extra = Field::extra(extras);
                    extras += u16::from(extra.is_some());
                    self.own.push(OwnColumn {
                        number: cell.column,
                        header: cell.text.clone(),
                        second_to: match unused {
                            Unused::Second(index) => Some(self.header.cells[*index].text.clone()),
                            _ => None,
                        },
                        is_settled: matches!(unused, Unused::Duplicate(_) | Unused::Beside(_)),
                        is_kept: extra.is_some(),
                    });
                    extra
                }
            };
            if let Some(field) = field
                && !seen.contains(&field)
            {
                seen.push(field);
                self.columns.push(column(field, cell));
            }
        }
    }

    /// The field that levels are joined into.
    pub(super) fn path_field(&self) -> Field {
        match self.kind {
            SheetKind::Members => Field::MEMBER_DEPARTMENT_PATH,
            _ => Field::DEPARTMENT_PATH,
        }
    }

    /// Puts the plan together.
    pub(super) fn finish(mut self, is_unreadable: bool) -> Plan {
        self.name_to_path();
        self.columns();
        let (mut department, mut member) = (Recipe::default(), Recipe::default());
        for column in &self.columns {
            match column.field.subject() {
                Some(Subject::Department) => department.read(column.number, column.field),
                Some(_) => member.read(column.number, column.field),
                None => {
                    department.read(column.number, column.field);
                    member.read(column.number, column.field);
                }
            }
        }
        self.gather(&mut department, &mut member);
        let aside_key = if self.kind == SheetKind::Both {
            self.alias(&mut department, &mut member);
            [
                Field::DEPARTMENT_CODE,
                Field::DEPARTMENT_NAME,
                Field::DEPARTMENT_PATH,
                Field::PARENT_CODE,
                Field::PARENT_PATH,
            ]
            .iter()
            .filter_map(|field| self.columns.iter().find(|column| column.field == *field))
            .map(|column| column.number)
            .collect()
        } else {
            Vec::new()
        };
        let prefix = self.prefix();
        let leavers = self.leavers();
        let mut headings = Headings::default();
        let mut standing = Vec::new();
        for (cell, used) in self.cells() {
            let index = usize::from(cell.column);
            headings.add(cell.column, &cell.text);
            standing.resize(index + 1, Standing::Stray);
            standing[index] = self.standing(cell, used);
        }
        if self.header.is_double {
            headings.add_upper(&self.table.rows[self.header.index - 1]);
        }
        let sections = self.sections(&headings);
        let layout = match &sections {
            Some(_) => Layout::Sections,
            None => self.layout(prefix.is_some()),
        };
        let shape = Shape {
            source: self.table.source,
            form: Form::Cells,
            order: self.order(),
            columns: std::mem::take(&mut self.columns),
        };
        let aside = department.beside(&member);
        for recipe in [&mut department, &mut member] {
            recipe.straight = Straight::of(recipe, &shape);
        }
        Plan {
            kind: self.kind,
            layout,
            columns: self.headings(),
            header_row: self.header_row(),
            template: Template::of(self.header),
            is_unreadable,
            shape: Arc::new(shape),
            headings,
            standing,
            own: self.own,
            aside,
            department,
            reference: member.sole_column(&REFERENCES),
            member,
            aside_key,
            prefix,
            sections,
            leavers,
        }
    }

    fn standing(&self, cell: &HeaderCell, used: Use) -> Standing {
        let of_field = |field: Field| match field.subject() {
            Some(Subject::Member) => Standing::Person,
            _ => Standing::Known,
        };
        match used {
            Use::Field(field) | Use::Item(field) => of_field(field),
            Use::Level(_) => Standing::Known,
            Use::RunningNumber => Standing::Skipped,
            Use::Own(_) => {
                let own = self
                    .own
                    .binary_search_by_key(&cell.column, |own| own.number);
                let is_kept = own.is_ok_and(|index| self.own[index].is_kept);
                if is_kept {
                    Standing::Own
                } else {
                    Standing::Skipped
                }
            }
        }
    }

    fn layout(&self, has_prefix: bool) -> Layout {
        if self.kind == SheetKind::Both {
            Layout::FlatJoin
        } else if !self.levels().is_empty() {
            Layout::Levels
        } else if has_prefix {
            Layout::PrefixCodes
        } else if self.has(&[Field::PARENT_CODE]) {
            Layout::ParentCode
        } else if self.has(&[Field::PARENT_PATH]) {
            Layout::ParentName
        } else if self.has(&[Field::MEMBER_DEPARTMENT_CODE]) {
            Layout::MemberCode
        } else if self.has(&[Field::DEPARTMENT_PATH, Field::MEMBER_DEPARTMENT_PATH]) {
            Layout::Path
        } else {
            Layout::List
        }
    }

    fn order(&self) -> Order {
        let folded: Vec<String> = self
            .header
            .cells
            .iter()
            .map(|cell| spelling::fold(&cell.text))
            .collect();
        let has_all = |headers: &&[&str]| {
            headers
                .iter()
                .all(|header| folded.iter().any(|known| known == header))
        };
        if LARGER_FIRST.iter().any(has_all) {
            Order::LargerFirst
        } else {
            Order::SmallerFirst
        }
    }
}

fn column(field: Field, cell: &HeaderCell) -> Column {
    Column {
        field,
        number: cell.column,
        header: cell.text.clone().into(),
    }
}
