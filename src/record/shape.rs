//! What all records of one source have in common: which column holds which field, under which header.

use std::borrow::Cow;

use crate::diagnostic::{Place, SourceId};

use super::{Field, ITEM_SEPARATOR, LEVEL_SEPARATOR};

/// Where a field stands in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub field: Field,
    /// The column from 1; 0 where the source is JSON.
    pub number: u16,
    /// The header as the user wrote it, or the JSON key.
    pub header: Cow<'static, str>,
}

/// How the values of a source are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Form {
    /// Cells: everything is text.
    #[default]
    Cells,
    /// JSON: values of fields are text, values of extra fields are JSON.
    Json,
}

/// How paths and lists are written in a source.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Separators {
    /// Between the levels of a path; `None` where every value is one name.
    pub level: Option<char>,
    /// Between several departments of one person; any of them separates.
    pub list: Vec<Cow<'static, str>>,
}

impl Separators {
    /// The levels of `path`, each without the white space around it. [`LEVEL_SEPARATOR`] always separates.
    pub fn levels<'t>(&self, path: &'t str) -> impl Iterator<Item = &'t str> + use<'t> {
        let level = self.level;
        path.split(move |c| c == LEVEL_SEPARATOR || Some(c) == level)
            .map(str::trim)
    }

    /// Whether `path` may have several levels.
    #[must_use]
    pub fn may_have_levels(&self, path: &str) -> bool {
        path.contains(LEVEL_SEPARATOR) || self.level.is_some_and(|level| path.contains(level))
    }

    /// The items of `list`, each without the white space around it; empty items are kept, so that lists stay aligned.
    /// [`ITEM_SEPARATOR`] always separates.
    pub fn items<'t>(&self, list: &'t str) -> Vec<&'t str> {
        let mut items: Vec<&str> = list.split(ITEM_SEPARATOR).collect();
        for separator in &self.list {
            let mut letters = separator.chars();
            items = match (letters.next(), letters.next()) {
                (Some(letter), None) if !list.contains(letter) => items,
                (Some(letter), None) => items.iter().flat_map(|item| item.split(letter)).collect(),
                _ if !list.contains(&**separator) => items,
                _ => {
                    let parts = items.iter().map(|item| item.split(&**separator));
                    parts.flatten().collect()
                }
            };
        }
        for item in &mut items {
            *item = item.trim();
        }
        items
    }
}

/// Which of two siblings comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// The one with the smaller 排序.
    #[default]
    SmallerFirst,
    /// The one with the larger `order`, as Work Weixin has it.
    LargerFirst,
}

/// The columns of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The source the records come from.
    pub source: SourceId,
    /// How values are to be read.
    pub form: Form,
    /// Which of two siblings comes first.
    pub order: Order,
    /// The fields the source has, in column order. A list that stands in several columns (兼职部门) names its
    /// first.
    pub columns: Vec<Column>,
}

impl Shape {
    /// The column of `field`, where the source has it.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.field == field)
    }

    /// The place of `field` in `row`: its cell or key, or the row where the source has no such field.
    #[must_use]
    pub fn place(&self, row: u32, field: Field) -> Place {
        let place = match self.column(field) {
            None => Place::row(self.source, row),
            Some(column) if column.number > 0 => Place::cell(self.source, row, column.number),
            Some(column) => Place::key(self.source, row, column.header.clone()),
        };
        place.of_field(field.id())
    }
}
