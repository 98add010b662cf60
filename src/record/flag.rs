//! Yes and no as people write them.

/// Words for yes, in lower case.
const YES: &[&str] = &[
    "是", "1", "y", "yes", "true", "t", "√", "✓", "✔", "对", "有", "真",
];

/// Words for no, in lower case.
const NO: &[&str] = &[
    "否", "0", "n", "no", "false", "f", "×", "✗", "✘", "x", "错", "无", "不是", "没有", "假",
];

/// Reads 是/否, Y/N, yes/no, true/false, 1/0, √/×, 对/错, 有/无 in any case; `None` for anything else.
#[must_use]
pub fn parse_flag(text: &str) -> Option<bool> {
    match text {
        "是" | "1" => return Some(true),
        "否" | "0" => return Some(false),
        _ => {}
    }
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(YES) {
        Some(true)
    } else if is(NO) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_read_in_either_language_and_case() {
        for text in ["是", "Y", "Yes", "TRUE", "1", "√", "对", "有"] {
            assert_eq!(parse_flag(text), Some(true), "{text}");
        }
        for text in ["否", "n", "NO", "False", "0", "×", "错", "无"] {
            assert_eq!(parse_flag(text), Some(false), "{text}");
        }
        for text in ["", "经理", "2", "是否", "是,否"] {
            assert_eq!(parse_flag(text), None, "{text}");
        }
    }
}
