//! The departments and members of a page, column by column, as its script reads them.

use serde::Serialize;

use crate::directory::{Department, DepartmentId, Directory, Headcounts, Member};
use crate::record::{Field, FieldKind, ITEM_SEPARATOR};

use super::super::mask::Privacy;
use super::super::visible::visible;
use super::comparison::Comparison;
use super::extent::Extent;
use super::hint;

/// What a place of a member in a department is, added to eight times the member's number.
const LEADS: u32 = 1;
const IS_MAIN: u32 = 2;
const IS_PAST: u32 = 4;

/// The longest text of one value, in bytes.
const LONGEST: usize = 400;

/// What is drawn.
#[derive(Clone, Copy)]
pub(super) struct Scene<'s> {
    pub(super) directory: &'s Directory,
    pub(super) counts: &'s Headcounts,
    pub(super) extent: &'s Extent,
    /// How it was before, where that is told.
    pub(super) comparison: Option<&'s Comparison<'s>>,
    /// Whether the codes of departments are told; those that a model of a server gives mean nothing.
    pub(super) has_codes: bool,
    pub(super) privacy: Privacy,
}

/// The departments of a page, parents before children; after those that are there those that were. All columns are of
/// one length.
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
    /// How it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Before>,
}

/// The departments of a page as they were. The columns of heads are as long as those of the departments.
#[derive(Serialize)]
struct Before {
    /// What each department is now that was elsewhere, and -1 for each that was removed; the first of them stands at
    /// the number of all that are there.
    now: Vec<i64>,
    own: Vec<u32>,
    all: Vec<u64>,
    unplaced: u32,
}

/// The members of a page; after those who are there those who left. All columns but `places` are of one length.
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
    /// Members who left.
    gone: usize,
}

impl Departments {
    /// The departments of `scene`.
    pub(super) fn of(scene: Scene<'_>) -> Self {
        let Scene {
            directory,
            counts,
            extent,
            privacy,
            ..
        } = scene;
        let held = || extent.departments().iter().copied();
        let tree = directory.tree();
        let leaders = |id| {
            let text = directory.department_value(id, Field::DEPARTMENT_LEADERS);
            let text = text.filled()?.replace(ITEM_SEPARATOR, " ");
            Some((extent.department(id)?, shown(&text, None, privacy)))
        };
        let parent = |id| tree.parent(id).and_then(|parent| extent.department(parent));
        let mut departments = Self {
            name: Vec::new(),
            parent: held().map(|id| parent(id).map_or(-1, i64::from)).collect(),
            code: Vec::new(),
            hint: Vec::new(),
            leaders: held().filter_map(leaders).collect(),
            own: held().map(|id| counts.own(id)).collect(),
            all: held().map(|id| counts.all(id)).collect(),
            left_out: directory.departments().len() - extent.departments().len(),
            unplaced: counts.unplaced,
            before: None,
        };
        for id in held() {
            departments.push(directory.department(id), privacy);
        }
        if let Some(comparison) = scene.comparison {
            departments.add_past(comparison, extent, privacy);
        }
        if !scene.has_codes {
            departments.code.iter_mut().for_each(String::clear);
        }
        departments
    }

    fn push(&mut self, department: &Department, privacy: Privacy) {
        let name = shown(&department.name, None, privacy);
        let code = department.code.as_deref().unwrap_or_default();
        self.hint.push(hint::of(&name));
        self.name.push(name);
        self.code.push(shown(code, None, privacy));
    }

    /// Adds departments that were there, and how many heads each had.
    fn add_past(&mut self, comparison: &Comparison<'_>, extent: &Extent, privacy: Privacy) {
        let Comparison {
            diff, counts, past, ..
        } = comparison;
        let known = |id: &DepartmentId| diff.department_before(*id);
        let held = || extent.departments().iter().map(known);
        let mut before = Before {
            now: Vec::new(),
            own: held().map(|id| id.map_or(0, |id| counts.own(id))).collect(),
            all: held().map(|id| id.map_or(0, |id| counts.all(id))).collect(),
            unplaced: counts.unplaced,
        };
        for one in &past.departments {
            self.push(diff.before.department(one.id), privacy);
            self.parent.push(one.parent.map_or(-1, i64::from));
            self.own.push(0);
            self.all.push(0);
            before.now.push(one.now.map_or(-1, i64::from));
            // Who moved along is counted where they are now.
            let (own, all) = match one.now {
                Some(_) => (0, 0),
                None => (counts.own(one.id), counts.all(one.id)),
            };
            before.own.push(own);
            before.all.push(all);
        }
        self.before = Some(before);
    }
}

impl Members {
    /// The members of `scene`.
    pub(super) fn of(scene: Scene<'_>) -> Self {
        let Scene {
            directory,
            extent,
            privacy,
            ..
        } = scene;
        let past = scene.comparison.map(|comparison| &comparison.past);
        let departments =
            extent.departments().len() + past.map_or(0, |past| past.departments.len());
        let mut members = Self {
            name: Vec::new(),
            hint: Vec::new(),
            userid: Vec::new(),
            title: Vec::new(),
            mobile: Vec::new(),
            email: Vec::new(),
            places: vec![Vec::new(); departments + 1],
            gone: past.map_or(0, |past| past.members.len()),
        };
        for (number, id) in (0..).zip(extent.members()) {
            let member = directory.member(*id);
            members.push(member, privacy);
            members.place(number, member, 0, |id| extent.department(id));
        }
        if let Some(comparison) = scene.comparison {
            members.add_past(comparison, extent, privacy);
        }
        members
    }

    fn push(&mut self, member: Member<'_>, privacy: Privacy) {
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
    }

    /// Puts the member with this number where `department` says their departments are.
    fn place(
        &mut self,
        number: u32,
        member: Member<'_>,
        flags: u32,
        department: impl Fn(DepartmentId) -> Option<u32>,
    ) {
        let last = self.places.len() - 1;
        if member.memberships().is_empty() {
            self.places[last].push(number * 8 + flags);
        }
        for one in member.memberships() {
            let Some(department) = department(one.department()) else {
                continue;
            };
            let leads = if one.is_leader() == Some(true) {
                LEADS
            } else {
                0
            };
            let main = if one.is_main() { IS_MAIN } else { 0 };
            self.places[department as usize].push(number * 8 + flags + leads + main);
        }
    }

    /// Adds who left, and where those were who are elsewhere now.
    fn add_past(&mut self, comparison: &Comparison<'_>, extent: &Extent, privacy: Privacy) {
        let Comparison {
            diff, past, listed, ..
        } = comparison;
        let department = |id| past.department(id, diff, extent);
        for (number, id) in (extent.members().len() as u32..).zip(&past.members) {
            let member = diff.before.member(*id);
            self.push(member, privacy);
            self.place(number, member, IS_PAST, department);
        }
        for change in listed.members.iter().filter(|change| change.is_moved()) {
            let number = change.after.and_then(|id| extent.member(id));
            let left = change.left.iter().filter_map(|id| department(*id));
            for (number, left) in number
                .into_iter()
                .flat_map(|number| left.clone().map(move |left| (number, left)))
            {
                self.places[left as usize].push(number * 8 + IS_PAST);
            }
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
