//! What SeaTable refuses or silently changes when it imports Work Weixin users and departments. Its documents say none
//! of it; the limits are those of its published server code.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::diagnostic::Findings;
use crate::directory::{Member, MemberId};
use crate::locale::Arguments;
use crate::record::Field;
use crate::rule::{Check, Context, Person, Rule};
use crate::system::wecom::userid;
use crate::system::wecom::wire::contact_email;
use crate::system::{Rehearsal, codes, names};

codes! {
    S001 "seatable-missing-userid" Error,
    S002 "seatable-invalid-userid" Warning,
    S003 "seatable-duplicate-userid" Warning,
    S004 "seatable-name-too-long" Error,
    S005 "seatable-email-too-long" Error,
    S006 "seatable-duplicate-email" Error,
    S007 "seatable-missing-email" Information,
    S008 "seatable-departments-left-out" Information,
    S009 "seatable-department-name" Warning,
    S010 "seatable-refused" Error,
    S011 "seatable-already-there" Information,
}

/// What a rehearsal finds.
pub(super) const REHEARSAL: Rehearsal = Rehearsal {
    call: "users.import",
    refused: &S010,
    there_already: Some(&S011),
    made_twice: None,
    missing: None,
    kept: None,
};

/// The rules of SeaTable, in code order; S001 and S008 depend on the options and come with the payload, S010 and S011
/// are those of a rehearsal.
pub(super) static RULES: &[Rule] = &[
    Rule {
        code: &S002,
        check: Check::Member(invalid_userid),
    },
    Rule {
        code: &S003,
        check: Check::Directory(duplicate_userid),
    },
    Rule {
        code: &S004,
        check: Check::Member(name_too_long),
    },
    Rule {
        code: &S005,
        check: Check::Member(email_too_long),
    },
    Rule {
        code: &S006,
        check: Check::Directory(duplicate_email),
    },
    Rule {
        code: &S007,
        check: Check::Directory(missing_email),
    },
    Rule {
        code: &S009,
        check: Check::Directory(department_name),
    },
];

/// The longest nickname, in characters.
const NAME: usize = 64;
/// The longest contact mail, in characters.
const EMAIL: usize = 225;
/// The longest name of a group, in characters.
const GROUP_NAME: usize = 255;

/// S002: a userid is none that Work Weixin could have given.
fn invalid_userid(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    if let Some(userid) = member.get(Field::USERID).filled() {
        userid::check(&S002, **member, userid, None, findings);
    }
}

/// S003: two userids are the same but for upper and lower case.
fn duplicate_userid(context: &Context<'_>, findings: &mut Findings) {
    userid::repeated(context.directory, |first, second| {
        let userid = second.get(Field::USERID).or_empty();
        let arguments = Arguments::default().with("userid", first.get(Field::USERID).or_empty());
        let finding = findings.report(&S003, second.place(Field::USERID));
        finding
            .value(userid)
            .related(first.place(Field::USERID), arguments);
    });
}

/// S004: a name is longer than a nickname may be.
fn name_too_long(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    let name = member.get(Field::MEMBER_NAME).or_empty();
    if name.len() > NAME && name.chars().count() > NAME {
        let finding = findings.report(&S004, member.place(Field::MEMBER_NAME));
        finding.value(name).with("limit", NAME);
    }
}

/// S005: a mail address is longer than a contact mail may be.
fn email_too_long(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    let email = contact_email(**member);
    if email.len() > EMAIL && email.chars().count() > EMAIL {
        let finding = findings.report(&S005, member.place(mail_field(**member)));
        finding.value(&email).with("limit", EMAIL);
    }
}

/// The field that the contact mail of `member` comes from.
fn mail_field(member: Member<'_>) -> Field {
    let email = member.get(Field::EMAIL).or_empty();
    if email.to_lowercase() == *contact_email(member) {
        Field::EMAIL
    } else {
        Field::BIZ_EMAIL
    }
}

/// S006: two members have the same contact mail, which SeaTable keeps unique in lower case.
fn duplicate_email(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let hasher = FixedState::default();
    let mut seen: HashMap<u64, MemberId, FixedState> = HashMap::default();
    for member in directory.members() {
        let email = contact_email(member);
        if email.is_empty() {
            continue;
        }
        let hash = hasher.hash_one(&*email);
        let first = directory.member(*seen.entry(hash).or_insert_with(|| member.id()));
        if first.id() != member.id() && contact_email(first) == email {
            let finding = findings.report(&S006, member.place(mail_field(member)));
            let arguments = Arguments::default().with("name", first.label());
            finding.value(&email).with("name", member.label());
            finding.related(first.place(mail_field(first)), arguments);
        }
    }
}

/// S007: members have no mail address; said once, at the first of them.
fn missing_email(context: &Context<'_>, findings: &mut Findings) {
    let members = context.directory.members();
    let mut without = members.filter(|member| contact_email(*member).is_empty());
    if let Some(first) = without.next() {
        let finding = findings.report(&S007, first.place(Field::EMAIL));
        finding.with("name", first.label());
        finding.with("count", without.count() + 1);
    }
}

/// S009: a department name that SeaTable's import of departments refuses.
fn department_name(context: &Context<'_>, findings: &mut Findings) {
    let allowed = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_'.-()（）".contains(c);
    for (id, department) in context.directory.departments() {
        let name = &*department.name;
        let refused = name.chars().find(|c| !allowed(*c));
        let is_long = name.len() > GROUP_NAME && name.chars().count() > GROUP_NAME;
        let case = match refused {
            Some(_) => "characters",
            None if is_long => "length",
            None if name.contains(['(', ')', '（', '）']) => "brackets",
            None => continue,
        };
        let place = names::place(context.directory, id);
        let finding = findings.report(&S009, place);
        finding
            .value(name)
            .with("case", case)
            .with("limit", GROUP_NAME);
        finding.with("character", refused.map(String::from).unwrap_or_default());
    }
}
