//! XML as tags and text, without copying: a byte scanner over a window that moves along the part. Names are taken
//! without their prefixes; namespaces are not looked at.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::Cause;
use super::input::{Input, ROOM};
use super::part::Part;
use super::tag::{Tag, local, tag_end};

/// How much of a part is looked at together; no tag may be longer.
const WINDOW: usize = 64 << 10;

/// What opens a section of text in which nothing is markup.
const SECTION: &[u8] = b"<![CDATA[";

/// The next thing in a part. Empty elements have a start and an end.
#[derive(Debug)]
pub(super) enum Token<'x> {
    Start(Tag<'x>),
    /// The name of the element that ends.
    End(&'x [u8]),
    /// Text as it stands there, whole characters and entities; long text comes in pieces.
    Text(&'x [u8]),
    /// Text in which nothing is an entity.
    Section(&'x [u8]),
    /// The part is at its end.
    Close,
}

/// Where in the window a token lies.
enum Span {
    Start(Range<usize>, Range<usize>),
    End(Range<usize>),
    Text(Range<usize>),
    Section(Range<usize>),
    Close,
}

/// A part being read token by token.
pub(super) struct Xml {
    input: Input,
    window: Vec<u8>,
    at: usize,
    end: usize,
    at_end: bool,
    /// What kept the rest of the part from being read; told when everything before it is used up.
    broken: Option<Cause>,
    /// The name of an empty element whose end is still to be told.
    closing: Option<Range<usize>>,
    in_section: bool,
}

impl Xml {
    pub(super) fn new(part: Part) -> Result<Self, Cause> {
        let input = Input::new(part)?;
        let room = (input.declared_size().saturating_mul(3)).saturating_add(ROOM as u64 * 2);
        Ok(Self {
            window: vec![0; room.min(WINDOW as u64) as usize],
            input,
            at: 0,
            end: 0,
            at_end: false,
            broken: None,
            closing: None,
            in_section: false,
        })
    }

    /// How many bytes the part has, as the directory says.
    pub(super) fn declared_size(&self) -> u64 {
        self.input.declared_size()
    }

    /// What is in the window from here on; nothing where the next token does not begin there.
    pub(super) fn ahead(&self) -> &[u8] {
        match self.closing.is_none() && !self.in_section {
            true => &self.window[self.at..self.end],
            false => &[],
        }
    }

    /// Leaves out the next `count` bytes of what is [`Self::ahead`].
    pub(super) fn skip(&mut self, count: usize) {
        self.at += count;
    }

    /// The next token.
    ///
    /// # Errors
    ///
    /// Fails where the part cannot be read, a tag is no tag, or a document type is declared.
    pub(super) fn next(&mut self) -> Result<Token<'_>, Cause> {
        let span = self.span()?;
        let bytes = |range: Range<usize>| &self.window[range];
        Ok(match span {
            Span::Start(name, attributes) => {
                Token::Start(Tag::new(local(bytes(name)), bytes(attributes)))
            }
            Span::End(name) => Token::End(local(bytes(name))),
            Span::Text(text) => Token::Text(bytes(text)),
            Span::Section(text) => Token::Section(bytes(text)),
            Span::Close => Token::Close,
        })
    }

    /// Goes on behind the end of the element that was just begun.
    ///
    /// # Errors
    ///
    /// As [`Self::next`].
    pub(super) fn leave(&mut self) -> Result<(), Cause> {
        let mut depth = 1u64;
        while depth > 0 {
            match self.next()? {
                Token::Start(_) => depth += 1,
                Token::End(_) => depth -= 1,
                Token::Close => return Err("it breaks off".to_owned()),
                Token::Text(_) | Token::Section(_) => {}
            }
        }
        Ok(())
    }

    /// Reads to the end of the part, whatever it holds, so that its length and checksum are known to be right.
    ///
    /// # Errors
    ///
    /// Fails where they are not.
    pub(super) fn finish(&mut self) -> Result<(), Cause> {
        while !self.at_end {
            self.at = self.end;
            self.fill()?;
        }
        self.broken.take().map_or(Ok(()), Err)
    }

    fn span(&mut self) -> Result<Span, Cause> {
        if let Some(name) = self.closing.take() {
            return Ok(Span::End(name));
        }
        loop {
            if self.in_section {
                match self.until(b"]]>")? {
                    (text, true) => {
                        self.in_section = false;
                        return Ok(Span::Section(text));
                    }
                    (text, false) if text.is_empty() => return Err("it breaks off".to_owned()),
                    (text, false) => return Ok(Span::Section(text)),
                }
            }
            let rest = &self.window[self.at..self.end];
            match rest {
                [] if self.at_end => return self.broken.take().map_or(Ok(Span::Close), Err),
                [] => self.fill()?,
                [b'<', b'!' | b'?', ..] if rest.len() < SECTION.len() && !self.at_end => {
                    self.fill()?;
                }
                [b'<', b'!', b'-', b'-', ..] => self.pass(4, b"-->")?,
                [b'<', b'?', ..] => self.pass(2, b"?>")?,
                [b'<', b'!', ..] if rest.starts_with(SECTION) => {
                    self.at += SECTION.len();
                    self.in_section = true;
                }
                [b'<', b'!', ..] => return Err("it declares a document type".to_owned()),
                [b'<', ..] => match tag_end(rest) {
                    Some(end) => return self.tag(end),
                    None => self.more("a tag does not end")?,
                },
                _ => {
                    let (text, _) = self.until(b"<")?;
                    if !text.is_empty() {
                        return Ok(Span::Text(text));
                    }
                }
            }
        }
    }

    /// Takes the tag whose last character stands `end` bytes ahead.
    fn tag(&mut self, end: usize) -> Result<Span, Cause> {
        let (start, end) = (self.at + 1, self.at + end);
        self.at = end + 1;
        let tag = &self.window[start..end];
        let is_name = |byte: &u8| !byte.is_ascii_whitespace() && *byte != b'/';
        if let [b'/', name @ ..] = tag {
            let length = name.iter().take_while(|byte| is_name(byte)).count();
            return Ok(Span::End(start + 1..start + 1 + length));
        }
        let length = tag.iter().take_while(|byte| is_name(byte)).count();
        if length == 0 {
            return Err("a tag has no name".to_owned());
        }
        let is_empty = tag.ends_with(b"/");
        let name = start..start + length;
        let attributes = name.end..end - usize::from(is_empty);
        self.closing = is_empty.then(|| name.clone());
        Ok(Span::Start(name, attributes))
    }

    /// Takes the text before `mark`, and `mark` too where it is more than the beginning of a tag. Without a mark in a
    /// full window, or before the end of the part, it is a piece of the text, and the second is `false`.
    fn until(&mut self, mark: &[u8]) -> Result<(Range<usize>, bool), Cause> {
        loop {
            let rest = &self.window[self.at..self.end];
            let found = match mark {
                [byte] => memchr(*byte, rest),
                _ => memmem::find(rest, mark),
            };
            if let Some(length) = found {
                let text = self.at..self.at + length;
                self.at = text.end + if mark.len() > 1 { mark.len() } else { 0 };
                return Ok((text, true));
            }
            if self.at_end || self.at == 0 && self.end + ROOM > self.window.len() {
                let length = match self.at_end {
                    true => rest.len(),
                    false => whole(rest),
                };
                let text = self.at..self.at + length;
                self.at = text.end;
                return Ok((text, false));
            }
            self.fill()?;
        }
    }

    /// Goes on behind `mark`, which ends what began `head` bytes before.
    fn pass(&mut self, head: usize, mark: &[u8]) -> Result<(), Cause> {
        self.at += head;
        loop {
            match self.until(mark)? {
                (_, true) => return Ok(()),
                (text, false) if text.is_empty() => return Err("it breaks off".to_owned()),
                (_, false) => {}
            }
        }
    }

    fn more(&mut self, cause: &str) -> Result<(), Cause> {
        if self.at_end {
            return Err(self.broken.take().unwrap_or_else(|| cause.to_owned()));
        }
        if self.at == 0 && self.end + ROOM > self.window.len() {
            return Err("a tag is too long".to_owned());
        }
        self.fill()
    }

    /// Moves the window on and fills it.
    fn fill(&mut self) -> Result<(), Cause> {
        self.window.copy_within(self.at..self.end, 0);
        self.end -= self.at;
        self.at = 0;
        while self.end + ROOM <= self.window.len() && !self.at_end {
            match self.input.read(&mut self.window[self.end..]) {
                Ok(0) => self.at_end = true,
                Ok(count) => self.end += count,
                Err(cause) => {
                    self.at_end = true;
                    self.broken = Some(cause);
                }
            }
        }
        Ok(())
    }
}

/// How much of a full window of text is whole: no half character, entity, line break or mark at its end.
fn whole(text: &[u8]) -> usize {
    const LONGEST: usize = 16;
    let tail = text.len().saturating_sub(LONGEST);
    let begins = |byte: &u8| matches!(byte, b'&' | b']' | b'-' | b'?' | b'\r');
    if let Some(at) = text[tail..].iter().position(begins) {
        return (tail + at).max(1);
    }
    let is_inside = |byte: &u8| byte & 0xc0 == 0x80;
    match text[tail..].iter().rposition(|byte| !is_inside(byte)) {
        Some(at) if text[tail + at] >= 0xc0 => (tail + at).max(1),
        _ => text.len(),
    }
}
