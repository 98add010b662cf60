//! The table of rules, and each rule by what it finds in a small directory.

mod department;
mod member;
mod sentences;

use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Place, code};
use crate::directory::example::{Sheet, link, members};
use crate::locale::{Argument, Arguments};

use super::*;

/// What the rule of the code `id` finds in `sheets`, a line a finding: place, arguments, related places.
fn found(id: &str, sheets: &[Sheet]) -> Vec<String> {
    let rule = RULES.iter().find(|rule| rule.code.id == id).unwrap();
    let findings = check(&[rule], &link(sheets));
    findings.list().iter().map(told).collect()
}

/// What `rules` find in `directory`, settled.
fn check(rules: &[&Rule], directory: &Directory) -> Findings {
    let limits = Limits::default();
    let context = Context {
        directory,
        limits: &limits,
    };
    let mut findings = run(rules, context);
    findings.settle(&Default::default());
    findings
}

fn told(diagnostic: &Diagnostic) -> String {
    let related = diagnostic.related.iter();
    let related =
        related.map(|related| format!(" < {}{}", at(&related.place), words(&related.arguments)));
    let code = diagnostic.code.id;
    format!(
        "{code} {}{}{}",
        at(&diagnostic.place),
        words(&diagnostic.arguments),
        related.collect::<String>()
    )
}

fn at(place: &Place) -> String {
    let cell = place.address().unwrap_or_else(|| place.row.to_string());
    format!("{}!{cell}", place.source.0 + 1)
}

fn words(arguments: &Arguments) -> String {
    let word = |(name, argument): (&str, &Argument)| match argument {
        Argument::Text(text) => format!(" {name}={text}"),
        Argument::Count(count) => format!(" {name}={count}"),
        Argument::Words { chinese, .. } => format!(" {name}={chinese}"),
    };
    arguments.iter().map(word).collect()
}

#[test]
fn rules_stand_in_code_order_and_every_code_of_a_directory_has_one() {
    let codes: Vec<&str> = code::CORE.iter().map(|code| code.id).collect();
    let ruled: Vec<&str> = RULES.iter().map(|rule| rule.code.id).collect();
    let expected: Vec<&str> = codes
        .into_iter()
        .filter(|id| id.starts_with(['D', 'P', 'M']) || *id == "F010")
        .collect();
    assert_eq!(ruled, expected);
}

#[test]
fn findings_are_the_same_at_any_number_of_threads() {
    let rows: Vec<[String; 5]> = (0..60_000)
        .map(|row| {
            [
                format!("u{row}"),
                if row % 7 == 0 {
                    String::new()
                } else {
                    format!("员工{row}")
                },
                format!("138{:08}", row % 40_000),
                format!(
                    "user{}@example{}",
                    row % 50_000,
                    if row % 5 == 0 { "" } else { ".com" }
                ),
                format!("星河/{}", row % 100),
            ]
        })
        .collect();
    let directory = link(&[members("userid name mobile email department", &rows)]);
    let rules: Vec<&Rule> = RULES.iter().collect();
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let findings = pool.install(|| check(&rules, &directory));
        findings.list().iter().map(told).collect::<Vec<_>>()
    };
    let one = on(1);
    assert!(one.len() > 10_000);
    assert!(one == on(4));
}

#[test]
fn where_everything_is_wrong_all_is_counted_and_a_bounded_part_kept() {
    let rows: Vec<[String; 1]> = (0..110_000).map(|row| [format!("u{row}")]).collect();
    let rule = RULES.iter().find(|rule| rule.code.id == "M002").unwrap();
    let findings = check(&[rule], &link(&[members("userid", &rows)]));
    assert_eq!(findings.counts()["M002"], 110_000);
    assert_eq!(findings.list().len(), 100_000);
    assert_eq!(
        findings.list()[99_999].place.row,
        100_001,
        "the first ones are kept"
    );
}
