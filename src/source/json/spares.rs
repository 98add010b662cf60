//! Buffers that are filled again once what stood in them is no longer needed: fresh memory costs more than reading.

use std::sync::{Arc, Mutex, PoisonError};

/// The most buffers that are kept.
const MOST: usize = 32;

/// The largest buffer that is kept, in bytes.
const LARGEST: usize = 4 << 20;

/// Buffers nobody uses at the moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Spares(Arc<Mutex<Vec<Vec<u8>>>>);

impl Spares {
    /// Takes an empty buffer.
    pub(super) fn take(&self) -> Vec<u8> {
        let mut buffers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        buffers.pop().unwrap_or_default()
    }

    /// Gives a buffer back.
    pub(super) fn give(&self, mut buffer: Vec<u8>) {
        buffer.clear();
        let mut buffers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buffer.capacity() <= LARGEST && buffers.len() < MOST {
            buffers.push(buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_comes_back_empty_unless_it_is_too_large() {
        let spares = Spares::default();
        spares.give(vec![b'x'; 100]);
        let buffer = spares.take();
        assert!(buffer.is_empty() && buffer.capacity() >= 100);
        spares.give(Vec::with_capacity(LARGEST + 1));
        assert_eq!(spares.take().capacity(), 0);
    }
}
