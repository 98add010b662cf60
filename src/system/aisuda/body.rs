//! The body as text, put together from templates and in parallel: what serialising it would give, several times faster.

use std::io::{self, Write};
use std::ops::Range;

use crate::directory::{Member, MemberId};
use crate::pieces;
use crate::system::payload::{needs_escape, push_escaped};

use super::payload::{Import, LEADS, User, leads};

/// How many members are written in one go.
const MEMBERS_AT_A_TIME: u32 = 1 << 10;

/// What stands behind the last value of an object.
const END: &[u8] = b"\"}";

/// What stands before each value of an object, and behind the object before it.
struct Template<const N: usize> {
    before: [String; N],
}

impl<const N: usize> Template<N> {
    fn new(keys: [&str; N]) -> Self {
        let mut open = ",{\"";
        let before = keys.map(|key| {
            let text = format!("{open}{key}\":\"");
            open = "\",\"";
            text
        });
        Self { before }
    }

    /// Adds an object; values that `are_plain` need no escape.
    fn fill(&self, values: [&str; N], are_plain: bool, out: &mut Vec<u8>) {
        self.begin(values, are_plain, out);
        out.extend_from_slice(END);
    }

    /// Adds an object up to the last of `values`, which are those of its first keys.
    fn begin<const M: usize>(&self, values: [&str; M], are_plain: bool, out: &mut Vec<u8>) {
        for (before, value) in self.before.iter().zip(values) {
            out.extend_from_slice(before.as_bytes());
            match are_plain {
                true => out.extend_from_slice(value.as_bytes()),
                false => push_escaped(value, out),
            }
        }
    }

    /// What follows the first values of an object whose last ones are `values`; these need no escape.
    fn rest<const M: usize>(&self, values: [&str; M]) -> Vec<u8> {
        let pairs = self.before[N - M..].iter().zip(values);
        let texts = pairs.flat_map(|(before, value)| [before.as_bytes(), value.as_bytes()]);
        texts.chain([END]).collect::<Vec<_>>().concat()
    }
}

impl Import<'_> {
    /// Writes the whole body without white space. While some of it goes out, more is put together.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub(super) fn write_compact(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"departments\":[")?;
        let template = Template::new(self.keys.department);
        let mut text = Vec::new();
        for id in self.directory.tree().preorder() {
            template.fill(self.department(*id), false, &mut text);
        }
        out.write_all(without_comma(&text))?;
        out.write_all(b"],\"users\":[")?;
        let template = Template::new(self.keys.user);
        let users = Users {
            import: self,
            without_login: LEADS.map(|leads| template.rest([leads, "", ""])),
            template,
            are_codes_plain: self.numbering.codes().all(|code| !needs_escape(code)),
        };
        let count = self.directory.member_count() as u32;
        let mut is_first = true;
        let pieces = count.div_ceil(MEMBERS_AT_A_TIME) as usize;
        let put_together = |piece: usize, text: &mut Vec<u8>| {
            let start = piece as u32 * MEMBERS_AT_A_TIME;
            text.clear();
            users.text(start..count.min(start + MEMBERS_AT_A_TIME), text);
        };
        pieces::each_in_order(pieces, put_together, |text| -> io::Result<()> {
            let text = if is_first { without_comma(text) } else { text };
            is_first = is_first && text.is_empty();
            out.write_all(text)
        })?;
        out.write_all(b"]}")
    }
}

/// Puts users together.
struct Users<'i, 'd> {
    import: &'i Import<'d>,
    template: Template<8>,
    /// How a user ends that has no login, by whether they lead.
    without_login: [Vec<u8>; 2],
    /// Whether no department's code needs an escape.
    are_codes_plain: bool,
}

impl Users<'_, '_> {
    fn text(&self, members: Range<u32>, text: &mut Vec<u8>) {
        let import = self.import;
        // All codes first, so that their memory is on its way together.
        let memberships = import.directory.memberships_of(members.clone()).iter();
        let codes = memberships.map(|membership| import.numbering.code(membership.department()));
        let mut codes = codes.collect::<Vec<&str>>().into_iter();
        let mut lookup = import.lookup();
        for member in members.map(|id| import.directory.member(MemberId(id))) {
            let memberships = member.memberships();
            if memberships.is_empty() {
                continue;
            }
            let user = import.user(member, &mut lookup);
            let are_plain = self.are_plain(member, &user);
            for (membership, code) in memberships.iter().zip(codes.by_ref()) {
                let row = user.row(membership, code);
                let [name, email, mobile, alias, code, _, "", ""] = row else {
                    self.template.fill(row, are_plain, text);
                    continue;
                };
                let first = [name, email, mobile, alias, code];
                self.template.begin(first, are_plain, text);
                text.extend_from_slice(&self.without_login[usize::from(leads(membership))]);
            }
        }
    }

    /// Whether nothing in the rows of `member`, who is `user`, needs an escape; mostly told by all that is known of them
    /// at once.
    fn are_plain(&self, member: Member<'_>, user: &User<'_>) -> bool {
        let whole = member.only_record().and_then(|record| record.whole_text());
        let is_plain = |text: &str| !needs_escape(text);
        self.are_codes_plain
            && (self.import.auth_type.is_none() && whole.is_some_and(is_plain)
                || user.texts().into_iter().all(is_plain))
    }
}

/// The objects of a list without the comma before the first one.
fn without_comma(text: &[u8]) -> &[u8] {
    text.strip_prefix(b",").unwrap_or(text)
}
