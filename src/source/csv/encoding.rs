//! In which encoding a text file is, by the evidence of its bytes: byte order mark, NULs, valid UTF-8, statistics, and
//! known headers where these leave a doubt.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memrchr};

use crate::error::{Error, ErrorKind, Result};

use super::heading;

/// How much is looked at from the beginning.
const HEAD: u64 = 1 << 20;

/// How much is looked at from the middle and from the end of a larger file.
const PART: u64 = 256 << 10;

/// How much is decoded in search of known headers.
const HEADER_SEARCH: usize = 16 << 10;

/// Valid multi-byte sequences of UTF-8 there must be to one invalid byte. Text in another encoding has about one valid
/// sequence to ten invalid bytes, a UTF-8 file with a damaged cell hundreds to one.
const VALID_TO_INVALID: usize = 4;

/// Characters that no table is without.
const STRUCTURE: &[u8] = b"\r\n,\t;|";

/// Why a file is read in its encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The user said so.
    Pinned,
    /// A byte order mark.
    ByteOrderMark,
    /// NUL bytes on one side of the pairs: UTF-16 without a byte order mark.
    Nuls,
    /// Valid UTF-8, or all but a few bytes.
    ValidUtf8,
    /// How often which bytes follow each other.
    Statistics,
    /// Known headers, which other encodings do not show.
    Headers,
}

/// Finds the encoding called `label`, e.g. `utf-8`, `gbk` or `big5`. The GB family is read as GB18030, which has the
/// others in it.
///
/// # Errors
///
/// Fails where no encoding is called that.
pub fn encoding_by_label(label: &str) -> Result<&'static Encoding> {
    Encoding::for_label_no_replacement(label.trim().as_bytes())
        .map(widest)
        .ok_or_else(|| Error::new(ErrorKind::Usage, "unknown-encoding").with("label", label))
}

/// Parts of a file: its beginning, and for larger files something from the middle and the end, cut at line ends.
pub(super) struct Sample {
    parts: Vec<Vec<u8>>,
}

impl Sample {
    /// Takes the sample of `file`.
    pub(super) fn of(file: &mut File) -> io::Result<Self> {
        let size = file.metadata()?.len();
        let mut parts = Vec::new();
        file.rewind()?;
        let mut head = Vec::new();
        file.by_ref().take(HEAD).read_to_end(&mut head)?;
        let whole = (head.len() as u64) < HEAD;
        parts.push(head);
        if !whole {
            for start in [size / 2, size.saturating_sub(PART)] {
                if start < HEAD {
                    continue;
                }
                let mut part = Vec::new();
                file.seek(SeekFrom::Start(start))?;
                file.by_ref().take(PART).read_to_end(&mut part)?;
                part.drain(..memchr(b'\n', &part).map_or(0, |end| end + 1));
                parts.push(part);
            }
            for part in &mut parts {
                part.truncate(memrchr(b'\n', part).map_or(part.len(), |end| end + 1));
            }
        }
        Ok(Self { parts })
    }

    /// The beginning of the file.
    pub(super) fn head(&self) -> &[u8] {
        &self.parts[0]
    }

    /// Decides the encoding, and how many bytes its byte order mark has. A byte order mark counts more than what the
    /// user pinned: it is never there by chance.
    pub(super) fn encoding(
        &self,
        pinned: Option<&'static Encoding>,
    ) -> (&'static Encoding, usize, Evidence) {
        if let Some((encoding, length)) = Encoding::for_bom(self.head()) {
            return (encoding, length, Evidence::ByteOrderMark);
        }
        if let Some(encoding) = pinned {
            return (widest(encoding), 0, Evidence::Pinned);
        }
        if let Some(encoding) = by_nuls(self.head()) {
            return (encoding, 0, Evidence::Nuls);
        }
        let mut parts = self.parts.iter();
        if parts.all(|part| simdutf8::basic::from_utf8(part).is_ok()) {
            return (UTF_8, 0, Evidence::ValidUtf8);
        }
        let (mut valid, mut invalid) = (0, 0);
        for part in &self.parts {
            let counted = utf8_sequences(part);
            valid += counted.0;
            invalid += counted.1;
        }
        if valid >= VALID_TO_INVALID * invalid {
            return (UTF_8, 0, Evidence::ValidUtf8);
        }
        let (encoding, evidence) = self.by_statistics();
        (encoding, 0, evidence)
    }

    fn by_statistics(&self) -> (&'static Encoding, Evidence) {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        for (index, part) in self.parts.iter().enumerate() {
            detector.feed(part, index + 1 == self.parts.len());
        }
        let mut guess = widest(detector.guess(Some(b"cn"), Utf8Detection::Deny));
        if guess.is_single_byte() && self.looks_like_gb() {
            guess = GB18030;
        }
        let mut best = (
            known_headers(self.head(), guess),
            guess,
            Evidence::Statistics,
        );
        for rival in [GB18030, BIG5, UTF_8] {
            let found = known_headers(self.head(), rival);
            if found > best.0 {
                best = (found, rival, Evidence::Headers);
            }
        }
        (best.1, best.2)
    }

    /// Whether most bytes outside ASCII pair up to the common characters of GB 2312. The detector drops an encoding at
    /// its first invalid byte; one damaged cell must not turn a Chinese file into a Western one.
    fn looks_like_gb(&self) -> bool {
        let (mut common, mut foreign) = (0_usize, 0_usize);
        for part in &self.parts {
            let mut at = 0;
            while at < part.len() {
                let pair = (part[at], part.get(at + 1).copied().unwrap_or(0));
                match pair {
                    (0..=0x7f, _) => at += 1,
                    (0xb0..=0xd7, 0xa1..=0xfe) => {
                        common += 1;
                        at += 2;
                    }
                    _ => {
                        foreign += 1;
                        at += 2;
                    }
                }
            }
        }
        common > 0 && common >= 4 * foreign
    }
}

/// The encoding that has `encoding` in it.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// UTF-16 shows by the NUL halves of its digits, delimiters and line ends, all on one side.
fn by_nuls(head: &[u8]) -> Option<&'static Encoding> {
    memchr(0, head)?;
    let (mut first, mut second) = (0_usize, 0_usize);
    let (mut big, mut little) = (false, false);
    for pair in head.chunks_exact(2) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
        big |= pair[0] == 0 && STRUCTURE.contains(&pair[1]);
        little |= pair[1] == 0 && STRUCTURE.contains(&pair[0]);
    }
    let enough = head.len() / 2 / 32;
    if little && second >= enough && second >= 16 * first {
        Some(UTF_16LE)
    } else if big && first >= enough && first >= 16 * second {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The numbers of valid multi-byte sequences and of invalid ones.
fn utf8_sequences(part: &[u8]) -> (usize, usize) {
    let sequences = |bytes: &[u8]| bytes.iter().filter(|byte| **byte >= 0xc0).count();
    let (mut valid, mut invalid) = (0, 0);
    for chunk in part.utf8_chunks() {
        valid += sequences(chunk.valid().as_bytes());
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    (valid, invalid)
}

/// The number of known headers in the first lines of `head`, read as `encoding`.
fn known_headers(head: &[u8], encoding: &'static Encoding) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(&head[..head.len().min(HEADER_SEARCH)]);
    let lines = text.split(['\n', '\r']).take(10);
    lines
        .flat_map(|line| line.split([',', '\t', ';', '|']))
        .filter(|cell| !cell.is_ascii() && heading::is_known(cell))
        .count()
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    const CHINESE: &str =
        "姓名,部门,手机\n张三,研发部/平台组,13800130001\n李四,市场部,13800130002\n";
    const TRADITIONAL: &str =
        "姓名,部門,手機\n張三,研發部/平台組,13800130001\n李四,市場部,13800130002\n";

    fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        if encoding == UTF_16LE {
            return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        }
        if encoding == UTF_16BE {
            return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        }
        encoding.encode(text).0.into_owned()
    }

    fn decide(bytes: &[u8]) -> (&'static Encoding, usize, Evidence) {
        let mut file = tempfile::tempfile().unwrap();
        io::Write::write_all(&mut file, bytes).unwrap();
        Sample::of(&mut file).unwrap().encoding(None)
    }

    #[test]
    fn the_encoding_is_told_by_the_bytes() {
        let rows = |text: &str| text.to_owned() + &text.split_once('\n').unwrap().1.repeat(200);
        for (text, encoding) in [
            (CHINESE, UTF_8),
            (CHINESE, GB18030),
            (TRADITIONAL, BIG5),
            (CHINESE, UTF_16LE),
            (CHINESE, UTF_16BE),
            ("a,b\n1,2\n", UTF_8),
            ("a,b\n1,2\n", UTF_16LE),
            ("nom,ville\nRené,Évry\nZoé,Orléans\n", WINDOWS_1252),
        ] {
            for text in [text.to_owned(), rows(text)] {
                let (decided, _, evidence) = decide(&encode(&text, encoding));
                assert_eq!(decided, encoding, "{text:.40} by {evidence:?}");
            }
        }
    }

    #[test]
    fn a_short_list_of_names_is_chinese() {
        for text in [
            "姓名\n张三\n",
            "部门名称\n研发部\n",
            "王芳\n",
            "张伟,李娜,刘洋\n",
        ] {
            assert_eq!(decide(&encode(text, GB18030)).0, GB18030, "{text}");
        }
    }

    #[test]
    fn a_damaged_byte_does_not_turn_the_file_into_another_encoding() {
        for encoding in [UTF_8, GB18030] {
            let mut bytes = encode(&CHINESE.repeat(20), encoding);
            let place = bytes.len() / 2;
            bytes.insert(place, 0xff);
            assert_eq!(decide(&bytes).0, encoding);
        }
    }

    #[test]
    fn characters_that_come_late_in_a_large_file_are_seen() {
        let mut bytes = b"name,city\n".repeat(300_000);
        bytes.extend(encode(&"张三,北京\n".repeat(1000), GB18030));
        assert_eq!(decide(&bytes).0, GB18030);
    }

    #[test]
    fn a_byte_order_mark_counts_more_than_a_pinned_encoding() {
        let sample = Sample {
            parts: vec![b"\xef\xbb\xbfa".to_vec()],
        };
        let decided = sample.encoding(Some(GBK));
        assert_eq!(decided, (UTF_8, 3, Evidence::ByteOrderMark));
    }

    #[test]
    fn labels_of_the_gb_family_mean_gb18030() {
        for label in ["gbk", "GB2312", " gb18030 "] {
            assert_eq!(encoding_by_label(label).unwrap(), GB18030);
        }
        assert_eq!(encoding_by_label("latin1").unwrap(), WINDOWS_1252);
        let error = encoding_by_label("ansi-936-x").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        assert!(error.to_string().contains("ansi-936-x"), "{error}");
    }
}
