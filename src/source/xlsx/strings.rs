//! The shared strings of a workbook, read on a thread of their own while the sheets that point at them are read.
//!
//! Writers number strings as they meet them, so a sheet seldom has to wait for one.

use std::hint::black_box;
use std::ops::Range;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use memchr::memchr;

use super::Cause;
use super::chunk::{CHUNK, Chunk};
use super::part::Part;
use super::text::{Text, is_plain};
use super::unread;
use super::xml::{Token, Xml};
use crate::config::Limits;
use crate::source::Fault;

/// How many chunks may wait for a sheet that does not need them yet.
const WAITING: usize = 8;

/// The fewest bytes of a part that a string takes, as long as most strings are not empty: `<si><t/></si>`.
const SHORTEST: u64 = 12;

/// Where a string lies.
#[derive(Debug)]
pub(super) struct Found {
    chunk: usize,
    range: Range<usize>,
}

/// What comes from the thread.
enum Message {
    Chunk(Chunk),
    Broken(Fault),
    End,
}

/// The shared strings as far as they were needed.
#[derive(Default)]
pub(super) struct SharedStrings {
    chunks: Vec<Chunk>,
    coming: Option<Receiver<Message>>,
    broken: Option<Fault>,
}

impl SharedStrings {
    /// Begins to read the strings in `part`.
    pub(super) fn begin(part: Part, limits: &Limits) -> Self {
        let (sender, coming) = sync_channel(WAITING);
        let limits = limits.clone();
        let reading = move || {
            let last = match read(part, &limits, &sender) {
                Ok(()) => Message::End,
                Err(fault) => Message::Broken(fault),
            };
            // Nobody listens any more where the workbook is closed.
            let _ = sender.send(last);
        };
        let started = thread::Builder::new().spawn(reading);
        Self {
            broken: started.err().map(|error| unread(error.to_string())),
            coming: Some(coming),
            chunks: Vec::new(),
        }
    }

    /// Waits until the string numbered `index` from 0 is there, if it is to come at all.
    pub(super) fn reach(&mut self, index: u32) {
        while self.get(index).is_err() && self.load() {}
    }

    /// Where the string numbered `index` from 0 lies, if it is there already.
    pub(super) fn find(&self, index: u32) -> Option<Found> {
        let number = index as usize / CHUNK;
        let chunk = self.chunks.get(number)?;
        let range = chunk.range(index as usize % CHUNK)?;
        let is_certain = !range.is_empty() || chunk.faults.is_empty();
        is_certain.then_some(Found {
            chunk: number,
            range,
        })
    }

    /// Touches the strings that were found, so that their memory is on its way before each is copied.
    pub(super) fn touch<'f>(&self, found: impl Iterator<Item = &'f Found>) {
        let first = found.map(|found| {
            self.chunks[found.chunk]
                .text
                .as_bytes()
                .get(found.range.start)
        });
        black_box(first.fold(0, |sum, byte| sum ^ byte.copied().unwrap_or_default()));
    }

    /// The string that was found.
    pub(super) fn text(&self, found: Found) -> &str {
        &self.chunks[found.chunk].text[found.range]
    }

    /// The string numbered `index` from 0, which was reached; `Err` says why there is none.
    pub(super) fn get(&self, index: u32) -> Result<&str, &str> {
        let (chunk, place) = (index as usize / CHUNK, index as usize % CHUNK);
        let missing = "there is no shared string of this number";
        let chunk = self.chunks.get(chunk).ok_or(missing)?;
        let range = chunk.range(place).ok_or(missing)?;
        if range.is_empty() && !chunk.faults.is_empty() {
            let mut faults = chunk.faults.iter();
            if let Some((_, cause)) = faults.find(|(at, _)| *at as usize == place) {
                return Err(cause);
            }
        }
        Ok(&chunk.text[range])
    }

    /// What kept strings from being read, once a sheet asked for one that is not there.
    pub(super) fn broken(&self) -> Option<&Fault> {
        self.broken.as_ref()
    }

    /// Reads the strings that nobody asked for yet.
    pub(super) fn finish(&mut self) {
        while self.load() {}
    }

    /// Takes the next chunk; `false` where there is none.
    fn load(&mut self) -> bool {
        let Some(coming) = &self.coming else {
            return false;
        };
        match coming.recv() {
            Ok(Message::Chunk(chunk)) => {
                self.chunks.push(chunk);
                return true;
            }
            Ok(Message::Broken(fault)) => self.broken = Some(fault),
            Ok(Message::End) => {}
            Err(_) => {
                let unknown = || unread("the shared strings do not end");
                self.broken.get_or_insert_with(unknown);
            }
        }
        self.coming = None;
        false
    }
}

/// Chunks being filled.
struct Filling<'f> {
    chunk: Chunk,
    sender: &'f SyncSender<Message>,
    limits: &'f Limits,
    /// How many strings the part has room for.
    room: u64,
    strings: u64,
    bytes: u64,
}

fn read(part: Part, limits: &Limits, sender: &SyncSender<Message>) -> Result<(), Fault> {
    let broken = |cause: Cause| unread(format!("shared strings: {cause}"));
    let mut xml = Xml::new(part).map_err(broken)?;
    let mut filling = Filling {
        chunk: Chunk::default(),
        sender,
        limits,
        room: xml.declared_size() / SHORTEST + 16,
        strings: 0,
        bytes: 0,
    };
    let mut text = Text::new(limits.text);
    loop {
        if let Some((string, length)) = plain_string(xml.ahead())
            && string.len() <= limits.text
            && filling.chunk.push(string)
        {
            xml.skip(length);
            if !filling.settle()? {
                return Ok(());
            }
            continue;
        }
        match xml.next().map_err(broken) {
            Ok(Token::Start(tag)) if tag.name == b"si" => {
                text.clear();
                if let Err(cause) = text.runs(&mut xml) {
                    filling.send();
                    return Err(broken(cause));
                }
                filling.chunk.add(&mut text);
                if !filling.settle()? {
                    return Ok(());
                }
            }
            Ok(Token::End(b"sst") | Token::Close) => break,
            Ok(_) => {}
            Err(fault) => {
                filling.send();
                return Err(fault);
            }
        }
    }
    filling.send();
    xml.finish().map_err(broken)
}

/// The text of a string that is stored in the simplest way and whole in `bytes`, and how many bytes it takes there.
fn plain_string(bytes: &[u8]) -> Option<(&str, usize)> {
    const OPEN: &[u8] = b"<si><t>";
    const CLOSE: &[u8] = b"</t></si>";
    let rest = bytes.strip_prefix(OPEN)?;
    let length = memchr(b'<', rest)?;
    let (raw, rest) = rest.split_at(length);
    if !rest.starts_with(CLOSE) || !is_plain(raw) {
        return None;
    }
    let text = simdutf8::basic::from_utf8(raw).ok()?;
    Some((text, OPEN.len() + length + CLOSE.len()))
}

impl Filling<'_> {
    /// Counts the string that was just added and hands over a full chunk; `false` where nobody wants further ones.
    fn settle(&mut self) -> Result<bool, Fault> {
        self.strings += 1;
        if self.strings > self.room {
            return Err(Fault::beyond("strings", self.room));
        }
        if self.chunk.ends.len() < CHUNK {
            return Ok(true);
        }
        self.bytes += self.chunk.text.len() as u64;
        if self.bytes > self.limits.expanded_size {
            return Err(Fault::too_large("expanded-size", self.limits.expanded_size));
        }
        Ok(self.send())
    }

    fn send(&mut self) -> bool {
        let next = Chunk::after(&self.chunk);
        let full = std::mem::replace(&mut self.chunk, next);
        self.sender.send(Message::Chunk(full)).is_ok()
    }
}
