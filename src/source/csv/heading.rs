//! Cells that are known as headers: the evidence by which an encoding or a delimiter is told from its rivals.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::record::Field;

/// Headers in traditional characters: the field table has none, and they tell Big5 from GB18030.
const TRADITIONAL: &[&str] = &[
    "部門",
    "部門名稱",
    "部門編號",
    "上級部門",
    "手機",
    "手機號碼",
    "電話",
    "職位",
    "職稱",
    "職務",
    "性別",
    "郵箱",
    "電郵",
    "電子郵件",
    "帳號",
    "工號",
    "員工編號",
];

static HEADINGS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let fields = Field::all().filter_map(Field::info);
    let spellings = fields.flat_map(|info| [info.chinese, info.english, info.generic]);
    spellings
        .chain([TRADITIONAL])
        .flatten()
        .map(|spelling| spelling.to_ascii_lowercase())
        .collect()
});

/// Whether `cell` is a known header, up to blanks, quotes and the `*` of a required column.
pub(super) fn is_known(cell: &str) -> bool {
    let bare = cell.trim_matches(|c: char| c.is_whitespace() || "\"*＊\u{feff}".contains(c));
    bare.len() <= 64 && HEADINGS.contains(&bare.to_ascii_lowercase())
}
