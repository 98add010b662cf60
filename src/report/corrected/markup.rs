//! The list of changes as the part of a sheet, for a package that is not ours (ECMA-376 part 1, 18.3).

use std::io::{self, Write};

use quick_xml::escape::escape;

use crate::source::cell_markup;

use super::super::book::fitting;
use super::list::Line;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews>\
    <sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
    </sheetView></sheetViews><cols><col min=\"1\" max=\"1\" width=\"36\" customWidth=\"1\"/>\
    <col min=\"2\" max=\"4\" width=\"28\" customWidth=\"1\"/></cols><sheetData>";

/// Writes a sheet with a `header`, what `lines` makes, and the `last` line.
pub(super) fn write<L: Iterator<Item = Line>>(
    header: &[String],
    lines: impl Fn() -> L,
    last: Option<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    row(1, header, out)?;
    let mut number = 1;
    for line in lines() {
        number += 1;
        row(number, &line.texts, out)?;
    }
    if let Some(last) = last {
        row(number + 2, &[last], out)?;
    }
    out.write_all(b"</sheetData>")?;
    let mut is_open = false;
    for (number, line) in (2u32..).zip(lines()) {
        let Some(link) = line.link else { continue };
        if !is_open {
            out.write_all(b"<hyperlinks>")?;
            is_open = true;
        }
        let link = escape(link);
        write!(out, "<hyperlink ref=\"A{number}\" location=\"{link}\"/>")?;
    }
    if is_open {
        out.write_all(b"</hyperlinks>")?;
    }
    out.write_all(b"</worksheet>")
}

fn row(number: u32, texts: &[String], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<row r=\"{number}\">")?;
    for (letter, text) in ('A'..).zip(texts) {
        let text = fitting(text);
        let text = cell_markup(&text);
        write!(
            out,
            "<c r=\"{letter}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        )?;
    }
    out.write_all(b"</row>")
}
