//! A small directory with findings, for tests of reports.

use crate::diagnostic::{Addressing, Findings, Place, Source, SourceId, Sources, code};
use crate::directory::Directory;
use crate::directory::example::{departments, link, members};
use crate::locale::Arguments;

use super::Report;

/// The rows of the department sheet, from row 2 on.
pub(super) const LIST: [[&str; 3]; 4] = [
    ["D01", "研发部", "D03"],
    ["D02", "市场部", ""],
    ["D03", "平台组", "D01"],
    ["D04", "财务部", "D99"],
];

/// What a report is made of.
pub(super) struct Example {
    pub(super) directory: Directory,
    pub(super) findings: Findings,
    sources: Sources,
}

impl Example {
    /// A sheet with a ring and an orphan, and so many members of a JSON dump without a name.
    pub(super) fn new(nameless: u32) -> Self {
        let people: Vec<[String; 3]> = (0..nameless)
            .map(|row| [format!("u{row}"), String::new(), "市场部".to_owned()])
            .collect();
        let directory = link(&[
            departments("code name parent_code", &LIST),
            members("userid name department", &people).dumped(),
        ]);
        let cell = |row| Place::cell(SourceId(0), row, 3).of_field("department.parent_code");
        let mut findings = Findings::default();
        findings
            .report(&code::D006, cell(2))
            .with("names", "研发部 → 平台组 → 研发部")
            .with("count", 2u32)
            .related(
                cell(4),
                Arguments::default()
                    .with("name", "平台组")
                    .with("parent", "研发部"),
            );
        findings
            .report(&code::D007, cell(5))
            .with("name", "财务部")
            .value("D99");
        for row in 1..=nameless {
            let place = Place::key(SourceId(1), row, "name").of_field("member.name");
            findings.report(&code::M002, place).with("member", "u");
        }
        findings.settle(&Default::default());
        Self {
            directory,
            findings,
            sources: sources(),
        }
    }

    pub(super) fn report(&self) -> Report<'_> {
        Report {
            findings: &self.findings,
            sources: &self.sources,
            directory: Some(&self.directory),
            readings: &[],
            rows: self.directory.counts().rows,
            passed_over: 0,
            changes: None,
        }
    }
}

fn sources() -> Sources {
    let mut sources = Sources::default();
    sources.add(Source {
        file: "组织.xlsx".into(),
        path: "组织.xlsx".into(),
        sheet: Some("表1".into()),
        addressing: Addressing::Cells,
    });
    sources.add(Source {
        file: "dump.json".into(),
        path: "dump.json".into(),
        sheet: None,
        addressing: Addressing::Pointer {
            base: "/userlist".into(),
            single: false,
        },
    });
    sources
}

/// The filled cells of a row of [`LIST`].
pub(super) fn cells_of_list(place: &Place) -> Option<Vec<(u16, String)>> {
    let row = LIST.get((place.row as usize).checked_sub(2)?)?;
    let filled = (1..).zip(row).filter(|(_, text)| !text.is_empty());
    Some(
        filled
            .map(|(column, text)| (column, (*text).to_owned()))
            .collect(),
    )
}
