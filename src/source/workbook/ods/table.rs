//! The rows of one table of an OpenDocument spreadsheet.

use quick_xml::events::Event;

use super::cell::Cell;
use super::xml::{Xml, attribute, entity, is_external, next, repeats};
use crate::source::Row;
use crate::source::workbook::rows::Rows;
use crate::source::workbook::value::Writer;

/// How many blanks one `text:s` may stand for.
const BLANKS: u32 = 1_000;

/// How much text one row may hold, in bytes, repeats counted.
const ROW_TEXT: usize = 64 << 20;

/// The most columns of a sheet.
const COLUMNS: u32 = 16_384;

/// The table being read and what is used again for each of its rows.
pub(super) struct Table<'z> {
    xml: Xml<'z>,
    buffer: Vec<u8>,
    cell: Cell,
    writer: Writer,
    row: Row,
    /// Cells of the row that reach over others: the column from 0, and how many rows and columns they have.
    spans: Vec<(u32, u32, u32)>,
}

/// What matters between the cells.
enum Mark {
    Row { repeats: u32, hidden: bool },
    Shapes,
    End,
}

impl<'z> Table<'z> {
    pub(super) fn new(xml: Xml<'z>) -> Self {
        Self {
            xml,
            buffer: Vec::new(),
            cell: Cell::default(),
            writer: Writer::default(),
            row: Row::default(),
            spans: Vec::new(),
        }
    }

    /// Goes to the beginning of the table at `index`.
    pub(super) fn find(&mut self, index: usize) -> Result<(), String> {
        let (mut depth, mut found) = (0usize, 0);
        loop {
            match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) if tag.local_name().as_ref() == "table" => {
                    depth += 1;
                    if depth == 1 && !is_external(&tag) {
                        found += 1;
                    }
                    if found > index {
                        return Ok(());
                    }
                }
                Event::End(tag) if tag.local_name().as_ref() == "table" => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
        }
    }

    /// Hands every row of the table over; where it ends early, `rows` has had enough.
    pub(super) fn rows(&mut self, rows: &mut Rows<'_>) -> Result<(), String> {
        let mut number: u32 = 0;
        loop {
            let (repeats, hidden) = match self.mark()? {
                Mark::Row { repeats, hidden } => (repeats, hidden),
                Mark::Shapes => {
                    self.pass("shapes")?;
                    continue;
                }
                Mark::End => return Ok(()),
            };
            self.row()?;
            for (column, down, across) in &self.spans {
                let last = number.saturating_add(down - 1);
                rows.merged((number, *column), (last, column + (across - 1)));
            }
            let filled = if self.row.is_empty() { 0 } else { repeats };
            for place in 0..filled {
                let row = number.saturating_add(place);
                for cell in self.row.cells() {
                    let column = u32::from(cell.column) - 1;
                    if rows.put(row, column, hidden, cell.content).is_break() {
                        return Ok(());
                    }
                }
            }
            number = number.saturating_add(repeats);
        }
    }

    fn mark(&mut self) -> Result<Mark, String> {
        loop {
            match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "table-row" => {
                        let shown = attribute(&tag, "visibility");
                        return Ok(Mark::Row {
                            repeats: repeats(&tag, "number-rows-repeated"),
                            hidden: shown.is_some_and(|shown| shown != "visible"),
                        });
                    }
                    // Drawings may hold tables of their own.
                    "shapes" => return Ok(Mark::Shapes),
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "table" => return Ok(Mark::End),
                _ => {}
            }
        }
    }

    /// Reads the cells of one row. Cells covered by a merged one are not seen and hold nothing for us.
    fn row(&mut self) -> Result<(), String> {
        self.row.begin(1);
        self.spans.clear();
        let (mut column, mut text) = (0, 0);
        while let Some(is_covered) = self.next_cell()? {
            self.paragraphs()?;
            let (down, across) = (self.cell.rows.max(1), self.cell.columns.max(1));
            if (down, across) != (1, 1) && column < COLUMNS {
                self.spans
                    .push((column, down, across.min(COLUMNS - column)));
            }
            let end = (column + self.cell.repeats.min(COLUMNS)).min(COLUMNS);
            let content = self.cell.content(&mut self.writer);
            if let Some(content) = content.filter(|_| !is_covered) {
                text += content.text().len() * (end - column) as usize;
                if text > ROW_TEXT {
                    return Err("a row holds too much text".to_owned());
                }
                for column in column..end {
                    self.row.push(column as u16 + 1, content);
                }
            }
            column = end;
        }
        Ok(())
    }

    /// Goes into the next cell of the row; tells whether a merged one covers it, `None` at the end of the row.
    fn next_cell(&mut self) -> Result<Option<bool>, String> {
        loop {
            match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) => {
                    let is_covered = match tag.local_name().as_ref() {
                        "table-cell" => false,
                        "covered-table-cell" => true,
                        _ => continue,
                    };
                    self.cell.start(&tag);
                    return Ok(Some(is_covered));
                }
                Event::End(tag) if tag.local_name().as_ref() == "table-row" => return Ok(None),
                _ => {}
            }
        }
    }

    /// Reads the paragraphs of a cell up to its end; they are lines of its text.
    fn paragraphs(&mut self) -> Result<(), String> {
        let mut paragraphs = 0;
        loop {
            let text = &mut self.cell.text;
            let passed = match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "p" => {
                        paragraphs += 1;
                        if paragraphs > 1 {
                            text.push('\n');
                        }
                        None
                    }
                    "s" => {
                        let blanks = repeats(&tag, "c").min(BLANKS);
                        text.extend((0..blanks).map(|_| ' '));
                        None
                    }
                    "tab" => {
                        text.push('\t');
                        None
                    }
                    "line-break" => {
                        text.push('\n');
                        None
                    }
                    "annotation" => Some("annotation"),
                    "table" => Some("table"),
                    _ => None,
                },
                Event::Text(piece) if paragraphs > 0 => {
                    text.push_str(&piece.xml10_content());
                    None
                }
                Event::CData(piece) if paragraphs > 0 => {
                    text.push_str(&piece.xml10_content());
                    None
                }
                Event::GeneralRef(reference) if paragraphs > 0 => {
                    entity(&reference, text)?;
                    None
                }
                Event::End(tag)
                    if matches!(
                        tag.local_name().as_ref(),
                        "table-cell" | "covered-table-cell"
                    ) =>
                {
                    return Ok(());
                }
                _ => None,
            };
            if let Some(name) = passed {
                self.pass(name)?;
            }
        }
    }

    /// Passes over the rest of an element called `name`, and others of that name inside it.
    fn pass(&mut self, name: &str) -> Result<(), String> {
        let mut depth = 1;
        while depth > 0 {
            match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) if tag.local_name().as_ref() == name => depth += 1,
                Event::End(tag) if tag.local_name().as_ref() == name => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }
}
