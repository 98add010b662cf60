//! Directory → bodies of atwork's import of organisations, parents first.

use std::io::{self, Write};

use crate::diagnostic::Findings;
use crate::directory::{DepartmentId, DepartmentKind, Directory, Member};
use crate::locale::Arguments;
use crate::record::{Field, Order, Record, key_and_value};
use crate::system::loss::{Carries, DEPARTMENT_PLACE, carried};
use crate::system::payload::Each;
use crate::system::{About, Bodies, Loss, Payload, PayloadOptions, Style, names};

use super::limits::{DEPTH, W002, W003};
use super::wire::{More, NamePath, Organisation, Parent, Version};

/// How many departments one body of version 4 holds unless the user says otherwise.
const BATCH: usize = 100;

/// The key of the serial number in replies.
const SERIAL: &str = "serial_no";

/// Builds the bodies.
pub(super) fn build<'d>(directory: &'d Directory, options: &'d PayloadOptions) -> Payload<'d> {
    let mut findings = Findings::default();
    let base = options.attach_to.as_deref().unwrap_or_default();
    let base = base.trim_matches(|c: char| c == '/' || c.is_whitespace());
    let tree = directory.tree();
    let top = match tree.roots() {
        [] => None,
        _ if !base.is_empty() => None,
        [top] => {
            let department = directory.department(*top);
            let place = names::place(directory, *top);
            let finding = findings.report(&W002, place);
            finding.value(&department.name);
            Some(*top)
        }
        [first, second, others @ ..] => {
            let name = |id: DepartmentId| directory.department(id).name.as_str();
            let place = |id| names::place(directory, id);
            let finding = findings.report(&W003, place(*second));
            finding.value(name(*second));
            finding.with("count", others.len() + 2);
            let arguments = Arguments::default().with("name", name(*first));
            finding.related(place(*first), arguments);
            None
        }
    };
    let version = Version::of(options);
    let can_be_placed = findings.counts().get(W003.id).is_none();
    let order = tree.preorder().iter().copied();
    let mut imported: Vec<DepartmentId> = order
        .filter(|id| can_be_placed && Some(*id) != top && tree.depth(*id) <= DEPTH)
        .collect();
    let size = match version {
        Version::V3 => 1,
        Version::V4 => {
            imported.sort_by_key(|id| tree.depth(*id));
            options.batch.unwrap_or(BATCH).max(1)
        }
    };
    let mut starts = Vec::new();
    for (index, id) in imported.iter().enumerate() {
        let is_next = starts.last().is_none_or(|start| {
            index - start == size || tree.depth(imported[*start]) != tree.depth(*id)
        });
        if is_next {
            starts.push(index);
        }
    }
    let imports = Imports {
        departments: Organisations::new(directory, version),
        directory,
        base,
        version,
        imported,
        starts,
        top,
    };
    Payload {
        bodies: Box::new(imports),
        findings,
    }
}

/// The departments to import, in bodies.
struct Imports<'d> {
    departments: Organisations<'d>,
    directory: &'d Directory,
    base: &'d str,
    version: Version,
    imported: Vec<DepartmentId>,
    /// Where each body starts in `imported`.
    starts: Vec<usize>,
    /// The department taken for the organisation itself.
    top: Option<DepartmentId>,
}

/// Departments as atwork takes them.
pub(super) struct Organisations<'d> {
    directory: &'d Directory,
    version: Version,
    /// The place of every department among its siblings, from 1.
    positions: Vec<i64>,
}

impl Bodies for Imports<'_> {
    fn count(&self) -> usize {
        self.starts.len()
    }

    fn loss(&self) -> Loss {
        Loss::of(self.directory, self)
    }

    fn is_single(&self) -> bool {
        false
    }

    fn about(&self, index: usize) -> About<'_> {
        About::Departments(self.departments_of(index))
    }

    fn write(&self, index: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let departments = self.departments_of(index);
        match (self.version, departments) {
            (Version::V3, [one]) => style.write(&self.organisation(*one), out),
            _ => {
                let list = || departments.iter().map(|id| self.organisation(*id));
                style.write(&Each(list), out)
            }
        }
    }
}

impl<'d> Imports<'d> {
    fn departments_of(&self, index: usize) -> &[DepartmentId] {
        let end = self.starts.get(index + 1).copied();
        &self.imported[self.starts[index]..end.unwrap_or(self.imported.len())]
    }

    /// The department `id` below the path of its parent.
    fn organisation(&self, id: DepartmentId) -> Organisation<'d> {
        let mut names = self.directory.path(id);
        names.pop();
        let base = self.base;
        let parent = Parent::Path(NamePath { base, names });
        self.departments.organisation(id, parent)
    }
}

impl<'d> Organisations<'d> {
    pub(super) fn new(directory: &'d Directory, version: Version) -> Self {
        let tree = directory.tree();
        let mut positions = vec![1; directory.departments().len()];
        for siblings in tree.preorder().iter().map(|id| tree.children(*id)) {
            for (position, id) in (1..).zip(siblings) {
                positions[id.0 as usize] = position;
            }
        }
        Self {
            directory,
            version,
            positions,
        }
    }

    /// The department `id` below `parent`.
    pub(super) fn organisation(&self, id: DepartmentId, parent: Parent<'d>) -> Organisation<'d> {
        let directory = self.directory;
        let department = directory.department(id);
        let filled = |field| directory.department_value(id, field).filled();
        let record = department.record.map(|record| directory.record(record));
        let more = match self.version {
            Version::V3 => record.map(more_info).unwrap_or_default(),
            Version::V4 => Vec::new(),
        };
        Organisation {
            version: self.version,
            parent,
            kind: match department.kind {
                Some(DepartmentKind::Company) => "CORP",
                Some(DepartmentKind::Department) | None => "DEPT",
            },
            name: &department.name,
            serial: serial(directory, id),
            sn: filled(Field::DEPARTMENT_NUMBER),
            tel: filled(Field::DEPARTMENT_TEL),
            sort_order: match self.version {
                Version::V3 => None,
                Version::V4 => record.and_then(|record| self.sort_order(id, record)),
            },
            more,
        }
    }

    /// The order the source gives, the smaller first.
    fn sort_order(&self, id: DepartmentId, record: Record<'d>) -> Option<i64> {
        let order = record.get(Field::DEPARTMENT_ORDER).filled()?.parse().ok()?;
        Some(match record.shape().order {
            Order::SmallerFirst => order,
            Order::LargerFirst => self.positions[id.0 as usize],
        })
    }
}

/// The code of the source; of a node that atwork numbered itself, the serial number that it was given.
pub(super) fn serial(directory: &Directory, id: DepartmentId) -> Option<&str> {
    let department = directory.department(id);
    let record = department.record.map(|record| directory.record(record));
    let exported = record.and_then(|record| Some((record, exported_serial(record)?)));
    match (record.filter(|record| is_node(*record)), exported) {
        (Some(node), _) => {
            let given = carried(node.values()).find(|(key, _)| *key == SERIAL);
            given.and_then(|(_, raw)| serde_json::from_str(raw).ok())
        }
        (None, Some((record, column))) => record.get(column).filled(),
        (None, None) => department.code.as_deref(),
    }
}

/// The column that an exported workbook has for serial numbers, because its codes are the ids that atwork gave.
fn exported_serial(record: Record<'_>) -> Option<Field> {
    let mut columns = record.shape().columns.iter();
    let found =
        columns.find(|column| column.field.is_extra() && is_exported_serial(&column.header));
    found.map(|column| column.field)
}

/// Whether `header` is the mark of a column of no field, and `serial_no` behind it.
fn is_exported_serial(header: &str) -> bool {
    let mark = header.strip_suffix(SERIAL);
    mark.is_some_and(|mark| mark.ends_with('_'))
}

/// Whether a department was read from a reply of atwork.
pub(super) fn is_node(record: Record<'_>) -> bool {
    let parent = record.shape().column(Field::PARENT_CODE);
    parent.is_some_and(|column| column.header == "parent_org_id")
}

/// Columns and keys of the user's own.
pub(super) fn more_info(record: Record<'_>) -> Vec<More<'_>> {
    let is_node = is_node(record);
    let own = record.values().filter_map(|(field, value)| {
        let text = value.filled()?;
        if field == Field::RAW_JSON {
            let (key, raw) = key_and_value(text)?;
            return (!is_node || key != SERIAL).then_some(More::Json(key, raw));
        }
        let column = record.shape().column(field).filter(|_| field.is_extra())?;
        let is_serial = is_exported_serial(&column.header);
        (!is_serial).then_some(More::Text(&column.header, text))
    });
    own.collect()
}

impl Carries for Imports<'_> {
    fn departments(&self) -> bool {
        true
    }

    fn department_field(&self, id: DepartmentId, field: Field) -> bool {
        if Some(id) == self.top {
            return DEPARTMENT_PLACE.contains(&field);
        }
        match field {
            Field::DEPARTMENT_KIND | Field::DEPARTMENT_TEL | Field::DEPARTMENT_NUMBER => true,
            Field::DEPARTMENT_ORDER => self.version == Version::V4,
            _ if field == Field::RAW_JSON || field.is_extra() => self.version == Version::V3,
            _ => DEPARTMENT_PLACE.contains(&field),
        }
    }

    fn member(&self, _: Member<'_>) -> bool {
        false
    }

    fn memberships(&self) -> bool {
        false
    }

    fn member_field(&self, _: Member<'_>, _: Field, _: &str) -> bool {
        false
    }
}
