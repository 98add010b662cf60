//! Cells → values by the kind of field: what a spreadsheet did to them is undone where nothing is lost, and reported
//! where something may be.
//!
//! White space around a value goes silently. Numbers in columns of codes and telephone numbers come back as their
//! digits; so does text that Excel shortened to `1.3800130001E+10`, where it kept all of them.

use crate::diagnostic::{SourceId, code};
use crate::record::{Field, FieldKind, ITEM_SEPARATOR, Subject, parse_flag};
use crate::source::Content;

use super::notes::{At, Notes};
use super::tidy::{Tidied, Tidying, tidy};

/// What separates the items of a list of flags.
const FLAG_SEPARATORS: &[char] = &[';', '；', ',', '，', '\n', '|'];

/// What people write where there is nothing.
const PLACEHOLDERS: &[&str] = &[
    "/", "-", "--", "—", "——", "\\", "nan", "NaN", "NAN", "null", "NULL", "None", "N/A", "n/a",
    "#N/A", "无",
];

/// Whether `text` stands for nothing, as `/` or `NaN` in level columns.
pub(super) fn is_placeholder(text: &str) -> bool {
    text.len() <= 6 && PLACEHOLDERS.contains(&text)
}

/// What is read from a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The field.
    pub(super) field: Field,
    kind: FieldKind,
    tidying: Tidying,
}

impl Slot {
    /// How values of `field` are read.
    pub(super) fn of(field: Field) -> Self {
        let kind = field.info().map_or(FieldKind::Text, |info| info.kind);
        let is_list = kind == FieldKind::Path
            || field.subject() == Some(Subject::Membership)
            || matches!(
                field,
                Field::MANAGER | Field::DOTTED_MANAGER | Field::DEPARTMENT_LEADERS
            );
        let narrow = matches!(kind, FieldKind::Code | FieldKind::Phone | FieldKind::Email);
        Self {
            field,
            kind,
            tidying: Tidying {
                narrow,
                keep_lines: is_list,
            },
        }
    }

    /// How one item or level of `field` is read from a column of its own.
    pub(super) fn part_of(field: Field) -> Self {
        let whole = Self::of(field);
        Self {
            tidying: Tidying {
                keep_lines: false,
                ..whole.tidying
            },
            ..whole
        }
    }

    /// Whether `text`, in which there is nothing to tidy, surely is the value as it stands.
    #[inline(always)]
    pub(super) fn takes(self, text: &[u8]) -> bool {
        match self.kind {
            FieldKind::Text | FieldKind::Email | FieldKind::Path | FieldKind::Date => true,
            FieldKind::Code | FieldKind::Phone => {
                !matches!(text, [b'=' | b'\'', ..]) && !may_be_shortened(text)
            }
            FieldKind::Flag => is_short_flag(text),
            FieldKind::Number => !text.contains(&b'.'),
        }
    }

    /// Whether it takes every such text that begins with `first`.
    pub(super) fn takes_all_from(self, first: u8) -> bool {
        match self.kind {
            FieldKind::Text | FieldKind::Email | FieldKind::Path | FieldKind::Date => true,
            FieldKind::Code | FieldKind::Phone => !matches!(first, b'=' | b'\'' | b'0'..=b'9'),
            FieldKind::Flag | FieldKind::Number => false,
        }
    }

    /// Whether full-width digits and letters become narrow.
    pub(super) fn narrows(self) -> bool {
        self.tidying.narrow
    }

    fn is_digits(self) -> bool {
        matches!(self.kind, FieldKind::Code | FieldKind::Phone)
    }
}

/// Reads the cells of one table.
#[derive(Debug)]
pub(super) struct Cells {
    /// What was met.
    pub(super) notes: Notes,
    /// Whether the row being read has nothing to tidy.
    pub(super) is_plain: bool,
    tidied: String,
    items: String,
}

impl Cells {
    /// Starts a table of `source`.
    pub(super) fn new(source: SourceId) -> Self {
        Self {
            notes: Notes::new(source),
            is_plain: false,
            tidied: String::new(),
            items: String::new(),
        }
    }

    /// The value of a cell, or nothing where it is blank or unusable.
    pub(super) fn read<'c>(
        &'c mut self,
        slot: Slot,
        content: Content<'c>,
        row: u32,
        column: u16,
    ) -> Option<&'c str> {
        let Self {
            notes,
            is_plain,
            tidied,
            items,
        } = self;
        let at = At { slot, row, column };
        let text = match content {
            Content::Text(raw) => {
                let text = if *is_plain {
                    raw
                } else {
                    let (text, found) = tidy(raw, slot.tidying, tidied);
                    if found != Tidied::default() {
                        notes.untidy(at, raw, found);
                    }
                    text
                };
                if slot.is_digits() {
                    let text = written_digits(notes, at, text, items);
                    return Some(text).filter(|text| !text.is_empty());
                }
                text
            }
            Content::Number { digits, rounded } => {
                if slot.is_digits() && rounded {
                    notes.report(&code::C002, at, digits, Some("rounded"));
                } else if slot.is_digits() {
                    notes.number_as_text(at);
                }
                digits
            }
            Content::Boolean(_) => content.text(),
            Content::Date { shown, serial } => date(notes, at, shown, serial),
            Content::Error(text) if slot.field.is_extra() => text,
            Content::Error(text) => {
                notes.report(&code::C003, at, text, None);
                return None;
            }
            Content::FormulaWithoutValue => {
                notes.report(&code::C006, at, "", None);
                return None;
            }
        };
        if text.is_empty() {
            return None;
        }
        match slot.kind {
            FieldKind::Flag => flags(notes, at, text, items),
            FieldKind::Number => Some(whole_number(text)),
            _ => Some(text),
        }
    }
}

/// A date in a column that holds something else: its number is what was typed where digits count.
fn date<'t>(notes: &mut Notes, at: At, shown: &'t str, serial: &'t str) -> &'t str {
    if at.slot.field.is_extra() || matches!(at.slot.kind, FieldKind::Date | FieldKind::Flag) {
        return shown;
    }
    notes.report(&code::C007, at, shown, None);
    if at.slot.is_digits() || at.slot.kind == FieldKind::Number {
        serial
    } else {
        shown
    }
}

/// Takes off what keeps Excel from seeing a number, `'007` and `="007"`, and reports what it already shortened, unless
/// all digits are still there.
fn written_digits<'t>(notes: &mut Notes, at: At, text: &'t str, digits: &'t mut String) -> &'t str {
    let text = match text.as_bytes() {
        [b'=', b'"', .., b'"'] => text[2..text.len() - 1].trim(),
        [b'\'', ..] => text[1..].trim(),
        _ => text,
    };
    if let Some(shortened) = Shortened::of(text) {
        if shortened.is_whole() {
            notes.number_as_text(at);
            digits.clear();
            digits.push_str(shortened.first);
            digits.push_str(&shortened.fraction[..shortened.exponent]);
            return digits;
        }
        notes.report(&code::C002, at, text, Some("scientific"));
    }
    text
}

/// Whether `text` is one of the shortest that say yes or no.
fn is_short_flag(text: &[u8]) -> bool {
    matches!(text, b"1" | b"0") || text == "是".as_bytes() || text == "否".as_bytes()
}

/// Whether `text` begins like a number that Excel shortened.
#[inline]
fn may_be_shortened(text: &[u8]) -> bool {
    matches!(text, [b'0'..=b'9', b'.' | b'e' | b'E', ..])
}

/// A number as Excel shortens it, e.g. `1.38E+10`. Codes such as `1E5` are none.
struct Shortened<'t> {
    first: &'t str,
    fraction: &'t str,
    exponent: usize,
}

impl<'t> Shortened<'t> {
    fn of(text: &'t str) -> Option<Self> {
        if !may_be_shortened(text.as_bytes()) {
            return None;
        }
        let (mantissa, exponent) = text.split_once(['e', 'E'])?;
        let exponent = exponent.strip_prefix('+')?;
        let (first, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_it = first.len() == 1
            && (1..=3).contains(&exponent.len())
            && [first, fraction, exponent].into_iter().all(are_digits);
        Some(Self {
            first,
            fraction,
            exponent: exponent.parse().ok().filter(|_| is_it)?,
        })
    }

    /// Whether it is a whole number with every digit written out.
    fn is_whole(&self) -> bool {
        let rest = self.fraction.get(self.exponent..);
        rest.is_some_and(|rest| rest.bytes().all(|byte| byte == b'0'))
    }
}

/// `5.0` is five.
fn whole_number(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros)) if !whole.is_empty() && zeros.bytes().all(|byte| byte == b'0') => {
            whole
        }
        _ => text,
    }
}

/// One flag, or one a department; items of a list come back with [`ITEM_SEPARATOR`] between them.
fn flags<'t>(notes: &mut Notes, at: At, text: &'t str, items: &'t mut String) -> Option<&'t str> {
    if parse_flag(text).is_some() {
        return Some(text);
    }
    if is_placeholder(text) {
        return None;
    }
    items.clear();
    for item in text.split(FLAG_SEPARATORS) {
        let item = item.trim();
        if !item.is_empty() && parse_flag(item).is_none() {
            notes.report(&code::C008, at, text, None);
            return None;
        }
        items.push_str(item);
        items.push(ITEM_SEPARATOR);
    }
    items.pop();
    Some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a cell in a column of `field` is read as, and the codes it brings with their cases.
    fn read(field: Field, content: Content<'_>) -> (Option<String>, Vec<&'static str>) {
        let mut cells = Cells::new(SourceId(0));
        let value = cells
            .read(Slot::of(field), content, 7, 3)
            .map(str::to_owned);
        cells.notes.finish();
        let codes = cells.notes.findings.list().iter().map(|d| {
            assert_eq!(d.place.address().as_deref(), Some("C7"));
            d.code.id
        });
        (value, codes.collect())
    }

    #[test]
    fn texts_taken_for_how_they_begin_are_taken_and_are_the_value() {
        let tails = ["", "0", ".5", "e+5", ".38E+10", "=", "是"];
        for slot in Field::all().map(Slot::of) {
            for first in (b'!'..b'\x7f').filter(|first| slot.takes_all_from(*first)) {
                for tail in tails {
                    let text = format!("{}{tail}", char::from(first));
                    assert!(slot.takes(text.as_bytes()), "{text} as {:?}", slot.field);
                    let (value, codes) = read(slot.field, Content::Text(&text));
                    assert!(codes.is_empty(), "{text} as {:?}", slot.field);
                    assert_eq!(value.as_deref(), Some(&*text), "{:?}", slot.field);
                }
            }
        }
        let name = Slot::of(Field::MEMBER_NAME);
        assert!((b'!'..b'\x7f').all(|first| name.takes_all_from(first)));
        let userid = Slot::of(Field::USERID);
        assert!((b'a'..=b'z').all(|first| userid.takes_all_from(first)));
    }

    #[test]
    fn a_cell_is_read_by_the_kind_of_its_field() {
        let number = |digits| Content::Number {
            digits,
            rounded: false,
        };
        let rounded = Content::Number {
            digits: "110101199001011000",
            rounded: true,
        };
        let date = Content::Date {
            shown: "2024-03-01",
            serial: "45352",
        };
        let extra = Field::extra(0).expect("there is room for one");
        let cases: &[(Field, Content<'_>, Option<&str>, &[&str])] = &[
            (
                Field::MEMBER_NAME,
                Content::Text(" 张三 "),
                Some("张三"),
                &[],
            ),
            (Field::MEMBER_NAME, Content::Text("\u{3000}"), None, &[]),
            (Field::MEMBER_NAME, number("101"), Some("101"), &[]),
            (
                Field::MEMBER_NAME,
                Content::Boolean(true),
                Some("TRUE"),
                &[],
            ),
            (
                Field::MEMBER_NAME,
                Content::Text("张\u{200b}三"),
                Some("张三"),
                &["C004"],
            ),
            (
                Field::MEMBER_NAME,
                Content::Text("张\u{2}三"),
                Some("张三"),
                &["C005"],
            ),
            (Field::MEMBER_NAME, Content::Error("#N/A"), None, &["C003"]),
            (
                Field::MEMBER_NAME,
                Content::FormulaWithoutValue,
                None,
                &["C006"],
            ),
            (Field::MEMBER_NAME, date, Some("2024-03-01"), &["C007"]),
            (
                Field::MOBILE,
                number("13800130001"),
                Some("13800130001"),
                &["C001"],
            ),
            (
                Field::MOBILE,
                Content::Text("１３８００１３０００１"),
                Some("13800130001"),
                &["C004"],
            ),
            (
                Field::MOBILE,
                Content::Text("1.3800130002E+10"),
                Some("13800130002"),
                &["C001"],
            ),
            (
                Field::MOBILE,
                Content::Text("1.38E+10"),
                Some("1.38E+10"),
                &["C002"],
            ),
            (
                Field::MOBILE,
                Content::Text("'13800130001"),
                Some("13800130001"),
                &[],
            ),
            (
                Field::EMPLOYEE_NO,
                Content::Text("=\"007\""),
                Some("007"),
                &[],
            ),
            (Field::EMPLOYEE_NO, Content::Text("1E5"), Some("1E5"), &[]),
            (
                Field::EMPLOYEE_NO,
                rounded,
                Some("110101199001011000"),
                &["C002"],
            ),
            (Field::DEPARTMENT_CODE, date, Some("45352"), &["C007"]),
            (Field::HIRE_DATE, date, Some("2024-03-01"), &[]),
            (
                Field::DEPARTMENT_ORDER,
                Content::Text("5.0"),
                Some("5"),
                &[],
            ),
            (Field::IS_LEADER, Content::Text("是"), Some("是"), &[]),
            (
                Field::IS_LEADER,
                Content::Boolean(false),
                Some("FALSE"),
                &[],
            ),
            (
                Field::IS_LEADER,
                Content::Text("是,否；是"),
                Some("是\u{1e}否\u{1e}是"),
                &[],
            ),
            (Field::IS_LEADER, Content::Text("-"), None, &[]),
            (Field::IS_LEADER, Content::Text("王经理"), None, &["C008"]),
            (Field::IS_LEADER, number("2"), None, &["C008"]),
            (
                Field::MEMBER_DEPARTMENT_PATH,
                Content::Text("研发部\r\n市场部"),
                Some("研发部\n市场部"),
                &[],
            ),
            (
                Field::TITLE,
                Content::Text("高级\n工程师"),
                Some("高级 工程师"),
                &[],
            ),
            (extra, date, Some("2024-03-01"), &[]),
            (extra, rounded, Some("110101199001011000"), &[]),
            (extra, Content::Error("#N/A"), Some("#N/A"), &[]),
        ];
        for (field, content, value, codes) in cases {
            let expected = (value.map(str::to_owned), codes.to_vec());
            assert_eq!(read(*field, *content), expected, "{field:?} {content:?}");
        }
    }

    #[test]
    fn numbers_read_as_text_are_told_once_a_column() {
        let mut cells = Cells::new(SourceId(0));
        for row in 4..9 {
            let content = Content::Number {
                digits: "13800130001",
                rounded: false,
            };
            cells.read(Slot::of(Field::MOBILE), content, row, 2);
        }
        cells.notes.finish();
        let [told] = cells.notes.findings.list() else {
            panic!("one finding a column");
        };
        assert_eq!(told.place.address().as_deref(), Some("B4"));
        assert!(
            told.arguments
                .iter()
                .any(|(name, value)| name == "count" && *value == 5u64.into())
        );
    }
}
