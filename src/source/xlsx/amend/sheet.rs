//! The part of a sheet, written again with some cells changed.

use std::io::{BufRead, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesStart, Event};

use super::events::{Events, attribute};
use super::{Amendment, Cause, cell_markup, said};
use crate::source::xlsx::cell::address;

/// Where the next row or cell is that does not say it itself; rows and columns count from 0.
#[derive(Default)]
struct Position {
    row: u32,
    next_row: u32,
    column: u32,
}

impl Position {
    fn begin_row(&mut self, tag: &BytesStart<'_>) {
        let number = attribute(tag, "r").and_then(|number| number.trim().parse::<u32>().ok());
        self.row = number.map_or(self.next_row, |number| number.saturating_sub(1));
        self.next_row = self.row.saturating_add(1);
        self.column = 0;
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>) -> (u32, u32) {
        let place = attribute(tag, "r").and_then(|reference| address(reference.as_bytes()));
        let (row, column) = place.unwrap_or((self.row, self.column));
        self.column = column.saturating_add(1);
        (row, column)
    }
}

/// Copies `part` to `out` with `amendments`, which are in order; returns those that were not made.
pub(super) fn amend<'a>(
    part: impl BufRead,
    out: &mut dyn Write,
    amendments: &[Amendment<'a>],
) -> Result<Vec<Amendment<'a>>, Cause> {
    let mut events = Events::new(part);
    let mut writer = Writer::new(out);
    let mut position = Position::default();
    let mut made = vec![false; amendments.len()];
    let find = |(row, column): (u32, u32)| {
        let key = |found: &Amendment<'_>| (found.row - 1, u32::from(found.column) - 1);
        amendments.binary_search_by_key(&(row, column), key).ok()
    };
    loop {
        let event = events.next()?;
        let found = match &event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "row" => {
                position.begin_row(tag);
                None
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "c" => {
                position.begin_cell(tag);
                None
            }
            Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                find(position.begin_cell(tag)).map(|index| (tag.to_owned(), index))
            }
            _ => None,
        };
        let Some((tag, index)) = found else {
            written(&mut writer, event)?;
            continue;
        };
        let inside = rest_of_cell(&mut events)?;
        made[index] = inside.is_value;
        if inside.is_value {
            let new = cell(&tag, amendments[index].text);
            let out = writer.get_mut();
            out.write_all(new.as_bytes()).map_err(said)?;
        } else {
            written(&mut writer, Event::Start(tag))?;
            for event in inside.events {
                written(&mut writer, event)?;
            }
        }
    }
    let left = amendments.iter().zip(made).filter(|(_, made)| !made);
    Ok(left.map(|(amendment, _)| *amendment).collect())
}

fn written(writer: &mut Writer<&mut dyn Write>, event: Event<'_>) -> Result<(), Cause> {
    writer.write_event(event).map_err(said)
}

/// What stands inside a cell, with its end.
struct Inside {
    events: Vec<Event<'static>>,
    /// Whether it is a value and no formula.
    is_value: bool,
}

fn rest_of_cell<R: BufRead>(events: &mut Events<R>) -> Result<Inside, Cause> {
    let mut inside = Inside {
        events: Vec::new(),
        is_value: true,
    };
    loop {
        let event = events.next()?.into_owned();
        let name = match &event {
            Event::Start(tag) | Event::Empty(tag) => tag.local_name().as_ref().to_owned(),
            Event::End(tag) if tag.local_name().as_ref() == "c" => {
                inside.events.push(event);
                return Ok(inside);
            }
            Event::Eof => return Err("it breaks off".to_owned()),
            _ => String::new(),
        };
        inside.is_value &= name != "f";
        inside.events.push(event);
    }
}

/// The cell of `tag` with `text` in it.
fn cell(tag: &BytesStart<'_>, text: &str) -> String {
    let name = tag.name().as_ref().to_owned();
    let prefix = name.strip_suffix('c').unwrap_or_default();
    let mut cell = format!("<{name}");
    for attribute in tag.attributes().with_checks(false).flatten() {
        let key = attribute.key.as_ref();
        if !matches!(key, "t" | "cm" | "vm") {
            cell.push_str(&format!(
                " {key}=\"{}\"",
                attribute.value.replace('"', "&quot;")
            ));
        }
    }
    match text {
        "" => cell.push_str("/>"),
        text => cell.push_str(&format!(
            " t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}is></{name}>",
            cell_markup(text)
        )),
    }
    cell
}
