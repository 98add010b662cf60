//! Which department of one directory is which of the other: by code, by path, else by who is in it.

use std::collections::{BTreeMap, HashMap};

use crate::directory::{DepartmentId, Directory, Membership};
use crate::record::{Field, key_and_value};

use super::Recognised;
use super::members::MemberPairs;

/// Inferring a parent makes its children known by path, which may make more of them known by members; a tree is not
/// turned over more often than this.
const ROUNDS: usize = 16;

/// The key of atwork's own codes in its replies, where the code is the server's id.
const SERIAL: &str = "serial_no";

/// Departments of two directories that are the same.
#[derive(Debug)]
pub(super) struct DepartmentPairs {
    /// By the number of the later one.
    before: Vec<Option<(DepartmentId, Recognised)>>,
    /// By the number of the earlier one.
    after: Vec<Option<DepartmentId>>,
    by_code: bool,
}

impl DepartmentPairs {
    pub(super) fn of(before: &Directory, after: &Directory, members: &MemberPairs) -> Self {
        let mut pairs = Self {
            before: vec![None; after.departments().len()],
            after: vec![None; before.departments().len()],
            by_code: false,
        };
        pairs.pair_by_code(before, after);
        for _ in 0..ROUNDS {
            pairs.pair_by_path(before, after);
            if !pairs.infer(before, after, members) {
                break;
            }
        }
        pairs
    }

    /// The earlier one of `after`, and by what it was recognised.
    pub(super) fn before(&self, after: DepartmentId) -> Option<(DepartmentId, Recognised)> {
        self.before[after.0 as usize]
    }

    /// The later one of `before`.
    pub(super) fn after(&self, before: DepartmentId) -> Option<DepartmentId> {
        self.after[before.0 as usize]
    }

    /// Whether codes were of use.
    pub(super) fn by_code(&self) -> bool {
        self.by_code
    }

    fn pair(&mut self, before: DepartmentId, after: DepartmentId, recognised: Recognised) {
        self.before[after.0 as usize] = Some((before, recognised));
        self.after[before.0 as usize] = Some(after);
    }

    fn is_free(&self, before: DepartmentId, after: DepartmentId) -> bool {
        self.before(after).is_none() && self.after(before).is_none()
    }

    /// Pairs by the kind of key that most departments have in common, if those it pairs mostly have one name: two
    /// systems may both count from 1 and mean different departments.
    fn pair_by_code(&mut self, before: &Directory, after: &Directory) {
        let sides = [code, serial];
        let candidates = sides
            .iter()
            .flat_map(|old| sides.iter().map(move |new| (old, new)));
        let common = candidates.map(|(old, new)| {
            let known = keys(before, *old);
            let mut common = Vec::new();
            for (id, key) in keys(after, *new)
                .iter()
                .filter_map(|(key, id)| Some(((*id)?, key)))
            {
                if let Some(Some(old)) = known.get(key) {
                    common.push((*old, id));
                }
            }
            common.sort_unstable();
            common
        });
        // The first of equals: a code is asked for before a serial.
        let best = common.reduce(|best, next| if next.len() > best.len() { next } else { best });
        let Some(common) = best.filter(|common| !common.is_empty()) else {
            return;
        };
        let has_one_name = |(old, new): &&(DepartmentId, DepartmentId)| {
            before.department(*old).name == after.department(*new).name
        };
        if common.iter().filter(has_one_name).count() * 2 < common.len() {
            return;
        }
        self.by_code = true;
        for (old, new) in common {
            self.pair(old, new, Recognised::Code);
        }
    }

    /// Pairs what has one name below one parent, parents first.
    fn pair_by_path(&mut self, before: &Directory, after: &Directory) {
        let mut known: HashMap<(Option<DepartmentId>, &str), DepartmentId> = HashMap::new();
        for &id in before.tree().preorder() {
            if self.after(id).is_none() {
                let name = before.department(id).name.as_str();
                known.entry((before.tree().parent(id), name)).or_insert(id);
            }
        }
        for &id in after.tree().preorder() {
            if self.before(id).is_some() {
                continue;
            }
            let parent = match after.tree().parent(id) {
                None => None,
                Some(parent) => match self.before(parent) {
                    Some((parent, _)) => Some(parent),
                    None => continue,
                },
            };
            let name = after.department(id).name.as_str();
            if let Some(old) = known.get(&(parent, name)).copied()
                && self.is_free(old, id)
            {
                self.pair(old, id, Recognised::Path);
            }
        }
    }

    /// Pairs what shares most of its members, else most of its sub-departments, else a name no other has. Returns
    /// whether anything was.
    fn infer(&mut self, before: &Directory, after: &Directory, members: &MemberPairs) -> bool {
        let shared = self.shared_members(before, after, members);
        let (old, new) = (sizes(before), sizes(after));
        let by_members = self.pair_most_shared(shared, &old, &new);
        let shared = self.shared_children(before, after);
        let children = |directory: &Directory| {
            let ids = directory.departments();
            ids.map(|(id, _)| directory.tree().children(id).len())
                .collect::<Vec<_>>()
        };
        let by_children = self.pair_most_shared(shared, &children(before), &children(after));
        let by_name = self.pair_only_names(before, after, &old, &new);
        by_members || by_children || by_name
    }

    /// How many members free departments of both sides have in common.
    fn shared_members(
        &self,
        before: &Directory,
        after: &Directory,
        members: &MemberPairs,
    ) -> BTreeMap<(DepartmentId, DepartmentId), usize> {
        let mut shared = BTreeMap::new();
        for member in after.members() {
            let Some(old) = members.before(member.id()) else {
                continue;
            };
            let new = member.memberships().iter().map(Membership::department);
            for new in new.filter(|id| self.before(*id).is_none()) {
                for old in before.member(old).memberships() {
                    if self.after(old.department()).is_none() {
                        *shared.entry((old.department(), new)).or_default() += 1;
                    }
                }
            }
        }
        shared
    }

    /// How many paired children free departments of both sides have in common.
    fn shared_children(
        &self,
        before: &Directory,
        after: &Directory,
    ) -> BTreeMap<(DepartmentId, DepartmentId), usize> {
        let mut shared = BTreeMap::new();
        for (id, _) in after.departments() {
            let Some((old, _)) = self.before(id) else {
                continue;
            };
            if let (Some(old), Some(new)) = (before.tree().parent(old), after.tree().parent(id))
                && self.is_free(old, new)
            {
                *shared.entry((old, new)).or_default() += 1;
            }
        }
        shared
    }

    /// Pairs those that share more than half of what the larger of the two has, most shared first.
    fn pair_most_shared(
        &mut self,
        shared: BTreeMap<(DepartmentId, DepartmentId), usize>,
        before: &[usize],
        after: &[usize],
    ) -> bool {
        let mut shared: Vec<_> = shared.into_iter().collect();
        shared.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut any = false;
        for ((old, new), count) in shared {
            let larger = before[old.0 as usize].max(after[new.0 as usize]);
            if count * 2 > larger && self.is_free(old, new) {
                self.pair(old, new, Recognised::Inferred);
                any = true;
            }
        }
        any
    }

    /// Pairs departments without members of their own whose name no other free department has.
    fn pair_only_names(
        &mut self,
        before: &Directory,
        after: &Directory,
        old_sizes: &[usize],
        new_sizes: &[usize],
    ) -> bool {
        let old = only_names(before, |id| self.after(id).is_none());
        let new = only_names(after, |id| self.before(id).is_none());
        let mut any = false;
        for (name, new) in new {
            if let (Some(new), Some(Some(old))) = (new, old.get(name))
                && old_sizes[old.0 as usize] + new_sizes[new.0 as usize] == 0
            {
                self.pair(*old, new, Recognised::Inferred);
                any = true;
            }
        }
        any
    }
}

/// The departments for which `is_free` holds, by name; none for a name that several have.
fn only_names(
    directory: &Directory,
    is_free: impl Fn(DepartmentId) -> bool,
) -> BTreeMap<&str, Option<DepartmentId>> {
    let mut names = BTreeMap::new();
    for (id, department) in directory.departments() {
        if is_free(id) {
            names
                .entry(department.name.as_str())
                .and_modify(|known| *known = None)
                .or_insert(Some(id));
        }
    }
    names
}

/// The number of direct members of every department.
fn sizes(directory: &Directory) -> Vec<usize> {
    let mut sizes = vec![0; directory.departments().len()];
    for membership in directory.members().flat_map(|member| member.memberships()) {
        sizes[membership.department().0 as usize] += 1;
    }
    sizes
}

/// Departments by key; none for a key that several have.
fn keys(
    directory: &Directory,
    key: fn(&Directory, DepartmentId) -> Option<String>,
) -> BTreeMap<String, Option<DepartmentId>> {
    let mut keys = BTreeMap::new();
    for (id, _) in directory.departments() {
        if let Some(key) = key(directory, id) {
            keys.entry(key)
                .and_modify(|known| *known = None)
                .or_insert(Some(id));
        }
    }
    keys
}

fn code(directory: &Directory, id: DepartmentId) -> Option<String> {
    directory
        .department(id)
        .code
        .as_ref()
        .map(ToString::to_string)
}

fn serial(directory: &Directory, id: DepartmentId) -> Option<String> {
    let record = directory.record(directory.department(id).record?);
    let carried = record
        .values()
        .filter(|(field, _)| *field == Field::RAW_JSON);
    let found = carried
        .filter_map(|(_, value)| key_and_value(value.filled()?))
        .find(|(key, _)| *key == SERIAL)?;
    serde_json::from_str(found.1).ok()
}
