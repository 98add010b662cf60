//! What a Chinese name is also found by: its pinyin and the initials of it. One reading a character, and that of a
//! surname is not known apart, so these are hints and no more.

use pinyin::ToPinyin;

/// The pinyin of `name` and its initials, `pingtaizu ptz`; empty where nothing in it has any.
pub(super) fn of(name: &str) -> String {
    let mut hint = String::new();
    if name.is_ascii() {
        return hint;
    }
    let mut initials = String::new();
    let mut has_any = false;
    for (c, pinyin) in name.chars().zip(name.to_pinyin()) {
        match pinyin {
            Some(pinyin) => {
                has_any = true;
                // ü is typed as v.
                let typed = pinyin.plain().chars();
                hint.extend(typed.map(|c| if c == 'ü' { 'v' } else { c }));
                initials.push_str(pinyin.first_letter());
            }
            None if c.is_ascii_alphanumeric() => {
                hint.push(c.to_ascii_lowercase());
                initials.push(c.to_ascii_lowercase());
            }
            None => {}
        }
    }
    if !has_any {
        return String::new();
    }
    hint.push(' ');
    hint.push_str(&initials);
    hint
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_spelled_out_and_by_its_initials() {
        for (name, hint) in [
            ("平台组", "pingtaizu ptz"),
            ("AI 平台2组", "aipingtai2zu aipt2z"),
            ("张三（女）", "zhangsannv zsn"),
            ("Alice", ""),
            ("Éva", ""),
            ("", ""),
        ] {
            assert_eq!(of(name), hint);
        }
    }
}
