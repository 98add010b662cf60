//! Differences as rows of a table: one for each thing that is different about a department or member.

use crate::directory::{DepartmentId, Directory};
use crate::locale::Locale;
use crate::plan::{DepartmentChange, Diff, FieldChange, MemberChange};
use crate::record::{Field, FieldKind};

use super::super::mask::Privacy;
use super::super::visible::visible;
use super::super::wording::own_name;
use super::{identity, is_inferred};

/// The columns, as messages of `locale`.
pub(super) const COLUMNS: [&str; 8] = [
    "changes-column-what",
    "changes-column-change",
    "changes-column-name",
    "changes-column-identity",
    "changes-column-item",
    "changes-column-before",
    "changes-column-after",
    "changes-column-note",
];

/// Which of the columns tells what became of it.
pub(super) const CHANGE: u16 = 1;

/// One thing that is different.
pub(super) struct Row {
    /// What became of it, as a message.
    pub(super) word: &'static str,
    /// The texts of the columns.
    pub(super) cells: [String; 8],
}

/// Makes rows of differences.
pub(super) struct Rows<'d> {
    pub(super) diff: &'d Diff<'d>,
    pub(super) locale: &'d Locale,
    pub(super) privacy: Privacy,
    pub(super) has_codes: bool,
}

/// What is different about one department or member: the word, the item, before and after.
type Item = (&'static str, String, String, String);

impl<'d> Rows<'d> {
    /// All rows: of departments, then of members.
    pub(super) fn all(&self) -> impl Iterator<Item = Row> {
        let departments = self.diff.departments.iter();
        let members = self.diff.members.iter();
        departments
            .flat_map(|change| self.department(change))
            .chain(members.flat_map(|change| self.member(change)))
    }

    fn department(&self, change: &DepartmentChange) -> Vec<Row> {
        let (before, after) = (self.diff.before, self.diff.after);
        let old = |text: fn(&Self, &Directory, DepartmentId) -> String| {
            change
                .before
                .map(|id| text(self, before, id))
                .unwrap_or_default()
        };
        let new = |text: fn(&Self, &Directory, DepartmentId) -> String| {
            change
                .after
                .map(|id| text(self, after, id))
                .unwrap_or_default()
        };
        let whole = |word| {
            (
                word,
                self.word("changes-item-path"),
                old(Self::path),
                new(Self::path),
            )
        };
        let mut items: Vec<Item> = Vec::new();
        match (change.before, change.after) {
            (None, _) => items.push(whole("changes-added")),
            (_, None) => items.push(whole("changes-removed")),
            _ => {
                if change.is_renamed {
                    let item = self.word("changes-item-name");
                    items.push(("changes-renamed", item, old(Self::name), new(Self::name)));
                }
                if change.is_moved {
                    let item = self.word("changes-item-parent");
                    items.push(("changes-moved", item, old(Self::parent), new(Self::parent)));
                }
                items.extend(self.fields("changes-changed", &change.fields));
            }
        }
        let (name, code) = match (change.after, change.before) {
            (Some(id), _) => (new(Self::name), after.department(id).code.as_deref()),
            (None, Some(id)) => (old(Self::name), before.department(id).code.as_deref()),
            (None, None) => return Vec::new(),
        };
        let code = code.filter(|_| self.has_codes);
        let code = self.text(code.unwrap_or_default(), None);
        let note = match is_inferred(change) {
            true => self.word("changes-inferred").trim().to_owned(),
            false => String::new(),
        };
        self.rows("changes-department", [name, code], &note, items)
    }

    fn member(&self, change: &MemberChange) -> Vec<Row> {
        let (before, after) = (self.diff.before, self.diff.after);
        let (directory, id) = match (change.after, change.before) {
            (Some(id), _) => (after, id),
            (None, Some(id)) => (before, id),
            (None, None) => return Vec::new(),
        };
        let paths = |directory: &Directory, ids: &[DepartmentId]| {
            let paths: Vec<_> = ids.iter().map(|id| self.path(directory, *id)).collect();
            paths.join("\n")
        };
        let (left, joined) = (paths(before, &change.left), paths(after, &change.joined));
        let item = self.word("changes-item-department");
        let mut items: Vec<Item> = Vec::new();
        match (change.before, change.after) {
            (None, _) => items.push(("changes-came", item, left, joined)),
            (_, None) => items.push(("changes-went", item, left, joined)),
            _ => {
                if change.is_moved() {
                    items.push(("changes-transferred", item, left, joined));
                }
                items.extend(self.fields("changes-updated", &change.fields));
                items.extend(change.leads.iter().map(|(id, leads)| {
                    let path = self.path(after, *id);
                    let (old, new) = match leads {
                        true => (String::new(), path),
                        false => (path, String::new()),
                    };
                    ("changes-leading", self.word("changes-item-leads"), old, new)
                }));
            }
        }
        let member = directory.member(id);
        let identity = identity(member).map(|(text, kind)| self.text(text, kind));
        let names = [
            self.text(member.label(), None),
            identity.unwrap_or_default(),
        ];
        self.rows("changes-member", names, "", items)
    }

    fn fields(&self, word: &'static str, changes: &[FieldChange]) -> Vec<Item> {
        let item = |change: &FieldChange| {
            let text = |text: &str| self.text(text, kind(change.field));
            let name = own_name(change.field, self.locale).to_owned();
            (word, name, text(&change.before), text(&change.after))
        };
        changes.iter().map(item).collect()
    }

    fn rows(
        &self,
        what: &str,
        [name, identity]: [String; 2],
        note: &str,
        items: Vec<Item>,
    ) -> Vec<Row> {
        let row = |(word, item, before, after): Item| {
            let note = match before == after {
                true => self.word("changes-masked-alike"),
                false => note.to_owned(),
            };
            Row {
                word,
                cells: [
                    self.word(what),
                    self.word(word),
                    name.clone(),
                    identity.clone(),
                    item,
                    before,
                    after,
                    note,
                ],
            }
        };
        items.into_iter().map(row).collect()
    }

    fn word(&self, id: &str) -> String {
        self.locale.text(id)
    }

    fn name(&self, directory: &Directory, id: DepartmentId) -> String {
        self.text(&directory.department(id).name, None)
    }

    fn path(&self, directory: &Directory, id: DepartmentId) -> String {
        self.text(&directory.path(id).join("/"), None)
    }

    fn parent(&self, directory: &Directory, id: DepartmentId) -> String {
        let parent = directory.tree().parent(id);
        parent.map_or_else(String::new, |parent| self.path(directory, parent))
    }

    fn text(&self, text: &str, kind: Option<FieldKind>) -> String {
        visible(&self.privacy.value(text, kind)).into_owned()
    }
}

fn kind(field: Field) -> Option<FieldKind> {
    field.info().map(|info| info.kind)
}
