//! Directory → the replies to `department/list` and `user/list` that would describe it.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::diagnostic::Findings;
use crate::directory::{Department, DepartmentId, Directory, Managers, Member};
use crate::record::{Field, Form, Order, Value};
use crate::system::loss::{Carries, DEPARTMENT_PLACE, carried};
use crate::system::payload::{Each, write_carried};
use crate::system::{Bodies, Loss, Payload, PayloadOptions, Style};

use super::limits::{Q014, Q015};
use super::wire::{MIDDLE_ORDER, Users, items};
use super::{ids, limits, userid};

/// Builds both replies.
pub(super) fn build<'d>(directory: &'d Directory, options: &PayloadOptions) -> Payload<'d> {
    let mut findings = Findings::default();
    let (ids, are_own) = ids::given(directory);
    if let (false, Some(id)) = (are_own, first_code_that_is_no_id(directory)) {
        let place = directory.department_place(id, Field::DEPARTMENT_CODE);
        let code = directory.department(id).code.as_deref().unwrap_or_default();
        findings
            .report(&Q015, place)
            .value(code)
            .with("count", directory.departments().len());
    }
    let users = Users {
        directory,
        ids: Some(ids),
        userid_from: options.userid_from,
        contact_email: false,
        managers: Managers::of(directory, Field::MANAGER),
    };
    for member in directory.members() {
        match users.userid(member) {
            None => {
                let place = member.place(Field::USERID);
                findings.report(&Q014, place).with("name", member.label());
            }
            Some(userid) if member.get(Field::USERID).filled().is_none() => {
                userid::check(
                    &limits::Q007,
                    member,
                    userid,
                    options.userid_from,
                    &mut findings,
                );
            }
            Some(_) => {}
        }
    }
    let mut positions = vec![0; directory.departments().len()];
    let tree = directory.tree();
    let groups = tree.preorder().iter().map(|id| tree.children(*id));
    for siblings in groups.chain([tree.roots()]) {
        for (position, id) in (0..).zip(siblings) {
            positions[id.0 as usize] = position;
        }
    }
    let replies = Replies {
        users,
        are_own,
        positions,
    };
    Payload {
        bodies: Box::new(replies),
        findings,
    }
}

fn first_code_that_is_no_id(directory: &Directory) -> Option<DepartmentId> {
    let mut departments = directory.departments();
    let found = departments.find(|(_, department)| {
        let code = department.code.as_deref();
        code.is_some_and(|code| ids::parse(code).is_none())
    });
    found.map(|(id, _)| id)
}

struct Replies<'d> {
    users: Users<'d>,
    /// Whether the ids are the source's codes.
    are_own: bool,
    /// The place of every department among its siblings, from 0.
    positions: Vec<u32>,
}

impl Bodies for Replies<'_> {
    fn count(&self) -> usize {
        2
    }

    fn loss(&self) -> Loss {
        Loss::of(self.users.directory, self)
    }

    fn is_single(&self) -> bool {
        false
    }

    fn write(&self, index: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let directory = self.users.directory;
        if index == 0 {
            let departments = || {
                let order = directory.tree().preorder().iter();
                order.map(|id| Reply::department(self, *id))
            };
            return style.write(&Envelope("department", Each(departments)), out);
        }
        let users = || directory.members().map(|member| self.users.user(member));
        style.write(&Envelope("userlist", Each(users)), out)
    }
}

/// A reply that holds one list under its key.
struct Envelope<L>(&'static str, L);

impl<L: Serialize> Serialize for Envelope<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("errcode", &0)?;
        map.serialize_entry("errmsg", "ok")?;
        map.serialize_entry(self.0, &self.1)?;
        map.end()
    }
}

/// One department object.
struct Reply<'p, 'd> {
    replies: &'p Replies<'d>,
    id: DepartmentId,
    department: &'d Department,
}

impl<'p, 'd> Reply<'p, 'd> {
    fn department(replies: &'p Replies<'d>, id: DepartmentId) -> Self {
        Self {
            replies,
            id,
            department: replies.users.directory.department(id),
        }
    }

    fn wecom_id(&self, id: DepartmentId) -> u32 {
        let ids = self.replies.users.ids.as_ref();
        ids.map_or(0, |ids| ids[id.0 as usize])
    }

    /// The parent; at the top of a part of an organisation the parent it has there, else 0.
    fn parent(&self) -> u32 {
        let directory = self.replies.users.directory;
        if let Some(parent) = directory.tree().parent(self.id) {
            return self.wecom_id(parent);
        }
        let named = directory.department_value(self.id, Field::PARENT_CODE);
        let outside = named.filled().filter(|_| self.replies.are_own);
        let outside = outside
            .and_then(ids::parse)
            .filter(|parent| *parent != self.wecom_id(self.id));
        outside.unwrap_or_default()
    }

    /// The order in Work Weixin's sense, the larger first.
    fn order(&self) -> u32 {
        let directory = self.replies.users.directory;
        let own = self.department.record.and_then(|record| {
            let record = directory.record(record);
            let order = record.get(Field::DEPARTMENT_ORDER).filled()?;
            order
                .parse()
                .ok()
                .filter(|_| record.shape().order == Order::LargerFirst)
        });
        own.unwrap_or(MIDDLE_ORDER.saturating_sub(self.replies.positions[self.id.0 as usize]))
    }
}

/// Whether department `id` was read from a department object.
fn is_department_object(directory: &Directory, department: &Department) -> bool {
    department.record.is_some_and(|record| {
        let shape = directory.record(record).shape();
        let column = shape.column(Field::PARENT_CODE);
        shape.form == Form::Json && column.is_some_and(|column| column.header == "parentid")
    })
}

impl Serialize for Reply<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let directory = self.replies.users.directory;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.wecom_id(self.id))?;
        if !self.department.placeholder && !self.department.name.is_empty() {
            map.serialize_entry("name", self.department.name.as_str())?;
        }
        match directory.department_value(self.id, Field::DEPARTMENT_NAME_EN) {
            Value::Text(name) => map.serialize_entry("name_en", name)?,
            Value::Null => map.serialize_entry("name_en", &())?,
            Value::Absent => {}
        }
        if is_department_object(directory, self.department) {
            match directory.department_value(self.id, Field::DEPARTMENT_LEADERS) {
                Value::Text(leaders) => {
                    map.serialize_entry("department_leader", &items(leaders))?
                }
                Value::Null => map.serialize_entry("department_leader", &())?,
                Value::Absent => {}
            }
        }
        map.serialize_entry("parentid", &self.parent())?;
        map.serialize_entry("order", &self.order())?;
        if let Some(record) = self.department.record {
            for (key, raw) in carried(directory.record(record).values()) {
                write_carried(&mut map, key, raw)?;
            }
        }
        map.end()
    }
}

impl Carries for Replies<'_> {
    fn departments(&self) -> bool {
        true
    }

    fn department_field(&self, id: DepartmentId, field: Field) -> bool {
        let directory = self.users.directory;
        match field {
            Field::DEPARTMENT_NAME_EN | Field::DEPARTMENT_ORDER | Field::RAW_JSON => true,
            Field::DEPARTMENT_LEADERS => is_department_object(directory, directory.department(id)),
            Field::DEPARTMENT_CODE => self.are_own,
            _ => DEPARTMENT_PLACE.contains(&field),
        }
    }

    fn member(&self, member: Member<'_>) -> bool {
        self.users.userid(member).is_some()
    }

    fn memberships(&self) -> bool {
        true
    }

    fn member_field(&self, member: Member<'_>, field: Field, value: &str) -> bool {
        self.users.carries(member, field, value)
    }
}
