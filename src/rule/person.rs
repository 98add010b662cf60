//! A member with what most rules ask of one at hand.

use std::ops::Deref;

use crate::directory::Member;
use crate::record::{Email, Field, Lookup, Mobile, MobileFlaw, Value};

/// What most rules ask for.
const ASKED: [Field; 5] = [
    Field::USERID,
    Field::MEMBER_NAME,
    Field::EMAIL,
    Field::BIZ_EMAIL,
    Field::MOBILE,
];

/// A member that rules look at.
pub struct Person<'d> {
    member: Member<'d>,
    asked: [Value<'d>; ASKED.len()],
    mobile: Option<Result<Mobile, MobileFlaw>>,
    email: Option<Result<Email<'d>, &'d str>>,
}

/// Looks up what most rules ask for.
pub(super) type PersonLookup<'d> = Lookup<'d, { ASKED.len() }>;

impl<'d> Person<'d> {
    /// What is to be looked up for [`Person::new`].
    pub(super) fn lookup() -> PersonLookup<'d> {
        Lookup::new(&ASKED)
    }

    /// Looks everything up that is asked for.
    pub(super) fn new(member: Member<'d>, lookup: &mut PersonLookup<'d>) -> Self {
        let asked = member.get_each(lookup);
        let [.., email, _, mobile] = asked;
        Self {
            member,
            asked,
            mobile: mobile.filled().map(Mobile::parse),
            email: email.filled().map(|text| Email::parse(text).ok_or(text)),
        }
    }

    /// The mobile number, where there is one, or what is wrong with it.
    pub(super) fn mobile(&self) -> Option<Result<Mobile, MobileFlaw>> {
        self.mobile
    }

    /// The mail address, where there is one, or the text that is none.
    pub(super) fn email(&self) -> Option<Result<Email<'d>, &'d str>> {
        self.email
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
