//! What a mirror takes away: users whom the source does not have leave their departments, then departments that it
//! does not have go, the deepest first. The top stays, and so does whatever is still in use.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::directory::DepartmentId;
use crate::plan::{Action, Object, Operation, Subject, SubjectKind};

use super::change::{Changes, operation};
use super::people::{People, Person, Standing};

/// Takes out whoever is gone, and plans the removal of departments, wave by wave.
pub(super) fn plan(changes: &mut Changes<'_>, people: &People) -> Vec<Vec<Operation>> {
    let server = changes.current.directory();
    let tree = server.tree();
    let mut is_kept = vec![false; server.departments().len()];
    let keep = |node: DepartmentId, is_kept: &mut Vec<bool>| {
        is_kept[node.0 as usize] = true;
        for above in tree.ancestors(node) {
            is_kept[above.0 as usize] = true;
        }
    };
    for (node, source) in (0..).zip(&changes.sources) {
        if source.is_some() {
            keep(DepartmentId(node), &mut is_kept);
        }
    }
    for root in tree.roots() {
        keep(*root, &mut is_kept);
    }
    for person in &people.persons {
        let stay = match person.standing {
            Standing::Wanted => continue,
            Standing::Gone => take_out(changes, person),
            Standing::Builtin | Standing::Doubtful => {
                let message = match person.standing {
                    Standing::Builtin => "plan-note-aisuda-builtin",
                    _ => "plan-note-aisuda-doubtful-there",
                };
                changes.note(message, &person.label);
                person.places.iter().map(|place| place.node).collect()
            }
        };
        for node in stay {
            let path = changes.path(node);
            if !is_kept[node.0 as usize] {
                changes.note("plan-note-aisuda-department-kept", &path);
            }
            keep(node, &mut is_kept);
        }
    }
    let mut waves: BTreeMap<Reverse<u32>, Vec<Operation>> = BTreeMap::new();
    let gone = tree
        .preorder()
        .iter()
        .filter(|node| !is_kept[node.0 as usize]);
    for &node in gone {
        let id = changes.id(node);
        let subject = Subject {
            kind: SubjectKind::Department,
            name: changes.path(node),
            place: None,
            departments: 1,
            members: 0,
        };
        let arguments = [("department", &*id)];
        let mut operation = operation(Action::Remove, subject, "department.delete", &arguments);
        let object = Object::Department(id);
        operation.expects = vec![changes.current.expectation(object)];
        let depth = Reverse(tree.depth(node));
        waves.entry(depth).or_default().push(operation);
    }
    waves.into_values().collect()
}

/// Takes somebody out of all their departments; those they cannot be taken out of. With the last one they are gone.
fn take_out(changes: &mut Changes<'_>, person: &Person) -> Vec<DepartmentId> {
    let mut stay = Vec::new();
    for (index, place) in person.places.iter().enumerate() {
        let is_last = index + 1 == person.places.len();
        let action = if is_last {
            Action::Remove
        } else {
            Action::Leave
        };
        let subject = Subject {
            kind: SubjectKind::Member,
            name: person.label.clone(),
            place: None,
            departments: 0,
            members: 1,
        };
        if !changes.leave(action, subject, person, place) {
            stay.push(place.node);
        }
    }
    stay
}
