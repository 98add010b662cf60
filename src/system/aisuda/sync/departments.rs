//! Departments that the server lacks, from the top down, and those that it calls or places otherwise.

use crate::plan::{Action, Object, Operation, Subject, SubjectKind};
use crate::system::names;

use super::change::{Changes, operation};

impl Changes<'_> {
    /// One wave a level, so that a parent is there before its children.
    pub(super) fn create(&mut self) -> Vec<Vec<Operation>> {
        let directory = self.wanted.directory;
        let mut waves: Vec<Vec<Operation>> = Vec::new();
        for &id in directory.tree().preorder() {
            let parent = directory.tree().parent(id);
            let reference = parent.and_then(|parent| self.reference(parent));
            let (Some(parent), Some((reference, needs)), None) = (parent, reference, self.node(id))
            else {
                continue;
            };
            let name = directory.department(id).name.as_str();
            let place = names::place(directory, id);
            let source = self.wanted.sources.get(place.source);
            let subject = Subject {
                kind: SubjectKind::Department,
                name: self.source_path(id),
                place: Some(place.display(source)),
                departments: 1,
                members: 0,
            };
            let arguments = [("name", name), ("parentId", &reference)];
            let mut operation = operation(Action::Create, subject, "department.create", &arguments);
            operation.needs = needs;
            if let Some(node) = self.node(parent) {
                let parent = self.id(node);
                let child = Object::Child {
                    parent: parent.clone(),
                    name: name.to_owned(),
                };
                let objects = [Object::Department(parent), child];
                operation.expects = objects
                    .map(|object| self.current.expectation(object))
                    .into();
            }
            self.made_by[id.0 as usize] = Some(operation.key.clone());
            let level = directory.tree().depth(id) as usize;
            if waves.len() <= level {
                waves.resize_with(level + 1, Vec::new);
            }
            waves[level].push(operation);
        }
        waves
    }

    /// Tells which departments keep a name or a place that the source no longer has.
    pub(super) fn note_departments(&mut self) {
        let mut notes = Vec::new();
        for change in &self.diff.departments {
            let (Some(before), Some(after)) = (change.before, change.after) else {
                continue;
            };
            let subject = format!("{} → {}", self.path(before), self.source_path(after));
            if change.is_renamed {
                notes.push(("plan-note-aisuda-rename", subject.clone()));
            }
            if change.is_moved {
                notes.push(("plan-note-aisuda-move", subject));
            }
        }
        for (message, subject) in notes {
            self.note(message, &subject);
        }
    }
}
