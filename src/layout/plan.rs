//! How a table is read, decided once from its header and first rows.

use std::sync::Arc;

use crate::config::Reading;
use crate::diagnostic::{Findings, Place, SourceId, code};
use crate::locale::{Argument, Arguments};
use crate::record::{Column, Field, Form, Order, Shape, Subject, parse_flag};
use crate::source::Row;

use super::Layout;
use super::columns::{self, Unused, Use, Values};
use super::header::{Header, HeaderCell};
use super::kind::{self, SheetKind};
use super::prefix::PrefixCodes;
use super::recipe::{Gathered, Gathering, Recipe};
use super::spelling::{self, Meaning};

/// Headers that together, and only together, mark the files in which Work Weixin puts the larger 排序 first.
const LARGER_FIRST: &[&[&str]] = &[
    &["部门名称", "部门id", "父部门id"],
    &["姓名", "账号", "所在部门", "是否部门内领导"],
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

/// A column of the user's own.
#[derive(Debug)]
pub(super) struct OwnColumn {
    /// The column from 1.
    pub(super) number: u16,
    /// Its header.
    pub(super) header: String,
    /// The header of the column that means the same.
    pub(super) second_to: Option<String>,
    /// Whether it is reported already.
    pub(super) is_duplicate: bool,
    /// Whether it is carried along.
    pub(super) is_kept: bool,
}

/// What a column is to the rows of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// It has no header.
    #[default]
    Stray,
    /// It is not read.
    Skipped,
    /// It is one of the user's own.
    Own,
    /// It holds a field of a department.
    Known,
    /// It holds a field of a person.
    Person,
}

/// How the rows of a table are read.
#[derive(Debug)]
pub(super) struct Plan {
    /// What the table lists.
    pub(super) kind: SheetKind,
    /// How departments are given.
    pub(super) layout: Layout,
    /// The row of the header.
    pub(super) header_row: u32,
    /// Whether a column is missing without which nothing can be read.
    pub(super) is_unreadable: bool,
    /// What the records have in common.
    pub(super) shape: Arc<Shape>,
    /// The headers by column.
    pub(super) headers: Vec<Box<str>>,
    /// What every column is, by column.
    pub(super) standing: Vec<Standing>,
    /// The user's own columns.
    pub(super) own: Vec<OwnColumn>,
    /// The record of a department row.
    pub(super) department: Recipe,
    /// The record of a member row.
    pub(super) member: Recipe,
    /// The record of the department beside a member.
    pub(super) aside: Recipe,
    /// The columns that tell one department from another beside a member: code, name or path, parent.
    pub(super) aside_key: Vec<u16>,
    /// How codes tell parents, and the column of the code.
    pub(super) prefix: Option<(PrefixCodes, u16)>,
}

/// What a plan is made from.
pub(super) struct Table<'t> {
    /// The source the rows come from.
    pub(super) source: SourceId,
    /// The sheet's name.
    pub(super) sheet: Option<&'t str>,
    /// What the user pinned.
    pub(super) reading: &'t Reading,
    /// The first rows, with the header among them.
    pub(super) rows: &'t [Row],
}

impl Table<'_> {
    fn below(&self, header: &Header) -> &[Row] {
        self.rows.get(header.index + 1..).unwrap_or_default()
    }

    fn texts(&self, header: &Header, column: u16) -> Vec<String> {
        self.below(header)
            .iter()
            .filter_map(|row| row.get(column))
            .map(|content| content.text().trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    }
}

/// The first values below a header.
struct Below<'t> {
    table: &'t Table<'t>,
    header: &'t Header,
}

impl Below<'_> {
    fn texts(&self, index: usize) -> Vec<String> {
        let column = self.header.cells[index].column;
        self.table.texts(self.header, column)
    }
}

impl Values for Below<'_> {
    fn are_flags(&self, index: usize) -> bool {
        let is_flag = |text: &String| {
            let mut items = text.split([',', '，', ';', '；']);
            items.all(|item| item.trim().is_empty() || parse_flag(item.trim()).is_some())
        };
        let texts = self.texts(index);
        !texts.is_empty() && texts.iter().all(is_flag)
    }

    fn count_rows(&self, index: usize) -> bool {
        let texts = self.texts(index);
        let mut counted = texts.iter().zip(1..);
        !texts.is_empty()
            && counted.all(|(text, number): (&String, u32)| text.parse() == Ok(number))
    }
}

impl Plan {
    /// Decides how `table` with `header` is read. What is wrong with the header goes to `findings`. `None` where the
    /// table is no list but explains one.
    pub(super) fn make(
        table: &Table<'_>,
        header: &Header,
        findings: &mut Findings,
    ) -> Option<Self> {
        let kind = kind::decide(&header.cells, table.sheet);
        let uses = columns::assign(&header.cells, kind, &Below { table, header });
        let mut making = Making {
            table,
            header,
            kind,
            uses,
            columns: Vec::new(),
            own: Vec::new(),
        };
        let is_unreadable = making.is_unreadable();
        if is_unreadable && kind::is_explanation(table.sheet) {
            return None;
        }
        making.report(findings, is_unreadable);
        making.name_to_path();
        making.columns();
        Some(making.plan(is_unreadable))
    }
}

/// A plan in the making.
struct Making<'t> {
    table: &'t Table<'t>,
    header: &'t Header,
    kind: SheetKind,
    uses: Vec<Use>,
    columns: Vec<Column>,
    own: Vec<OwnColumn>,
}

impl Making<'_> {
    fn cells(&self) -> impl Iterator<Item = (&HeaderCell, Use)> {
        self.header.cells.iter().zip(self.uses.iter().copied())
    }

    fn holder(&self, field: Field) -> Option<u16> {
        self.cells()
            .find(|(_, used)| *used == Use::Field(field))
            .map(|(cell, _)| cell.column)
    }

    fn has(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.holder(*field).is_some())
    }

    fn levels(&self) -> Vec<u16> {
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

    fn items(&self, field: Field) -> Vec<u16> {
        let first = self.holder(field).into_iter();
        let items = self.cells().filter(|(_, used)| *used == Use::Item(field));
        first.chain(items.map(|(cell, _)| cell.column)).collect()
    }

    fn header_row(&self) -> u32 {
        self.table.rows[self.header.index].number()
    }

    /// Whether what is listed has neither name nor anything else to tell it by.
    fn is_unreadable(&self) -> bool {
        match self.kind {
            SheetKind::Departments => {
                !self.has(&[Field::DEPARTMENT_NAME, Field::DEPARTMENT_PATH])
                    && self.levels().is_empty()
            }
            SheetKind::Members | SheetKind::Both => !self.has(IDENTITY),
            SheetKind::Nothing => false,
        }
    }

    fn report(&self, findings: &mut Findings, is_unreadable: bool) {
        let place = |column| Place::cell(self.table.source, self.header_row(), column);
        let row = || Place::row(self.table.source, self.header_row());
        if is_unreadable {
            let needed = match self.kind {
                SheetKind::Departments => Field::DEPARTMENT_NAME,
                _ => Field::MEMBER_NAME,
            };
            let (chinese, english) = spelling::own_name(needed);
            findings
                .report(&code::H002, row().of_field(needed.id()))
                .with("column", Argument::Words { chinese, english })
                .with("case", "needed");
        }
        for (id, header) in &self.table.reading.map {
            let Some(field) = Field::by_id(id) else {
                continue;
            };
            let is_ours = match self.kind {
                SheetKind::Departments => field.subject() == Some(Subject::Department),
                SheetKind::Members => field.subject() != Some(Subject::Department),
                SheetKind::Both | SheetKind::Nothing => true,
            };
            let is_there = self
                .cells()
                .any(|(cell, _)| cell.meaning == Meaning::Pinned(field));
            if is_ours && !is_there {
                findings
                    .report(&code::H002, row().of_field(field.id()))
                    .with("column", header.as_str())
                    .with("case", "mapped");
            }
        }
        for (cell, used) in self.cells() {
            if let Use::Own(Unused::Duplicate(first)) = used {
                let first = &self.header.cells[first];
                let is_same = spelling::same(&cell.text, &first.text);
                findings
                    .report(&code::H003, place(cell.column))
                    .value(&cell.text)
                    .with("case", if is_same { "header" } else { "meaning" })
                    .with("other", first.text.as_str())
                    .related(place(first.column), Arguments::default());
            }
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
                        is_duplicate: matches!(unused, Unused::Duplicate(_)),
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
    fn path_field(&self) -> Field {
        match self.kind {
            SheetKind::Members => Field::MEMBER_DEPARTMENT_PATH,
            _ => Field::DEPARTMENT_PATH,
        }
    }

    fn plan(mut self, is_unreadable: bool) -> Plan {
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
        let layout = self.layout(prefix.is_some());
        let mut headers = Vec::new();
        let mut standing = Vec::new();
        for (cell, used) in self.cells() {
            let index = usize::from(cell.column);
            headers.resize(index + 1, Box::default());
            standing.resize(index + 1, Standing::Stray);
            headers[index] = cell.text.as_str().into();
            standing[index] = self.standing(cell, used);
        }
        let shape = Shape {
            source: self.table.source,
            form: Form::Cells,
            order: self.order(),
            columns: std::mem::take(&mut self.columns),
        };
        Plan {
            kind: self.kind,
            layout,
            header_row: self.header_row(),
            is_unreadable,
            shape: Arc::new(shape),
            headers,
            standing,
            own: self.own,
            aside: department.beside(&member),
            department,
            member,
            aside_key,
            prefix,
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
                let is_kept = self
                    .own
                    .iter()
                    .any(|own| own.number == cell.column && own.is_kept);
                if is_kept {
                    Standing::Own
                } else {
                    Standing::Skipped
                }
            }
        }
    }

    /// Joins the columns that make one value together.
    fn gather(&self, department: &mut Recipe, member: &mut Recipe) {
        for field in [Field::SECOND_DEPARTMENT_PATH, Field::MEMBER_DEPARTMENT_CODE] {
            let columns = self.items(field);
            if columns.len() > 1 {
                member.gather(Gathered {
                    field,
                    columns,
                    gathering: Gathering::Items,
                });
            }
        }
        let columns = self.levels();
        if columns.is_empty() {
            return;
        }
        let levels = |field, own_name| Gathered {
            field,
            columns: columns.clone(),
            gathering: Gathering::Levels {
                fills: true,
                last: self.holder(own_name),
            },
        };
        if self.kind != SheetKind::Members {
            department.gather(levels(Field::DEPARTMENT_PATH, Field::DEPARTMENT_NAME));
        }
        if self.kind != SheetKind::Departments {
            let path = Field::MEMBER_DEPARTMENT_PATH;
            member.gather(levels(path, path));
        }
    }

    /// Lets the columns that tell a department in a flat join also tell the member's department, and the reverse.
    fn alias(&mut self, department: &mut Recipe, member: &mut Recipe) {
        let find = |columns: &[Column], field| {
            columns.iter().find(|column| column.field == field).cloned()
        };
        let code = (Field::DEPARTMENT_CODE, Field::MEMBER_DEPARTMENT_CODE);
        let path = (Field::DEPARTMENT_PATH, Field::MEMBER_DEPARTMENT_PATH);
        for (of_department, of_member) in [code, path] {
            let (from, to, recipe) = match (
                find(&self.columns, of_department),
                find(&self.columns, of_member),
            ) {
                (Some(from), None) => (from, of_member, &mut *member),
                (None, Some(from))
                    if !self.has(&[Field::DEPARTMENT_NAME]) || of_department == code.0 =>
                {
                    (from, of_department, &mut *department)
                }
                _ => continue,
            };
            recipe.read(from.number, to);
            self.columns.push(Column { field: to, ..from });
        }
        let has_reference = !self.levels().is_empty()
            || self.columns.iter().any(|column| {
                matches!(
                    column.field,
                    Field::MEMBER_DEPARTMENT_CODE | Field::MEMBER_DEPARTMENT_PATH
                )
            });
        if let Some(name) = find(&self.columns, Field::DEPARTMENT_NAME)
            && !has_reference
        {
            let parent = self.holder(Field::PARENT_PATH);
            self.columns.push(Column {
                field: Field::MEMBER_DEPARTMENT_PATH,
                ..name.clone()
            });
            member.gather(Gathered {
                field: Field::MEMBER_DEPARTMENT_PATH,
                columns: parent.into_iter().chain([name.number]).collect(),
                gathering: Gathering::Levels {
                    fills: false,
                    last: None,
                },
            });
        }
    }

    /// Whether codes tell parents because nothing else does.
    fn prefix(&mut self) -> Option<(PrefixCodes, u16)> {
        let is_told_otherwise = self.has(&[
            Field::PARENT_CODE,
            Field::PARENT_PATH,
            Field::DEPARTMENT_PATH,
        ]) || !self.levels().is_empty();
        if self.kind != SheetKind::Departments || is_told_otherwise {
            return None;
        }
        let column = self.holder(Field::DEPARTMENT_CODE)?;
        let codes = PrefixCodes::detect(&self.table.texts(self.header, column))?;
        let of_code = self
            .columns
            .iter()
            .find(|known| known.field == Field::DEPARTMENT_CODE)?;
        let of_parent = Column {
            field: Field::PARENT_CODE,
            ..of_code.clone()
        };
        self.columns.push(of_parent);
        Some((codes, column))
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
