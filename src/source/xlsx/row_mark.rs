//! How the references of cells in one row end, compared as one word.

/// How the references of cells in a row end: `17"` for the row 17.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowMark {
    ending: u64,
    mask: u64,
    length: usize,
}

impl RowMark {
    /// The mark of `row` from 0; none has a row that no spreadsheet has.
    pub(super) fn of(row: u32) -> Option<Self> {
        let mut bytes = [0; 8];
        let mut left = row.checked_add(1).filter(|number| *number < 10_000_000)?;
        let digits = left.ilog10() as usize + 1;
        for byte in bytes[..digits].iter_mut().rev() {
            *byte = b'0' + (left % 10) as u8;
            left /= 10;
        }
        bytes[digits] = b'"';
        Some(Self {
            ending: u64::from_le_bytes(bytes),
            mask: u64::MAX >> (56 - 8 * digits),
            length: digits + 1,
        })
    }

    /// Whether `word` begins with the mark.
    #[inline]
    pub(super) fn matches(self, word: u64) -> bool {
        word & self.mask == self.ending
    }

    /// How many bytes it has.
    #[inline]
    pub(super) fn length(self) -> usize {
        self.length
    }

    /// What comes behind the mark that `bytes` begin with.
    pub(super) fn strip(self, bytes: &[u8]) -> Option<&[u8]> {
        let word = u64::from_le_bytes(*bytes.first_chunk()?);
        self.matches(word).then(|| &bytes[self.length..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_the_number_of_its_row_and_a_quote() {
        for (row, ending) in [
            (0, "1\""),
            (16, "17\""),
            (1_048_575, "1048576\""),
            (9_999_998, "9999999\""),
        ] {
            let mark = RowMark::of(row).unwrap();
            let bytes = format!("{ending} t=\"s\">");
            assert_eq!(
                mark.strip(bytes.as_bytes()),
                Some(&bytes.as_bytes()[ending.len()..])
            );
            assert_eq!(mark.length(), ending.len());
            for other in ["\" t=\"s\">", "2\" t=\"s\">", "170\" t=\"s\">", "1"] {
                assert_eq!(mark.strip(other.as_bytes()), None, "{other}");
            }
        }
        for row in [9_999_999, 99_999_999, u32::MAX] {
            assert_eq!(RowMark::of(row), None);
        }
    }
}
