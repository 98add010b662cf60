//! Findings for programs: one JSON document of version 1, written as it goes.
//!
//! Parts of a location that do not apply are left out: a JSON dump has no cells, a whole file has no row.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema, schema_for};
use serde::{Serialize, Serializer};

use crate::diagnostic::{Diagnostic, Place, Severity, Sources};
use crate::locale::Locale;
use crate::repair::Change;

use super::{Report, Summary};

/// The version of the document. A program that knows this version understands every document that bears it.
pub const VERSION: u32 = 1;

/// What `check --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "orgferry diagnostics")]
struct Document<'r> {
    /// The version of this format: 1.
    version: u32,
    /// How much was found and read.
    summary: Summary,
    /// The findings, by place and then by code.
    #[schemars(with = "Vec<Finding<'static>>")]
    diagnostics: Listed<'r>,
    /// The cells that the corrected copy writes otherwise, by place; only where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrections: Option<Vec<Correction<'r>>>,
}

/// A cell that the corrected copy writes otherwise.
#[derive(Serialize, JsonSchema)]
struct Correction<'r> {
    /// Where it is.
    location: Location<'r>,
    /// What stands there.
    old: &'r str,
    /// What stands there in the copy, as text.
    new: &'r str,
    /// The codes of what is no longer found there.
    codes: Vec<&'static str>,
}

/// Findings that are put into words one by one.
struct Listed<'r> {
    report: &'r Report<'r>,
    most: usize,
    locale: &'r Locale,
}

/// One thing that is wrong with the data.
#[derive(Serialize, JsonSchema)]
struct Finding<'r> {
    /// The code, e.g. `D006`; never reused.
    code: &'static str,
    /// What the code is called, e.g. `department-cycle`.
    name: &'static str,
    /// How bad it is, as configured.
    severity: Level,
    /// What is wrong, in the language asked for.
    message: String,
    /// Where it is.
    location: Location<'r>,
    /// The other places that take part, in the order they are to be read.
    related: Vec<RelatedPlace<'r>>,
    /// What can be done about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    /// The offending value as it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'r str>,
}

/// How bad a finding is.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Level {
    Error,
    Warning,
    Information,
}

/// A further place of a finding.
#[derive(Serialize, JsonSchema)]
struct RelatedPlace<'r> {
    /// What is there, in the language asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// Where it is.
    location: Location<'r>,
}

/// A place in the user's own coordinates.
#[derive(Serialize, JsonSchema)]
struct Location<'r> {
    /// The file as the user named it; `-` for standard input.
    file: &'r str,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'r str>,
    /// The row as a spreadsheet shows it, the line of NDJSON, or the number of a JSON element; from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    /// The column, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u16>,
    /// The address of the cell, e.g. `C17`.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    /// The canonical field, e.g. `member.mobile`.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    /// The JSON pointer (RFC 6901) in a JSON document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
}

/// Writes `report` to `out` as one JSON document and a line break; of one code at most `most` findings (0 for all).
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    report: &Report<'_>,
    locale: &Locale,
    most: usize,
    mut out: impl Write,
) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        summary: Summary::of(report, most),
        diagnostics: Listed {
            report,
            most,
            locale,
        },
        corrections: report.changes.map(|changes| {
            let changes = changes.list().iter();
            changes
                .map(|change| Correction::of(change, report.sources))
                .collect()
        }),
    };
    serde_json::to_writer(&mut out, &document)?;
    out.write_all(b"\n")
}

/// The JSON Schema of what [`write()`] writes.
#[must_use]
pub fn schema() -> Schema {
    schema_for!(Document<'static>)
}

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let listed = self.report.listed(self.most);
        serializer.collect_seq(
            listed.map(|diagnostic| Finding::of(diagnostic, self.report.sources, self.locale)),
        )
    }
}

impl<'r> Correction<'r> {
    fn of(change: &'r Change, sources: &'r Sources) -> Self {
        Self {
            location: Location::of(&change.place, sources),
            old: &change.old,
            new: &change.new,
            codes: change.codes.iter().map(|code| code.id).collect(),
        }
    }
}

impl<'r> Finding<'r> {
    fn of(diagnostic: &'r Diagnostic, sources: &'r Sources, locale: &Locale) -> Self {
        let code = diagnostic.code;
        let related = diagnostic.related.iter().map(|related| RelatedPlace {
            message: locale.attribute(code.id, "related", &related.arguments),
            location: Location::of(&related.place, sources),
        });
        Self {
            code: code.id,
            name: code.name,
            severity: match diagnostic.severity {
                Severity::Error => Level::Error,
                Severity::Warning => Level::Warning,
                Severity::Information => Level::Information,
            },
            message: locale.format(code.id, &diagnostic.arguments),
            location: Location::of(&diagnostic.place, sources),
            related: related.collect(),
            help: locale.attribute(code.id, "help", &diagnostic.arguments),
            value: diagnostic.value.as_deref(),
        }
    }
}

impl<'r> Location<'r> {
    fn of(place: &Place, sources: &'r Sources) -> Self {
        let source = sources.get(place.source);
        Self {
            file: &source.file,
            sheet: source.sheet.as_deref(),
            row: (place.row > 0).then_some(place.row),
            column: (place.column > 0).then_some(place.column),
            cell: place.address(),
            field: place.field,
            pointer: place.pointer(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::example::Example;
    use super::*;
    use crate::locale::Language;

    fn document(most: usize) -> Value {
        let example = Example::new(3);
        let locale = Locale::new(Language::English);
        let mut out = Vec::new();
        write(&example.report(), &locale, most, &mut out).unwrap();
        assert_eq!(out.last(), Some(&b'\n'));
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn a_finding_says_what_where_and_what_to_do() {
        let document = document(0);
        assert_eq!(document["version"], 1);
        let cycle = &document["diagnostics"][0];
        assert_eq!(
            *cycle,
            json!({
                "code": "D006", "name": "department-cycle", "severity": "error",
                "message": "departments contain each other: 研发部 → 平台组 → 研发部",
                "location": {
                    "file": "组织.xlsx", "sheet": "表1", "row": 2, "column": 3, "cell": "C2",
                    "field": "department.parent_code"
                },
                "related": [{
                    "message": "“平台组” names “研发部” as its parent",
                    "location": {
                        "file": "组织.xlsx", "sheet": "表1", "row": 4, "column": 3, "cell": "C4",
                        "field": "department.parent_code"
                    }
                }],
                "help": "change or clear the parent of one of these 2 departments."
            })
        );
    }

    #[test]
    fn a_finding_in_a_json_dump_has_a_pointer_and_no_cell() {
        let document = document(0);
        assert_eq!(
            document["diagnostics"][2]["location"],
            json!({
                "file": "dump.json", "row": 1, "field": "member.name", "pointer": "/userlist/0/name"
            })
        );
    }

    #[test]
    fn the_summary_counts_everything_also_what_is_not_listed() {
        let all = document(0);
        assert_eq!(all["summary"]["codes"]["M002"], 3);
        assert_eq!(all["summary"]["left_out"], 0);
        let short = document(1);
        assert_eq!(short["summary"]["codes"], all["summary"]["codes"]);
        assert_eq!(short["summary"]["left_out"], 2);
        assert_eq!(
            short["summary"]["rows"],
            json!({"read": 7, "used": 7, "merged": 0, "rejected": 0, "ignored": 0, "leavers": 0})
        );
        assert_eq!(short["summary"]["memberships"], 3);
        let listed = short["diagnostics"].as_array().unwrap();
        let total = short["summary"]["errors"].as_u64().unwrap()
            + short["summary"]["warnings"].as_u64().unwrap()
            + short["summary"]["information"].as_u64().unwrap();
        assert_eq!(listed.len() as u64 + 2, total);
    }

    #[test]
    fn documents_fit_their_schema() {
        let schema = serde_json::to_value(schema()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for document in [document(0), document(1)] {
            let errors: Vec<String> = validator
                .iter_errors(&document)
                .map(|error| error.to_string())
                .collect();
            assert_eq!(errors, [""; 0]);
        }
        assert!(!validator.is_valid(&json!({"version": 1, "diagnostics": []})));
    }
}
