//! The columns of a member sheet, and its rows.

use crate::directory::{Directory, Manager, Managers, Member, Membership};
use crate::locale::{Language, Locale};
use crate::record::{Field, Form, Gender, Record, Subject};

use super::cells::Cells;
use super::columns::{Columns, FIELD_NUMBERS, Rows, filled_values};
use super::extras::{Extra, ExtrasNoted};
use super::references::References;

/// The columns of members, in the order of our template.
pub(super) const MEMBER_FIELDS: [Field; 23] = [
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

/// The columns of the members.
pub(super) struct MemberColumns<'d> {
    directory: &'d Directory,
    references: &'d References,
    columns: Columns,
    managers: Managers<'d>,
    yes: String,
    no: String,
    male: String,
    female: String,
}

impl<'d> MemberColumns<'d> {
    /// The columns that the members of `directory` fill.
    pub(super) fn of(
        directory: &'d Directory,
        references: &'d References,
        rows: Rows,
        locale: &Locale,
    ) -> Self {
        let mut filled = [false; FIELD_NUMBERS];
        let mut extras = ExtrasNoted::default();
        let mut mark = |field: Field| filled[usize::from(field.number())] = true;
        mark(Field::MEMBER_NAME);
        if matches!(rows, Rows::Lists) {
            if references.has_codes() {
                mark(Field::MEMBER_DEPARTMENT_CODE);
            }
            // Beside codes the path is for people: the reader goes by the code.
            if references.has_paths() {
                mark(Field::MEMBER_DEPARTMENT_PATH);
            }
        }
        for member in directory.members() {
            for record in member.records() {
                for (record, field, text) in filled_values(&record) {
                    if let Some(extra) = Extra::of(record, field, text) {
                        extras.note(record, &extra);
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
            directory,
            references,
            columns: Columns::new(fields.collect(), extras.finish(locale)),
            managers: Managers::of(directory, Field::MANAGER),
            yes: locale.text("export-yes"),
            no: locale.text("export-no"),
            male: locale.text("export-male"),
            female: locale.text("export-female"),
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

    /// The memberships of each row of `member`: all of them, or one a row where a person holds another post in each
    /// department.
    pub(super) fn rows<'m>(
        member: &Member<'m>,
    ) -> impl Iterator<Item = &'m [Membership]> + use<'m> {
        let memberships = member.memberships();
        let size = if has_several_posts(member) {
            1
        } else {
            memberships.len().max(1)
        };
        let unplaced = memberships.is_empty().then_some(memberships);
        unplaced.into_iter().chain(memberships.chunks(size))
    }

    /// Fills the row of `member` in the departments `memberships`, from column `offset` on.
    pub(super) fn fill(
        &self,
        member: Member<'_>,
        memberships: &[Membership],
        offset: usize,
        cells: &mut Cells,
    ) {
        self.fill_managers(member, offset, cells);
        if let [only] = memberships
            && member.memberships().len() > 1
        {
            let record = self.directory.record(only.record());
            self.fill_record(&record, offset, cells);
        }
        for record in member.records() {
            self.fill_record(&record, offset, cells);
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
        list(Field::MEMBER_DEPARTMENT_PATH, &|membership, cell| {
            cell.push_str(
                self.references
                    .path(membership.department())
                    .unwrap_or_default(),
            );
        });
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
            && memberships.contains(main)
        {
            let main = self.references.name(main.department());
            cells.cell(offset + column).push_str(main);
        }
    }

    /// Names the managers of `member` by their userids, where everybody who is named has one.
    fn fill_managers(&self, member: Member<'_>, offset: usize, cells: &mut Cells) {
        let Some(column) = self.columns.position(Field::MANAGER) else {
            return;
        };
        let cell = cells.cell(offset + column);
        for (_, manager) in self.managers.named(member.get(Field::MANAGER).or_empty()) {
            let userid = match manager {
                Manager::Member(id) => self.directory.member(id).get(Field::USERID).filled(),
                _ => None,
            };
            let Some(userid) = userid else {
                // What the source says is better than half of it.
                return cell.clear();
            };
            if !cell.is_empty() {
                cell.push_str(self.references.list);
            }
            cell.push_str(userid);
        }
    }

    /// Fills what `record` says itself; the gender of a dump, a number, in words.
    fn fill_record(&self, record: &Record<'_>, offset: usize, cells: &mut Cells) {
        if record.shape().form == Form::Json
            && let Some(column) = self.columns.position(Field::GENDER)
        {
            match Gender::parse(record.get(Field::GENDER).or_empty()) {
                Some(Gender::Male) => cells.fill(offset + column, &self.male),
                Some(Gender::Female) => cells.fill(offset + column, &self.female),
                Some(Gender::Unknown) | None => {}
            }
        }
        self.columns.fill(record, offset, is_plain_of_member, cells);
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
fn main_department(memberships: &[Membership]) -> Option<&Membership> {
    let (_, later) = memberships.split_first()?;
    later.iter().find(|membership| membership.is_main())
}

/// Whether the rows of `member` name different posts.
fn has_several_posts(member: &Member<'_>) -> bool {
    let mut titles = member
        .records()
        .filter_map(|record| record.get(Field::TITLE).filled());
    member.memberships().len() > 1
        && titles
            .next()
            .is_some_and(|first| titles.any(|title| title != first))
}

/// Whether a member's record says the field as it is written.
fn is_plain_of_member(field: Field) -> bool {
    field.subject() == Some(Subject::Member) && field != Field::RAW_JSON
}
