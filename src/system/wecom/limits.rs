//! What Work Weixin refuses: <https://developer.work.weixin.qq.com/document/path/90205> (departments), 90195 (members) and
//! the error codes 60001–60145, 81001, 81002, 301012–301014.

use crate::diagnostic::Findings;
use crate::directory::DepartmentId;
use crate::locale::{Argument, Arguments};
use crate::record::{Field, Form};
use crate::rule::{Check, Context, Person, Rule};
use crate::system::{codes, names};

use super::userid;

codes! {
    Q001 "wecom-long-department-name" Warning,
    Q002 "wecom-department-name-too-long" Error,
    Q003 "wecom-department-name-characters" Error,
    Q004 "wecom-too-deep" Error,
    Q005 "wecom-too-many-departments" Error,
    Q006 "wecom-department-too-large" Error,
    Q007 "wecom-invalid-userid" Error,
    Q008 "wecom-duplicate-userid" Error,
    Q009 "wecom-no-mobile-or-email" Error,
    Q010 "wecom-too-many-memberships" Error,
    Q011 "wecom-value-too-long" Error,
    Q012 "wecom-invalid-telephone" Error,
    Q013 "wecom-too-many-managers" Warning,
    Q014 "wecom-missing-userid" Error,
    Q015 "wecom-departments-renumbered" Information,
}

/// The rules of Work Weixin, in code order; Q014 and Q015 depend on the options and come with the payload.
pub(super) static RULES: &[Rule] = &[
    Rule {
        code: &Q001,
        check: Check::Directory(long_department_name),
    },
    Rule {
        code: &Q002,
        check: Check::Directory(department_name_too_long),
    },
    Rule {
        code: &Q003,
        check: Check::Directory(department_name_characters),
    },
    Rule {
        code: &Q004,
        check: Check::Directory(too_deep),
    },
    Rule {
        code: &Q005,
        check: Check::Directory(too_many_departments),
    },
    Rule {
        code: &Q006,
        check: Check::Directory(department_too_large),
    },
    Rule {
        code: &Q007,
        check: Check::Member(invalid_userid),
    },
    Rule {
        code: &Q008,
        check: Check::Directory(duplicate_userid),
    },
    Rule {
        code: &Q009,
        check: Check::Member(no_mobile_or_email),
    },
    Rule {
        code: &Q010,
        check: Check::Member(too_many_memberships),
    },
    Rule {
        code: &Q011,
        check: Check::Member(value_too_long),
    },
    Rule {
        code: &Q012,
        check: Check::Member(invalid_telephone),
    },
    Rule {
        code: &Q013,
        check: Check::Member(too_many_managers),
    },
];

/// The longest department name older documents allow, in characters.
const NAME: usize = 32;
/// The longest department name any document allows, in characters.
const LONGEST_NAME: usize = 64;
/// What a department name must not contain.
const FORBIDDEN: &[char] = &['\\', ':', '*', '?', '"', '<', '>', '|'];
/// How many levels departments may have.
const DEPTH: u32 = 15;
/// How many departments there may be, and how many sub-departments and members one department may have.
const NODES: usize = 30_000;
/// How many departments a member may be in.
const MEMBERSHIPS: usize = 100;
/// How many direct managers a member may have.
const MANAGERS: usize = 5;
/// The longest telephone number, in characters.
const TELEPHONE: usize = 32;

/// The longest values of members: in characters, a mail address in bytes.
const LONGEST: &[(Field, usize, Argument)] = &[
    (Field::MEMBER_NAME, 64, words("姓名", "name")),
    (Field::ALIAS, 64, words("别名", "alias")),
    (Field::TITLE, 128, words("职务", "position")),
    (Field::ADDRESS, 128, words("地址", "address")),
    (Field::EMAIL, 64, words("邮箱", "e-mail address")),
    (
        Field::BIZ_EMAIL,
        64,
        words("企业邮箱", "business e-mail address"),
    ),
];

const fn words(chinese: &'static str, english: &'static str) -> Argument {
    Argument::Words { chinese, english }
}

/// Q001: a department name is longer than the 32 characters that older documents and error 60001 allow.
fn long_department_name(context: &Context<'_>, findings: &mut Findings) {
    names_of_length(context, NAME + 1..=LONGEST_NAME, |id, name| {
        let finding = findings.report(&Q001, name_place(context, id));
        finding.value(name).with("limit", NAME);
    });
}

/// Q002: a department name is longer than the 64 characters that every document stops at.
fn department_name_too_long(context: &Context<'_>, findings: &mut Findings) {
    names_of_length(context, LONGEST_NAME + 1..=usize::MAX, |id, name| {
        let finding = findings.report(&Q002, name_place(context, id));
        finding.value(name).with("limit", LONGEST_NAME);
    });
}

fn names_of_length(
    context: &Context<'_>,
    lengths: std::ops::RangeInclusive<usize>,
    mut found: impl FnMut(DepartmentId, &str),
) {
    for (id, department) in context.directory.departments() {
        // No name has more characters than bytes.
        if department.name.len() >= *lengths.start()
            && lengths.contains(&department.name.chars().count())
        {
            found(id, &department.name);
        }
    }
}

fn name_place(context: &Context<'_>, id: DepartmentId) -> crate::diagnostic::Place {
    names::place(context.directory, id)
}

/// Q003: a department name has a character that is not allowed (60009).
fn department_name_characters(context: &Context<'_>, findings: &mut Findings) {
    for (id, department) in context.directory.departments() {
        let Some(found) = department.name.chars().find(|c| FORBIDDEN.contains(c)) else {
            continue;
        };
        let finding = findings.report(&Q003, name_place(context, id));
        finding
            .value(&department.name)
            .with("character", found.to_string());
    }
}

/// Q004: a department is below the 15th level (81002). Only the first one of a branch is named.
fn too_deep(context: &Context<'_>, findings: &mut Findings) {
    for (id, department) in context.directory.departments() {
        if context.directory.tree().depth(id) == DEPTH + 1 {
            let finding = findings.report(&Q004, name_place(context, id));
            finding.value(&department.name).with("limit", DEPTH);
        }
    }
}

/// Q005: there are more departments than Work Weixin has room for.
fn too_many_departments(context: &Context<'_>, findings: &mut Findings) {
    let mut departments = context.directory.departments();
    let count = departments.len();
    if let Some((id, _)) = departments.nth(NODES) {
        let finding = findings.report(&Q005, name_place(context, id));
        finding.with("count", count).with("limit", NODES);
    }
}

/// Q006: a department has more sub-departments and members than it may (81001).
fn department_too_large(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let mut nodes: Vec<usize> = directory
        .departments()
        .map(|(id, _)| directory.tree().children(id).len())
        .collect();
    for member in directory.members() {
        for membership in member.memberships() {
            nodes[membership.department().0 as usize] += 1;
        }
    }
    for ((id, department), count) in directory.departments().zip(nodes) {
        if count > NODES {
            let finding = findings.report(&Q006, name_place(context, id));
            finding.value(&department.name);
            finding.with("count", count).with("limit", NODES);
        }
    }
}

/// Q007: a userid is longer than 64 bytes or has characters that are not allowed.
fn invalid_userid(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    if let Some(userid) = member.get(Field::USERID).filled() {
        userid::check(&Q007, **member, userid, None, findings);
    }
}

/// Q008: two userids are the same but for upper and lower case.
fn duplicate_userid(context: &Context<'_>, findings: &mut Findings) {
    userid::repeated(context.directory, |first, second| {
        let place = second.place(Field::USERID);
        let userid = second.get(Field::USERID).or_empty();
        let arguments = Arguments::default().with("userid", first.get(Field::USERID).or_empty());
        let finding = findings.report(&Q008, place);
        finding
            .value(userid)
            .related(first.place(Field::USERID), arguments);
    });
}

/// Q009: a member has neither a mobile number nor a mail address (60129). A dump whose application may not see either
/// says nothing about it.
fn no_mobile_or_email(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    let (mobile, email) = (member.get(Field::MOBILE), member.get(Field::EMAIL));
    if mobile.filled().is_some() || email.filled().is_some() {
        return;
    }
    let is_dump = member.record().shape().form == Form::Json;
    if is_dump && mobile.is_absent() && email.is_absent() {
        return;
    }
    let place = member.place(Field::MOBILE);
    findings.report(&Q009, place).with("name", member.label());
}

/// Q010: a member is in more departments than Work Weixin allows (60110).
fn too_many_memberships(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    let count = member.memberships().len();
    if count > MEMBERSHIPS {
        let finding = findings.report(&Q010, member.place(Field::MEMBER_DEPARTMENT_CODE));
        finding.with("name", member.label());
        finding.with("count", count).with("limit", MEMBERSHIPS);
    }
}

/// Q011: a value is longer than its field.
fn value_too_long(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    for (field, limit, name) in LONGEST {
        let Some(value) = member.get(*field).filled() else {
            continue;
        };
        let is_mail = matches!(*field, Field::EMAIL | Field::BIZ_EMAIL);
        if value.len() > *limit && (is_mail || value.chars().count() > *limit) {
            let finding = findings.report(&Q011, member.place(*field));
            finding.value(value);
            finding.with("field", name.clone()).with("limit", *limit);
        }
    }
}

/// Q012: a telephone number is too long or has characters that are not allowed (301013).
fn invalid_telephone(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    let Some(value) = member.get(Field::TELEPHONE).filled() else {
        return;
    };
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | ',');
    if value.len() > TELEPHONE || !value.chars().all(allowed) {
        let finding = findings.report(&Q012, member.place(Field::TELEPHONE));
        finding.value(value).with("limit", TELEPHONE);
    }
}

/// Q013: a dump names more direct managers than Work Weixin allows.
fn too_many_managers(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    let managers = member.get(Field::MANAGER).or_empty();
    let count = managers.split(crate::record::ITEM_SEPARATOR).count();
    if count > MANAGERS {
        let finding = findings.report(&Q013, member.place(Field::MANAGER));
        finding.with("name", member.label());
        finding.with("count", count).with("limit", MANAGERS);
    }
}
