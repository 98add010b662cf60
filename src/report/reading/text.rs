//! How each source was read, for people: a few lines and a table of columns a source.

use comfy_table::{Table, presets};
use unicode_width::UnicodeWidthStr;

use crate::intake::{Intake, SourceContent, SourceReading};
use crate::locale::Locale;

use super::Sheet;

/// How each source of `intake` was read.
#[must_use]
pub fn text(intake: &Intake, locale: &Locale) -> String {
    let mut text = String::new();
    for sheet in Sheet::all(&intake.sources, &intake.readings, &intake.findings, locale) {
        text.push_str(&sheet.name);
        text.push('\n');
        let width = sheet.lines.iter().map(|(label, _)| label.width()).max();
        for (label, value) in &sheet.lines {
            let padding = " ".repeat(width.unwrap_or_default() - label.width());
            text.push_str(&format!("  {label}{padding}  {value}\n"));
        }
        if !sheet.columns.is_empty() {
            text.push_str(&format!("{}\n", columns(&sheet, locale)));
        }
        if !sheet.passed_over.is_empty() {
            text.push_str(&format!("  {}\n", locale.text("reading-ignored")));
        }
        for row in &sheet.passed_over {
            text.push_str(&format!("    {row}\n"));
        }
        text.push('\n');
    }
    let is_table = |reading: &SourceReading| matches!(reading.content, SourceContent::Table(_));
    if intake.readings.iter().any(is_table) {
        text.push_str(&locale.text("reading-advice"));
        text.push('\n');
    }
    text
}

fn columns(sheet: &Sheet, locale: &Locale) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_header([
        locale.text("reading-column"),
        locale.text("reading-header-text"),
        locale.text("reading-role"),
    ]);
    for column in &sheet.columns {
        table.add_row(column);
    }
    table
}
