//! How each source was read, for people and for programs.

mod json;
mod sheet;
mod text;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Findings, Place, Severity, SourceId, Sources, code};
use crate::intake::SourceReading;

pub use json::{schema, write as write_json};
pub(super) use sheet::Sheet;
pub use sheet::brief;
pub use text::text;

/// How many ignored rows are shown.
const IGNORED_SHOWN: usize = 5;

/// What is known of one source.
struct Told<'i> {
    source: SourceId,
    /// How it was read; `None` where it could not be.
    reading: Option<&'i SourceReading>,
    findings: Vec<&'i Diagnostic>,
}

impl<'i> Told<'i> {
    /// Every source that was read or of which something was found, in input order.
    fn all(
        sources: &'i Sources,
        readings: &'i [SourceReading],
        findings: &'i Findings,
    ) -> impl Iterator<Item = Self> {
        let mut found_in: BTreeMap<SourceId, Vec<&Diagnostic>> = BTreeMap::new();
        for finding in findings.list() {
            let found = found_in.entry(finding.place.source).or_default();
            found.push(finding);
        }
        let mut reading_of: BTreeMap<SourceId, &SourceReading> = BTreeMap::new();
        for reading in readings {
            reading_of.insert(reading.source, reading);
        }
        sources.iter().filter_map(move |(source, _)| {
            let told = Self {
                source,
                reading: reading_of.get(&source).copied(),
                findings: found_in.remove(&source).unwrap_or_default(),
            };
            (told.reading.is_some() || !told.findings.is_empty()).then_some(told)
        })
    }

    /// How many findings have `severity`.
    fn count(&self, severity: Severity) -> usize {
        let findings = self.findings.iter();
        findings
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// The first rows that were passed over.
    fn ignored(&self) -> impl Iterator<Item = &'i Diagnostic> {
        let findings = self.findings.iter().copied();
        findings
            .filter(|finding| finding.code.id == code::H007.id && finding.place.row > 0)
            .take(IGNORED_SHOWN)
    }

    /// Findings about the source as a whole: why it, or its header, could not be read.
    fn of_whole(&self) -> impl Iterator<Item = &'i Diagnostic> {
        let findings = self.findings.iter().copied();
        findings.filter(|finding| finding.place.row == 0)
    }
}

/// The letters by which a spreadsheet shows `column`.
fn letters(source: SourceId, column: u16) -> String {
    let address = Place::cell(source, 1, column).address();
    let mut letters = address.unwrap_or_default();
    letters.pop();
    letters
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::*;
    use crate::config::{Limits, Reading};
    use crate::intake::{Intake, Options, read};
    use crate::locale::{Language, Locale};
    use crate::source::{Meter, locate};

    fn taken_in(name: &str, content: &[u8]) -> Intake {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        let limits = Limits::default();
        let located = locate(&[path.to_string_lossy()], &mut io::empty(), &limits);
        let options = Options {
            reading: &Reading::default(),
            limits: &limits,
            keeps_keys: false,
            keeps_ids: false,
        };
        read(&located, options, &Arc::new(Meter::default()))
    }

    fn document(intake: &Intake) -> Value {
        let mut out = Vec::new();
        write_json(intake, &Locale::new(Language::English), &mut out).unwrap();
        let document: Value = serde_json::from_slice(&out).unwrap();
        let schema = serde_json::to_value(schema()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert!(validator.is_valid(&document), "{document}");
        document
    }

    const STAFF: &str = "星河科技花名册\n姓名;手机;部门;备注;序号\n张三;13800130001;星河/研发部,星河/市场部;好;1\n李四;13800130002;星河/市场部;;2\n合计;2\n";

    #[test]
    fn a_text_file_says_how_it_was_decoded_cut_and_understood() {
        let gb18030 = encoding_rs::GB18030.encode(STAFF).0;
        let document = document(&taken_in("花名册.csv", &gb18030));
        let source = &document["sources"][0];
        for (key, expected) in [
            ("format", json!("csv")),
            ("delimiter", json!(";")),
            ("kind", json!("members")),
            ("layout", json!("path")),
            ("header_row", json!(2)),
            ("path_separator", json!("/")),
            ("list_separators", json!([","])),
            (
                "rows",
                json!({"read": 5, "used": 2, "rejected": 0, "ignored": 3, "leavers": 0}),
            ),
        ] {
            assert_eq!(source[key], expected, "{key}");
        }
        let columns = source["columns"].as_array().unwrap();
        let read: Vec<_> = columns
            .iter()
            .map(|column| (column["letters"].as_str(), column["role"].as_str()))
            .collect();
        let roles = ["field", "field", "field", "own", "running-number"];
        assert_eq!(
            read,
            ["A", "B", "C", "D", "E"]
                .map(Some)
                .into_iter()
                .zip(roles.map(Some))
                .collect::<Vec<_>>()
        );
        assert_eq!(source["ignored"][1]["reason"], "total");
        assert!(
            source["encoding"]
                .as_str()
                .unwrap()
                .eq_ignore_ascii_case("gb18030")
        );
    }

    #[test]
    fn people_read_the_same_in_their_language() {
        let intake = taken_in("花名册.csv", STAFF.as_bytes());
        for (language, parts) in [
            (
                Language::Chinese,
                [
                    "一行一名成员",
                    "手机（member.mobile）",
                    "第 2 行",
                    "合计",
                    "分号",
                ],
            ),
            (
                Language::English,
                [
                    "a member a row",
                    "mobile (member.mobile)",
                    "row 2",
                    "合计",
                    "semicolons",
                ],
            ),
        ] {
            let text = text(&intake, &Locale::new(language));
            for part in parts {
                assert!(text.contains(part), "{part} in\n{text}");
            }
        }
    }

    #[test]
    fn a_list_is_called_by_the_system_that_wrote_it() {
        let dump = r#"{"errcode":0,"department":[{"id":1,"name":"星河","parentid":0,"order":1}]}"#;
        let document = document(&taken_in("department.json", dump.as_bytes()));
        let source = &document["sources"][0];
        assert_eq!(source["list"], "wecom department/list");
        assert_eq!(source["rows"]["used"], 1);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_problem() {
        let document = document(&taken_in("a.pdf", b"%PDF-1.7"));
        assert_eq!(document["sources"][0]["errors"], 1);
        assert!(document["sources"][0]["format"].is_null());
    }
}
