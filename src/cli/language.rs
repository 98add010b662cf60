//! Which language to speak, known before the command line is parsed: its help and its errors are in it already.

use std::ffi::{OsStr, OsString};

use orgferry::locale::Language;

/// The variable that sets the language where `--lang` does not.
pub(super) const VARIABLE: &str = "ORGFERRY_LANG";

/// The language of `--lang`, else of the variable, else of the system.
pub(super) fn choose(arguments: &[OsString]) -> Language {
    of_arguments(arguments)
        .or_else(|| Language::parse(std::env::var(VARIABLE).ok()?.as_str()))
        .unwrap_or_else(Language::of_system)
}

fn of_arguments(arguments: &[OsString]) -> Option<Language> {
    let options = || arguments.iter().take_while(|argument| *argument != "--");
    let apart = options()
        .zip(options().skip(1))
        .filter(|(option, _)| *option == "--lang")
        .filter_map(|(_, value)| value.to_str());
    let joined = options()
        .map(OsString::as_os_str)
        .filter_map(OsStr::to_str)
        .filter_map(|argument| argument.strip_prefix("--lang="));
    apart.chain(joined).find_map(Language::parse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_found_wherever_the_option_stands() {
        for (line, language) in [
            (
                &["orgferry", "check", "--lang", "en"][..],
                Some(Language::English),
            ),
            (&["orgferry", "--lang=zh", "check"], Some(Language::Chinese)),
            (&["orgferry", "check", "--", "--lang=en"], None),
            (&["orgferry", "--lang"], None),
            (&["orgferry", "--lang", "fr"], None),
        ] {
            let arguments: Vec<OsString> = line.iter().map(OsString::from).collect();
            assert_eq!(of_arguments(&arguments), language, "{line:?}");
        }
    }
}
