//! `orgferry.toml`: where it is looked for and what it may say.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::error::{Error, ErrorKind, Result};

use super::document::{Document, Entry, Section};
use super::{Limits, Pins, Reading, Remote, XlsxReader};

/// The name of the file, here and in the configuration folder.
const NAME: &str = "orgferry.toml";

/// No configuration is larger, in bytes.
const LARGEST: u64 = 1 << 20;

/// Everything the user configured. Without a file everything is as shipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// The file it was read from.
    pub file: Option<PathBuf>,
    /// Codes that are to be milder, stricter or silent (`[severity]`).
    pub severity: Vec<LeveledCode>,
    /// How much to take in (`[limits]`).
    pub limits: Limits,
    /// How to read (`[layout]`), without the columns.
    pub reading: Reading,
    /// Which column holds which field (`[layout.columns]`).
    pub columns: Vec<PinnedColumn>,
    /// What 第三方登录方式 is where the source does not say (`[target.aisuda] auth_type`).
    pub auth_type: Option<String>,
    /// Which departments SeaTable is told to import by their ids (`[target.seatable] departments`).
    pub department_imports: Option<DepartmentImports>,
    /// The remote systems by name (`[remote.NAME]`).
    pub remotes: BTreeMap<String, Remote>,
}

/// Departments that SeaTable is told to import by their ids, each with everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DepartmentImports {
    /// Those at the top of the source.
    Tops,
    /// Those with these ids.
    These(Vec<u64>),
}

/// A code and the severity it is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeveledCode {
    /// The id or name of the code as the user wrote it.
    pub code: String,
    /// How severe it is to be.
    pub level: Level,
    /// The line it stands in, from 1.
    pub line: usize,
}

/// A field and the header that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedColumn {
    /// The canonical name of the field as the user wrote it.
    pub field: String,
    /// The header.
    pub header: String,
    /// The line it stands in, from 1.
    pub line: usize,
}

/// How severe a finding is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not reported at all.
    Allow,
    /// Information.
    Information,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

impl Configuration {
    /// Reads the file at `explicit`; else `orgferry.toml` in the current folder, else in the user's configuration
    /// folder, else nothing.
    ///
    /// # Errors
    /// When `explicit` cannot be read, or the file that is found says something it may not.
    pub fn load(explicit: Option<&Path>) -> Result<Self> {
        let Some(file) = explicit.map(Path::to_path_buf).or_else(find) else {
            return Ok(Self::default());
        };
        let unreadable = |error: std::io::Error| {
            Error::new(ErrorKind::Usage, "config-unreadable")
                .with("file", file.display().to_string())
                .because(error)
        };
        if fs::metadata(&file).map_err(unreadable)?.len() > LARGEST {
            return Err(Error::new(ErrorKind::Usage, "config-too-large")
                .with("file", file.display().to_string()));
        }
        let text = fs::read_to_string(&file).map_err(unreadable)?;
        Self::parse(&file, &text)
    }

    /// Reads `text`, the content of `file`.
    ///
    /// # Errors
    /// When it is no TOML, or says something it may not; the error names file, line and key.
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut top = Document { file, text }.parse()?;
        let mut target = top.section("target")?;
        let mut layout = top.section("layout")?;
        let configuration = Self {
            file: Some(file.to_path_buf()),
            severity: read_severity(top.section("severity")?)?,
            limits: read_limits(top.section("limits")?)?,
            columns: read_columns(layout.section("columns")?)?,
            reading: read_layout(layout)?,
            auth_type: read_aisuda(target.section("aisuda")?)?,
            department_imports: read_seatable(target.section("seatable")?)?,
            remotes: read_remotes(top.section("remote")?)?,
        };
        target.finish()?;
        top.finish()?;
        Ok(configuration)
    }
}

fn find() -> Option<PathBuf> {
    let here = PathBuf::from(NAME);
    let configured = || {
        let folder = etcetera::choose_base_strategy().ok()?.config_dir();
        Some(folder.join("orgferry").join(NAME))
    };
    Some(here)
        .filter(|file| file.is_file())
        .or_else(|| configured().filter(|file| file.is_file()))
}

fn read_severity(mut section: Section<'_>) -> Result<Vec<LeveledCode>> {
    let mut codes = Vec::new();
    for (code, entry) in section.take_all() {
        let wrong = entry.unexpected("allow、info、warn 或 deny", "allow, info, warn or deny");
        let line = entry.line;
        let level = match entry.text()?.as_str() {
            "allow" => Level::Allow,
            "info" => Level::Information,
            "warn" => Level::Warning,
            "deny" => Level::Error,
            _ => return Err(wrong),
        };
        codes.push(LeveledCode { code, level, line });
    }
    Ok(codes)
}

fn read_limits(mut section: Section<'_>) -> Result<Limits> {
    let mut limits = Limits::default();
    size(&mut section, "file_size", &mut limits.file_size)?;
    size(&mut section, "parts", &mut limits.parts)?;
    size(&mut section, "part_size", &mut limits.part_size)?;
    size(&mut section, "expanded_size", &mut limits.expanded_size)?;
    size(&mut section, "rows", &mut limits.rows)?;
    size(&mut section, "columns", &mut limits.columns)?;
    size(&mut section, "cells", &mut limits.cells)?;
    size(&mut section, "text", &mut limits.text)?;
    size(&mut section, "nesting", &mut limits.nesting)?;
    size(&mut section, "depth", &mut limits.depth)?;
    section.finish()?;
    Ok(limits)
}

fn size<T: TryFrom<u64>>(
    section: &mut Section<'_>,
    key: &'static str,
    limit: &mut T,
) -> Result<()> {
    if let Some(entry) = section.take(key) {
        let too_large = entry.unexpected("小一些的数", "a smaller number");
        *limit = T::try_from(entry.size()?).map_err(|_| too_large)?;
    }
    Ok(())
}

fn read_columns(mut section: Section<'_>) -> Result<Vec<PinnedColumn>> {
    let mut columns = Vec::new();
    for (field, entry) in section.take_all() {
        let line = entry.line;
        let header = entry.text()?;
        columns.push(PinnedColumn {
            field,
            header,
            line,
        });
    }
    Ok(columns)
}

fn read_layout(mut section: Section<'_>) -> Result<Reading> {
    let sheets = section.take("sheet").map(Entry::texts).transpose()?;
    let reader = section.take("reader").map(read_reader).transpose()?;
    let reading = Reading {
        guard: None,
        sheets: sheets.unwrap_or_default(),
        reader: reader.unwrap_or_default(),
        root: section.text("root")?,
        pins: Pins::read(&mut section)?,
        tables: Vec::new(),
    };
    section.finish()?;
    Ok(reading)
}

fn read_reader(entry: Entry<'_>) -> Result<XlsxReader> {
    let wrong = entry.unexpected("own 或 calamine", "own or calamine");
    XlsxReader::named(&entry.text()?).ok_or(wrong)
}

fn read_aisuda(mut section: Section<'_>) -> Result<Option<String>> {
    let auth_type = section.text("auth_type")?;
    section.finish()?;
    Ok(auth_type)
}

fn read_seatable(mut section: Section<'_>) -> Result<Option<DepartmentImports>> {
    let departments = section.take("departments").map(|entry| {
        let wrong = entry.unexpected(
            "\"import\" 或部门编号的列表",
            "\"import\" or a list of department ids",
        );
        match entry.numbers_or_text()? {
            Ok(ids) => Ok(DepartmentImports::These(ids)),
            Err(text) if text == "import" => Ok(DepartmentImports::Tops),
            Err(_) => Err(wrong),
        }
    });
    let departments = departments.transpose()?;
    section.finish()?;
    Ok(departments)
}

fn read_remotes(mut section: Section<'_>) -> Result<BTreeMap<String, Remote>> {
    let remotes = section.take_all().into_iter();
    remotes
        .map(|(name, entry)| Ok((name, Remote::read(entry.section()?)?)))
        .collect()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
