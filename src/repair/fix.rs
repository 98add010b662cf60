//! The safe fixes: what a finding complains about, written so that nobody could mean anything else. Nothing is guessed;
//! what might have a second meaning stays as it is.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, code};
use crate::layout::cleaned;
use crate::record::{Email, Field, FieldKind, Mobile, parse_flag};

/// What separates the items of a list of flags.
const FLAG_SEPARATORS: [char; 6] = [';', '；', ',', '，', '\n', '|'];

/// What people put around or into a mobile number.
const AROUND_DIGITS: [char; 8] = ['(', ')', '（', '）', '.', '_', '·', '\''];

/// What stands behind an address that was copied out of a list.
const BEHIND_ADDRESS: [char; 6] = [';', '；', ',', '，', '、', '。'];

/// The cell that is to be mended.
pub(super) struct Cell<'c> {
    pub(super) field: Field,
    /// Whether it holds a number and no text.
    pub(super) is_number: bool,
    /// Whether it names a department that is not there.
    pub(super) is_unresolved: bool,
    /// Whether a department has this code.
    pub(super) is_code: &'c dyn Fn(&str) -> bool,
}

/// One safe fix.
pub(super) struct Fix {
    /// What is no longer found afterwards.
    pub(super) code: &'static Code,
    /// The kinds of fields it is for.
    pub(super) kinds: &'static [FieldKind],
    /// The text as it is to be; `None` where it stays.
    pub(super) mend: fn(&Cell<'_>, &str) -> Option<String>,
}

use FieldKind::{Date, Email as Mail, Flag, Number, Path, Phone, Text};

/// Every fix, in the order they are tried; each takes what the one before left.
pub(super) static FIXES: [Fix; 8] = [
    Fix {
        code: &code::C004,
        kinds: &[FieldKind::Code, Phone, Mail, Flag, Number, Path, Text, Date],
        mend: |cell, text| cleaned(cell.field, text),
    },
    Fix {
        code: &code::C001,
        kinds: &[FieldKind::Code, Phone],
        mend: digits,
    },
    Fix {
        code: &code::C001,
        kinds: &[Number],
        mend: |_, text| whole(text).map(str::to_owned),
    },
    Fix {
        code: &code::C008,
        kinds: &[Flag],
        mend: flags,
    },
    Fix {
        code: &code::M006,
        kinds: &[Phone],
        mend: mobile,
    },
    Fix {
        code: &code::M007,
        kinds: &[Mail],
        mend: email,
    },
    Fix {
        code: &code::D007,
        kinds: &[FieldKind::Code],
        mend: |cell, text| match cell.field {
            Field::PARENT_CODE => known_code(cell, text),
            _ => None,
        },
    },
    Fix {
        code: &code::P003,
        kinds: &[FieldKind::Code],
        mend: |cell, text| match cell.field {
            Field::MEMBER_DEPARTMENT_CODE | Field::MAIN_DEPARTMENT => known_code(cell, text),
            _ => None,
        },
    },
];

/// A number in a column of codes becomes text, and text loses what only kept a spreadsheet from taking it for a number.
fn digits(cell: &Cell<'_>, text: &str) -> Option<String> {
    let plain = match text.as_bytes() {
        [b'=', b'"', .., b'"'] => text[2..text.len() - 1].trim(),
        [b'\'', ..] => text[1..].trim(),
        _ => text,
    };
    (cell.is_number || plain != text).then(|| plain.to_owned())
}

/// The whole number `text` is, where it has a fraction of zeros.
fn whole(text: &str) -> Option<&str> {
    let (whole, zeros) = text.split_once('.')?;
    let is_whole = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (is_whole(whole) && !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0'))
        .then_some(whole)
}

/// Flags that only their width, or a fraction of zeros, keeps from being ones.
fn flags(_: &Cell<'_>, text: &str) -> Option<String> {
    let is_flags = |text: &str| {
        let mut items = text.split(FLAG_SEPARATORS).map(str::trim);
        items.all(|item| item.is_empty() || parse_flag(item).is_some())
    };
    if is_flags(text) {
        return None;
    }
    let narrow: String = text.nfkc().collect();
    let narrow = whole(narrow.trim()).unwrap_or(narrow.trim());
    is_flags(narrow).then(|| narrow.to_owned())
}

/// A mobile number as its eleven digits, or with `+` where it is a foreign one.
fn mobile(cell: &Cell<'_>, text: &str) -> Option<String> {
    if cell.field != Field::MOBILE {
        return None;
    }
    let narrow: String = text.nfkc().collect();
    let narrow = whole(narrow.trim()).unwrap_or(narrow.trim());
    let bare: String = narrow
        .chars()
        .filter(|c| !AROUND_DIGITS.contains(c))
        .collect();
    let bare = match bare.trim_start().strip_prefix("00") {
        Some(rest) => format!("+{}", rest.trim_start()),
        None => bare,
    };
    let plain = Mobile::parse(&bare).ok()?.to_string();
    (plain != text).then_some(plain)
}

/// An address without what was copied along with it.
fn email(_: &Cell<'_>, text: &str) -> Option<String> {
    if Email::parse(text).is_some() {
        return None;
    }
    let narrow: String = text.nfkc().collect();
    let bare = narrow.trim().trim_end_matches(BEHIND_ADDRESS).trim_end();
    let bare = match bare
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    {
        Some(inside) => inside.trim(),
        None => bare,
    };
    let scheme = bare
        .get(..7)
        .filter(|head| head.eq_ignore_ascii_case("mailto:"));
    let bare = bare[scheme.map_or(0, str::len)..].trim_start();
    let mut address = String::with_capacity(bare.len());
    for part in bare.split_inclusive(['@', '.', '。']) {
        let part = part.trim();
        let (word, sign) = match part.chars().last() {
            Some(sign @ ('@' | '.' | '。')) => (&part[..part.len() - sign.len_utf8()], Some(sign)),
            _ => (part, None),
        };
        address.push_str(word.trim());
        address.extend(sign.map(|sign| if sign == '。' { '.' } else { sign }));
    }
    Email::parse(&address).is_some().then_some(address)
}

/// The code of a department, where `text` is only longer by a fraction of zeros.
fn known_code(cell: &Cell<'_>, text: &str) -> Option<String> {
    let code = whole(text).filter(|_| cell.is_unresolved)?;
    (cell.is_code)(code).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Language, Locale};

    #[test]
    fn every_fix_says_what_it_does() {
        for language in [Language::Chinese, Language::English] {
            let locale = Locale::new(language);
            for fix in &FIXES {
                let id = format!("correction-{}", fix.code.id);
                assert_ne!(locale.text(&id), id);
            }
        }
    }

    fn mended(mend: fn(&Cell<'_>, &str) -> Option<String>, field: Field, text: &str) -> String {
        let cell = Cell {
            field,
            is_number: false,
            is_unresolved: true,
            is_code: &|code| code == "7",
        };
        mend(&cell, text).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn a_mobile_number_becomes_its_digits_and_nothing_is_guessed() {
        for (text, plain) in [
            ("138-0013-8000", "13800138000"),
            ("+86 138 0013 8000", "13800138000"),
            ("(+86)13800138000", "13800138000"),
            ("0086-13800138000", "13800138000"),
            ("13800138000.0", "13800138000"),
            ("１３８．００１３．８０００", "13800138000"),
            ("+852-6123-4567", "+85261234567"),
            ("13800138000", "13800138000"),
            ("013800138000", "013800138000"),
            ("1380013800O", "1380013800O"),
            ("13800138000/13900139000", "13800138000/13900139000"),
            ("1380013800", "1380013800"),
            ("010-88880001", "010-88880001"),
        ] {
            assert_eq!(mended(mobile, Field::MOBILE, text), plain, "{text}");
        }
        assert_eq!(
            mended(mobile, Field::TELEPHONE, "138-0013-8000"),
            "138-0013-8000"
        );
    }

    #[test]
    fn an_address_loses_what_was_copied_along() {
        for (text, plain) in [
            ("li @example.com", "li@example.com"),
            ("li@ example . com", "li@example.com"),
            ("<li@example.com>;", "li@example.com"),
            ("MAILTO:li@example.com", "li@example.com"),
            ("li@example。com", "li@example.com"),
            ("li lei@example.com", "li lei@example.com"),
            ("Li Lei <li@example.com>", "Li Lei <li@example.com>"),
            (
                "li@example.com;han@example.com",
                "li@example.com;han@example.com",
            ),
            ("li@example", "li@example"),
            ("无", "无"),
        ] {
            assert_eq!(mended(email, Field::EMAIL, text), plain, "{text}");
        }
    }

    #[test]
    fn flags_numbers_and_codes_lose_width_and_zeros_only() {
        for (mend, field, text, plain) in [
            (
                flags as fn(&Cell<'_>, &str) -> _,
                Field::IS_LEADER,
                "Ｙ",
                "Y",
            ),
            (flags, Field::IS_LEADER, "1.0", "1"),
            (flags, Field::IS_LEADER, "１，０", "1,0"),
            (flags, Field::IS_LEADER, "2.0", "2.0"),
            (flags, Field::IS_LEADER, "王经理", "王经理"),
            (known_code, Field::PARENT_CODE, "7.0", "7"),
            (known_code, Field::PARENT_CODE, "8.0", "8.0"),
            (known_code, Field::PARENT_CODE, "7.1", "7.1"),
            (digits, Field::EMPLOYEE_NO, "'007", "007"),
            (digits, Field::EMPLOYEE_NO, "=\"007\"", "007"),
        ] {
            assert_eq!(mended(mend, field, text), plain, "{text}");
        }
        assert_eq!(whole("5.00"), Some("5"));
        assert_eq!(
            [whole("5."), whole(".0"), whole("5.5"), whole("a.0")],
            [None; 4]
        );
    }
}
