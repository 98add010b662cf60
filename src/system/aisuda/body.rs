//! The body as text, put together from templates and in parallel: what serialising it would give, several times faster.

use std::io::{self, Write};
use std::ops::Range;

use rayon::prelude::*;

use crate::directory::{Member, MemberId};
use crate::system::payload::{needs_escape, push_escaped};

use super::payload::Import;

/// How many members are written in one go.
const MEMBERS_AT_A_TIME: u32 = 1 << 10;

/// How many pieces each thread writes before they go out.
const PIECES_A_THREAD: usize = 4;

/// What stands before each value of an object, and after the last one.
struct Template<const N: usize> {
    before: [String; N],
}

impl<const N: usize> Template<N> {
    fn new(keys: [&str; N]) -> Self {
        let mut open = "{\"";
        let before = keys.map(|key| {
            let text = format!("{open}{key}\":\"");
            open = "\",\"";
            text
        });
        Self { before }
    }

    /// Adds an object; values that `are_plain` need no escape.
    fn fill(&self, values: [&str; N], are_plain: bool, out: &mut Vec<u8>) {
        for (before, value) in self.before.iter().zip(values) {
            out.extend_from_slice(before.as_bytes());
            match are_plain {
                true => out.extend_from_slice(value.as_bytes()),
                false => push_escaped(value, out),
            }
        }
        out.extend_from_slice(b"\"},");
    }
}

/// Texts that go out one after the other, and are then filled again: fresh memory costs more than what is written
/// into it.
type Pieces = Vec<Vec<u8>>;

impl Import<'_> {
    /// Writes the whole body without white space. While some of it goes out, more is put together.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub(super) fn write_compact(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut text = b"{\"departments\":[".to_vec();
        let template = Template::new(self.keys.department);
        for id in self.directory.tree().preorder() {
            template.fill(self.department(*id), false, &mut text);
        }
        end_list(&mut text);
        text.extend_from_slice(b",\"users\":[");
        let users = Users {
            import: self,
            template: Template::new(self.keys.user),
            are_codes_plain: self.numbering.codes().all(|code| !needs_escape(code)),
        };
        let count = self.directory.member_count() as u32;
        let starts: Vec<u32> = (0..count).step_by(MEMBERS_AT_A_TIME as usize).collect();
        let pieces = PIECES_A_THREAD * rayon::current_num_threads();
        let (mut going, mut coming) = (vec![Vec::new(); pieces], vec![Vec::new(); pieces]);
        // The comma after the last piece is not known to be the last one until nothing follows.
        for starts in starts.chunks(pieces).map(Some).chain([None]) {
            rayon::in_place_scope(|scope| {
                if let Some(starts) = starts {
                    let coming = &mut coming;
                    let users = &users;
                    scope.spawn(move |_| users.put_together(starts, coming));
                }
                for piece in going.iter_mut().filter(|piece| !piece.is_empty()) {
                    out.write_all(&text)?;
                    std::mem::swap(&mut text, piece);
                    piece.clear();
                }
                io::Result::Ok(())
            })?;
            std::mem::swap(&mut going, &mut coming);
        }
        end_list(&mut text);
        text.push(b'}');
        out.write_all(&text)
    }
}

/// Puts users together.
struct Users<'i, 'd> {
    import: &'i Import<'d>,
    template: Template<8>,
    /// Whether no department's code needs an escape.
    are_codes_plain: bool,
}

impl Users<'_, '_> {
    /// Fills a piece with the users from each of `starts` on.
    fn put_together(&self, starts: &[u32], pieces: &mut Pieces) {
        let count = self.import.directory.member_count() as u32;
        let filled = pieces.par_iter_mut().zip(starts);
        filled.for_each(|(piece, start)| {
            self.text(*start..count.min(start + MEMBERS_AT_A_TIME), piece);
        });
    }

    fn text(&self, members: Range<u32>, text: &mut Vec<u8>) {
        for id in members {
            let member = self.import.directory.member(MemberId(id));
            let memberships = member.memberships();
            if memberships.is_empty() {
                continue;
            }
            let user = self.import.user(member);
            let are_plain = self.are_plain(member);
            for membership in memberships {
                let row = user.row(membership, &self.import.numbering);
                self.template.fill(row, are_plain, text);
            }
        }
    }

    /// Whether surely nothing in the rows of `member` needs an escape, told by all of it at once.
    fn are_plain(&self, member: Member<'_>) -> bool {
        let whole = member.only_record().and_then(|record| record.whole_text());
        self.are_codes_plain
            && self.import.auth_type.is_none()
            && whole.is_some_and(|text| !needs_escape(text))
    }
}

/// Ends a list: the comma after its last element becomes the bracket.
fn end_list(text: &mut Vec<u8>) {
    text.pop_if(|last| *last == b',');
    text.push(b']');
}
