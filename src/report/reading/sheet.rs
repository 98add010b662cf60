//! How one source was read, in words: labelled lines, what each column is, the first rows that were passed over.

use crate::diagnostic::{Findings, Place, Severity, Sources};
use crate::intake::{Intake, SourceContent, SourceReading, TableContent};
use crate::layout::{Heading, Layout, Role, SheetKind, Template};
use crate::locale::{Arguments, Locale};
use crate::record::Separators;
use crate::source::Format;
use crate::source::csv::{Dialect, Evidence};

use super::super::visible::visible;
use super::super::wording::own_name;
use super::{Told, letters};

/// How one source was read, in words.
pub(in super::super) struct Sheet {
    /// Its name in the user's words.
    pub(in super::super) name: String,
    /// What there is to say, with labels; a line without one goes on from the line before.
    pub(in super::super) lines: Vec<(String, String)>,
    /// The letters, the header and the meaning of every column.
    pub(in super::super) columns: Vec<[String; 3]>,
    /// The first rows that were passed over, and how many more there are.
    pub(in super::super) passed_over: Vec<String>,
}

impl Sheet {
    /// Every source that was read or of which something was found, in input order.
    pub(in super::super) fn all(
        sources: &Sources,
        readings: &[SourceReading],
        findings: &Findings,
        locale: &Locale,
    ) -> Vec<Self> {
        let told = Told::all(sources, readings, findings);
        told.map(|told| Self::of(&told, sources, locale)).collect()
    }

    fn of(told: &Told<'_>, sources: &Sources, locale: &Locale) -> Self {
        let place = Place::whole(told.source).display(sources.get(told.source));
        let headings = match told.reading.map(|reading| &reading.content) {
            Some(SourceContent::Table(table)) => table.columns.as_slice(),
            _ => &[],
        };
        Self {
            name: visible(&place).into_owned(),
            lines: lines(told, locale),
            columns: headings
                .iter()
                .map(|heading| {
                    [
                        letters(told.source, heading.column),
                        visible(&heading.header).into_owned(),
                        role(&heading.role, locale),
                    ]
                })
                .collect(),
            passed_over: passed_over(told, locale),
        }
    }
}

/// How each table of `intake` was read, a line each.
pub fn brief(intake: &Intake, locale: &Locale) -> impl Iterator<Item = String> {
    intake.readings.iter().filter_map(move |reading| {
        let SourceContent::Table(table) = &reading.content else {
            return None;
        };
        let place = Place::whole(reading.source).display(intake.sources.get(reading.source));
        let arguments = Arguments::default()
            .with("place", &*visible(&place))
            .with("format", format(table, locale))
            .with("content", content(table, locale))
            .with("header", header(table, locale));
        Some(locale.format("reading-brief", &arguments))
    })
}

/// What there is to say about a source, with labels.
fn lines(told: &Told<'_>, locale: &Locale) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut line = |label: &str, value: String| lines.push((locale.text(label), value));
    match told.reading.map(|reading| &reading.content) {
        Some(SourceContent::Table(table)) => {
            line("reading-format", format(table, locale));
            line("reading-content", content(table, locale));
            if let Some(template) = table.template {
                line("reading-template", locale.text(name_of(template)));
            }
            if table.kind != SheetKind::Nothing {
                line("reading-header", header(table, locale));
                let Separators { level, list } = &table.separators;
                let levels = level.map(|level| level.to_string());
                line("reading-levels", separators(levels.iter(), locale));
                line("reading-lists", separators(list.iter(), locale));
            }
        }
        Some(SourceContent::List(Some(name))) => {
            let name = Arguments::default().with("name", *name);
            line(
                "reading-format",
                locale.format("reading-format-list", &name),
            );
        }
        Some(SourceContent::List(None)) => {
            line("reading-format", locale.text("reading-format-unknown-list"));
        }
        None => {}
    }
    if let Some(reading) = told.reading {
        line("reading-rows", rows(reading, locale));
    }
    let found = Arguments::default()
        .with("errors", told.count(Severity::Error))
        .with("warnings", told.count(Severity::Warning))
        .with("information", told.count(Severity::Information));
    line("reading-problems", locale.format("reading-found", &found));
    for finding in told.of_whole() {
        let message = locale.format(finding.code.id, &finding.arguments);
        lines.push((String::new(), format!("{} {message}", finding.code.id)));
    }
    lines
}

fn format(table: &TableContent, locale: &Locale) -> String {
    let format = match (table.format, &table.dialect) {
        (Format::Xlsx, _) => locale.text("reading-format-xlsx"),
        (Format::Xlsb, _) => locale.text("reading-format-xlsb"),
        (Format::Xls, _) => locale.text("reading-format-xls"),
        (Format::Ods, _) => locale.text("reading-format-ods"),
        (Format::Csv | Format::Json, None) => String::new(),
        (Format::Csv | Format::Json, Some(dialect)) => of_text(dialect, locale),
    };
    match table.is_hidden {
        true => {
            let format = Arguments::default().with("format", format);
            locale.format("reading-hidden", &format)
        }
        false => format,
    }
}

fn of_text(dialect: &Dialect, locale: &Locale) -> String {
    let evidence = match dialect.evidence {
        Evidence::Pinned => "reading-evidence-pinned",
        Evidence::ByteOrderMark => "reading-evidence-byte-order-mark",
        Evidence::Nuls => "reading-evidence-nuls",
        Evidence::ValidUtf8 => "reading-evidence-valid-utf8",
        Evidence::Statistics => "reading-evidence-statistics",
        Evidence::Headers => "reading-evidence-headers",
    };
    let character = dialect.shown_delimiter().to_string();
    let delimiter = match dialect.delimiter {
        b',' => "reading-delimiter-comma",
        b'\t' => "reading-delimiter-tab",
        b';' => "reading-delimiter-semicolon",
        b'|' => "reading-delimiter-bar",
        _ => "reading-delimiter-other",
    };
    let character = Arguments::default().with("delimiter", character);
    let arguments = Arguments::default()
        .with("encoding", dialect.encoding.name())
        .with("evidence", locale.text(evidence))
        .with("delimiter", locale.format(delimiter, &character));
    locale.format("reading-format-csv", &arguments)
}

fn content(table: &TableContent, locale: &Locale) -> String {
    let kind = locale.text(match table.kind {
        SheetKind::Departments => "reading-kind-departments",
        SheetKind::Members => "reading-kind-members",
        SheetKind::Both => "reading-kind-memberships",
        SheetKind::Nothing => "reading-kind-nothing",
    });
    let Some(layout) = table.layout else {
        return kind;
    };
    let layout = locale.text(match layout {
        Layout::ParentCode => "reading-layout-parent-code",
        Layout::ParentName => "reading-layout-parent-name",
        Layout::Path => "reading-layout-path",
        Layout::Levels => "reading-layout-levels",
        Layout::MemberCode => "reading-layout-member-code",
        Layout::FlatJoin => "reading-layout-flat-join",
        Layout::PrefixCodes => "reading-layout-prefix-codes",
        Layout::Sections => "reading-layout-sections",
        Layout::List => "reading-layout-list",
    });
    let both = Arguments::default()
        .with("kind", kind)
        .with("layout", layout);
    locale.format("reading-content-of", &both)
}

/// What people call a template.
fn name_of(template: Template) -> &'static str {
    match template {
        Template::WecomContacts => "reading-template-wecom-contacts",
        Template::WecomUsers => "reading-template-wecom-users",
        Template::WecomDepartments => "reading-template-wecom-departments",
        Template::Dingtalk => "reading-template-dingtalk",
        Template::Feishu => "reading-template-feishu",
        Template::BkUser => "reading-template-bk-user",
        Template::Aisuda => "reading-template-aisuda",
    }
}

fn header(table: &TableContent, locale: &Locale) -> String {
    let Some(row) = table.header_row else {
        return locale.text("reading-header-missing");
    };
    let is_known = |heading: &&Heading| {
        matches!(
            heading.role,
            Role::Field(_) | Role::Level(_) | Role::RunningNumber
        )
    };
    let arguments = Arguments::default()
        .with("row", row)
        .with("known", table.columns.iter().filter(is_known).count())
        .with("all", table.columns.len());
    locale.format("reading-header-found", &arguments)
}

fn separators<S: AsRef<str>>(found: impl Iterator<Item = S>, locale: &Locale) -> String {
    let shown: Vec<String> = found
        .map(|separator| match separator.as_ref() {
            "\n" => locale.text("reading-line-break"),
            text => visible(text).into_owned(),
        })
        .collect();
    match shown.is_empty() {
        true => locale.text("reading-separator-none"),
        false => shown.join("  "),
    }
}

fn rows(reading: &SourceReading, locale: &Locale) -> String {
    let rows = reading.rows;
    let arguments = Arguments::default()
        .with("read", rows.read)
        .with("used", rows.emitted)
        .with("rejected", rows.rejected)
        .with("ignored", rows.ignored)
        .with("leavers", rows.leavers);
    locale.format("reading-row-counts", &arguments)
}

fn role(role: &Role, locale: &Locale) -> String {
    let other = |header: &String| Arguments::default().with("other", &*visible(header));
    match role {
        Role::Field(field) => {
            let arguments = Arguments::default()
                .with("name", own_name(*field, locale))
                .with("field", field.id());
            locale.format("reading-role-field", &arguments)
        }
        Role::Level(level) => {
            let level = Arguments::default().with("level", u32::from(*level));
            locale.format("reading-role-level", &level)
        }
        Role::RunningNumber => locale.text("reading-role-running-number"),
        Role::Own => locale.text("reading-role-own"),
        Role::SecondTo(header) => locale.format("reading-role-second", &other(header)),
        Role::Beside(header) => locale.format("reading-role-beside", &other(header)),
        Role::DuplicateOf(header) => locale.format("reading-role-duplicate", &other(header)),
    }
}

/// The first rows that were passed over, why, and how many more there are.
fn passed_over(told: &Told<'_>, locale: &Locale) -> Vec<String> {
    let mut rows: Vec<String> = told
        .ignored()
        .map(|finding| {
            let message = locale.format(finding.code.id, &finding.arguments);
            let row = Arguments::default()
                .with("row", finding.place.row)
                .with("message", &*visible(&message));
            locale.format("reading-row", &row)
        })
        .collect();
    // The header is counted with the ignored rows and is no row to explain.
    let ignored = told.reading.map_or(0, |reading| {
        // Those who have left are one line of those that are shown.
        let together = reading.rows.leavers.saturating_sub(1);
        reading.rows.ignored.saturating_sub(together)
    });
    let more = ignored.saturating_sub(rows.len() as u64 + 1);
    if !rows.is_empty() && more > 0 {
        let count = Arguments::default().with("count", more);
        rows.push(locale.format("reading-rows-more", &count));
    }
    rows
}
