//! Directory → bodies of `POST /api/v2.1/org/:org_id/admin/work-weixin/users/batch/`: SeaTable API, "Import Users from
//! Work Weixin". The parameter is `userlist` as in its sample, not `user_list` as in its text.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::Findings;
use crate::directory::{DepartmentId, Directory, Managers, Member, MemberId};
use crate::record::Field;
use crate::system::loss::Carries;
use crate::system::payload::Each;
use crate::system::wecom::wire::Users;
use crate::system::wecom::{ids, userid};
use crate::system::{About, Bodies, Loss, Payload, PayloadOptions, Style};

use super::limits::{self, S001, S008};

/// How many users one body holds unless the user says otherwise.
const BATCH: usize = 100;

/// Builds the bodies.
pub(super) fn build<'d>(directory: &'d Directory, options: &PayloadOptions) -> Payload<'d> {
    let (batches, findings) = batches(directory, options, &|_| true);
    Payload {
        bodies: Box::new(batches),
        findings,
    }
}

/// The users for whom `is_wanted` holds, in bodies, and what was found in making them.
pub(super) fn batches<'d>(
    directory: &'d Directory,
    options: &PayloadOptions,
    is_wanted: &dyn Fn(&str) -> bool,
) -> (Batches<'d>, Findings) {
    let mut findings = Findings::default();
    let users = Users {
        directory,
        ids: ids::own(directory),
        userid_from: options.userid_from,
        contact_email: true,
        managers: Managers::default(),
    };
    if users.ids.is_none() {
        let first = directory.departments().find(|(_, department)| {
            let code = department.code.as_deref();
            code.and_then(ids::parse).is_none()
        });
        if let Some((id, department)) = first {
            let place = directory.department_place(id, Field::DEPARTMENT_CODE);
            let code = department.code.as_deref().unwrap_or_default();
            let case = if code.is_empty() {
                "no-code"
            } else {
                "other-code"
            };
            let finding = findings.report(&S008, place);
            finding.value(code).with("case", case);
            finding.with("name", department.name.as_str());
        }
    }
    let mut carried = Vec::with_capacity(directory.member_count());
    for member in directory.members() {
        let Some(userid) = users.userid(member) else {
            let place = member.place(options.userid_from.unwrap_or(Field::USERID));
            findings.report(&S001, place).with("name", member.label());
            continue;
        };
        if member.get(Field::USERID).filled().is_none() {
            userid::check(
                &limits::S002,
                member,
                userid,
                options.userid_from,
                &mut findings,
            );
        }
        if is_wanted(userid) {
            carried.push(member.id());
        }
    }
    let batches = Batches {
        users,
        carried,
        size: options.batch.unwrap_or(BATCH).max(1),
    };
    (batches, findings)
}

/// The users in bodies of at most `size`.
pub(super) struct Batches<'d> {
    users: Users<'d>,
    carried: Vec<MemberId>,
    size: usize,
}

impl Batches<'_> {
    /// The users of the body at `index`.
    pub(super) fn members(&self, index: usize) -> &[MemberId] {
        let start = index * self.size;
        &self.carried[start..self.carried.len().min(start + self.size)]
    }

    /// What bodies and replies call `member`.
    pub(super) fn userid<'m>(&self, member: Member<'m>) -> Option<&'m str> {
        self.users.userid(member)
    }
}

impl Bodies for Batches<'_> {
    fn count(&self) -> usize {
        self.carried.len().div_ceil(self.size)
    }

    fn loss(&self) -> Loss {
        Loss::of(self.users.directory, self)
    }

    fn is_single(&self) -> bool {
        false
    }

    fn about(&self, index: usize) -> About<'_> {
        About::Members(self.members(index))
    }

    fn write(&self, index: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let members = self.members(index);
        let directory = self.users.directory;
        let userlist = Each(|| {
            let users = members.iter();
            users.map(|id| self.users.user(directory.member(*id)))
        });
        style.write(&Body { userlist }, out)
    }
}

/// One body.
#[derive(Serialize)]
struct Body<L> {
    userlist: L,
}

impl Carries for Batches<'_> {
    fn departments(&self) -> bool {
        false
    }

    fn department_field(&self, _: DepartmentId, _: Field) -> bool {
        false
    }

    fn member(&self, member: Member<'_>) -> bool {
        self.users.userid(member).is_some()
    }

    fn memberships(&self) -> bool {
        self.users.ids.is_some()
    }

    fn member_field(&self, member: Member<'_>, field: Field, value: &str) -> bool {
        self.users.carries(member, field, value)
    }
}
