//! Which column holds which field, once the kind of table is decided.

use crate::record::{Field, Subject};

use super::header::HeaderCell;
use super::kind::SheetKind;
use super::spelling::{self, Candidate, Meaning};

/// Fields that tell who or what a row is about; of two columns for one of them neither goes before the other.
const TELLING: &[Field] = &[
    Field::USERID,
    Field::EMPLOYEE_NO,
    Field::MOBILE,
    Field::EMAIL,
    Field::DEPARTMENT_CODE,
    Field::PARENT_CODE,
    Field::MEMBER_DEPARTMENT_CODE,
];

/// Fields whose lists may stand in several columns.
pub(super) const LISTS: [Field; 2] = [Field::SECOND_DEPARTMENT_PATH, Field::MEMBER_DEPARTMENT_CODE];

/// Fields of which several columns may tell something of their own: 激活状态 and 员工状态, the name and the number of a
/// manager.
const BESIDE: [Field; 4] = [
    Field::STATUS,
    Field::MANAGER,
    Field::DOTTED_MANAGER,
    Field::DEPARTMENT_LEADERS,
];

/// Fields that name people, and how headers end that say they do it by number: one number is one person, a name may be
/// several.
const PEOPLE: [Field; 2] = [Field::MANAGER, Field::DOTTED_MANAGER];
const NUMBERS: [&str; 5] = ["工号", "编号", "账号", "id", "number"];

/// What a column is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It holds a field.
    Field(Field),
    /// It holds one item of a list that stands in several columns.
    Item(Field),
    /// It holds a level of the department path, from 1.
    Level(u8),
    /// It numbers the rows and is not read.
    RunningNumber,
    /// It is one of the user's own.
    Own(Unused),
}

/// Why a column is carried along as the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unused {
    /// We do not know its header.
    Unknown,
    /// Another column, at this index of the header, means the same under a better name.
    Second(usize),
    /// Another column, at this index of the header, tells the same kind of thing, as 激活状态 beside 员工状态.
    Beside(usize),
    /// Another column, at this index of the header, has the same header, or tells as well who or what the row is
    /// about, and nothing says which one counts (H003).
    Duplicate(usize),
}

/// One way to use a column; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    /// 0 for pinned columns, 1 for proper spellings, 2 for generic words.
    pass: u8,
    /// How well the field goes with the kind of table.
    preference: u8,
    rank: u16,
    column: usize,
    field: Field,
    is_item: bool,
}

/// What the first values of a column, by its index in the header, look like.
pub(super) trait Values {
    /// Whether they are all yes or no, and there are any.
    fn are_flags(&self, index: usize) -> bool;

    /// Whether they count 1, 2, 3 … and there are any.
    fn count_rows(&self, index: usize) -> bool;
}

/// Decides the use of every column of `header` in a table of `kind`.
pub(super) fn assign(header: &[HeaderCell], kind: SheetKind, values: &dyn Values) -> Vec<Use> {
    let mut uses: Vec<Option<Use>> = vec![None; header.len()];
    let mut claims = Vec::new();
    for (column, cell) in header.iter().enumerate() {
        match &cell.meaning {
            Meaning::Level(level) => uses[column] = Some(Use::Level(*level)),
            Meaning::RunningNumber => uses[column] = Some(Use::RunningNumber),
            Meaning::Numbered(candidates, number) if kind == SheetKind::Departments => {
                let is_path = candidates.iter().any(|c| {
                    c.field == Field::DEPARTMENT_NAME || c.field == Field::DEPARTMENT_PATH
                });
                uses[column] = is_path.then_some(Use::Level(*number));
            }
            _ => claims.extend(claims_of(cell, column, kind)),
        }
    }
    claims.sort_unstable();
    let mut holders: Vec<(Field, usize)> = Vec::new();
    for claim in &claims {
        let is_free = !holders.iter().any(|(field, _)| *field == claim.field);
        let fits =
            claim.field != Field::IS_LEADER || claim.pass < 2 || values.are_flags(claim.column);
        if uses[claim.column].is_some() || !fits {
            continue;
        }
        // 编号 or No. in front of a list of members mostly numbers the rows.
        if claim.field == Field::EMPLOYEE_NO
            && claim.pass == 2
            && claim.column == 0
            && values.count_rows(0)
        {
            uses[claim.column] = Some(Use::RunningNumber);
            continue;
        }
        if claim.is_item {
            uses[claim.column] = Some(Use::Item(claim.field));
        } else if is_free {
            holders.push((claim.field, claim.column));
            uses[claim.column] = Some(Use::Field(claim.field));
        }
    }
    let mut wanted: Vec<Vec<Field>> = vec![Vec::new(); header.len()];
    for claim in &claims {
        wanted[claim.column].push(claim.field);
    }
    main_to_only(kind, &mut uses);
    (0..)
        .zip(uses)
        .map(|(column, used)| {
            used.unwrap_or_else(|| {
                let holder = wanted[column]
                    .iter()
                    .find_map(|field| holders.iter().find(|(held, _)| held == field));
                Use::Own(holder.map_or(Unused::Unknown, |(field, holder)| {
                    let is_pinned = matches!(header[*holder].meaning, Meaning::Pinned(_));
                    let is_same = spelling::same(&header[column].text, &header[*holder].text);
                    if !is_pinned && (is_same || TELLING.contains(field)) {
                        Unused::Duplicate(*holder)
                    } else if BESIDE.contains(field) {
                        Unused::Beside(*holder)
                    } else {
                        Unused::Second(*holder)
                    }
                }))
            })
        })
        .collect()
}

/// Where nothing else names the departments of members, the main department does.
fn main_to_only(kind: SheetKind, uses: &mut [Option<Use>]) {
    let names_department = |used: &Option<Use>| {
        matches!(used, Some(Use::Level(_)))
            || [Field::MEMBER_DEPARTMENT_PATH, Field::MEMBER_DEPARTMENT_CODE]
                .iter()
                .any(|field| matches!(used, Some(Use::Field(f) | Use::Item(f)) if f == field))
    };
    if kind != SheetKind::Members || uses.iter().any(names_department) {
        return;
    }
    for used in uses {
        if *used == Some(Use::Field(Field::MAIN_DEPARTMENT)) {
            *used = Some(Use::Field(Field::MEMBER_DEPARTMENT_PATH));
        }
    }
}

fn claims_of(cell: &HeaderCell, column: usize, kind: SheetKind) -> Vec<Claim> {
    let claim = |pass, preference, rank, field| Claim {
        pass,
        preference,
        rank,
        column,
        field,
        is_item: field == Field::SECOND_DEPARTMENT_PATH,
    };
    match &cell.meaning {
        Meaning::Pinned(field) => vec![claim(0, 0, 0, *field)],
        Meaning::PinnedItem(field) => vec![Claim {
            is_item: true,
            ..claim(0, 0, 0, *field)
        }],
        Meaning::Fields(candidates) => candidates
            .iter()
            .filter_map(|candidate| {
                let (field, preference) = place(*candidate, candidates, kind)?;
                let translated = field != candidate.field;
                // Beside members, 部门 is a name of the department and not only of the membership.
                let is_shared = kind == SheetKind::Both
                    && field == Field::DEPARTMENT_NAME
                    && candidates
                        .iter()
                        .any(|c| c.field == Field::MEMBER_DEPARTMENT_PATH);
                let pass = if (candidate.is_generic() && !is_shared) || translated {
                    2
                } else {
                    1
                };
                let is_name = PEOPLE.contains(&field) && !names_number(&cell.text);
                let preference = preference + u8::from(is_name);
                Some(claim(pass, preference, candidate.rank, field))
            })
            .collect(),
        Meaning::Numbered(candidates, number) => {
            let holds = |field| candidates.iter().any(|c| c.field == field);
            let item = |field| Claim {
                is_item: true,
                ..claim(2, 1, u16::from(*number), field)
            };
            if holds(Field::SECOND_DEPARTMENT_PATH) {
                vec![item(Field::SECOND_DEPARTMENT_PATH)]
            } else if holds(Field::MEMBER_DEPARTMENT_PATH) {
                let first = claim(2, 0, u16::from(*number), Field::MEMBER_DEPARTMENT_PATH);
                let further = item(Field::SECOND_DEPARTMENT_PATH);
                if *number == 1 {
                    vec![first, further]
                } else {
                    vec![further]
                }
            } else {
                vec![item(Field::MEMBER_DEPARTMENT_CODE)]
            }
        }
        Meaning::Level(_) | Meaning::RunningNumber | Meaning::Unknown => Vec::new(),
    }
}

/// Whether a header of people says that they are named by number.
fn names_number(header: &str) -> bool {
    let folded = spelling::fold(header);
    NUMBERS.iter().any(|end| folded.ends_with(end))
}

/// The field that a candidate stands for in a table of `kind`, and how well it goes there.
fn place(candidate: Candidate, all: &[Candidate], kind: SheetKind) -> Option<(Field, u8)> {
    let field = candidate.field;
    let is_department = field.subject() == Some(Subject::Department);
    match kind {
        SheetKind::Departments => is_department.then_some((field, 0)),
        SheetKind::Members => {
            let member = if is_department {
                of_member(field)?
            } else {
                field
            };
            let is_known = member != field && all.iter().any(|c| c.field == member);
            (!is_known).then_some((member, u8::from(is_department)))
        }
        SheetKind::Both => {
            let names_department = matches!(
                field,
                Field::DEPARTMENT_CODE
                    | Field::DEPARTMENT_NAME
                    | Field::DEPARTMENT_PATH
                    | Field::PARENT_CODE
                    | Field::PARENT_PATH
            );
            let names_member = all
                .iter()
                .any(|c| c.field.subject() == Some(Subject::Member));
            let preference = match field.subject() {
                Some(Subject::Department) if names_department && !names_member => 0,
                Some(Subject::Member) => 1,
                Some(Subject::Membership) => 2,
                _ => 3,
            };
            Some((field, preference))
        }
        SheetKind::Nothing => None,
    }
}

/// What a department's field means in a list of members.
fn of_member(field: Field) -> Option<Field> {
    match field {
        Field::DEPARTMENT_CODE => Some(Field::MEMBER_DEPARTMENT_CODE),
        Field::DEPARTMENT_NAME | Field::DEPARTMENT_PATH => Some(Field::MEMBER_DEPARTMENT_PATH),
        Field::DEPARTMENT_LEADERS => Some(Field::IS_LEADER),
        _ => None,
    }
}
