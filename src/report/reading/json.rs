//! How each source was read, for programs: one JSON document of version 1.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::intake::{Intake, SourceContent, TableContent};
use crate::layout::{Heading, Layout, Role, SheetKind, Template};
use crate::locale::{Argument, Locale};
use crate::source::Format;
use crate::source::csv::Evidence;

use super::{Told, letters};

/// The version of the document.
const VERSION: u32 = 1;

/// What `inspect --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "orgferry inspect")]
struct Document<'i> {
    /// The version of this format: 1.
    version: u32,
    /// Every sheet, text file and JSON list, in input order.
    sources: Vec<Source<'i>>,
}

/// How one source was read. What does not apply is left out: a JSON list has no header.
#[derive(Serialize, JsonSchema)]
struct Source<'i> {
    /// The file as the user named it; `-` for standard input.
    file: &'i str,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'i str>,
    /// What was decided about a sheet or a text file.
    #[serde(flatten)]
    table: Option<Table<'i>>,
    /// What a JSON list is called; `unknown` where nothing is known of its elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<&'static str>,
    /// What became of its rows or elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Rows>,
    /// The first rows that were passed over.
    ignored: Vec<IgnoredRow>,
    /// Findings of severity `error`, from reading alone.
    errors: usize,
    /// Findings of severity `warning`, from reading alone.
    warnings: usize,
    /// Findings of severity `information`, from reading alone.
    information: usize,
    /// Findings about the source as a whole, in the language asked for.
    messages: Vec<String>,
}

/// What was decided about a sheet or a text file.
#[derive(Serialize, JsonSchema)]
struct Table<'i> {
    /// `xlsx`, `xlsb`, `xls`, `ods` or `csv`.
    format: &'static str,
    /// Whether the user cannot see the sheet.
    hidden: bool,
    /// The encoding of a text file, by its WHATWG name.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    /// Why this encoding: `pinned`, `byte-order-mark`, `nuls`, `valid-utf8`, `statistics` or `headers`.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding_evidence: Option<&'static str>,
    /// What stands between the cells of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    delimiter: Option<char>,
    /// What it lists: `departments`, `members`, `memberships` or `nothing`.
    kind: &'static str,
    /// How departments are given: `parent-code`, `parent-name`, `path`, `levels`, `member-code`, `flat-join`,
    /// `prefix-codes`, `sections` or `list`.
    #[serde(skip_serializing_if = "Option::is_none")]
    layout: Option<&'static str>,
    /// The known template it was made from: `wecom-contacts`, `wecom-batch-user`, `wecom-batch-party`, `dingtalk`,
    /// `feishu`, `bk-user` or `aisuda`.
    #[serde(skip_serializing_if = "Option::is_none")]
    template: Option<&'static str>,
    /// The row of the header, from 1; of two the lower.
    #[serde(skip_serializing_if = "Option::is_none")]
    header_row: Option<u32>,
    /// The columns with a header, in order.
    columns: Vec<Column<'i>>,
    /// What stands between the levels of a path.
    #[serde(skip_serializing_if = "Option::is_none")]
    path_separator: Option<char>,
    /// What stands between several departments of one person.
    list_separators: Vec<&'i str>,
}

/// A column with a header.
#[derive(Serialize, JsonSchema)]
struct Column<'i> {
    /// The column, from 1.
    column: u16,
    /// The column as a spreadsheet shows it.
    letters: String,
    /// The header as the user wrote it.
    header: &'i str,
    /// `field`, `level`, `running-number`, `own` (carried along), `second` (means the same as another column, carried
    /// along), `beside` (tells the same kind of thing as another column, carried along) or `duplicate` (means the same as another column, and nothing says which counts).
    role: &'static str,
    /// The canonical field, e.g. `member.mobile`.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    /// The level of the department path, from 1 at the top.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// The header of the column that means the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<&'i str>,
}

/// What became of the rows of a source: `read = used + rejected + ignored`.
#[derive(Serialize, JsonSchema)]
struct Rows {
    /// Rows or elements that hold anything.
    read: u64,
    /// Those that became a department or a member, or joined one.
    used: u64,
    /// Those that could not be used because of an error reported for them.
    rejected: u64,
    /// Headers, notes, totals, people who have left and rows of a sheet without a directory.
    ignored: u64,
    /// Those of the ignored ones that are about people who have left.
    leavers: u64,
}

/// A row that was passed over.
#[derive(Serialize, JsonSchema)]
struct IgnoredRow {
    /// The row, from 1.
    row: u32,
    /// `note`, `header`, `total`, `repeated-header`, `sample`, `empty` or, once for all of them, `leavers`.
    reason: String,
    /// The reason in the language asked for.
    message: String,
}

/// Writes how the sources of `intake` were read to `out` as one JSON document and a line break.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(intake: &Intake, locale: &Locale, mut out: impl Write) -> io::Result<()> {
    let sources = Told::all(&intake.sources, &intake.readings, &intake.findings)
        .map(|told| Source::of(&told, intake, locale));
    let document = Document {
        version: VERSION,
        sources: sources.collect(),
    };
    serde_json::to_writer(&mut out, &document)?;
    out.write_all(b"\n")
}

/// The JSON Schema of what [`write()`] writes.
#[must_use]
pub fn schema() -> Schema {
    schema_for!(Document<'static>)
}

impl<'i> Source<'i> {
    fn of(told: &Told<'i>, intake: &'i Intake, locale: &Locale) -> Self {
        let source = intake.sources.get(told.source);
        let (table, list) = match told.reading.map(|reading| &reading.content) {
            Some(SourceContent::Table(table)) => (Some(Table::of(told, table)), None),
            Some(SourceContent::List(name)) => (None, Some(name.unwrap_or("unknown"))),
            None => (None, None),
        };
        Self {
            file: &source.file,
            sheet: source.sheet.as_deref(),
            table,
            list,
            rows: told.reading.map(|reading| Rows {
                read: reading.rows.read,
                used: reading.rows.emitted,
                rejected: reading.rows.rejected,
                ignored: reading.rows.ignored,
                leavers: reading.rows.leavers,
            }),
            ignored: told
                .ignored()
                .map(|finding| IgnoredRow::of(finding, locale))
                .collect(),
            errors: told.count(Severity::Error),
            warnings: told.count(Severity::Warning),
            information: told.count(Severity::Information),
            messages: told
                .of_whole()
                .map(|finding| locale.format(finding.code.id, &finding.arguments))
                .collect(),
        }
    }
}

impl<'i> Table<'i> {
    fn of(told: &Told<'_>, table: &'i TableContent) -> Self {
        let dialect = table.dialect.as_ref();
        Self {
            format: match table.format {
                Format::Xlsx => "xlsx",
                Format::Xlsb => "xlsb",
                Format::Xls => "xls",
                Format::Ods => "ods",
                Format::Csv => "csv",
                Format::Json => "json",
            },
            hidden: table.is_hidden,
            encoding: dialect.map(|dialect| dialect.encoding.name()),
            encoding_evidence: dialect.map(|dialect| match dialect.evidence {
                Evidence::Pinned => "pinned",
                Evidence::ByteOrderMark => "byte-order-mark",
                Evidence::Nuls => "nuls",
                Evidence::ValidUtf8 => "valid-utf8",
                Evidence::Statistics => "statistics",
                Evidence::Headers => "headers",
            }),
            delimiter: dialect.map(|dialect| dialect.shown_delimiter()),
            kind: match table.kind {
                SheetKind::Departments => "departments",
                SheetKind::Members => "members",
                SheetKind::Both => "memberships",
                SheetKind::Nothing => "nothing",
            },
            layout: table.layout.map(|layout| match layout {
                Layout::ParentCode => "parent-code",
                Layout::ParentName => "parent-name",
                Layout::Path => "path",
                Layout::Levels => "levels",
                Layout::MemberCode => "member-code",
                Layout::FlatJoin => "flat-join",
                Layout::PrefixCodes => "prefix-codes",
                Layout::Sections => "sections",
                Layout::List => "list",
            }),
            template: table.template.map(Template::name),
            header_row: table.header_row,
            columns: table
                .columns
                .iter()
                .map(|heading| Column::of(told, heading))
                .collect(),
            path_separator: table.separators.level,
            list_separators: table.separators.list.iter().map(|text| &**text).collect(),
        }
    }
}

impl<'i> Column<'i> {
    fn of(told: &Told<'_>, heading: &'i Heading) -> Self {
        let mut column = Self {
            column: heading.column,
            letters: letters(told.source, heading.column),
            header: &heading.header,
            role: "field",
            field: None,
            level: None,
            other: None,
        };
        match &heading.role {
            Role::Field(field) => column.field = Some(field.id()),
            Role::Level(level) => (column.role, column.level) = ("level", Some(*level)),
            Role::RunningNumber => column.role = "running-number",
            Role::Own => column.role = "own",
            Role::SecondTo(other) => (column.role, column.other) = ("second", Some(other.as_str())),
            Role::Beside(other) => (column.role, column.other) = ("beside", Some(other.as_str())),
            Role::DuplicateOf(other) => {
                (column.role, column.other) = ("duplicate", Some(other.as_str()))
            }
        }
        column
    }
}

impl IgnoredRow {
    fn of(finding: &Diagnostic, locale: &Locale) -> Self {
        let reason = finding.arguments.iter().find(|(name, _)| *name == "case");
        Self {
            row: finding.place.row,
            reason: match reason {
                Some((_, Argument::Text(reason))) => reason.to_string(),
                _ => String::new(),
            },
            message: locale.format(finding.code.id, &finding.arguments),
        }
    }
}
