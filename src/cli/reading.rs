//! The flags that pin how inputs are read.

use std::path::{Path, PathBuf};

use clap::Args;
use encoding_rs::Encoding;
use orgferry::config::{
    Configuration, MappedTable, Mapping, PinnedColumn, Pins, Reading, TablePins, XlsxReader,
};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::record::Field;

use super::scope::Scope;

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "reading")]
pub(super) struct ReadingFlags {
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    #[arg(long, value_name = "SHEET")]
    sheet: Vec<String>,
    #[arg(long, value_name = "ROW", value_parser = parse_row)]
    header_row: Option<u32>,
    #[arg(long, value_name = "FIELD=HEADER", value_parser = parse_column)]
    map: Vec<(String, String)>,
    #[arg(long, value_name = "CHARACTER", env = "ORGFERRY_PATH_SEPARATOR", value_parser = parse_character)]
    path_separator: Option<char>,
    #[arg(long, value_name = "TEXT", env = "ORGFERRY_LIST_SEPARATOR")]
    list_separator: Option<String>,
    #[arg(long, value_name = "ENCODING", env = "ORGFERRY_ENCODING", value_parser = parse_encoding)]
    encoding: Option<String>,
    #[arg(long)]
    include_leavers: bool,
    #[arg(long)]
    skip_hidden: bool,
    #[arg(long, value_name = "READER", env = "ORGFERRY_READER", value_parser = parse_reader)]
    reader: Option<XlsxReader>,
    #[command(flatten)]
    pub(super) scope: Scope,
}

/// How inputs are to be read: as configured, except where the mapping says otherwise, and flags before both.
///
/// # Errors
/// When the mapping cannot be read, or it or the configuration pins a column to a field that does not exist.
pub(super) fn settle(flags: &ReadingFlags, configuration: &Configuration) -> Result<Reading> {
    let mapping = flags.mapping.as_deref().map(Mapping::load).transpose()?;
    let mapping = mapping.unwrap_or_default();
    let configured = with_columns(
        &configuration.reading.pins,
        &configuration.columns,
        configuration.file.as_deref(),
        "layout.columns",
    )?;
    let mapped = |table: &MappedTable, key| {
        with_columns(
            &table.table.pins,
            &table.columns,
            mapping.file.as_deref(),
            key,
        )
    };
    let given = flags.pins();
    let everywhere = mapped(&mapping.everywhere, "columns")?.or(&configured);
    let tables = mapping.tables.iter().map(|table| {
        Ok(TablePins {
            pins: given
                .clone()
                .or(&mapped(table, "sheet.columns")?.or(&everywhere)),
            ..table.table.clone()
        })
    });
    Ok(Reading {
        sheets: match flags.sheet.is_empty() {
            true => configuration.reading.sheets.clone(),
            false => flags.sheet.clone(),
        },
        reader: flags.reader.unwrap_or(configuration.reading.reader),
        guard: configuration.reading.guard.clone(),
        root: configuration.reading.root.clone(),
        tables: tables.collect::<Result<_>>()?,
        pins: given.or(&everywhere),
    })
}

/// `pins` with the `columns` that `file` gives under `key`.
fn with_columns(
    pins: &Pins,
    columns: &[PinnedColumn],
    file: Option<&Path>,
    key: &str,
) -> Result<Pins> {
    let columns = columns.iter().map(|column| {
        let known = field_called(&column.field).ok_or_else(|| {
            Error::new(ErrorKind::Usage, "config-unknown-field")
                .with(
                    "file",
                    file.map(|file| file.display().to_string())
                        .unwrap_or_default(),
                )
                .with("line", column.line)
                .with("key", format!("{key}.{}", column.field))
        })?;
        Ok((known.id().to_owned(), column.header.clone()))
    });
    Ok(Pins {
        columns: columns.collect::<Result<_>>()?,
        ..pins.clone()
    })
}

impl ReadingFlags {
    fn pins(&self) -> Pins {
        Pins {
            header_row: self.header_row,
            columns: self.map.clone(),
            path_separator: self.path_separator,
            list_separators: self.list_separator.iter().cloned().collect(),
            encoding: self.encoding.clone(),
            include_leavers: self.include_leavers.then_some(true),
            skip_hidden: self.skip_hidden.then_some(true),
            ..Pins::default()
        }
    }
}

/// The field called `name`: in full (`member.mobile`), or by its last word where only one field has it (`mobile`).
pub(super) fn field_called(name: &str) -> Option<Field> {
    let mut last_word = Field::all().filter(|field| {
        let id = field.id().rsplit_once('.');
        id.is_some_and(|(_, word)| word == name)
    });
    Field::by_id(name).or_else(|| match (last_word.next(), last_word.next()) {
        (found, None) => found,
        _ => None,
    })
}

fn parse_column(text: &str) -> Result<(String, String)> {
    let (field, header) = text
        .split_once('=')
        .map(|(field, header)| (field.trim(), header.trim()))
        .filter(|(_, header)| !header.is_empty())
        .ok_or_else(|| Error::new(ErrorKind::Usage, "usage-not-a-mapping"))?;
    let known = field_called(field)
        .ok_or_else(|| Error::new(ErrorKind::Usage, "usage-unknown-field").with("field", field))?;
    Ok((known.id().to_owned(), header.to_owned()))
}

fn parse_row(text: &str) -> Result<u32> {
    let row = text.parse().ok().filter(|row| *row > 0);
    row.ok_or_else(|| Error::new(ErrorKind::Usage, "usage-not-a-positive-number"))
}

fn parse_character(text: &str) -> Result<char> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) => Ok(character),
        _ => Err(Error::new(ErrorKind::Usage, "usage-not-a-character")),
    }
}

fn parse_encoding(text: &str) -> Result<String> {
    match Encoding::for_label(text.as_bytes()) {
        Some(_) => Ok(text.to_owned()),
        None => Err(Error::new(ErrorKind::Usage, "usage-unknown-encoding")),
    }
}

fn parse_reader(text: &str) -> Result<XlsxReader> {
    XlsxReader::named(text).ok_or_else(|| Error::new(ErrorKind::Usage, "usage-unknown-reader"))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        flags: ReadingFlags,
    }

    fn reading(line: &[&str], configuration: &str) -> Result<Reading> {
        let line = Line::try_parse_from([&["orgferry"], line].concat()).unwrap();
        let configuration = Configuration::parse(Path::new("orgferry.toml"), configuration)?;
        settle(&line.flags, &configuration)
    }

    #[test]
    fn a_field_is_named_in_full_or_by_a_last_word_that_only_it_has() {
        for (name, field) in [
            ("member.mobile", Some(Field::MOBILE)),
            ("mobile", Some(Field::MOBILE)),
            ("department.name", Some(Field::DEPARTMENT_NAME)),
            ("name", None),
            ("", None),
        ] {
            assert_eq!(field_called(name), field, "{name}");
        }
    }

    #[test]
    fn a_flag_outranks_the_configuration() {
        let configuration = "
            [layout]
            header_row = 2
            encoding = 'utf-8'
            reader = 'own'
            [layout.columns]
            mobile = '电话'
            'member.email' = '邮箱'
        ";
        let flags = [
            "--header-row",
            "3",
            "--map",
            "mobile=联系方式",
            "--path-separator",
            "-",
            "--reader",
            "calamine",
        ];
        let found = reading(&flags, configuration).unwrap();
        let pair = |field: &str, header: &str| (field.to_owned(), header.to_owned());
        assert_eq!(
            found.pins.columns,
            [
                pair("member.mobile", "联系方式"),
                pair("member.email", "邮箱")
            ]
        );
        assert_eq!(found.pins.header_row, Some(3));
        assert_eq!(found.pins.path_separator, Some('-'));
        assert_eq!(found.pins.encoding.as_deref(), Some("utf-8"));
        assert_eq!(found.reader, XlsxReader::Calamine);
    }

    #[test]
    fn a_configured_field_that_does_not_exist_is_refused() {
        let error = reading(&[], "[layout.columns]\nphone = '电话'").expect_err("unknown");
        assert!(
            error.to_string().contains("layout.columns.phone"),
            "{error}"
        );
    }
}
