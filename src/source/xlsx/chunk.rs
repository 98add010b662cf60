//! Shared strings that lie together in one text.

use std::ops::Range;

use super::Cause;
use super::text::Text;

/// How many strings lie together in one chunk.
pub(super) const CHUNK: usize = 1 << 14;

/// Strings one after the other in one text.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) text: String,
    /// Where each string ends.
    pub(super) ends: Vec<u32>,
    /// The strings that cannot be read, and why; they are empty.
    pub(super) faults: Vec<(u32, Cause)>,
}

impl Chunk {
    /// Room for about as much as `last` holds.
    pub(super) fn after(last: &Self) -> Self {
        let text = last.text.len() + last.text.len() / 8;
        Self {
            text: String::with_capacity(text),
            ends: Vec::with_capacity(CHUNK.min(last.ends.len())),
            faults: Vec::new(),
        }
    }

    /// Where the string at `place` lies in the text.
    pub(super) fn range(&self, place: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(place)? as usize;
        let start = match place {
            0 => 0,
            _ => self.ends[place - 1] as usize,
        };
        Some(start..end)
    }

    /// Adds a string; `false` where the chunk has no room for it.
    pub(super) fn push(&mut self, string: &str) -> bool {
        let Ok(end) = u32::try_from(self.text.len() + string.len()) else {
            return false;
        };
        self.text.push_str(string);
        self.ends.push(end);
        true
    }

    /// Adds a string that was gathered, or why it cannot be read.
    pub(super) fn add(&mut self, text: &mut Text) {
        let number = self.ends.len() as u32;
        if let Some(cause) = text.fault.take() {
            self.faults.push((number, cause));
            text.content.clear();
        }
        if !self.push(&text.content) {
            let cause = "there is too much text before it".to_owned();
            self.faults.push((number, cause));
            self.push("");
        }
    }
}
