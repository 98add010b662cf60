//! What the department tree must be: one tree, without rings, no deeper than configured, nobody's parent missing.

use crate::diagnostic::{Findings, Severity, code};
use crate::directory::{DepartmentId, Directory, Fault};
use crate::locale::Arguments;
use crate::record::{Field, Form};

use super::suggestion::{Known, Suggestions};
use super::{Context, label};

/// How many names of a ring are written out.
const NAMES_OF_RING: usize = 12;

/// How many further places of one finding are named.
const MOST_RELATED: usize = 10;

const ARROW: &str = " → ";

/// D005: a department that is its own parent.
pub(super) fn self_parent(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    for fault in directory.faults() {
        let Fault::SelfParent { department } = fault else {
            continue;
        };
        let field = label::parent_field(directory, *department);
        let value = directory.department_value(*department, field).or_empty();
        findings
            .report(&code::D005, directory.department_place(*department, field))
            .with("name", label::department(directory, *department))
            .value(&label::shown(value));
    }
}

/// D006: departments that contain each other.
pub(super) fn cycle(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    for ring in directory.tree().cycles() {
        let name = |id: DepartmentId| label::department(directory, id);
        let finding = findings.report(&code::D006, label::parent_place(directory, ring[0]));
        finding
            .with("names", names_of_ring(directory, ring))
            .with("count", ring.len());
        for (id, parent) in ring[1..].iter().zip(ring[2..].iter().chain(&ring[..1])) {
            finding.related(
                label::parent_place(directory, *id),
                Arguments::default()
                    .with("name", name(*id))
                    .with("parent", name(*parent)),
            );
        }
    }
}

/// The names of `ring` from its first department back to it; the middle of a long ring is left out.
fn names_of_ring(directory: &Directory, ring: &[DepartmentId]) -> String {
    let name = |id: &DepartmentId| label::department(directory, *id);
    let mut names: Vec<&str> = ring.iter().take(NAMES_OF_RING).map(name).collect();
    if ring.len() > NAMES_OF_RING {
        names[NAMES_OF_RING - 2] = "…";
        names[NAMES_OF_RING - 1] = name(&ring[ring.len() - 1]);
    }
    names.push(name(&ring[0]));
    names.join(ARROW)
}

/// D007: a department whose parent code is not there; no error where only a part of a tree was read.
pub(super) fn orphan(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let orphans: Vec<DepartmentId> = directory
        .faults()
        .iter()
        .filter_map(|fault| match fault {
            Fault::Orphan { department } => Some(*department),
            _ => None,
        })
        .collect();
    let is_part = is_part_of_a_tree(directory, &orphans);
    let mut suggestions = Suggestions::new(directory, Known::Codes);
    for department in &orphans {
        let value = directory.department_value(*department, Field::PARENT_CODE);
        let finding = findings.report(
            &code::D007,
            directory.department_place(*department, Field::PARENT_CODE),
        );
        finding
            .with("name", label::department(directory, *department))
            .value(value.or_empty());
        if is_part {
            finding.severity = Severity::Warning;
        }
        suggestions.add_to(finding, value.or_empty(), Some(*department));
    }
}

/// Whether `orphans` are where a part of a tree begins: a dump shows what the caller may see, and a sheet whose only top
/// departments have one parent in common is a branch of a bigger one.
fn is_part_of_a_tree(directory: &Directory, orphans: &[DepartmentId]) -> bool {
    let is_dumped = |id: &DepartmentId| {
        let record = directory.department(*id).record;
        record.is_some_and(|record| directory.record(record).shape().form == Form::Json)
    };
    let parent = |id: &DepartmentId| directory.department_value(*id, Field::PARENT_CODE);
    let is_branch = directory.tree().roots() == orphans
        && orphans
            .windows(2)
            .all(|pair| parent(&pair[0]) == parent(&pair[1]));
    is_branch || orphans.iter().all(is_dumped)
}

/// D008: several departments at the top.
pub(super) fn several_tops(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let tops = tops(directory);
    let [first, second, others @ ..] = tops.as_slice() else {
        return;
    };
    let name = |id: DepartmentId| label::department(directory, id);
    let finding = findings.report(&code::D008, label::name_place(directory, *second));
    finding
        .with("count", tops.len())
        .with("first", name(*first))
        .value(name(*second));
    for id in std::iter::once(first).chain(others).take(MOST_RELATED) {
        let arguments = Arguments::default().with("name", name(*id));
        finding.related(label::name_place(directory, *id), arguments);
    }
}

/// The departments that are meant to stand at the top, in source order: those that only did not link do not count.
pub(super) fn tops(directory: &Directory) -> Vec<DepartmentId> {
    let mut unlinked: Vec<DepartmentId> = directory
        .faults()
        .iter()
        .filter_map(|fault| match fault {
            Fault::SelfParent { department }
            | Fault::Orphan { department }
            | Fault::UnresolvedParent { department }
            | Fault::AmbiguousParent { department, .. } => Some(*department),
            _ => None,
        })
        .collect();
    unlinked.extend(directory.tree().cycles().iter().map(|ring| ring[0]));
    unlinked.sort_unstable();
    let mut tops = directory.tree().roots().to_vec();
    tops.retain(|id| !directory.department(*id).placeholder && unlinked.binary_search(id).is_err());
    tops.sort_unstable();
    tops
}

/// D010: a department below the deepest level that is configured; of a branch only the topmost one. How deep a ring is
/// nobody can say.
pub(super) fn too_deep(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let tree = directory.tree();
    let limit = context.limits.depth;
    let mut deepest: Vec<u32> = directory
        .departments()
        .map(|(id, _)| tree.depth(id))
        .collect();
    for id in tree.preorder().iter().rev() {
        if let Some(parent) = tree.parent(*id) {
            let below = deepest[id.0 as usize];
            let depth = &mut deepest[parent.0 as usize];
            *depth = below.max(*depth);
        }
    }
    let mut ringed = vec![false; deepest.len()];
    for ring in tree.cycles() {
        ringed[ring[0].0 as usize] = true;
    }
    for id in tree.preorder() {
        if let Some(parent) = tree.parent(*id) {
            ringed[id.0 as usize] = ringed[parent.0 as usize];
        }
    }
    for (id, _) in directory.departments() {
        if tree.depth(id).checked_sub(1) == Some(limit) && !ringed[id.0 as usize] {
            findings
                .report(&code::D010, label::name_place(directory, id))
                .with("limit", limit)
                .with("depth", deepest[id.0 as usize])
                .value(label::department(directory, id));
        }
    }
}

/// D011: a department without anybody in it or below it; of an empty branch only the topmost one.
pub(super) fn empty(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let tree = directory.tree();
    let mut members = vec![0u32; directory.departments().len()];
    let mut departments = vec![1u32; members.len()];
    for membership in directory.memberships() {
        members[membership.department().0 as usize] = 1;
    }
    if members.iter().all(|count| *count == 0) {
        return;
    }
    for id in tree.preorder().iter().rev() {
        if let Some(parent) = tree.parent(*id) {
            members[parent.0 as usize] |= members[id.0 as usize];
            departments[parent.0 as usize] += departments[id.0 as usize];
        }
    }
    let mut reported = vec![false; members.len()];
    for id in tree.preorder() {
        let index = id.0 as usize;
        let above = tree.parent(*id);
        reported[index] = above.is_some_and(|parent| reported[parent.0 as usize]);
        let department = directory.department(*id);
        if members[index] == 0 && department.record.is_some() && !reported[index] {
            reported[index] = true;
            findings
                .report(&code::D011, label::name_place(directory, *id))
                .with("count", departments[index])
                .value(label::department(directory, *id));
        }
    }
}
