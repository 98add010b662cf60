//! Both languages say the same things about the same values.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use fluent_syntax::serializer::serialize;

use super::*;

/// Every message and attribute of a language, with the variables it names.
fn messages(files: MessageFiles) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for (file, text) in files {
        let resource = parse(*text).unwrap_or_else(|(_, errors)| panic!("{file}.ftl: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let id = message.id.name.to_owned();
            let mut add = |id: String, pattern: &Pattern<&str>| {
                assert!(
                    found.insert(id.clone(), variables(pattern)).is_none(),
                    "{id} is there twice"
                );
            };
            if let Some(pattern) = &message.value {
                add(id.clone(), pattern);
            }
            for attribute in &message.attributes {
                add(format!("{id}.{}", attribute.id.name), &attribute.value);
            }
        }
    }
    found
}

fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let body = vec![Entry::Message(fluent_syntax::ast::Message {
        id: fluent_syntax::ast::Identifier { name: "m" },
        value: Some(pattern.clone()),
        attributes: Vec::new(),
        comment: None,
    })];
    let text = serialize(&fluent_syntax::ast::Resource { body });
    text.split('$')
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_')
                .collect()
        })
        .collect()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    assert_eq!(messages(CHINESE), messages(ENGLISH));
}

/// The texts of `pattern`: each variant of a select by itself.
fn texts(pattern: &Pattern<&str>) -> Vec<String> {
    let select = pattern.elements.iter().find_map(|element| match element {
        PatternElement::Placeable {
            expression: Expression::Select { variants, .. },
        } if pattern.elements.len() == 1 => Some(variants),
        _ => None,
    });
    match select {
        Some(variants) => variants
            .iter()
            .flat_map(|variant| texts(&variant.value))
            .collect(),
        None => {
            let parts = pattern.elements.iter().map(|element| match element {
                PatternElement::TextElement { value } => *value,
                PatternElement::Placeable { .. } => "…",
            });
            vec![parts.collect()]
        }
    }
}

#[test]
fn a_way_out_is_a_sentence_and_a_title_is_none() {
    for (files, is_end) in [
        (CHINESE, (|c| matches!(c, '。' | '？')) as fn(char) -> bool),
        (ENGLISH, |c| matches!(c, '.' | '?')),
    ] {
        for (file, text) in files {
            let resource = parse(*text).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
            for entry in resource.body {
                let Entry::Message(message) = entry else {
                    continue;
                };
                for attribute in &message.attributes {
                    let is_help = match attribute.id.name {
                        "help" => true,
                        "title" => false,
                        _ => continue,
                    };
                    for text in texts(&attribute.value) {
                        assert_eq!(
                            text.ends_with(is_end),
                            is_help,
                            "{}: {text}",
                            message.id.name
                        );
                        let mut start = text.chars();
                        let is_capital = start.next().is_some_and(char::is_uppercase)
                            && start.next().is_some_and(char::is_lowercase);
                        let is_name = ["SeaTable", "Work Weixin", "Excel"];
                        let is_name = is_name.iter().any(|name| text.starts_with(name));
                        assert!(!is_capital || is_name, "{}: {text}", message.id.name);
                    }
                }
            }
        }
    }
}

#[test]
fn a_message_is_filled_in_the_language_asked_for() {
    let arguments = Arguments::default().with("file", "a.csv").with(
        "reason",
        Argument::Words {
            chinese: "找不到",
            english: "not found",
        },
    );
    let chinese = Locale::new(Language::Chinese).format("F001", &arguments);
    let english = Locale::new(Language::English).format("F001", &arguments);
    assert!(chinese.contains("找不到"), "{chinese}");
    assert!(english.contains("not found"), "{english}");
}

#[test]
fn only_an_english_locale_means_english() {
    assert_eq!(Language::parse("en_GB.UTF-8"), Some(Language::English));
    assert_eq!(Language::parse("zh-Hant"), Some(Language::Chinese));
    assert_eq!(Language::parse("fr"), None);
}
