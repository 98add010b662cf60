//! Findings for people and machines: as the product of `check`, and beside the product of `convert`.

use std::collections::BTreeSet;

use orgferry::diagnostic::Place;
use orgferry::error::Result;
use orgferry::report::{self, text};
use orgferry::source::excerpt;

use super::command::Format;
use super::console::Console;
use super::pipeline::Judged;
use super::settings::Settings;

/// Where findings go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channel {
    /// They are the product: standard output.
    Product,
    /// The product is something else: standard error, except that JSON was asked for.
    Beside,
}

/// Shows what `judged` found.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn show(
    judged: &Judged,
    channel: Channel,
    settings: &Settings,
    console: &Console,
) -> Result<()> {
    let report = judged.report();
    if settings.format == Format::Json {
        return console.stream(|out| {
            report::json::write(&report, console.locale(), settings.max_per_code, out)
        });
    }
    let options = text::Options {
        color: true,
        max_per_code: settings.max_per_code,
        width: console.width(),
    };
    let wanted: BTreeSet<_> = text::places(&report, &options)
        .map(|place| (place.source, place.row))
        .collect();
    let rows = excerpt(
        &judged.sources,
        &wanted,
        &settings.reading,
        &settings.limits,
    );
    let cells = |place: &Place| rows.get(&(place.source, place.row)).cloned();
    let mut shown = String::new();
    // Writing into a string cannot fail.
    let _ = text::write(&report, console.locale(), &options, &cells, &mut shown);
    match channel {
        Channel::Product => console.product(&shown),
        // Who asked for quiet still wants to know why nothing was written.
        Channel::Beside if judged.findings.has_errors() => {
            console.say(&shown);
            Ok(())
        }
        Channel::Beside => {
            console.note(&shown);
            Ok(())
        }
    }
}
