//! The shared strings of a workbook, read on a thread of their own while the sheets that point at them are read.
//!
//! Writers number strings as they meet them, so a sheet seldom has to wait for one.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::Cause;
use super::checked::Checked;
use super::chunk::{CHUNK, Chunk, Found};
use super::literal::literal;
use super::part::Part;
use super::tag::tag_end;
use super::text::Text;
use super::unread;
use super::xml::{Token, Xml};
use crate::config::Limits;
use crate::source::Fault;

/// How many chunks may wait for a sheet that does not need them yet.
const WAITING: usize = 8;

/// The fewest bytes of a part that a string takes, as long as most strings are not empty: `<si><t/></si>`.
const SHORTEST: u64 = 12;

/// What comes from the thread.
enum Message {
    Chunk(Chunk),
    Broken(Fault),
    End,
}

/// The shared strings as far as they were needed.
#[derive(Default)]
pub(super) struct SharedStrings {
    chunks: Vec<Arc<Chunk>>,
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

    /// Where the string numbered `index` from 0 lies, if it is there already and can surely be read.
    #[inline]
    pub(super) fn find(&self, index: u32) -> Option<Found> {
        let number = index as usize / CHUNK;
        let chunk = self.chunks.get(number)?;
        let place = index as usize % CHUNK;
        let (range, is_plain) = chunk.find(place)?;
        let is_certain = !range.is_empty() || chunk.is_sound();
        let number = u16::try_from(number).ok().filter(|_| is_certain)?;
        Some(Found {
            chunk: number,
            place: place as u16,
            range,
            is_plain,
        })
    }

    /// Touches what tells where the strings of these numbers lie, so that its memory is on its way together before each
    /// is found; that of the newest ones is at hand.
    pub(super) fn touch(&self, indices: impl Iterator<Item = u32>) {
        let older = self.chunks.split_last().map_or(&[][..], |(_, older)| older);
        let end = |index: u32| {
            older
                .get(index as usize / CHUNK)?
                .end(index as usize % CHUNK)
        };
        black_box(indices.filter_map(end).fold(0, |sum, end| sum ^ end));
    }

    /// The chunks in which strings are found.
    pub(super) fn chunks(&self) -> &[Arc<Chunk>] {
        &self.chunks
    }

    /// The string numbered `index` from 0, which was reached; `Err` says why there is none.
    pub(super) fn get(&self, index: u32) -> Result<&str, &str> {
        let (chunk, place) = (index as usize / CHUNK, index as usize % CHUNK);
        let missing = "there is no shared string of this number";
        let chunk = self.chunks.get(chunk).ok_or(missing)?;
        let (range, _) = chunk.find(place).ok_or(missing)?;
        match chunk.fault(place).filter(|_| range.is_empty()) {
            Some(cause) => Err(cause),
            None => Ok(&chunk.text()[range.start as usize..range.end as usize]),
        }
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
                self.chunks.push(Arc::new(chunk));
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
        let (length, is_wanted) = filling.literals(xml.ahead())?;
        xml.skip(length);
        if !is_wanted {
            return Ok(());
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

/// How many bytes the end of a string takes that `bytes` begin with; behind its text may stand how to show the readings
/// that it has not.
#[inline]
fn ending(bytes: &[u8]) -> Option<usize> {
    const END: &[u8] = b"</si>";
    let rest = bytes.strip_prefix(b"</t>")?;
    if rest.starts_with(END) {
        return Some(bytes.len() - rest.len() + END.len());
    }
    let end = rest.starts_with(b"<phoneticPr ").then(|| tag_end(rest))??;
    let rest = rest[..end].ends_with(b"/").then(|| &rest[end + 1..])?;
    rest.starts_with(END)
        .then(|| bytes.len() - rest.len() + END.len())
}

impl Filling<'_> {
    /// Adds the strings at the beginning of `bytes` that are whole and stored in the simplest way. Returns how many bytes
    /// they take, and `false` where nobody wants further ones.
    fn literals(&mut self, bytes: &[u8]) -> Result<(usize, bool), Fault> {
        let mut texts = Checked::new(bytes);
        let mut rest = bytes;
        while let Some(text) = rest.strip_prefix(b"<si><t>")
            && let Some(found) = literal(text)
            && let Some(ending) = ending(&text[found.length..])
            && found.length <= self.limits.text
            && let Some(string) = texts.get(text, found.length)
            && self.chunk.push(string, found.is_plain)
        {
            rest = &text[found.length + ending..];
            if !self.settle()? {
                return Ok((0, false));
            }
        }
        Ok((bytes.len() - rest.len(), true))
    }

    /// Counts the string that was just added and hands over a full chunk; `false` where nobody wants further ones.
    fn settle(&mut self) -> Result<bool, Fault> {
        self.strings += 1;
        if self.strings > self.room {
            return Err(Fault::beyond("strings", self.room));
        }
        if self.chunk.len() < CHUNK {
            return Ok(true);
        }
        self.bytes += self.chunk.text().len() as u64;
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
