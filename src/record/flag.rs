//! Yes and no as people write them.

/// Reads 是/否, Y/N, yes/no, true/false, 1/0, √/× and the like; `None` for anything else.
#[must_use]
pub fn parse_flag(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(&["1", "是", "y", "yes", "true", "t", "√", "✓", "对", "有"]) {
        Some(true)
    } else if is(&[
        "0", "否", "n", "no", "false", "f", "×", "✗", "x", "错", "无",
    ]) {
        Some(false)
    } else {
        None
    }
}
