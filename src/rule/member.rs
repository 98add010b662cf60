//! What every member needs: something to tell them apart by, a name, a mobile number and a mail address that are ones.

use crate::diagnostic::{Findings, code};
use crate::directory::Fault;
use crate::locale::Arguments;
use crate::record::{Email, Field, MobileFlaw};

use super::{Context, Person, label};

/// What tells a member apart, best first.
const IDENTITY: [Field; 4] = [
    Field::USERID,
    Field::EMPLOYEE_NO,
    Field::EMAIL,
    Field::MOBILE,
];

/// M001: a member without anything to tell them apart by.
pub(super) fn missing_id(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    if IDENTITY
        .iter()
        .all(|field| member.get(*field).filled().is_none())
    {
        let record = member.record();
        let column = IDENTITY
            .into_iter()
            .find(|field| record.shape().column(*field).is_some());
        findings
            .report(&code::M001, record.place(column.unwrap_or(Field::USERID)))
            .with("name", label::member(&record));
    }
}

/// M002: a member without a name.
pub(super) fn missing_name(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    if member.get(Field::MEMBER_NAME).filled().is_none() {
        findings
            .report(&code::M002, member.record().place(Field::MEMBER_NAME))
            .with("member", label::member(&member.record()));
    }
}

/// M003: rows that say different things about one member.
pub(super) fn disagreement(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    for fault in directory.faults() {
        let Fault::Disagreement {
            member,
            first,
            record,
            field,
        } = fault
        else {
            continue;
        };
        let (first, record) = (directory.record(*first), directory.record(*record));
        let earlier = label::shown(first.get(*field).or_empty()).into_owned();
        findings
            .report(&code::M003, record.place(*field))
            .with("member", directory.member(*member).label())
            .with("field", label::header(&record, *field))
            .with("first", earlier.as_str())
            .value(&label::shown(record.get(*field).or_empty()))
            .related(
                first.place(*field),
                Arguments::default().with("first", earlier.as_str()),
            );
    }
}

/// M006: a mobile number that is none.
pub(super) fn invalid_mobile(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    let Some(Err(flaw)) = member.mobile() else {
        return;
    };
    let text = member.get(Field::MOBILE).or_empty();
    let finding = findings.report(&code::M006, member.place(Field::MOBILE));
    finding
        .with("member", member.label())
        .value(&label::shown(text));
    match flaw {
        MobileFlaw::Digits(count) if text.trim_start().starts_with(['+', '＋']) => {
            finding.with("case", "international").with("count", count)
        }
        MobileFlaw::Digits(count) => finding.with("case", "digits").with("count", count),
        MobileFlaw::Prefix => finding.with("case", "prefix"),
        MobileFlaw::Characters => finding.with("case", "characters"),
    };
}

/// M007: a mail address that is none.
pub(super) fn invalid_email(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    let of_work = member.get(Field::BIZ_EMAIL).filled();
    let of_work = of_work.filter(|text| Email::parse(text).is_none());
    let own = member.email().and_then(Result::err);
    for (field, text) in [(Field::EMAIL, own), (Field::BIZ_EMAIL, of_work)] {
        if let Some(text) = text {
            findings
                .report(&code::M007, member.place(field))
                .with("member", member.label())
                .value(&label::shown(text));
        }
    }
}

/// M009: a main department that is none of the member's departments.
pub(super) fn main_department(context: &Context<'_>, findings: &mut Findings) {
    for fault in context.directory.faults() {
        let Fault::MainDepartmentMismatch { record } = fault else {
            continue;
        };
        let record = context.directory.record(*record);
        findings
            .report(&code::M009, record.place(Field::MAIN_DEPARTMENT))
            .with("member", label::member(&record))
            .value(&label::shown(record.get(Field::MAIN_DEPARTMENT).or_empty()));
    }
}

/// M010: a list beside the departments that is longer or shorter than they are.
pub(super) fn misaligned(context: &Context<'_>, findings: &mut Findings) {
    for fault in context.directory.faults() {
        let Fault::Misaligned {
            record,
            field,
            values,
            departments,
        } = fault
        else {
            continue;
        };
        let record = context.directory.record(*record);
        findings
            .report(&code::M010, record.place(*field))
            .with("member", label::member(&record))
            .with("field", label::header(&record, *field))
            .with("values", *values)
            .with("departments", *departments)
            .value(&label::shown(record.get(*field).or_empty()));
    }
}
