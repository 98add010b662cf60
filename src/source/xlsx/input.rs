//! A part's bytes as UTF-8, whatever encoding the part is in.

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

use super::Cause;
use super::part::Part;

/// How many bytes are decoded at a time, and how far into a part its encoding is looked for.
const BLOCK: usize = 8 << 10;

/// The fewest bytes that room has to be offered for: one character.
pub(super) const ROOM: usize = 4;

/// A part with its byte order mark left out; UTF-8 goes by unseen.
pub(super) struct Input {
    part: Part,
    decoder: Option<Decoder>,
    /// The head of the part, then whatever is to be decoded.
    block: Vec<u8>,
    from: usize,
    at_end: bool,
}

impl Input {
    pub(super) fn new(mut part: Part) -> Result<Self, Cause> {
        let mut block = vec![0; BLOCK];
        let mut filled = 0;
        while filled < BLOCK {
            let read = part.read(&mut block[filled..]);
            match read {
                Ok(0) => break,
                Ok(read) => filled += read,
                // What came before is of use; the error comes again.
                Err(cause) if filled == 0 => return Err(cause),
                Err(_) => break,
            }
        }
        block.truncate(filled);
        let (encoding, mark) = encoding(&block)?;
        Ok(Self {
            part,
            decoder: (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling()),
            block,
            from: mark,
            at_end: false,
        })
    }

    /// How many bytes the part has, as the directory says.
    pub(super) fn declared_size(&self) -> u64 {
        self.part.declared_size()
    }

    /// Reads some bytes into `out`, which has room for [`ROOM`]; none at the end of the part.
    ///
    /// # Errors
    ///
    /// Fails as [`Part::read`], and at bytes that mean nothing in the encoding.
    pub(super) fn read(&mut self, out: &mut [u8]) -> Result<usize, Cause> {
        let Some(decoder) = &mut self.decoder else {
            let head = &self.block[self.from..];
            if head.is_empty() {
                return self.part.read(out);
            }
            let count = head.len().min(out.len());
            out[..count].copy_from_slice(&head[..count]);
            self.from += count;
            return Ok(count);
        };
        while !self.at_end {
            if self.from == self.block.len() {
                self.block.resize(BLOCK, 0);
                let read = self.part.read(&mut self.block)?;
                self.block.truncate(read);
                self.from = 0;
            }
            let is_last = self.block.is_empty();
            let (result, read, written, damaged) =
                decoder.decode_to_utf8(&self.block[self.from..], out, is_last);
            self.from += read;
            if damaged {
                let name = decoder.encoding().name();
                return Err(format!("it has bytes that mean nothing in {name}"));
            }
            self.at_end = is_last && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// The encoding of a part that begins with `head`, and how many bytes its mark takes (XML 1.0, appendix F).
fn encoding(head: &[u8]) -> Result<(&'static Encoding, usize), Cause> {
    if let Some(found) = Encoding::for_bom(head) {
        return Ok(found);
    }
    match head {
        [b'<', 0, ..] => return Ok((UTF_16LE, 0)),
        [0, b'<', ..] => return Ok((UTF_16BE, 0)),
        _ => {}
    }
    let Some(label) = declared(head) else {
        return Ok((UTF_8, 0));
    };
    match Encoding::for_label(label) {
        // The declaration could not be read if it were true.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok((UTF_8, 0)),
        Some(encoding) => Ok((encoding, 0)),
        None => Err("its encoding is unknown".to_owned()),
    }
}

/// The encoding that the XML declaration names.
fn declared(head: &[u8]) -> Option<&[u8]> {
    let head = head.strip_prefix(b"<?xml")?;
    let declaration = &head[..memmem::find(head, b"?>")?];
    let key = b"encoding";
    let value = &declaration[memmem::find(declaration, key)? + key.len()..];
    let mut pieces = value.split(|byte| matches!(byte, b'"' | b'\''));
    pieces.nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_known_by_its_mark_its_first_character_or_its_declaration() {
        for (head, expected) in [
            (&b"<worksheet>"[..], Some(("UTF-8", 0))),
            (b"\xef\xbb\xbf<worksheet>", Some(("UTF-8", 3))),
            (b"\xff\xfe<\0", Some(("UTF-16LE", 2))),
            (b"\xfe\xff\0<", Some(("UTF-16BE", 2))),
            (b"<\0?\0", Some(("UTF-16LE", 0))),
            (b"\0<\0?", Some(("UTF-16BE", 0))),
            (
                b"<?xml version='1.0' encoding='gb18030'?>",
                Some(("gb18030", 0)),
            ),
            (b"<?xml encoding=\"UTF-16\"?>", Some(("UTF-8", 0))),
            (b"<?xml encoding=\"klingon\"?>", None),
            (b"<?xml encoding=", Some(("UTF-8", 0))),
            (b"", Some(("UTF-8", 0))),
        ] {
            let found = encoding(head).ok();
            assert_eq!(found.map(|(found, mark)| (found.name(), mark)), expected);
        }
    }
}
