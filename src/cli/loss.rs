//! The loss table: what a target cannot carry, counted.

use comfy_table::{CellAlignment, Table, presets};
use orgferry::locale::{Arguments, Language, Locale};
use orgferry::report::html;
use orgferry::system::{Loss, LostField};

/// What is lost in the words of `locale`, and how much of it.
fn rows(loss: &Loss, locale: &Locale) -> Vec<(String, usize)> {
    let whole = [
        ("cli-loss-departments", loss.departments),
        ("cli-loss-members", loss.members),
        ("cli-loss-memberships", loss.memberships),
    ];
    let whole = whole.iter().map(|(id, count)| (locale.text(id), *count));
    let fields = loss
        .fields
        .iter()
        .map(|(field, count)| (name(field, locale), *count));
    whole
        .chain(fields)
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// The same in both languages, for pages.
pub(super) fn in_both(target: &str, loss: &Loss) -> html::Loss {
    let [chinese, english] = Language::ALL.map(|language| rows(loss, &Locale::new(language)));
    let both = chinese.into_iter().zip(english);
    html::Loss {
        target: target.to_owned(),
        rows: both
            .map(|((chinese, count), (english, _))| (html::Both(chinese, english), count))
            .collect(),
    }
}

/// The table of `loss` with a line that says what it is; `None` where nothing is lost.
pub(super) fn table(loss: &Loss, target: &str, locale: &Locale) -> Option<String> {
    let rows = rows(loss, locale);
    if rows.is_empty() {
        return None;
    }
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_header([locale.text("cli-loss-what"), locale.text("cli-loss-count")]);
    for (what, count) in rows {
        table.add_row([what, count.to_string()]);
    }
    if let Some(counts) = table.column_mut(1) {
        counts.set_cell_alignment(CellAlignment::Right);
    }
    let headline = Arguments::default().with("target", target);
    Some(format!(
        "{}\n{table}",
        locale.format("cli-loss-headline", &headline)
    ))
}

/// A field in the words of the sheet it came from, or of the template.
fn name(field: &LostField, locale: &Locale) -> String {
    match field {
        LostField::Extra(header) => header.clone(),
        LostField::Known(field) => {
            let spellings = field.info().map(|info| match locale.language() {
                Language::Chinese => info.chinese,
                Language::English => info.english,
            });
            let first = spellings.and_then(|spellings| spellings.first());
            first.map_or_else(|| field.id().to_owned(), |name| name.replace('_', " "))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use orgferry::record::Field;

    use super::*;

    #[test]
    fn what_is_lost_is_counted_in_the_users_words_and_nothing_else_is_named() {
        let loss = Loss {
            fields: BTreeMap::from([
                (LostField::Known(Field::MOBILE), 30),
                (LostField::Extra("紧急联系人".into()), 7),
            ]),
            members: 31,
            ..Loss::default()
        };
        let text = table(&loss, "atwork", &Locale::new(Language::Chinese)).unwrap();
        for part in ["atwork", "手机", "30", "紧急联系人", "7", "31"] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
        assert_eq!(
            text.lines().filter(|line| line.contains('3')).count(),
            2,
            "{text}"
        );
    }

    #[test]
    fn no_loss_is_no_table() {
        assert_eq!(
            table(&Loss::default(), "atwork", &Locale::new(Language::English)),
            None
        );
    }
}
