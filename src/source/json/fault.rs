//! What may be wrong with JSON, in the words of both languages.

use serde_json::error::Category;

use crate::diagnostic::{Findings, Place, code};
use crate::locale::Argument;

/// What breaks the structure of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Nothing,
    NotObjectOrList,
    ExpectedValue,
    ExpectedKey,
    ExpectedColon,
    ExpectedCommaOrBrace,
    ExpectedCommaOrBracket,
    WrongBracket,
    TooEarly,
    Trailing,
}

impl Fault {
    fn words(self) -> Argument {
        let (chinese, english) = match self {
            Self::Nothing => ("文件是空的", "the file is empty"),
            Self::NotObjectOrList => (
                "内容既不是对象 {…} 也不是列表 […]",
                "it is neither an object {…} nor a list […]",
            ),
            Self::ExpectedValue => ("此处应有一个值", "a value is expected here"),
            Self::ExpectedKey => ("此处应有一个带引号的键", "a key in quotes is expected here"),
            Self::ExpectedColon => ("键后面缺少冒号", "a colon is missing after the key"),
            Self::ExpectedCommaOrBrace => ("此处应有逗号或 }", "a comma or } is expected here"),
            Self::ExpectedCommaOrBracket => ("此处应有逗号或 ]", "a comma or ] is expected here"),
            Self::WrongBracket => (
                "括号不配对",
                "the bracket does not match the one that is open",
            ),
            Self::TooEarly => (
                "文件不完整，提前结束了",
                "the file ends too early, it is incomplete",
            ),
            Self::Trailing => (
                "数据结束之后还有多余的内容",
                "something follows after the end of the data",
            ),
        };
        Argument::Words { chinese, english }
    }
}

/// The beginnings of `serde_json`'s sentences (its `error.rs`), and what they say in our words. A longer beginning
/// stands before a shorter one.
static SENTENCES: &[(&str, &str, &str)] = &[
    ("EOF while parsing", "提前结束了", "it ends too early"),
    (
        "expected `:`",
        "键后面缺少冒号",
        "a colon is missing after the key",
    ),
    (
        "expected `,` or `]`",
        "此处应有逗号或 ]",
        "a comma or ] is expected here",
    ),
    (
        "expected `,` or `}`",
        "此处应有逗号或 }",
        "a comma or } is expected here",
    ),
    (
        "expected value",
        "此处应有一个值",
        "a value is expected here",
    ),
    (
        "expected ident",
        "此处的词不是 true、false 或 null",
        "the word here is not true, false or null",
    ),
    (
        "invalid escape",
        "反斜杠后面的字符无效",
        "the character after the backslash has no meaning",
    ),
    (
        "invalid number",
        "数字的写法无效",
        "the number is not written as JSON has it",
    ),
    ("number out of range", "数字太大", "the number is too large"),
    (
        "invalid unicode code point",
        "\\u 后面不是有效的字符",
        "what follows \\u is no character",
    ),
    (
        "lone leading surrogate",
        "\\u 后面只有半个字符",
        "what follows \\u is half a character",
    ),
    (
        "unexpected end of hex escape",
        "\\u 后面的字符不完整",
        "what follows \\u is incomplete",
    ),
    (
        "control character",
        "引号内有控制字符或换行，应写成 \\n 等形式",
        "a control character or line break stands inside quotes; write it as \\n or the like",
    ),
    (
        "key must be a string",
        "键必须带引号",
        "a key must be in quotes",
    ),
    (
        "trailing comma",
        "多了一个逗号",
        "there is a comma too many",
    ),
    (
        "trailing characters",
        "后面有多余的内容",
        "something follows after the end of the value",
    ),
    ("recursion limit", "嵌套层数太多", "it is nested too deeply"),
    (
        "invalid type",
        "值的类型不对",
        "the value is of another type than expected",
    ),
    (
        "invalid value",
        "值不在允许的范围内",
        "the value is not one of those expected",
    ),
    (
        "invalid length",
        "元素个数不对",
        "the number of elements is not the one expected",
    ),
    ("missing field", "缺少必需的键", "a required key is missing"),
    (
        "duplicate field",
        "键出现了不止一次",
        "a key stands here more than once",
    ),
];

/// Why `serde_json` could not read a value: the argument `reason` of [`code::F007`].
#[must_use]
pub fn malformed(error: &serde_json::Error) -> Argument {
    let text = error.to_string();
    let known = SENTENCES
        .iter()
        .find(|(beginning, _, _)| text.starts_with(beginning));
    match known {
        Some((_, chinese, english)) => Argument::Words { chinese, english },
        None if error.classify() == Category::Data => Argument::Words {
            chinese: "值不是预期的样子",
            english: "the value is not what is expected here",
        },
        None => Argument::Words {
            chinese: "不符合 JSON 的写法",
            english: "it is not written as JSON has it",
        },
    }
}

/// Reports that the JSON at `place` is malformed; `position` is the line and column in the file, from 1.
pub fn report_malformed(
    findings: &mut Findings,
    place: Place,
    position: (u64, u64),
    reason: impl Into<Argument>,
) {
    findings
        .report(&code::F007, place)
        .with("line", position.0)
        .with("column", position.1)
        .with("reason", reason);
}

impl From<Fault> for Argument {
    fn from(fault: Fault) -> Self {
        fault.words()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_of_the_parser_has_words_in_both_languages() {
        for (text, english) in [
            ("{", "ends too early"),
            ("{\"a\" 1}", "colon"),
            ("[1 2]", "comma or ]"),
            ("{\"a\":1 \"b\"}", "comma or }"),
            ("[1,]", "comma too many"),
            ("{\"a\":}", "value is expected"),
            ("{a:1}", "in quotes"),
            ("[nul]", "not true, false or null"),
            ("[\"\\x\"]", "backslash"),
            ("[\"\n\"]", "control character"),
            ("[01]", "number"),
            ("[1e999]", "too large"),
            ("[\"\\ud800\"]", "too early"),
            ("{} {}", "follows"),
        ] {
            let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
            let Argument::Words {
                english: words,
                chinese,
            } = malformed(&error)
            else {
                panic!("{text}");
            };
            let is_known = words.contains(english) || words.contains("what follows");
            assert!(is_known, "{text}: {error} became {words}");
            assert!(!chinese.is_empty());
        }
    }
}
