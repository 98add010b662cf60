//! References that are known without looking at their text.

use std::hint::black_box;

use crate::diagnostic::SourceId;
use crate::record::{Echo, Record};

use super::references::ReferenceNumber;

/// The references that records of one source with the same echo make.
#[derive(Debug, Default)]
pub(super) struct Echoes {
    source: Option<SourceId>,
    /// By echo.
    numbers: Vec<Option<ReferenceNumber>>,
}

impl Echoes {
    fn index(echo: Echo) -> usize {
        echo.0.get() as usize - 1
    }

    /// Touches what is known of `echoes`, so that its memory is on its way together before each is looked for.
    pub(super) fn touch(&self, echoes: impl Iterator<Item = Echo>) {
        let known = |echo| self.numbers.get(Self::index(echo)).copied().flatten();
        black_box(echoes.filter_map(known).count());
    }

    /// The reference of a record whose echo is known.
    #[inline]
    pub(super) fn find(&self, record: Record<'_>) -> Option<ReferenceNumber> {
        let found = *self.numbers.get(Self::index(record.echo()?))?;
        found.filter(|_| self.source == Some(record.source()))
    }

    /// Notes the reference of a record whose echo is new.
    pub(super) fn note(&mut self, record: Record<'_>, number: ReferenceNumber) {
        let Some(echo) = record.echo() else {
            return;
        };
        if self.source != Some(record.source()) {
            self.source = Some(record.source());
            self.numbers.clear();
        }
        let index = Self::index(echo);
        if self.numbers.len() <= index {
            self.numbers.resize(index + 1, None);
        }
        self.numbers[index] = Some(number);
    }
}
