//! The departments and members of a page, column by column, as its script reads them.

use serde::Serialize;

use crate::directory::{Department, Directory, Headcounts, Member};
use crate::record::{Field, FieldKind, ITEM_SEPARATOR};

use super::super::visible::visible;
use super::change::{Change, Changes};
use super::extent::Extent;
use super::hint;
use super::mask::Privacy;

/// What a place of a member in a department is, added to four times the member's number.
const LEADS: u32 = 1;
const IS_MAIN: u32 = 2;

/// The longest text of one value, in bytes.
const LONGEST: usize = 400;

/// The departments of a page, parents before children. All columns are of one length.
#[derive(Serialize)]
pub(super) struct Departments {
    name: Vec<String>,
    /// The parent's number; -1 at the top.
    parent: Vec<i64>,
    code: Vec<String>,
    hint: Vec<String>,
    /// Who leads it as its own row says, by number.
    leaders: Vec<(u32, String)>,
    /// Heads in the department itself, and with all below it.
    own: Vec<u32>,
    all: Vec<u64>,
    /// Departments that are counted above and not here.
    left_out: usize,
    /// Members without a department.
    unplaced: u32,
    changes: Vec<(u32, Change)>,
}

/// The members of a page. All columns but `places` are of one length.
#[derive(Serialize)]
pub(super) struct Members {
    name: Vec<String>,
    hint: Vec<String>,
    userid: Vec<String>,
    title: Vec<String>,
    mobile: Vec<String>,
    email: Vec<String>,
    /// Who is in each department; after the last one who is in none.
    places: Vec<Vec<u32>>,
    changes: Vec<(u32, Change)>,
}

impl Departments {
    /// The departments of `directory` in `extent`.
    pub(super) fn of(
        directory: &Directory,
        counts: &Headcounts,
        extent: &Extent,
        changes: &Changes,
        privacy: Privacy,
    ) -> Self {
        let held = || extent.departments().iter().copied();
        let tree = directory.tree();
        let name = |department: &Department| shown(&department.name, None, privacy);
        let leaders = |id| {
            let text = directory.department_value(id, Field::DEPARTMENT_LEADERS);
            let text = text.filled()?.replace(ITEM_SEPARATOR, " ");
            Some((extent.department(id)?, shown(&text, None, privacy)))
        };
        let parent = |id| tree.parent(id).and_then(|parent| extent.department(parent));
        Self {
            name: held().map(|id| name(directory.department(id))).collect(),
            parent: held().map(|id| parent(id).map_or(-1, i64::from)).collect(),
            code: held()
                .map(|id| directory.department(id).code.as_deref().unwrap_or_default())
                .map(|code| shown(code, None, privacy))
                .collect(),
            hint: held()
                .map(|id| hint::of(&name(directory.department(id))))
                .collect(),
            leaders: held().filter_map(leaders).collect(),
            own: held().map(|id| counts.own(id)).collect(),
            all: held().map(|id| counts.all(id)).collect(),
            left_out: directory.departments().len() - extent.departments().len(),
            unplaced: counts.unplaced,
            changes: changes
                .departments
                .iter()
                .filter_map(|(id, change)| Some((extent.department(*id)?, told(change, privacy))))
                .collect(),
        }
    }
}

impl Members {
    /// The members of `directory` in `extent`.
    pub(super) fn of(
        directory: &Directory,
        extent: &Extent,
        changes: &Changes,
        privacy: Privacy,
    ) -> Self {
        let mut members = Self {
            name: Vec::new(),
            hint: Vec::new(),
            userid: Vec::new(),
            title: Vec::new(),
            mobile: Vec::new(),
            email: Vec::new(),
            places: vec![Vec::new(); extent.departments().len() + 1],
            changes: changes
                .members
                .iter()
                .filter_map(|(id, change)| Some((extent.member(*id)?, told(change, privacy))))
                .collect(),
        };
        for (number, id) in (0..).zip(extent.members()) {
            members.push(number, directory.member(*id), extent, privacy);
        }
        members
    }

    fn push(&mut self, number: u32, member: Member<'_>, extent: &Extent, privacy: Privacy) {
        let value = |field: Field| {
            let text = member.get(field).filled().unwrap_or_default();
            shown(text, field.info().map(|info| info.kind), privacy)
        };
        let label = shown(member.label(), None, privacy);
        self.hint.push(hint::of(&label));
        self.name.push(label);
        let userid = value(Field::USERID);
        self.userid.push(match userid.is_empty() {
            true => value(Field::EMPLOYEE_NO),
            false => userid,
        });
        self.title.push(value(Field::TITLE));
        self.mobile.push(value(Field::MOBILE));
        self.email.push(value(Field::EMAIL));
        let last = self.places.len() - 1;
        if member.memberships().is_empty() {
            self.places[last].push(number * 4);
        }
        for one in member.memberships() {
            let Some(department) = extent.department(one.department()) else {
                continue;
            };
            let leads = if one.is_leader() == Some(true) {
                LEADS
            } else {
                0
            };
            let main = if one.is_main() { IS_MAIN } else { 0 };
            self.places[department as usize].push(number * 4 + leads + main);
        }
    }
}

/// `text` fit for the page: nothing hidden, nothing personal, not too long.
pub(super) fn shown(text: &str, kind: Option<FieldKind>, privacy: Privacy) -> String {
    let beginning = &text[..text.floor_char_boundary(LONGEST)];
    let masked = privacy.value(beginning, kind);
    let mut shown = visible(&masked).into_owned();
    if beginning.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn told(change: &Change, privacy: Privacy) -> Change {
    Change {
        kind: change.kind,
        before: shown(&change.before, None, privacy),
        after: shown(&change.after, None, privacy),
    }
}
