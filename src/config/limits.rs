//! How much is taken in before a reader stops with F004. Defaults fit a full Excel sheet and a ten-million-row CSV.

/// The limits of one run (`[limits]` of the configuration).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest input file, in bytes.
    pub file_size: u64,
    /// How many parts a zipped workbook may have.
    pub parts: usize,
    /// How large one part of a zipped workbook may become, in bytes.
    pub part_size: u64,
    /// How large all parts that are read may become together, in bytes.
    pub expanded_size: u64,
    /// How many rows one sheet or text file may have.
    pub rows: u32,
    /// How many columns one sheet may have.
    pub columns: u16,
    /// How many cells one sheet may have.
    pub cells: u64,
    /// How long one value may be, in bytes.
    pub text: usize,
    /// How deeply JSON may be nested.
    pub nesting: usize,
    /// How deep the department tree may be before D010 warns.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_size: 8 << 30,
            parts: 10_000,
            part_size: 1 << 30,
            expanded_size: 2 << 30,
            rows: 10_000_000,
            columns: 16_384,
            cells: 200_000_000,
            text: 1 << 20,
            nesting: 128,
            depth: 15,
        }
    }
}
