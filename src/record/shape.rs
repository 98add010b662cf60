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

    /// What stands above the last level of `path`, and that level; `None` where it is empty or an empty one goes before.
    #[must_use]
    pub fn split_last<'t>(&self, path: &'t str) -> Option<(&'t str, &'t str)> {
        let is_level = |c| c == LEVEL_SEPARATOR || Some(c) == self.level;
        let (above, last) = path.rsplit_once(is_level)?;
        let last = last.trim();
        let is_empty = above.is_empty() || above.ends_with(is_level) || last.is_empty();
        (!is_empty).then_some((above, last))
    }

    /// Whether `path` may have several levels.
    #[must_use]
    pub fn may_have_levels(&self, path: &str) -> bool {
        path.contains(LEVEL_SEPARATOR) || self.level.is_some_and(|level| path.contains(level))
    }

    /// The items of `list`, each without the white space around it; empty items are kept, so that lists stay aligned.
    /// [`ITEM_SEPARATOR`] always separates.
    pub fn items<'t>(&self, list: &'t str) -> Vec<&'t str> {
        let mut items = Vec::new();
        self.each_item(list, &mut |item| items.push(item));
        items
    }

    /// Hands each of [`Separators::items`] to `take`.
    pub fn each_item<'t>(&self, list: &'t str, take: &mut impl FnMut(&'t str)) {
        for part in list.split(ITEM_SEPARATOR) {
            each_part(part, &self.list, take);
        }
    }
}

/// Cuts `list` at any of `separators` and hands the parts to `take`, in order.
fn each_part<'t>(list: &'t str, separators: &[Cow<'static, str>], take: &mut impl FnMut(&'t str)) {
    let Some((separator, others)) = separators.split_first() else {
        return take(list.trim());
    };
    let mut letters = separator.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => {
            for part in list.split(letter) {
                each_part(part, others, take);
            }
        }
        _ => {
            for part in list.split(&**separator) {
                each_part(part, others, take);
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn separators() -> Separators {
        Separators {
            level: Some('/'),
            list: vec![";".into(), "||".into()],
        }
    }

    #[test]
    fn a_list_is_cut_at_every_separator() {
        for (list, items) in [
            ("", &[""][..]),
            ("研发部", &["研发部"]),
            (
                "研发部; 市场部||财务部\u{1e}7",
                &["研发部", "市场部", "财务部", "7"],
            ),
            (";a||", &["", "a", ""]),
        ] {
            assert_eq!(separators().items(list), items, "{list:?}");
        }
    }

    #[test]
    fn the_last_level_is_split_off_where_all_above_it_is_a_path() {
        for (path, split) in [
            ("星河/研发部/ 平台组", Some(("星河/研发部", "平台组"))),
            ("星河\u{1f}研发部", Some(("星河", "研发部"))),
            ("星河", None),
            ("/星河", None),
            ("星河/", None),
            ("星河//研发部", None),
        ] {
            assert_eq!(separators().split_last(path), split, "{path:?}");
        }
    }
}
