//! What a record says of its department: looked up once.

use compact_str::CompactString;

use crate::record::{Field, Form, Lookup, Order, Record, RecordKind, Value};

use super::super::{Department, DepartmentKind, RecordId};

/// The fields that say where a department stands.
pub(super) const PLACE: [Field; 3] = [
    Field::PARENT_CODE,
    Field::PARENT_PATH,
    Field::DEPARTMENT_PATH,
];

/// What a record says of where its department stands.
#[derive(Clone, Copy)]
pub(super) enum StatedParent<'r> {
    /// The parent's code.
    Code(&'r str),
    /// The parent's path or name.
    Path(&'r str),
    /// Nothing but the department's own path.
    OwnPath,
    /// Nothing.
    None,
}

impl<'r> StatedParent<'r> {
    /// What the values of [`PLACE`] say.
    pub(super) fn of(place: [Value<'r>; PLACE.len()]) -> Self {
        match place.map(Value::filled) {
            [Some(code), _, _] => Self::Code(code),
            [None, Some(path), _] => Self::Path(path),
            [None, None, Some(_)] => Self::OwnPath,
            [None, None, None] => Self::None,
        }
    }
}

/// All that a record says of its department.
pub(super) struct Said<'r> {
    pub(super) record: Record<'r>,
    pub(super) code: Value<'r>,
    pub(super) name: Value<'r>,
    /// The values of [`PLACE`].
    pub(super) place: [Value<'r>; PLACE.len()],
    order: Value<'r>,
    kind: Value<'r>,
}

/// The fields that say it.
const SAID: [Field; 7] = [
    Field::DEPARTMENT_CODE,
    Field::DEPARTMENT_NAME,
    PLACE[0],
    PLACE[1],
    PLACE[2],
    Field::DEPARTMENT_ORDER,
    Field::DEPARTMENT_KIND,
];

/// Looks that up.
type SaidLookup<'r> = Lookup<'r, { SAID.len() }>;

impl<'r> Said<'r> {
    /// What is to be looked up for [`Said::of`].
    pub(super) fn lookup() -> SaidLookup<'r> {
        Lookup::new(&SAID)
    }

    /// What `record` says.
    pub(super) fn of(record: Record<'r>, lookup: &mut SaidLookup<'r>) -> Self {
        let [code, name, parent_code, parent_path, path, order, kind] = record.get_each(lookup);
        Self {
            record,
            code,
            name,
            place: [parent_code, parent_path, path],
            order,
            kind,
        }
    }

    /// Whether the department, which has no code, should have one: its sheet has a column for it, or its JSON leaves it
    /// empty.
    pub(super) fn lacks_code(&self) -> bool {
        let shape = self.record.shape();
        self.record.kind() == RecordKind::Department
            && match shape.form {
                Form::Cells => shape.column(Field::DEPARTMENT_CODE).is_some(),
                Form::Json => !self.code.is_absent(),
            }
    }

    /// The department called `name` that the record `id` describes, not yet linked.
    pub(super) fn described(&self, id: RecordId, name: CompactString) -> Department {
        let order = self.order.filled();
        let order = order.and_then(|order| order.parse::<i64>().ok());
        let rank = match self.record.shape().order {
            Order::SmallerFirst => order.unwrap_or(i64::MAX),
            Order::LargerFirst => order.unwrap_or(0).checked_neg().unwrap_or(i64::MAX),
        };
        Department {
            code: self.code.filled().map(Into::into),
            name,
            parent: None,
            rank,
            kind: self.kind.filled().and_then(DepartmentKind::parse),
            record: Some(id),
            named_by: None,
            placeholder: false,
        }
    }
}
