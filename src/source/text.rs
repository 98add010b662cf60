//! A text file's bytes as UTF-8, block by block. Knows which encoding it is told and nothing of what the text means.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Decoder, Encoding, UTF_8};

/// How many undecoded bytes are taken at a time.
const RAW_BLOCK: usize = 64 << 10;

/// What came with a block of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// Text; bytes of UTF-8 input are passed on unseen.
    Text,
    /// Text in which U+FFFD stands for bytes that mean nothing in the encoding.
    Damaged,
    /// Nothing: the file is at its end.
    End,
}

/// Reads text in any encoding and hands it on as UTF-8.
///
/// UTF-8 input is not decoded and not checked; whoever takes it as text has to. Everything else comes out valid.
pub(super) struct TextReader<R> {
    input: R,
    encoding: &'static Encoding,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    at_end: bool,
    progress: Arc<AtomicU64>,
    /// A character, as UTF-8, that comes out as a byte.
    replaced: Option<(String, u8)>,
}

impl<R: Read> TextReader<R> {
    /// Reads `input`, which stands behind its byte order mark, as `encoding`; bytes read are added to `progress`.
    pub(super) fn new(input: R, encoding: &'static Encoding, progress: Arc<AtomicU64>) -> Self {
        Self {
            input,
            encoding,
            decoder: (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling()),
            raw: Vec::new(),
            at_end: false,
            progress,
            replaced: None,
        }
    }

    /// Lets every `character` come out as `byte`.
    pub(super) fn replacing(mut self, character: char, byte: u8) -> Self {
        // Only decoded text comes in whole characters.
        let decoder = || self.encoding.new_decoder_without_bom_handling();
        self.decoder = self.decoder.take().or_else(|| Some(decoder()));
        self.replaced = Some((character.to_string(), byte));
        self
    }

    /// The encoding of the input.
    pub(super) fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// Appends about `size` bytes of text to `text`.
    ///
    /// # Errors
    ///
    /// Fails where the input cannot be read.
    pub(super) fn append(&mut self, text: &mut Vec<u8>, size: usize) -> io::Result<Arrival> {
        if self.at_end {
            return Ok(Arrival::End);
        }
        let Some(decoder) = &mut self.decoder else {
            text.reserve(size);
            let read = self.input.by_ref().take(size as u64).read_to_end(text)?;
            self.progress.fetch_add(read as u64, Ordering::Relaxed);
            self.at_end = read == 0;
            return Ok(if self.at_end {
                Arrival::End
            } else {
                Arrival::Text
            });
        };
        self.raw.clear();
        let take = size.min(RAW_BLOCK) as u64;
        let read = self.input.by_ref().take(take).read_to_end(&mut self.raw)?;
        self.progress.fetch_add(read as u64, Ordering::Relaxed);
        self.at_end = read == 0;
        let start = text.len();
        let room = decoder
            .max_utf8_buffer_length(read)
            .expect("a block is far from the longest length there is");
        text.resize(start + room, 0);
        let (_, _, written, damaged) =
            decoder.decode_to_utf8(&self.raw, &mut text[start..], self.at_end);
        text.truncate(start + written);
        if let Some((character, byte)) = &self.replaced {
            replace(text, start, character.as_bytes(), *byte);
        }
        Ok(match (damaged, self.at_end && written == 0) {
            (true, _) => Arrival::Damaged,
            (false, true) => Arrival::End,
            (false, false) => Arrival::Text,
        })
    }
}

/// Puts `byte` in the place of every `character` in `text` from `start` on.
fn replace(text: &mut Vec<u8>, start: usize, character: &[u8], byte: u8) {
    let (mut read, mut written) = (start, start);
    while read < text.len() {
        let is_it = text[read..].starts_with(character);
        text[written] = if is_it { byte } else { text[read] };
        read += if is_it { character.len() } else { 1 };
        written += 1;
    }
    text.truncate(written);
}

#[cfg(test)]
mod tests {
    use encoding_rs::{GB18030, UTF_16BE};

    use super::*;

    fn read(bytes: &[u8], encoding: &'static Encoding, size: usize) -> (String, bool) {
        let progress = Arc::new(AtomicU64::new(0));
        let mut reader = TextReader::new(bytes, encoding, Arc::clone(&progress));
        let (mut text, mut damaged) = (Vec::new(), false);
        loop {
            match reader.append(&mut text, size).unwrap() {
                Arrival::End => break,
                arrival => damaged |= arrival == Arrival::Damaged,
            }
        }
        assert_eq!(progress.load(Ordering::Relaxed), bytes.len() as u64);
        (String::from_utf8(text).unwrap(), damaged)
    }

    #[test]
    fn text_is_the_same_at_any_block_size() {
        let text = "姓名,部门\n張三,𠮷野家😀\n";
        let gb = GB18030.encode(text).0;
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [
            (text.as_bytes(), UTF_8),
            (&gb[..], GB18030),
            (&utf16[..], UTF_16BE),
        ] {
            for size in [1, 2, 3, 7, 4096] {
                assert_eq!(read(bytes, encoding, size), (text.to_owned(), false));
            }
        }
    }

    #[test]
    fn a_character_may_come_out_as_a_byte_at_any_block_size() {
        let text = "姓名，部门\n張三，，𠮷野家，";
        let gb = GB18030.encode(text).0;
        for (bytes, encoding) in [(text.as_bytes(), UTF_8), (&gb[..], GB18030)] {
            for size in [1, 2, 3, 7, 4096] {
                let mut reader =
                    TextReader::new(bytes, encoding, Arc::default()).replacing('，', 0x1f);
                let mut text = Vec::new();
                while reader.append(&mut text, size).unwrap() != Arrival::End {}
                let expected = "姓名\u{1f}部门\n張三\u{1f}\u{1f}𠮷野家\u{1f}";
                assert_eq!(String::from_utf8(text).unwrap(), expected);
            }
        }
    }

    #[test]
    fn half_a_character_at_the_end_is_damage() {
        for size in [1, 4096] {
            let read = read(b"a\xd0\xd5\xc3", GB18030, size);
            assert_eq!(read, ("a姓\u{fffd}".to_owned(), true));
        }
    }
}
