//! What a sheet says beside its cells: which rows the user cannot see, and which cells are merged. The readers of others
//! do not tell everywhere.

/// How many hidden rows and merged cells of one workbook are kept; of very many the first ones.
const MOST: usize = 1 << 22;

/// What one sheet says. Rows and columns count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// The hidden rows, in order.
    hidden: Vec<u32>,
    /// The first and the last row and column of merged cells.
    pub(super) merges: Vec<((u32, u32), (u32, u32))>,
}

impl Marks {
    /// Whether the user cannot see `row`.
    pub(super) fn is_hidden(&self, row: u32) -> bool {
        !self.hidden.is_empty() && self.hidden.binary_search(&row).is_ok()
    }
}

/// The marks of the sheets of one workbook, in their order.
#[derive(Debug, Default)]
pub(super) struct MarksOfAll {
    sheets: Vec<Marks>,
    count: usize,
}

impl MarksOfAll {
    /// Starts the next sheet.
    pub(super) fn begin(&mut self) {
        if let Some(last) = self.sheets.last_mut() {
            last.hidden.sort_unstable();
        }
        self.sheets.push(Marks::default());
    }

    /// Notes a hidden row of the sheet begun last.
    pub(super) fn hide(&mut self, row: u32) {
        if let Some(sheet) = self.room() {
            sheet.hidden.push(row);
        }
    }

    /// Notes merged cells of the sheet begun last.
    pub(super) fn merge(&mut self, first: (u32, u32), last: (u32, u32)) {
        if let Some(sheet) = self.room() {
            sheet.merges.push((first, last));
        }
    }

    fn room(&mut self) -> Option<&mut Marks> {
        self.count += 1;
        let has_room = self.count <= MOST;
        self.sheets.last_mut().filter(|_| has_room)
    }

    /// Sheet by sheet.
    pub(super) fn finish(mut self) -> Vec<Marks> {
        // The last one is put in order like those before it.
        self.begin();
        self.sheets.pop();
        self.sheets
    }
}
