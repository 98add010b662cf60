//! How many rows became what. Nothing is lost: read = used + merged + rejected + ignored.

/// What became of the rows, by their number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Rows and JSON elements that hold anything.
    pub read: u64,
    /// Those that became a department or a member.
    pub used: u64,
    /// Those that joined a department or member of an earlier row.
    pub merged: u64,
    /// Those that could not be used because of an error reported for them.
    pub rejected: u64,
    /// Headers, notes, totals, repeated headers, people who have left and rows of sheets that hold no directory.
    pub ignored: u64,
    /// Those of the ignored ones that are about people who have left.
    pub leavers: u64,
}

impl RowCounts {
    /// Adds the counts of another source.
    pub fn add(&mut self, other: Self) {
        self.read += other.read;
        self.used += other.used;
        self.merged += other.merged;
        self.rejected += other.rejected;
        self.ignored += other.ignored;
        self.leavers += other.leavers;
    }

    /// Whether every row read is accounted for.
    #[must_use]
    pub fn is_conserved(&self) -> bool {
        self.read == self.used + self.merged + self.rejected + self.ignored
    }
}

/// What linking counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The rows that reached linking; `read` leaves out what readers rejected or ignored before.
    pub rows: RowCounts,
    /// Departments that were made because a path or a reference named them.
    pub departments_made: usize,
    /// Values of later inputs that gave way to other values of earlier inputs.
    pub values_overridden: usize,
}
