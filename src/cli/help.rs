//! Puts the sentences of `locale` into the command line's help, so that it speaks the user's language.
//!
//! A command's sentence is `cli-VERB`; an argument's is `cli-VERB-ARGUMENT` or, for those several verbs share,
//! `cli-option-ARGUMENT`; both may carry more for `--help` in the attribute `.long`.

use clap::builder::Styles;
use clap::{Arg, Command, CommandFactory};
use orgferry::locale::{Arguments, Locale};

use super::command::CommandLine;

/// The whole command line in the language of `locale`.
pub(super) fn command(locale: &Locale) -> Command {
    let command = with_sentences(CommandLine::command(), locale);
    // clap knows the usage of a verb only once the whole tree is built, and builds it in English.
    let mut built = command.clone();
    built.build();
    with_usage(command, &mut built, locale)
}

/// The sentence `id`, if there is one.
pub(super) fn sentence(locale: &Locale, id: &str) -> Option<String> {
    Some(locale.text(id)).filter(|text| text != id)
}

fn with_sentences(command: Command, locale: &Locale) -> Command {
    let verb = command.get_name().to_owned();
    let id = format!("cli-{verb}");
    let mut command = command
        .subcommand_help_heading(locale.text("cli-heading-verbs"))
        .subcommand_value_name(locale.text("cli-value-verb"))
        .mut_args(|argument| describe(argument, &verb, locale))
        .mut_subcommands(|verb| with_sentences(verb, locale));
    if let Some(about) = sentence(locale, &id) {
        command = command.about(about);
    }
    if let Some(long) = locale.attribute(&id, "long", &Arguments::default()) {
        command = command.after_long_help(long);
    }
    command
}

fn describe(argument: Arg, verb: &str, locale: &Locale) -> Arg {
    let name = argument.get_id().as_str().replace('_', "-");
    let ids = [format!("cli-{verb}-{name}"), format!("cli-option-{name}")];
    let Some((id, mut help)) = ids.iter().find_map(|id| Some((id, sentence(locale, id)?))) else {
        return argument;
    };
    let mut long = help.clone();
    if let Some(more) = locale.attribute(id, "long", &Arguments::default()) {
        long.push('\n');
        long.push_str(&more);
    }
    let choices = choices(&argument, locale);
    help.push_str(&choices);
    long.push_str(&choices);
    long.push_str(&variable(&argument, locale));
    let heading = match (argument.get_help_heading(), argument.is_positional()) {
        (Some(heading), _) => format!("cli-heading-{heading}"),
        (None, true) => "cli-heading-arguments".to_owned(),
        (None, false) => "cli-heading-options".to_owned(),
    };
    let names: Vec<String> = argument
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| {
            let id = format!(
                "cli-value-{}",
                name.to_ascii_lowercase().replace(['|', '='], "-")
            );
            sentence(locale, &id).unwrap_or_else(|| name.to_string())
        })
        .collect();
    let takes_values = argument.get_action().takes_values();
    let mut argument = argument
        .help(help)
        .long_help(long)
        .help_heading(locale.text(&heading));
    if takes_values {
        argument = argument
            .hide_possible_values(true)
            .hide_default_value(true)
            .hide_env(true);
    }
    match names.is_empty() {
        true => argument,
        false => argument.value_names(names),
    }
}

/// What clap would say of an argument's choices and default in English.
fn choices(argument: &Arg, locale: &Locale) -> String {
    if !argument.get_action().takes_values() {
        return String::new();
    }
    let choices = argument.get_possible_values();
    let choices: Vec<_> = choices.iter().map(|value| value.get_name()).collect();
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    fact("cli-fact-choices", &choices.join(" "), locale)
        + &fact("cli-fact-default", &defaults.join(" "), locale)
}

/// What clap would say of an argument's variable in English.
fn variable(argument: &Arg, locale: &Locale) -> String {
    let variable = argument.get_env().unwrap_or_default();
    fact("cli-fact-variable", &variable.to_string_lossy(), locale)
}

fn fact(id: &str, fact: &str, locale: &Locale) -> String {
    match fact.is_empty() {
        true => String::new(),
        false => {
            let fact = locale.format(id, &Arguments::default().with("fact", fact));
            format!(" [{fact}]")
        }
    }
}

fn with_usage(command: Command, built: &mut Command, locale: &Locale) -> Command {
    let usage = built
        .render_usage()
        .to_string()
        .trim_start_matches("Usage:")
        .trim()
        .replace("[OPTIONS]", &locale.text("cli-usage-options"));
    let header = Styles::styled().get_header().to_owned();
    let heading = locale.text("cli-heading-usage");
    command
        .override_usage(usage)
        .help_template(format!(
            "{{about-with-newline}}\n{header}{heading}:{header:#} {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        .mut_subcommands(|verb| match built.find_subcommand_mut(verb.get_name()) {
            Some(built) => with_usage(verb, built, locale),
            None => verb,
        })
}

#[cfg(test)]
mod tests {
    use orgferry::locale::Language;

    use super::*;

    fn tree(language: Language) -> Vec<Command> {
        let mut command = command(&Locale::new(language));
        command.build();
        let verbs: Vec<_> = command.get_subcommands().cloned().collect();
        std::iter::once(command).chain(verbs).collect()
    }

    #[test]
    fn every_verb_and_every_argument_explains_itself_in_both_languages() {
        for language in Language::ALL {
            for command in tree(language) {
                let name = command.get_name();
                assert!(command.get_about().is_some(), "{language:?} {name}");
                for argument in command.get_arguments() {
                    let id = argument.get_id();
                    assert!(argument.get_help().is_some(), "{language:?} {name} {id}");
                }
            }
        }
    }

    #[test]
    fn chinese_help_has_no_english_headings() {
        for mut command in tree(Language::Chinese) {
            let help = command.render_long_help().to_string();
            for english in [
                "Usage",
                "Options",
                "Arguments",
                "Commands",
                "OPTIONS",
                "[default",
                "[possible",
                "[env",
            ] {
                assert!(!help.contains(english), "{english} in\n{help}");
            }
            assert!(help.contains("用法:"), "{help}");
        }
    }

    #[test]
    fn english_help_has_no_chinese_sentence() {
        let names = ["部门", "组织架构"];
        for mut command in tree(Language::English) {
            let mut help = command.render_long_help().to_string();
            for name in names {
                help = help.replace(name, "");
            }
            let chinese: String = help.chars().filter(|c| ('一'..='龥').contains(c)).collect();
            assert!(chinese.is_empty(), "{chinese}");
        }
    }
}
