//! One cell of an OpenDocument spreadsheet (ODF 1.3 part 3, 9.1.4).

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use crate::source::Content;
use crate::source::workbook::value::{Value, Writer};

/// What the attributes and paragraphs of a cell say.
#[derive(Debug, Default)]
pub(super) struct Cell {
    kind: String,
    value: String,
    pub(super) text: String,
    is_error: bool,
    has_formula: bool,
    pub(super) repeats: u32,
    /// How many rows it has.
    pub(super) rows: u32,
    /// How many columns it has.
    pub(super) columns: u32,
}

impl Cell {
    pub(super) fn start(&mut self, tag: &BytesStart<'_>) {
        self.kind.clear();
        self.value.clear();
        self.text.clear();
        self.is_error = false;
        self.has_formula = false;
        self.repeats = 1;
        self.rows = 1;
        self.columns = 1;
        for attribute in tag.attributes().with_checks(false).flatten() {
            let Ok(value) = attribute.normalized_value(XmlVersion::default()) else {
                continue;
            };
            match attribute.key.as_ref() {
                "office:value-type" => self.kind.push_str(&value),
                "calcext:value-type" => self.is_error = value == "error",
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => {
                    self.value.clear();
                    self.value.push_str(&value);
                }
                "table:formula" => self.has_formula = true,
                "table:number-rows-spanned" => self.rows = value.parse().unwrap_or(1),
                "table:number-columns-spanned" => self.columns = value.parse().unwrap_or(1),
                "table:number-columns-repeated" => self.repeats = value.parse().unwrap_or(1),
                _ => {}
            }
        }
    }

    /// The value, where the cell is filled.
    pub(super) fn content<'c>(&'c self, writer: &'c mut Writer) -> Option<Content<'c>> {
        if self.is_error {
            return Some(Content::Error(&self.text));
        }
        let value = match self.kind.as_str() {
            "float" | "percentage" | "currency" => match self.value.parse() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text(&self.text),
            },
            "date" => Value::IsoDate(&self.value),
            "time" => Value::IsoDuration(&self.value),
            "boolean" => Value::Boolean(self.value == "true"),
            "" if self.has_formula => return Some(Content::FormulaWithoutValue),
            _ if self.text.is_empty() => Value::Text(&self.value),
            _ => Value::Text(&self.text),
        };
        Some(writer.content(value)).filter(|content| *content != Content::Text(""))
    }
}
