//! The header of a table, found by what its cells say and not by where it stands.

use crate::config::Pins;
use crate::record::Field;
use crate::source::{Content, Row};

use super::columns::LISTS;
use super::spelling::{self, Meaning};

/// The longest text that can be a header, in bytes; longer ones are notes.
const LONGEST: usize = 1200;

/// How many cells of a row are looked up; no table of people is wider.
const WIDEST: usize = 1024;

/// A cell of the header.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeaderCell {
    /// The column from 1.
    pub(super) column: u16,
    /// The header as the user wrote it, without white space around it.
    pub(super) text: String,
    /// What it means before the kind of sheet is known.
    pub(super) meaning: Meaning,
}

/// The header of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Header {
    /// Where its last row stands among the rows looked at.
    pub(super) index: usize,
    /// Whether the row above belongs to it.
    pub(super) is_double: bool,
    /// Its filled cells in column order.
    pub(super) cells: Vec<HeaderCell>,
}

/// A row that could be the header, and how well it would do.
struct Candidate {
    header: Header,
    recognised: f32,
}

impl Candidate {
    fn of(index: usize, is_double: bool, cells: Vec<HeaderCell>) -> Self {
        let recognised = cells.iter().map(|cell| cell.meaning.weight()).sum();
        Self {
            header: Header {
                index,
                is_double,
                cells,
            },
            recognised,
        }
    }

    fn filled(&self) -> usize {
        self.header.cells.len()
    }

    /// How many columns are recognised, weighed by their share.
    fn score(&self) -> f32 {
        self.recognised * self.recognised / self.filled().max(1) as f32
    }

    /// Whether enough is recognised in a table of `width` columns. Data may hold a word that is also a header.
    fn is_plausible(&self, width: usize) -> bool {
        let share = self.recognised / self.filled().max(1) as f32;
        let known = self
            .header
            .cells
            .iter()
            .filter(|cell| cell.meaning != Meaning::Unknown)
            .count();
        match known {
            0 => false,
            1 => width <= 2 && self.recognised >= 1.0,
            2 => share >= 0.3 || width <= 2,
            _ => share >= 0.15,
        }
    }
}

/// Finds the header among the first `rows`: the row with the most recognised cells, weighed by their share; of equal
/// ones the first. Where merged cells spread it over two rows, both are joined.
pub(super) fn find(rows: &[Row], pins: &Pins) -> Option<Header> {
    let width = rows
        .iter()
        .map(|row| row.cells().filter(|cell| !is_blank(cell.content)).count())
        .max()?;
    let singles: Vec<Candidate> = (0..)
        .zip(rows)
        .map(|(index, row)| Candidate::of(index, false, header_cells(row, pins)))
        .collect();
    if let Some(pinned) = pins.header_row {
        let index = rows.iter().position(|row| row.number() == pinned)?;
        let above = index.checked_sub(1).map(|above| &singles[above]);
        let joined = above.and_then(|above| double(above, &singles[index]));
        let found = joined.or_else(|| singles.into_iter().nth(index));
        return found.map(|found| found.header);
    }
    let doubles: Vec<Candidate> = singles
        .windows(2)
        .filter_map(|pair| double(&pair[0], &pair[1]))
        .collect();
    let mut best: Option<Candidate> = None;
    let mut candidates: Vec<Candidate> = singles.into_iter().chain(doubles).collect();
    candidates.sort_by_key(|candidate| (candidate.header.index, candidate.header.is_double));
    for candidate in candidates {
        let stands_alone = candidate.filled() == 1 && width > 1;
        let is_better = best.as_ref().is_none_or(|best| {
            let best_alone = best.filled() == 1 && width > 1;
            (best_alone, candidate.score()) > (stands_alone, best.score())
        });
        if candidate.is_plausible(width) && is_better {
            best = Some(candidate);
        }
    }
    best.map(|best| best.header)
}

/// The filled cells of `row` as headers.
fn header_cells(row: &Row, pins: &Pins) -> Vec<HeaderCell> {
    row.cells()
        .filter(|cell| !is_blank(cell.content))
        .enumerate()
        .map(|(index, cell)| {
            let text = cell.content.text().trim();
            let meaning = match cell.content {
                Content::Text(_) if text.len() <= LONGEST && index < WIDEST => {
                    pinned(text, pins).unwrap_or_else(|| spelling::meaning(text))
                }
                _ => Meaning::Unknown,
            };
            HeaderCell {
                column: cell.column,
                text: text.to_owned(),
                meaning,
            }
        })
        .collect()
}

/// What the user's mapping says that `header` is.
fn pinned(header: &str, pins: &Pins) -> Option<Meaning> {
    let is_it = |mapped: &String| mapped.trim() == header || spelling::same(mapped, header);
    if let Some(index) = pins.levels.iter().position(is_it) {
        return u8::try_from(index + 1).ok().map(Meaning::Level);
    }
    let (id, _) = pins.columns.iter().find(|(_, mapped)| is_it(mapped))?;
    let field = Field::by_id(id)?;
    let headers = pins.columns.iter().filter(|(other, _)| other == id);
    Some(match LISTS.contains(&field) && headers.count() > 1 {
        true => Meaning::PinnedItem(field),
        false => Meaning::Pinned(field),
    })
}

/// Joins two rows into one header, where cells merged across both leave names in the upper row and groups of columns
/// have theirs in the lower.
fn double(upper: &Candidate, lower: &Candidate) -> Option<Candidate> {
    let of_lower = lower.recognised / lower.filled().max(1) as f32;
    if of_lower < 0.5 || lower.recognised < 1.0 || upper.recognised < 1.0 {
        return None;
    }
    let mut cells = lower.header.cells.clone();
    for cell in &upper.header.cells {
        if let Err(at) = cells.binary_search_by_key(&cell.column, |known| known.column) {
            cells.insert(at, cell.clone());
        }
    }
    let joined = Candidate::of(lower.header.index, true, cells);
    (joined.recognised > upper.recognised && joined.recognised > lower.recognised).then_some(joined)
}

/// Whether a cell holds nothing but white space.
pub(super) fn is_blank(content: Content<'_>) -> bool {
    matches!(content, Content::Text(text) if text.chars().all(char::is_whitespace))
}
