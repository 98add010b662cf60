//! How far reading has come, for whoever draws a progress bar: counters that readers add to and anyone may look at.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes read so far and in all, over every input of a run.
#[derive(Debug, Default)]
pub struct Meter {
    read: Arc<AtomicU64>,
    total: AtomicU64,
}

impl Meter {
    /// Adds a file of `bytes` to what there is to read.
    pub fn expect(&self, bytes: u64) {
        self.total.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Adds `bytes` to what has been read.
    pub fn advance(&self, bytes: u64) {
        self.read.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The counter of the bytes read, for readers that add to it themselves.
    #[must_use]
    pub fn counter(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    /// The bytes read so far, never more than [`Self::total`].
    #[must_use]
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed).min(self.total())
    }

    /// The bytes there are to read, as far as they are known.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }
}

/// A reader that tells a [`Meter`] how many bytes went through it.
#[derive(Debug)]
pub struct Metered<R> {
    inner: R,
    meter: Arc<Meter>,
}

impl<R> Metered<R> {
    /// Counts what is read from `inner` in `meter`.
    pub fn new(inner: R, meter: Arc<Meter>) -> Self {
        Self { inner, meter }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.meter.advance(count as u64);
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_counts_what_goes_through_and_never_shows_more_than_there_is() {
        let meter = Arc::new(Meter::default());
        meter.expect(6);
        let mut reader = Metered::new(&b"abcdef"[..], Arc::clone(&meter));
        let mut four = [0; 4];
        reader.read_exact(&mut four).unwrap();
        assert_eq!((meter.read(), meter.total()), (4, 6));
        meter.advance(100);
        assert_eq!(meter.read(), 6);
    }
}
