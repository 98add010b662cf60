//! What is left of a directory, and the rows that are not.

use super::*;
use crate::config::Limits;
use crate::diagnostic::SourceId;
use crate::directory::example::{Sheet, departments, link, members};
use crate::rule::{self, Context, RULES};

fn judge(directory: &Directory) -> Findings {
    let rules: Vec<_> = RULES.iter().collect();
    let limits = Limits::default();
    rule::run(
        &rules,
        Context {
            directory,
            limits: &limits,
        },
    )
}

fn part_of(sheets: &[Sheet], reading: &Findings) -> Result<Part, Refusal> {
    valid_part(link(sheets), reading, &Severities::default(), &judge)
}

/// The rejected rows with their codes; those that follow from others are marked.
fn shown(part: &Part) -> Vec<String> {
    let rows = part.rejected.iter().map(|(source, row, reasons)| {
        let codes = reasons.iter().map(|reason| {
            let mark = if reason.follows { "<" } else { "" };
            format!("{mark}{}", reason.finding.code.id)
        });
        format!("{}:{row} {}", source.0, codes.collect::<Vec<_>>().join(" "))
    });
    rows.collect()
}

fn names(directory: &Directory) -> Vec<&str> {
    let departments = directory.departments();
    departments.map(|(_, one)| one.name.as_str()).collect()
}

const LIST: &str = "code name parent_code";

#[test]
fn a_ring_goes_with_all_that_hangs_below_it_and_the_people_there() {
    let sheets = [
        departments(
            LIST,
            &[
                ["1", "总部", ""],
                ["2", "研发部", "3"],
                ["3", "平台组", "2"],
                ["4", "后端组", "3"],
                ["5", "数据库组", "4"],
                ["6", "市场部", "1"],
            ],
        ),
        members(
            "userid name department_code",
            &[["a", "甲", "6"], ["b", "乙", "5"], ["c", "丙", "1"]],
        ),
    ];
    let whole = link(&sheets).counts().rows;
    let part = part_of(&sheets, &Findings::default()).unwrap();
    assert_eq!(names(&part.directory), ["总部", "市场部"]);
    assert_eq!(
        shown(&part),
        [
            "0:3 D006",
            "0:4 D006",
            "0:5 <D007",
            "0:6 <D007",
            "1:3 <P003"
        ]
    );
    let rows = part.directory.counts().rows;
    assert!(rows.is_conserved());
    assert_eq!(rows.read + part.rejected.len() as u64, whole.read);
    assert!(!part.findings.has_errors());
}

#[test]
fn what_stood_without_a_parent_before_stays_as_it_was() {
    let sheets = [departments(
        LIST,
        &[["1", "总部", ""], ["2", "市场部", "l"], ["3", "", "1"]],
    )];
    let mut severities = Severities::default();
    severities.set("D007", Some(Severity::Warning));
    let part = valid_part(link(&sheets), &Findings::default(), &severities, &judge).unwrap();
    assert_eq!(names(&part.directory), ["总部", "市场部"]);
    assert_eq!(shown(&part), ["0:4 D001"]);
    assert_eq!(part.findings.counts()["D007"], 1);
}

#[test]
fn a_department_with_its_whole_path_stands_without_its_parents_row() {
    let sheets = [departments(
        "code path name",
        &[
            ["1", "总部", "总部"],
            ["2", "总部/研发部", "研发部"],
            ["2", "总部/市场部", "市场部"],
            ["3", "总部/市场部/一组", "一组"],
        ],
    )];
    let part = part_of(&sheets, &Findings::default()).unwrap();
    assert_eq!(names(&part.directory), ["总部", "研发部", "一组", "市场部"]);
    assert_eq!(shown(&part), ["0:4 D003"]);
}

#[test]
fn a_department_list_of_which_nothing_is_left_lets_nobody_in() {
    let sheets = [
        departments(LIST, &[["1", "", ""]]),
        members("userid name department_code", &[["a", "甲", "1"]]),
    ];
    let refusal = part_of(&sheets, &Findings::default()).unwrap_err();
    assert_eq!(refusal, Refusal::Nothing);
}

#[test]
fn errors_of_cells_take_their_rows_and_those_of_files_and_headers_everything() {
    let sheets = [departments(
        LIST,
        &[["1", "总部", ""], ["2", "市场部", "1"]],
    )];
    let source = SourceId(0);
    for (code, place, refused) in [
        (&code::C002, Place::cell(source, 3, 1), false),
        (&code::F006, Place::cell(source, 3, 1), true),
        (&code::H002, Place::row(source, 1), true),
        (&code::C005, Place::whole(source), true),
    ] {
        let mut reading = Findings::default();
        reading.report(code, place);
        match part_of(&sheets, &reading) {
            Ok(part) => assert_eq!((shown(&part), refused), (vec!["0:3 C002".into()], false)),
            Err(refusal) => assert!(refused && matches!(refusal, Refusal::Whole(_))),
        }
    }
}
