//! Shared strings that lie together in one text.

use std::num::NonZeroU32;
use std::ops::Range;

use super::Cause;
use super::text::Text;
use crate::source::plain;

/// How many strings lie together in one chunk.
pub(super) const CHUNK: usize = 1 << 14;

/// Marks the end of a string in which nothing is to be tidied.
const PLAIN: u32 = 1 << 31;

/// Strings one after the other in one text, of at most 2 GiB.
#[derive(Debug, Default)]
pub(in crate::source) struct Chunk {
    text: String,
    /// Where each string ends, and whether it is plain.
    ends: Vec<u32>,
    /// The strings that cannot be read, and why; they are empty.
    faults: Vec<(u32, Cause)>,
}

/// Where a string lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Found {
    /// The number of the chunk.
    pub(in crate::source) chunk: u16,
    /// Which one of the chunk it is.
    pub(in crate::source) place: u16,
    /// Where it lies in the text of the chunk.
    pub(in crate::source) range: Range<u32>,
    /// Whether there is nothing in it to tidy ([`plain`]).
    pub(in crate::source) is_plain: bool,
}

impl Chunk {
    /// All strings.
    pub(in crate::source) fn text(&self) -> &str {
        &self.text
    }

    /// Which string of all is the one at `place` of the chunk numbered `chunk`, counted from 1.
    pub(in crate::source) fn number(chunk: u16, place: u16) -> NonZeroU32 {
        let before = u32::from(chunk) * CHUNK as u32;
        NonZeroU32::MIN.saturating_add(before + u32::from(place))
    }

    /// Room for about as much as `last` holds.
    pub(super) fn after(last: &Self) -> Self {
        let text = last.text.len() + last.text.len() / 8;
        Self {
            text: String::with_capacity(text),
            ends: Vec::with_capacity(CHUNK.min(last.ends.len())),
            faults: Vec::new(),
        }
    }

    /// How many strings there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Where the string at `place` ends, and whether it is plain.
    #[inline]
    pub(super) fn end(&self, place: usize) -> Option<u32> {
        self.ends.get(place).copied()
    }

    /// Where the string at `place` lies in the text, and whether it is plain.
    #[inline]
    pub(super) fn find(&self, place: usize) -> Option<(Range<u32>, bool)> {
        let end = self.end(place)?;
        let start = match place {
            0 => 0,
            _ => self.ends[place - 1] & !PLAIN,
        };
        Some((start..end & !PLAIN, end & PLAIN != 0))
    }

    /// Why the string at `place`, which is empty, cannot be read.
    pub(super) fn fault(&self, place: usize) -> Option<&Cause> {
        let mut faults = self.faults.iter();
        let found = faults.find(|(at, _)| *at as usize == place);
        found.map(|(_, cause)| cause)
    }

    /// Whether every string can be read.
    pub(super) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// Adds a string; `false` where the chunk has no room for it.
    #[inline]
    pub(super) fn push(&mut self, string: &str, is_plain: bool) -> bool {
        let end = self.text.len() + string.len();
        if end >= PLAIN as usize {
            return false;
        }
        self.text.push_str(string);
        self.ends
            .push(end as u32 | if is_plain { PLAIN } else { 0 });
        true
    }

    /// Adds a string that was gathered, or why it cannot be read.
    pub(super) fn add(&mut self, text: &mut Text) {
        let number = self.ends.len() as u32;
        if let Some(cause) = text.fault.take() {
            self.faults.push((number, cause));
            text.content.clear();
        }
        if !self.push(&text.content, plain::is_plain(&text.content)) {
            let cause = "there is too much text before it".to_owned();
            self.faults.push((number, cause));
            self.push("", true);
        }
    }
}
