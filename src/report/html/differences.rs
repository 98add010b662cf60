//! The differences of a page, one by one: what became of whom, from where to where, from what to what.

use serde::Serialize;

use crate::directory::{DepartmentId, Directory, Member, MemberId};
use crate::plan::{DepartmentChange, Diff, FieldChange, MemberChange};
use crate::record::{Field, FieldKind};

use super::super::changes::{
    self, OF_DEPARTMENTS, WORDS, department_words, is_inferred, member_words,
};
use super::super::mask::Privacy;
use super::super::wording::own_name;
use super::chart::{Scene, shown};
use super::comparison::Comparison;
use super::words::{Both, Tongues};

/// The differences of a page.
#[derive(Serialize)]
pub(super) struct Differences {
    kinds: Vec<Kind>,
    /// What fields are called.
    fields: Vec<Both>,
    /// Departments as they stand in the tree, removed ones last; then members in the same way.
    list: Vec<Difference>,
    /// Differences that are not on the page.
    left_out: usize,
}

#[derive(Serialize)]
struct Kind {
    name: &'static str,
    word: Both,
    count: usize,
    is_of_members: bool,
}

/// What became of one department or member.
#[derive(Default, Serialize)]
struct Difference {
    /// The numbers of the kinds.
    kinds: Vec<usize>,
    /// Whom it is about, by number on the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<u32>,
    name: String,
    /// What it was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<String>,
    /// A code, a userid or an employee number.
    #[serde(skip_serializing_if = "String::is_empty")]
    identity: String,
    /// Paths of the departments it was in and is not any more, and of those it is in now and was not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    before: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    after: Vec<String>,
    /// Where it stands, if it did not move.
    #[serde(skip_serializing_if = "String::is_empty")]
    place: String,
    /// The number of the field, what it said, what it says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<(usize, String, String)>,
    /// Paths of departments they lead now or lead no more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    leads: Vec<(String, bool)>,
    /// Whether a department was only likely recognised.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_inferred: bool,
}

impl Differences {
    pub(super) fn of(comparison: &Comparison<'_>, scene: Scene<'_>, tongues: &Tongues) -> Self {
        let extent = scene.extent;
        let teller = Teller {
            diff: comparison.diff,
            has_codes: scene.has_codes,
            privacy: scene.privacy,
        };
        let counts = changes::counts(&comparison.diff.tally());
        let kinds = WORDS.iter().zip(counts).enumerate();
        let kinds = kinds.map(|(index, (id, count))| Kind {
            name: id.trim_start_matches("changes-"),
            word: tongues.both(|locale| locale.text(id)),
            count,
            is_of_members: index >= OF_DEPARTMENTS,
        });
        let known = &comparison.diff.basis;
        let known = known.department_fields.iter().chain(&known.member_fields);
        let fields: Vec<Field> = known.copied().collect();
        let listed = &comparison.listed;
        let departments = listed.departments.iter().map(|change| {
            let department = match change.after {
                Some(id) => extent.department(id),
                None => change
                    .before
                    .and_then(|id| comparison.past.department(id, comparison.diff, extent)),
            };
            Difference {
                department,
                ..teller.department(change, &fields)
            }
        });
        let members = listed.members.iter().map(|change| {
            let member = match change.after {
                Some(id) => extent.member(id),
                None => change.before.and_then(|id| comparison.past.member(id)),
            };
            Difference {
                member,
                ..teller.member(change, &fields)
            }
        });
        Self {
            kinds: kinds.collect(),
            list: departments.chain(members).collect(),
            fields: fields
                .iter()
                .map(|field| tongues.both(|locale| own_name(*field, locale).to_owned()))
                .collect(),
            left_out: listed.left_out,
        }
    }
}

/// Puts changes into words that need no language.
struct Teller<'d> {
    diff: &'d Diff<'d>,
    has_codes: bool,
    privacy: Privacy,
}

impl Teller<'_> {
    fn department(&self, change: &DepartmentChange, fields: &[Field]) -> Difference {
        let (before, after) = (self.diff.before, self.diff.after);
        let (directory, id) = match (change.after, change.before) {
            (Some(id), _) => (after, id),
            (None, Some(id)) => (before, id),
            (None, None) => return Difference::default(),
        };
        let department = directory.department(id);
        let old = change.before.map(|id| self.parent(before, id));
        let new = change.after.map(|id| self.parent(after, id));
        let is_here = change.before.is_some() && change.after.is_some() && !change.is_moved;
        let was = change.before.filter(|_| change.is_renamed);
        Difference {
            kinds: numbers(&department_words(change)),
            name: self.text(&department.name, None),
            was: was.map(|id| self.text(&before.department(id).name, None)),
            identity: match &department.code {
                Some(code) if self.has_codes => self.text(code, None),
                _ => String::new(),
            },
            before: old.clone().filter(|_| !is_here).into_iter().collect(),
            after: new.clone().filter(|_| !is_here).into_iter().collect(),
            place: new.filter(|_| is_here).unwrap_or_default(),
            fields: self.fields(&change.fields, fields),
            is_inferred: is_inferred(change),
            ..Difference::default()
        }
    }

    fn member(&self, change: &MemberChange, fields: &[Field]) -> Difference {
        let (before, after) = (self.diff.before, self.diff.after);
        let (directory, id) = match (change.after, change.before) {
            (Some(id), _) => (after, id),
            (None, Some(id)) => (before, id),
            (None, None) => return Difference::default(),
        };
        let member = directory.member(id);
        let main = member.memberships().iter().find(|one| one.is_main());
        let main = main.or(member.memberships().first());
        let is_here = change.joined.is_empty() && change.left.is_empty();
        let paths = |directory, ids: &[DepartmentId]| {
            let paths = ids.iter().map(|id| self.path(directory, *id));
            paths.collect::<Vec<_>>()
        };
        let mut leads: Vec<(String, bool)> = change
            .leads
            .iter()
            .map(|(id, leads)| (self.path(after, *id), *leads))
            .collect();
        leads.extend(self.leads_where_joined(change));
        Difference {
            kinds: numbers(&member_words(change)),
            name: self.text(member.label(), None),
            identity: changes::identity(member)
                .map_or_else(String::new, |(text, kind)| self.text(text, kind)),
            before: paths(before, &change.left),
            after: paths(after, &change.joined),
            place: match main {
                Some(main) if is_here => self.path(directory, main.department()),
                _ => String::new(),
            },
            fields: self.fields(&change.fields, fields),
            leads,
            ..Difference::default()
        }
    }

    /// The departments that a member joined to lead them.
    fn leads_where_joined(&self, change: &MemberChange) -> Vec<(String, bool)> {
        let member = |id: MemberId| -> Member<'_> { self.diff.after.member(id) };
        let memberships = change.after.map(|id| member(id).memberships());
        let leading = memberships.into_iter().flatten().filter(|one| {
            one.is_leader() == Some(true) && change.joined.contains(&one.department())
        });
        leading
            .map(|one| (self.path(self.diff.after, one.department()), true))
            .collect()
    }

    fn fields(&self, changes: &[FieldChange], fields: &[Field]) -> Vec<(usize, String, String)> {
        let told = changes.iter().filter_map(|change| {
            let number = fields.iter().position(|field| *field == change.field)?;
            let text = |text: &str| self.text(text, kind(change.field));
            Some((number, text(&change.before), text(&change.after)))
        });
        told.collect()
    }

    /// The path of the department that `id` is below; empty at the top.
    fn parent(&self, directory: &Directory, id: DepartmentId) -> String {
        let parent = directory.tree().parent(id);
        parent.map_or_else(String::new, |parent| self.path(directory, parent))
    }

    fn path(&self, directory: &Directory, id: DepartmentId) -> String {
        self.text(&directory.path(id).join(" › "), None)
    }

    fn text(&self, text: &str, kind: Option<FieldKind>) -> String {
        shown(text, kind, self.privacy)
    }
}

fn kind(field: Field) -> Option<FieldKind> {
    field.info().map(|info| info.kind)
}

/// The numbers of the kinds that messages stand for.
fn numbers(words: &[&str]) -> Vec<usize> {
    let number = |word: &&str| WORDS.iter().position(|id| id == word);
    words.iter().filter_map(number).collect()
}
