//! One finding: headline, the row with its offending cell underlined, related places, what to do.

use std::fmt::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Place, Severity, Sources};
use crate::locale::{Argument, Arguments, Locale};

use super::super::visible::{END_OF_ORIGIN, shorten, visible};
use super::super::wrap::wrap;
use super::line::Line;
use super::{Cells, MOST_RELATED, Options};

/// The widest a value is shown inside a sentence, in columns.
const WIDEST_VALUE: usize = 240;

/// The name of standard input among the sources.
const STANDARD_INPUT: &str = "-";

/// How many columns stand left of a row's cells.
const MARGIN: usize = 12;

/// Writes `diagnostic` and a line break.
pub(super) fn write(
    diagnostic: &Diagnostic,
    sources: &Sources,
    locale: &Locale,
    options: &Options,
    cells: &Cells<'_>,
    out: &mut dyn Write,
) -> fmt::Result {
    let code = diagnostic.code;
    let arguments = shown(&diagnostic.arguments);
    let (level, name) = match diagnostic.severity {
        Severity::Error => (Level::ERROR, "report-error"),
        Severity::Warning => (Level::WARNING, "report-warning"),
        Severity::Information => (Level::INFO, "report-information"),
    };
    let headline = visible(&locale.format(code.id, &arguments)).into_owned();
    let title = level
        .with_name(locale.text(name))
        .primary_title(headline)
        .id(format!("{} {}", code.id, code.name));
    let mut group = Group::with_title(title);
    let columns = options.width.saturating_sub(MARGIN);
    let line_of = |place: &Place| {
        let cells = cells(place).filter(|_| place.row > 0)?;
        Some(Line::of(&cells, place.column, columns))
    };
    let place = &diagnostic.place;
    group = match line_of(place) {
        Some(line) => group.element(snippet(
            line,
            origin(place, sources, locale),
            place.row,
            None,
        )),
        None => group.element(Origin::path(origin(place, sources, locale))),
    };
    for related in diagnostic.related.iter().take(MOST_RELATED) {
        let sentence = locale.attribute(code.id, "related", &shown(&related.arguments));
        let sentence = sentence.map(|sentence| visible(&sentence).into_owned());
        let place = &related.place;
        group = match (line_of(place), sentence) {
            (Some(line), sentence) => group.element(snippet(
                line,
                origin(place, sources, locale),
                place.row,
                Some(sentence),
            )),
            (None, Some(sentence)) => {
                let origin = origin(place, sources, locale);
                group.element(Origin::path(format!("{origin}  {sentence}")))
            }
            (None, None) => group.element(Origin::path(origin(place, sources, locale))),
        };
    }
    if let Some(more) = diagnostic.related.len().checked_sub(MOST_RELATED + 1) {
        let arguments = Arguments::default().with("count", more + 1);
        let sentence = locale.format("report-more-places", &arguments);
        group = group.element(Level::NOTE.no_name().message(sentence));
    }
    if let Some(help) = locale.attribute(code.id, "help", &arguments) {
        let help = wrap(&visible(&help), columns);
        let level = Level::HELP.with_name(locale.text("report-help"));
        group = group.element(level.message(help));
    }
    let renderer = match options.color {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let renderer = renderer.term_width(options.width);
    write_without_positions(&renderer.render(&[group]), out)?;
    out.write_char('\n')
}

/// The place in the user's words.
fn origin(place: &Place, sources: &Sources, locale: &Locale) -> String {
    let source = sources.get(place.source);
    let place = place.display(source);
    match place.strip_prefix(STANDARD_INPUT) {
        Some(within) if source.file == STANDARD_INPUT => {
            locale.text("report-standard-input") + &visible(within)
        }
        _ => visible(&place).into_owned(),
    }
}

/// The row with the number `row` and its cell underlined; `related` is the sentence of a related place.
fn snippet<'s>(
    line: Line,
    origin: String,
    row: u32,
    related: Option<Option<String>>,
) -> Snippet<'s, Annotation<'s>> {
    let kind = match related {
        None => AnnotationKind::Primary,
        Some(_) => AnnotationKind::Context,
    };
    Snippet::source(line.text)
        .path(format!("{origin}{END_OF_ORIGIN}"))
        .line_start(row as usize)
        .annotation(kind.span(line.span).label(related.flatten()))
}

/// Writes `rendered` without the `:line:column` that the renderer puts behind an origin: its line and column are those
/// of the text it was given, and ours stand in the origin already.
fn write_without_positions(rendered: &str, out: &mut dyn Write) -> fmt::Result {
    let mut parts = rendered.split(END_OF_ORIGIN);
    out.write_str(parts.next().unwrap_or_default())?;
    for part in parts {
        out.write_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()))?;
    }
    Ok(())
}

/// `arguments` with long values cut, so that a sentence stays one.
fn shown(arguments: &Arguments) -> Arguments {
    let mut shown = Arguments::default();
    for (name, argument) in arguments.iter() {
        match argument {
            Argument::Text(text) => shown.set(name, shorten(text, WIDEST_VALUE).as_ref()),
            other => shown.set(name, other.clone()),
        }
    }
    shown
}
