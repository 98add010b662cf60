//! Who the managers of members are: sheets name them by userid, employee number, name, mail address or mobile number.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::quality::RandomState;

use crate::record::{Field, ITEM_SEPARATOR, Lookup, RecordKind};

use super::{Directory, Member, MemberId};

/// What a manager may be named by; who has one as userid goes before who has it as name.
const NAMED_BY: [Field; 5] = [
    Field::USERID,
    Field::EMPLOYEE_NO,
    Field::MEMBER_NAME,
    Field::EMAIL,
    Field::MOBILE,
];

/// What may stand between several managers of one member.
const SEPARATORS: [char; 8] = [ITEM_SEPARATOR, ';', '；', ',', '，', '、', '\n', '|'];

/// What people write who have no manager.
const NOBODY: [&str; 8] = ["无", "暂无", "没有", "/", "-", "--", "none", "N/A"];

/// How many of the members are kept that a text may mean.
const CANDIDATES: usize = 5;

/// Who is meant by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Manager<'m> {
    /// This member.
    Member(MemberId),
    /// One of several members; some of them.
    Several(&'m [MemberId]),
    /// Somebody who is not in this part of the organisation.
    Elsewhere,
    /// Nobody.
    Unknown,
}

/// Whom a text may mean.
#[derive(Debug, Default)]
struct Found {
    /// The place in [`NAMED_BY`] of what it was found as.
    rank: usize,
    members: Vec<MemberId>,
    is_elsewhere: bool,
}

/// The managers of a directory.
#[derive(Debug, Default)]
pub struct Managers<'d> {
    found: HashMap<Cow<'d, str>, Found, RandomState>,
}

impl<'d> Managers<'d> {
    /// Looks everybody up whom the field `of` of the members of `directory` names.
    #[must_use]
    pub fn of(directory: &'d Directory, of: Field) -> Self {
        let mut managers = Self::default();
        let mut blocks = directory.blocks.iter();
        if !blocks.any(|block| block.shape().column(of).is_some()) {
            return managers;
        }
        for member in directory.members() {
            let text = member.get(of).or_empty();
            for name in spellings(text) {
                managers.found.entry(key(name)).or_default();
            }
        }
        if managers.found.is_empty() {
            return managers;
        }
        let mut lookup = Lookup::new(&NAMED_BY);
        for member in directory.members() {
            for (rank, value) in member.get_each(&mut lookup).into_iter().enumerate() {
                let found = value
                    .filled()
                    .and_then(|text| managers.found.get_mut(&*key(text)));
                if let Some(found) = found {
                    found.add(rank, member.id());
                }
            }
        }
        if directory.linking.branch.is_some() {
            managers.look_elsewhere(directory);
        }
        managers
    }

    /// Whether nobody names a manager.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Finds out who is named that is not in the branch of `directory`, whose other records are still there.
    fn look_elsewhere(&mut self, directory: &Directory) {
        let members = directory
            .records()
            .filter(|record| record.kind() == RecordKind::Member);
        let mut lookup = Lookup::new(&NAMED_BY);
        for value in members.flat_map(|record| record.get_each(&mut lookup)) {
            let found = value
                .filled()
                .and_then(|text| self.found.get_mut(&*key(text)));
            if let Some(found) = found {
                found.is_elsewhere = true;
            }
        }
    }

    /// The managers that `text`, what a member says, names, each with who it is.
    pub fn named<'m>(&'m self, text: &'m str) -> impl Iterator<Item = (&'m str, Manager<'m>)> {
        let whole = self.who(text.trim());
        let is_whole = matches!(whole, Manager::Member(_));
        let whole = is_whole.then(|| (text.trim(), whole)).into_iter();
        let items = items(text).filter(move |_| !is_whole);
        whole.chain(items.map(|item| (item, self.who_of(item))))
    }

    /// The members that `member` names in the field `of`, as far as they are known.
    pub fn known<'m>(
        &'m self,
        member: Member<'m>,
        of: Field,
    ) -> impl Iterator<Item = MemberId> + use<'m, 'd> {
        let text = member.get(of).or_empty();
        self.named(text).filter_map(|(_, manager)| match manager {
            Manager::Member(id) => Some(id),
            _ => None,
        })
    }

    /// Who is meant by one of several, who may be written as `name(number)`.
    fn who_of(&self, item: &str) -> Manager<'_> {
        let who = self.who(item);
        let (Manager::Unknown, Some((outer, inner))) = (&who, bracketed(item)) else {
            return who;
        };
        match (self.who(outer), self.who(inner)) {
            (Manager::Several(ids), Manager::Member(id)) if ids.contains(&id) => {
                Manager::Member(id)
            }
            // What stands in brackets may be a title.
            (outer, Manager::Unknown) => outer,
            (Manager::Member(outer), Manager::Member(inner)) if outer != inner => Manager::Unknown,
            (Manager::Unknown, _) => Manager::Unknown,
            (_, inner) => inner,
        }
    }

    fn who(&self, text: &str) -> Manager<'_> {
        let Some(found) = self.found.get(&*key(text)) else {
            return Manager::Unknown;
        };
        match found.members[..] {
            [] if found.is_elsewhere => Manager::Elsewhere,
            [] => Manager::Unknown,
            [only] => Manager::Member(only),
            ref several => Manager::Several(several),
        }
    }
}

impl Found {
    fn add(&mut self, rank: usize, member: MemberId) {
        if self.members.is_empty() || rank < self.rank {
            self.members.clear();
            self.rank = rank;
        }
        let is_known = self.members.contains(&member);
        if rank == self.rank && !is_known && self.members.len() < CANDIDATES {
            self.members.push(member);
        }
    }
}

/// The text by which people are looked up: names of two characters are often spaced out to the width of three.
fn key(text: &str) -> Cow<'_, str> {
    let is_spaced = !text.is_ascii() && text.contains(char::is_whitespace);
    if !is_spaced {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !c.is_whitespace()).collect())
}

/// The managers that `text` names one by one.
fn items(text: &str) -> impl Iterator<Item = &str> {
    let items = text.split(SEPARATORS).map(str::trim);
    items.filter(|item| !item.is_empty() && !NOBODY.iter().any(|no| item.eq_ignore_ascii_case(no)))
}

/// Everything in `text` that may be somebody's name.
fn spellings(text: &str) -> impl Iterator<Item = &str> {
    let whole = Some(text.trim()).filter(|whole| !whole.is_empty());
    let parts = items(text).flat_map(|item| {
        let (outer, inner) = bracketed(item).unzip();
        [Some(item), outer, inner].into_iter().flatten()
    });
    whole.into_iter().chain(parts)
}

/// What stands before brackets at the end of `item`, and in them.
fn bracketed(item: &str) -> Option<(&str, &str)> {
    let inside = item.strip_suffix([')', '）'])?;
    let (outer, inner) = inside.split_once(['(', '（'])?;
    let (outer, inner) = (outer.trim(), inner.trim());
    (!outer.is_empty() && !inner.is_empty()).then_some((outer, inner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::example::{link, members};

    const PEOPLE: [[&str; 4]; 5] = [
        ["li", "1001", "李雷", "han"],
        ["han", "1002", "韩梅梅", "1004"],
        ["wang1", "1003", "王伟", ""],
        ["wang2", "1004", "王伟", "李雷；韩梅梅"],
        ["1001", "1005", "李雷雷", ""],
    ];

    /// Who is meant by `text` among [`PEOPLE`], by userid.
    fn meant(text: &str) -> Vec<String> {
        let mut people = PEOPLE.to_vec();
        people.push(["wu", "1006", "吴明", text]);
        let directory = link(&[members("userid employee_no name manager", &people)]);
        let managers = Managers::of(&directory, Field::MANAGER);
        let userid = |id: &MemberId| directory.member(*id).get(Field::USERID).or_empty();
        let shown = managers.named(text).map(|(_, manager)| match manager {
            Manager::Member(id) => userid(&id).to_owned(),
            Manager::Several(ids) => {
                let all: Vec<_> = ids.iter().map(userid).collect();
                all.join("|")
            }
            Manager::Elsewhere => "elsewhere".to_owned(),
            Manager::Unknown => "?".to_owned(),
        });
        shown.collect()
    }

    #[test]
    fn a_manager_is_found_by_whatever_tells_one_person_apart() {
        for (text, expected) in [
            ("han", &["han"][..]),
            ("1002", &["han"]),
            ("韩梅梅", &["han"]),
            ("王伟", &["wang1|wang2"]),
            // A userid goes before somebody else's employee number.
            ("1001", &["1001"]),
            ("韩 梅梅", &["han"]),
            ("王伟(1004)", &["wang2"]),
            ("韩梅梅（总监）", &["han"]),
            ("李雷（1002）", &["?"]),
            ("张三（1002）", &["?"]),
            ("李雷； han、王伟", &["li", "han", "wang1|wang2"]),
            ("谁", &["?"]),
            ("", &[]),
            ("无", &[]),
            ("n/a", &[]),
        ] {
            assert_eq!(meant(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_with_a_comma_in_it_is_one_name() {
        let rows = [["a", "Smith, John", ""], ["b", "Li Lei", "Smith, John"]];
        let directory = link(&[members("userid name manager", &rows)]);
        let managers = Managers::of(&directory, Field::MANAGER);
        let found: Vec<_> = managers.named("Smith, John").collect();
        assert_eq!(found, [("Smith, John", Manager::Member(MemberId(0)))]);
    }
}
