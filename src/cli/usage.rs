//! What is wrong with a command line, in the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind as Kind};
use orgferry::error::{Error, ErrorKind};
use orgferry::locale::{Arguments, Locale};

use super::console::Console;
use super::exit::Exit;

/// Sentences for what clap finds; `$argument`, `$value`, `$cause`, `$other`, `$choices` and `$suggestion` are filled
/// in.
const SENTENCES: &[(Kind, &str)] = &[
    (Kind::InvalidValue, "usage-invalid-value"),
    (Kind::UnknownArgument, "usage-unknown-argument"),
    (Kind::InvalidSubcommand, "usage-unknown-verb"),
    (Kind::NoEquals, "usage-missing-value"),
    (Kind::ValueValidation, "usage-wrong-value"),
    (Kind::TooManyValues, "usage-too-many-values"),
    (Kind::TooFewValues, "usage-missing-value"),
    (Kind::WrongNumberOfValues, "usage-too-many-values"),
    (Kind::ArgumentConflict, "usage-conflict"),
    (Kind::MissingRequiredArgument, "usage-missing-argument"),
    (Kind::MissingSubcommand, "usage-missing-verb"),
    (Kind::InvalidUtf8, "usage-not-utf8"),
];

/// What clap may suggest.
const SUGGESTIONS: [ContextKind; 3] = [
    ContextKind::SuggestedArg,
    ContextKind::SuggestedValue,
    ContextKind::SuggestedSubcommand,
];

/// What stands for a value that clap does not have, so that a sentence can do without it.
pub(super) const NONE: &str = "none";

/// Shows the help or the version that was asked for, or what is wrong with the command line.
pub(super) fn show(error: &clap::Error, console: &Console) -> Exit {
    let text = error.render().ansi().to_string();
    match error.kind() {
        Kind::DisplayHelp | Kind::DisplayVersion => match console.product(&text) {
            Ok(()) => Exit::Fine,
            Err(error) => {
                console.error(&error);
                Exit::of_error(&error)
            }
        },
        Kind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console.say(&text);
            Exit::WrongUsage
        }
        _ => {
            console.error(&translate(error, console.locale()));
            if let Some(usage) = text_of(error, ContextKind::Usage) {
                let usage = usage.trim_start_matches("Usage:").trim();
                let usage = Arguments::default().with("usage", usage);
                console.say(&console.locale().format("cli-usage", &usage));
            }
            Exit::WrongUsage
        }
    }
}

/// What clap found, as an error of ours.
fn translate(error: &clap::Error, locale: &Locale) -> Error {
    let value = text_of(error, ContextKind::InvalidValue).unwrap_or_default();
    let id = SENTENCES
        .iter()
        .find(|(kind, _)| *kind == error.kind())
        .map_or("usage-wrong", |(_, id)| *id);
    let argument = text_of(error, ContextKind::InvalidArg);
    let id = match id {
        "usage-invalid-value" if value.is_empty() => "usage-missing-value",
        "usage-conflict" if argument == text_of(error, ContextKind::PriorArg) => "usage-repeated",
        id => id,
    };
    let cause = std::error::Error::source(error).map(|cause| {
        let ours = cause.downcast_ref::<Error>();
        ours.map_or_else(|| cause.to_string(), |ours| ours.message(locale))
    });
    let text = |kinds: &[ContextKind]| {
        let found = kinds.iter().find_map(|kind| text_of(error, *kind));
        found.unwrap_or_else(|| NONE.to_owned())
    };
    let suggestion = SUGGESTIONS.iter().find_map(|kind| best_of(error, *kind));
    Error::new(ErrorKind::Usage, id)
        .with("value", value)
        .with("cause", cause.unwrap_or_default())
        .with(
            "argument",
            text(&[ContextKind::InvalidArg, ContextKind::InvalidSubcommand]),
        )
        .with("other", text(&[ContextKind::PriorArg]))
        .with(
            "choices",
            text(&[ContextKind::ValidValue, ContextKind::ValidSubcommand]),
        )
        .with("suggestion", suggestion.unwrap_or(NONE))
}

/// The best of what clap suggests; it puts the best last.
fn best_of(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        ContextValue::Strings(texts) => texts.last().map(String::as_str),
        _ => None,
    }
}

/// What clap says of `kind`, as one text.
fn text_of(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(" ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use orgferry::locale::Language;

    use super::super::help;
    use super::*;

    /// What is said about the command line `orgferry LINE`.
    fn said(line: &str, language: Language) -> String {
        let locale = Locale::new(language);
        let line = format!("orgferry {line}");
        let error = help::command(&locale)
            .try_get_matches_from(line.split(' '))
            .expect_err("it is wrong");
        let error = translate(&error, &locale);
        let hint = error.hint(&locale).unwrap_or_default();
        format!("{} {hint}", error.message(&locale))
    }

    #[test]
    fn what_is_wrong_is_said_with_the_argument_and_the_way_out() {
        for (line, chinese, english) in [
            (
                "chekc a.xlsx",
                "没有 chekc 这个命令 是不是想写 check",
                "no command chekc did you mean check",
            ),
            ("check", "缺少 <输入>", "<INPUT>... is missing"),
            (
                "check a --treads 2",
                "没有 --treads 这个选项 是不是想写 --threads",
                "no option --treads did you mean --threads",
            ),
            (
                "check a --threads 0",
                "“0”：要填不小于 1 的整数",
                "“0”: it takes a whole number from 1",
            ),
            (
                "check a --threads",
                "--threads <个数> 后面缺少值",
                "--threads <N> needs a value",
            ),
            (
                "check a -q -v",
                "--quiet 和 --verbose 不能一起用",
                "--quiet and --verbose cannot be used together",
            ),
            (
                "check a --format xml",
                "不能是“xml” 可以是：text json",
                "cannot be “xml” it takes one of: text json",
            ),
            (
                "check a --header-row 1 --header-row 2",
                "--header-row <行号> 只能给一次",
                "--header-row <ROW> may be given once",
            ),
            (
                "check a --map phone=电话",
                "没有 phone 这个字段",
                "no field phone",
            ),
            (
                "completions bsah",
                "是不是想写“bash”",
                "did you mean “bash”",
            ),
        ] {
            for (language, expected) in [(Language::Chinese, chinese), (Language::English, english)]
            {
                let said = said(line, language);
                assert!(said.contains(expected), "{line}: {said}");
                assert!(!said.contains(NONE), "{line}: {said}");
            }
        }
    }
}
