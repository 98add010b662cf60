//! Where a JSON value ends: strings and brackets, and nothing else of the grammar.

use memchr::memchr2;

use super::fault::Fault;
use super::marks::{CHUNK, Marks};

/// Nesting is kept in the bits of a `u128`, and `serde_json` goes no deeper either.
const DEEPEST: usize = 128;

/// What a scan came to. Offsets are into the bytes given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scan {
    /// The value ends before this offset.
    End(usize),
    /// The bytes are at their end and the value is not.
    More,
    /// The value is broken at this offset.
    Fault(Fault, usize),
    /// The value has more levels than this, the most allowed.
    TooDeep(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Start,
    Scalar,
    String,
    /// In a string, after a backslash.
    Escape,
    Between,
}

/// Looks for the end of one value, over as many pieces of text as it takes.
#[derive(Debug)]
pub(super) struct Scanner {
    mode: Mode,
    depth: usize,
    /// One bit a level, the innermost lowest: whether it is an object.
    objects: u128,
    deepest: usize,
}

impl Scanner {
    /// Starts at the first byte of a value; `nesting` levels are the most.
    pub(super) fn new(nesting: usize) -> Self {
        Self {
            mode: Mode::Start,
            depth: 0,
            objects: 0,
            deepest: nesting.min(DEEPEST),
        }
    }

    /// Goes on at `bytes[at]`, to the end of the value or of `bytes`.
    pub(super) fn scan(&mut self, bytes: &[u8], mut at: usize) -> Scan {
        while let Some(byte) = bytes.get(at) {
            if self.depth > 0
                && matches!(self.mode, Mode::String | Mode::Between)
                && let Some(chunk) = bytes[at..].first_chunk()
            {
                match self.chunk(chunk) {
                    Chunk::Passed => {
                        at += CHUNK;
                        continue;
                    }
                    Chunk::Found(Scan::End(end)) => return Scan::End(at + end),
                    Chunk::Found(Scan::Fault(fault, place)) => {
                        return Scan::Fault(fault, at + place);
                    }
                    Chunk::Found(other) => return other,
                    Chunk::Other => {}
                }
            }
            match self.mode {
                Mode::Start => match byte {
                    b'{' | b'[' => self.mode = Mode::Between,
                    b'"' => {
                        self.mode = Mode::String;
                        at += 1;
                    }
                    b'-' | b'0'..=b'9' | b'a'..=b'z' => self.mode = Mode::Scalar,
                    _ => return Scan::Fault(Fault::ExpectedValue, at),
                },
                Mode::Scalar => {
                    let is_end = |byte: &u8| {
                        byte.is_ascii_whitespace()
                            || matches!(byte, b',' | b':' | b']' | b'}' | b'[' | b'{' | b'"')
                    };
                    return match bytes[at..].iter().position(is_end) {
                        Some(length) => Scan::End(at + length),
                        None => Scan::More,
                    };
                }
                Mode::Escape => {
                    self.mode = Mode::String;
                    at += 1;
                }
                Mode::String => {
                    let Some(length) = memchr2(b'"', b'\\', &bytes[at..]) else {
                        return Scan::More;
                    };
                    let end = at + length;
                    at = end + 1;
                    if bytes[end] == b'\\' {
                        self.mode = Mode::Escape;
                    } else if self.depth == 0 {
                        return Scan::End(at);
                    } else {
                        self.mode = Mode::Between;
                    }
                }
                Mode::Between => {
                    let Some(skipped) = bytes[at..]
                        .iter()
                        .position(|byte| IS_MARK[usize::from(*byte)])
                    else {
                        return Scan::More;
                    };
                    at += skipped;
                    match bytes[at] {
                        b'"' => self.mode = Mode::String,
                        bracket => {
                            if let Some(found) = self.bracket(bracket, at) {
                                return found;
                            }
                        }
                    }
                    at += 1;
                }
            }
        }
        Scan::More
    }

    /// Goes through a chunk of a list or object, unless a backslash in it needs care.
    fn chunk(&mut self, chunk: &[u8; CHUNK]) -> Chunk {
        let is_in_string = self.mode == Mode::String;
        let Some(marks) = Marks::of(chunk, is_in_string) else {
            return Chunk::Other;
        };
        let mut brackets = marks.brackets;
        while brackets != 0 {
            let at = brackets.trailing_zeros() as usize;
            brackets &= brackets - 1;
            if let Some(found) = self.bracket(chunk[at], at) {
                return Chunk::Found(found);
            }
        }
        self.mode = match marks.ends_in_string {
            true => Mode::String,
            false => Mode::Between,
        };
        Chunk::Passed
    }

    /// Takes a bracket that stands at `at` outside strings; returns what ends the scan.
    fn bracket(&mut self, bracket: u8, at: usize) -> Option<Scan> {
        match bracket {
            b'{' | b'[' => {
                if self.depth == self.deepest {
                    return Some(Scan::TooDeep(self.deepest));
                }
                self.depth += 1;
                self.objects = self.objects << 1 | u128::from(bracket == b'{');
            }
            b'}' | b']' => {
                if (bracket == b'}') != (self.objects & 1 == 1) {
                    return Some(Scan::Fault(Fault::WrongBracket, at));
                }
                self.depth -= 1;
                self.objects >>= 1;
                if self.depth == 0 {
                    return Some(Scan::End(at + 1));
                }
            }
            _ => {}
        }
        None
    }
}

/// What a chunk came to.
enum Chunk {
    /// The value goes on behind it.
    Passed,
    /// The scan ends in it; offsets are into the chunk.
    Found(Scan),
    /// Its bytes are to be looked at one by one.
    Other,
}

/// Whether a byte opens or closes something.
static IS_MARK: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b"\"{}[]";
    let mut index = 0;
    while index < marks.len() {
        table[marks[index] as usize] = true;
        index += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Scans `text` whole, then in pieces of one byte.
    fn scan(text: &str) -> Scan {
        let bytes = text.as_bytes();
        let whole = Scanner::new(4).scan(bytes, 0);
        let mut scanner = Scanner::new(4);
        // So short a rest is looked at byte by byte.
        let pieces = (0..bytes.len()).map(|at| scanner.scan(&bytes[..=at], at));
        let first = pieces.into_iter().find(|scan| *scan != Scan::More);
        assert_eq!(first.unwrap_or(Scan::More), whole, "{text}");
        whole
    }

    #[test]
    fn a_value_ends_where_its_last_bracket_quote_or_digit_stands() {
        for (text, expected) in [
            ("{} ", Scan::End(2)),
            (r#"{"a":"}","b":[1,{}]},"#, Scan::End(20)),
            (r#""a\"b\\",1"#, Scan::End(8)),
            (r#"["\\"]"#, Scan::End(6)),
            ("-1.5e3,", Scan::End(6)),
            ("null]", Scan::End(4)),
            ("12", Scan::More),
            (r#"{"a":"#, Scan::More),
            (r#"{"a\"}"#, Scan::More),
            ("[[[[]]]]", Scan::End(8)),
            ("[[[[[", Scan::TooDeep(4)),
            (r#"{"a":[1}"#, Scan::Fault(Fault::WrongBracket, 7)),
            (",", Scan::Fault(Fault::ExpectedValue, 0)),
        ] {
            assert_eq!(scan(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_makes_no_difference_how_many_bytes_are_looked_at_at_once(
            text in r#"\[([\[\]{}",y_ ]|\\["\\y]|\{"a":|\},?|\[1\]|"plain text \\n of a value",){0,80}"#
        ) {
            scan(&text);
        }
    }

    #[test]
    fn a_string_of_any_length_is_one_string() {
        for length in 0..100 {
            let text = format!("[\"{}\"]", "x".repeat(length));
            assert_eq!(scan(&text), Scan::End(text.len()));
        }
    }
}
