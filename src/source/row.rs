//! A row and its cells, in one buffer that is used again for every row.

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'r> {
    /// Text as it stands there, never empty.
    Text(&'r str),
    /// A number, written as its digits without exponent; `rounded` where it has more than the 15 digits a
    /// spreadsheet keeps, so that the last ones are lost.
    Number {
        /// The digits, e.g. `13800130000` or `0.5`.
        digits: &'r str,
        /// Whether digits are lost already.
        rounded: bool,
    },
    /// `TRUE` or `FALSE`.
    Boolean(bool),
    /// A number shown as a date.
    Date {
        /// The day, or day and time, as ISO 8601, e.g. `2024-03-01`.
        shown: &'r str,
        /// The number behind it as its digits.
        serial: &'r str,
    },
    /// An error such as `#N/A`.
    Error(&'r str),
    /// A formula whose value was never calculated.
    FormulaWithoutValue,
}

impl<'r> Content<'r> {
    /// The cell as a person reads it.
    #[must_use]
    pub fn text(self) -> &'r str {
        match self {
            Self::Text(text)
            | Self::Number { digits: text, .. }
            | Self::Date { shown: text, .. }
            | Self::Error(text) => text,
            Self::Boolean(true) => "TRUE",
            Self::Boolean(false) => "FALSE",
            Self::FormulaWithoutValue => "",
        }
    }
}

/// A filled cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'r> {
    /// The column from 1.
    pub column: u16,
    /// What it holds.
    pub content: Content<'r>,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Text,
    Number { rounded: bool },
    Boolean(bool),
    Date { serial: u32 },
    Error,
    FormulaWithoutValue,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    column: u16,
    kind: Kind,
    start: u32,
    end: u32,
}

/// The filled cells of one row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    number: u32,
    hidden: bool,
    cells: Vec<Span>,
    text: String,
}

impl Row {
    /// Empties the row for the next one, numbered `number` from 1.
    pub fn begin(&mut self, number: u32) {
        self.number = number;
        self.hidden = false;
        self.cells.clear();
        self.text.clear();
    }

    /// Marks the row as one the user cannot see.
    pub fn hide(&mut self) {
        self.hidden = true;
    }

    /// Adds a cell; columns come in ascending order. Empty text is no cell.
    pub fn push(&mut self, column: u16, content: Content<'_>) {
        let start = self.text.len() as u32;
        self.text.push_str(content.text());
        let end = self.text.len() as u32;
        let kind = match content {
            Content::Text("") => return,
            Content::Text(_) => Kind::Text,
            Content::Number { rounded, .. } => Kind::Number { rounded },
            Content::Boolean(value) => Kind::Boolean(value),
            Content::Date { serial, .. } => {
                self.text.push_str(serial);
                Kind::Date {
                    serial: self.text.len() as u32,
                }
            }
            Content::Error(_) => Kind::Error,
            Content::FormulaWithoutValue => Kind::FormulaWithoutValue,
        };
        self.cells.push(Span {
            column,
            kind,
            start,
            end,
        });
    }

    /// The row's number as the user sees it, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Whether the user cannot see the row.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Whether no cell is filled.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The filled cells in column order.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.cells.iter().map(|span| self.cell(span))
    }

    /// The content of `column`, if it is filled.
    #[must_use]
    pub fn get(&self, column: u16) -> Option<Content<'_>> {
        let index = self
            .cells
            .binary_search_by_key(&column, |span| span.column)
            .ok()?;
        Some(self.cell(&self.cells[index]).content)
    }

    fn cell(&self, span: &Span) -> Cell<'_> {
        let text = &self.text[span.start as usize..span.end as usize];
        let content = match span.kind {
            Kind::Text => Content::Text(text),
            Kind::Number { rounded } => Content::Number {
                digits: text,
                rounded,
            },
            Kind::Boolean(value) => Content::Boolean(value),
            Kind::Date { serial } => Content::Date {
                shown: text,
                serial: &self.text[span.end as usize..serial as usize],
            },
            Kind::Error => Content::Error(text),
            Kind::FormulaWithoutValue => Content::FormulaWithoutValue,
        };
        Cell {
            column: span.column,
            content,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_back_what_was_put_in_and_forgets_it_for_the_next() {
        let contents = [
            (1, Content::Text("研发部")),
            (
                3,
                Content::Number {
                    digits: "13800130000",
                    rounded: false,
                },
            ),
            (
                4,
                Content::Date {
                    shown: "2024-03-01",
                    serial: "45352",
                },
            ),
            (5, Content::Boolean(true)),
            (9, Content::FormulaWithoutValue),
        ];
        let mut row = Row::default();
        row.begin(7);
        for (column, content) in contents {
            row.push(column, content);
        }
        row.push(10, Content::Text(""));
        let read: Vec<_> = row
            .cells()
            .map(|cell| (cell.column, cell.content))
            .collect();
        assert_eq!(read, contents);
        assert_eq!(row.get(3).map(Content::text), Some("13800130000"));
        assert_eq!(row.get(2), None);
        row.begin(8);
        assert!(row.is_empty());
    }
}
