//! A member with what most rules ask of one at hand.

use std::ops::Deref;

use crate::directory::Member;
use crate::record::{Field, Value};

/// What most rules ask for.
const ASKED: [Field; 6] = [
    Field::USERID,
    Field::MEMBER_NAME,
    Field::EMPLOYEE_NO,
    Field::EMAIL,
    Field::BIZ_EMAIL,
    Field::MOBILE,
];

/// A member that rules look at.
pub struct Person<'d> {
    member: Member<'d>,
    asked: [Value<'d>; ASKED.len()],
}

impl<'d> Person<'d> {
    /// Looks everything up that is asked for.
    pub(super) fn new(member: Member<'d>) -> Self {
        Self {
            member,
            asked: member.get_each(&ASKED),
        }
    }

    /// What is known of `field`, as [`Member::get`] gives it.
    #[must_use]
    #[inline]
    pub fn get(&self, field: Field) -> Value<'d> {
        match ASKED.iter().position(|asked| *asked == field) {
            Some(index) => self.asked[index],
            None => self.member.get(field),
        }
    }
}

impl<'d> Deref for Person<'d> {
    type Target = Member<'d>;

    fn deref(&self) -> &Member<'d> {
        &self.member
    }
}
