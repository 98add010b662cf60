//! Where strings end, sixty-four bytes at a time.

use crate::record::lanes::{self, CHUNK};

/// The quotes, backslashes and control characters of a text, found on the way through it.
pub(super) struct Ends<'a> {
    bytes: &'a [u8],
    /// Where the chunk begins that was looked at last.
    start: usize,
    /// A bit for each of its bytes that is looked for, the first byte lowest.
    found: u64,
}

impl<'a> Ends<'a> {
    /// Starts at the beginning of `bytes`.
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let mut ends = Self {
            bytes,
            start: 0,
            found: 0,
        };
        ends.look(0);
        ends
    }

    /// The first quote, backslash or control character from `at` on.
    #[inline]
    pub(super) fn next(&mut self, mut at: usize) -> Option<usize> {
        loop {
            match at.checked_sub(self.start) {
                Some(offset) if offset < CHUNK => {
                    let found = self.found >> offset;
                    if found != 0 {
                        return Some(at + found.trailing_zeros() as usize);
                    }
                    at = self.start + CHUNK;
                }
                _ => {}
            }
            if at >= self.bytes.len() {
                return None;
            }
            self.look(at);
        }
    }

    /// Looks at the chunk that begins at `at`.
    fn look(&mut self, at: usize) {
        let rest = &self.bytes[at..];
        self.start = at;
        self.found = match rest.first_chunk() {
            Some(chunk) => ends(chunk),
            None => {
                let mut chunk = [b' '; CHUNK];
                chunk[..rest.len()].copy_from_slice(rest);
                ends(&chunk)
            }
        };
    }
}

/// A bit for each quote, backslash and control character.
fn ends(chunk: &[u8; CHUNK]) -> u64 {
    lanes::bits(chunk, |lanes| {
        lanes.equal(b'"') | lanes.equal(b'\\') | lanes.within(0, 0x1f)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_plain_text_is_found_wherever_it_is() {
        for stop in ['"', '\\', '\n', '\0', '\u{1f}'] {
            for length in 0..140 {
                let plain = "名a\u{80}\u{7f} ~".chars().cycle().take(length);
                let text = plain.collect::<String>() + &format!("{stop}\"\\ tail");
                let expected = text.find(stop).unwrap();
                for start in [0, expected / 2, expected] {
                    let mut ends = Ends::of(text.as_bytes());
                    assert_eq!(ends.next(start), Some(expected), "{text:?}");
                    assert_eq!(Ends::of(&text.as_bytes()[..expected]).next(start), None);
                }
            }
        }
    }
}
