//! One part of the package as bytes: read from the file, inflated, counted and checked as it goes by.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use crc32fast::Hasher;
use flate2::{Decompress, FlushDecompress, Status};

use super::Cause;
use crate::source::meter::Meter;

/// How much of the file is read at a time.
const BLOCK: usize = 64 << 10;

/// The file of a package, which several parts may be read from at a time.
#[derive(Clone)]
pub(super) struct SharedFile {
    file: Arc<Mutex<File>>,
    meter: Arc<Meter>,
}

impl SharedFile {
    /// Counts what is read of `file` in `meter`.
    pub(super) fn new(file: File, meter: &Arc<Meter>) -> Self {
        Self {
            file: Arc::new(Mutex::new(file)),
            meter: Arc::clone(meter),
        }
    }

    fn read_at(&self, position: u64, block: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(position))?;
        let count = file.read(block)?;
        self.meter.advance(count as u64);
        Ok(count)
    }
}

/// Where a part lies in the file and what the directory of the package says about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// Where the bytes of the part begin.
    pub(super) start: u64,
    /// How many bytes it takes in the file.
    pub(super) packed: u64,
    /// How many bytes it has.
    pub(super) size: u64,
    /// The checksum of those.
    pub(super) checksum: u32,
    /// Whether they are deflated; else they lie there as they are.
    pub(super) deflated: bool,
}

/// A part being read.
pub(super) struct Part {
    file: SharedFile,
    extent: Extent,
    inflate: Option<Decompress>,
    block: Vec<u8>,
    /// What of the block is still to be used.
    from: usize,
    to: usize,
    /// How many bytes were read from the file.
    packed: u64,
    /// How many bytes came out.
    size: u64,
    checksum: Hasher,
    at_end: bool,
}

impl Part {
    pub(super) fn new(file: &SharedFile, extent: Extent) -> Self {
        Self {
            file: file.clone(),
            extent,
            inflate: extent.deflated.then(|| Decompress::new(false)),
            block: vec![0; BLOCK.min(extent.packed as usize)],
            from: 0,
            to: 0,
            packed: 0,
            size: 0,
            checksum: Hasher::new(),
            at_end: false,
        }
    }

    /// How many bytes the part has, as the directory says.
    pub(super) fn declared_size(&self) -> u64 {
        self.extent.size
    }

    /// Reads some bytes into `out`; none at the end of the part.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be read or inflated, where the part has another length than the directory says, and
    /// at the end where its checksum is another.
    pub(super) fn read(&mut self, out: &mut [u8]) -> Result<usize, Cause> {
        while !self.at_end && !out.is_empty() {
            if self.from == self.to {
                self.load()?;
            }
            let count = match &mut self.inflate {
                Some(inflate) => {
                    let (read, written) = (inflate.total_in(), inflate.total_out());
                    let input = &self.block[self.from..self.to];
                    let status = inflate.decompress(input, out, FlushDecompress::None);
                    self.from += (inflate.total_in() - read) as usize;
                    self.at_end = match status {
                        Ok(status) => status == Status::StreamEnd,
                        Err(_) => return Err("it cannot be inflated".to_owned()),
                    };
                    (inflate.total_out() - written) as usize
                }
                None => {
                    let count = out.len().min(self.to - self.from);
                    out[..count].copy_from_slice(&self.block[self.from..self.from + count]);
                    self.from += count;
                    self.at_end = self.is_used_up();
                    count
                }
            };
            self.size += count as u64;
            self.checksum.update(&out[..count]);
            if self.size > self.extent.size {
                return Err("it is longer than the package says".to_owned());
            }
            if self.at_end {
                self.check()?;
            }
            if count > 0 {
                return Ok(count);
            }
            if !self.at_end && self.is_used_up() {
                return Err("it breaks off".to_owned());
            }
        }
        Ok(0)
    }

    /// Whether everything that lies in the file was read and used.
    fn is_used_up(&self) -> bool {
        self.packed == self.extent.packed && self.from == self.to
    }

    fn load(&mut self) -> Result<(), Cause> {
        let left = self.extent.packed - self.packed;
        let length = left.min(self.block.len() as u64) as usize;
        let position = self.extent.start.saturating_add(self.packed);
        let read = self.file.read_at(position, &mut self.block[..length]);
        let read = read.map_err(|error| error.to_string())?;
        if read == 0 && length > 0 {
            return Err("the file breaks off".to_owned());
        }
        self.packed += read as u64;
        (self.from, self.to) = (0, read);
        Ok(())
    }

    fn check(&self) -> Result<(), Cause> {
        if self.size != self.extent.size {
            return Err("it is shorter than the package says".to_owned());
        }
        if self.checksum.clone().finalize() != self.extent.checksum {
            return Err("its checksum is wrong".to_owned());
        }
        Ok(())
    }
}
