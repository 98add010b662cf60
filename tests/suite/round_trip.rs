//! What is exported is read back as the same directory, from every kind of input and in every format.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::json;

use orgferry::config::{Limits, Reading};
use orgferry::directory::{Directory, Member};
use orgferry::export;
use orgferry::intake::{self, Options};
use orgferry::locale::{Language, Locale};
use orgferry::record::{Field, Subject};
use orgferry::source::{Meter, locate};

/// Inputs that make one directory, below `fixtures/company`.
const INPUTS: &[&[&str]] = &[
    &["组织架构.xlsx"],
    &["部门.csv", "成员.csv"],
    &["部门.csv", "成员-gb18030.csv"],
    //     &["花名册.xlsx"],["花名册.xlsx"],
    &["flat.csv"],
    &["dumps/department.json", "dumps/userlist.json"],
    &["dumps", "hr.xlsx"],
    &["import-legacy.json"],
    &["import-current.json"],
];

/// Writes a directory below a folder; returns the paths to read it back from.
type Export = fn(&Directory, &Locale, &Path) -> io::Result<Vec<PathBuf>>;

/// Every format that can be read back.
const FORMATS: &[(&str, Export)] = &[
    ("excel", |directory, locale, folder| {
        let path = folder.join("directory.xlsx");
        let mut out = BufWriter::new(File::create(&path)?);
        export::excel::write(directory, locale, &mut out).map_err(io::Error::other)?;
        Ok(vec![path])
    }),
    ("csv", |directory, locale, folder| {
        let mut paths = Vec::new();
        for part in export::csv::Part::ALL {
            let path = folder.join(part.file_name(locale));
            export::csv::write(directory, part, locale, &mut File::create(&path)?)?;
            paths.push(path);
        }
        Ok(paths)
    }),
    ("flat csv", |directory, locale, folder| {
        let path = folder.join("directory.csv");
        export::flat::write(directory, locale, &mut File::create(&path)?)?;
        Ok(vec![path])
    }),
    ("json", |directory, _, folder| {
        let path = folder.join("directory.json");
        export::json::write(directory, &mut BufWriter::new(File::create(&path)?))?;
        Ok(vec![path])
    }),
];

fn read(paths: &[PathBuf]) -> Directory {
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let (limits, reading) = (Limits::default(), Reading::default());
    let located = locate(&names, &mut io::empty(), &limits);
    let options = Options {
        reading: &reading,
        limits: &limits,
        keeps_keys: true,
        keeps_ids: false,
    };
    let intake = intake::read(&located, options, &Arc::new(Meter::default()));
    assert_eq!(intake.directory.faults(), [], "{names:?}");
    assert!(intake.rows.is_conserved(), "{names:?}: {:?}", intake.rows);
    intake.directory
}

/// What a directory says, one line a department and a member.
fn said(directory: &Directory) -> Vec<String> {
    said_with(directory, true)
}

fn said_with(directory: &Directory, codes: bool) -> Vec<String> {
    let departments = directory.tree().preorder().iter().map(|id| {
        let department = directory.department(*id);
        let path = directory.path(*id).join("/");
        let code = department.code.as_ref().filter(|_| codes);
        format!("{path} {code:?} {:?}", department.kind)
    });
    let members = directory
        .members()
        .map(|member| said_of(directory, &member));
    departments.chain(members).collect()
}

fn said_of(directory: &Directory, member: &Member<'_>) -> String {
    let fields = Field::all().filter(|field| {
        field.subject() == Some(Subject::Member) && field.id() != Field::RAW_JSON.id()
    });
    let values: Vec<String> = fields
        .filter_map(|field| Some(format!("{}={}", field.id(), member.get(field).filled()?)))
        .collect();
    let memberships: Vec<_> = member
        .memberships()
        .iter()
        .map(|membership| {
            let path = directory.path(membership.department()).join("/");
            let said = (membership.is_leader(), membership.order());
            (path, said, membership.is_main())
        })
        .collect();
    format!("{values:?} {memberships:?}")
}

#[test]
fn every_input_is_read_back_from_every_format_in_both_languages() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/company");
    let mut wrong = Vec::new();
    for inputs in INPUTS {
        let paths: Vec<PathBuf> = inputs.iter().map(|input| fixtures.join(input)).collect();
        let directory = read(&paths);
        assert!(directory.member_count() == 30, "{inputs:?}");
        for (format, export) in FORMATS {
            for language in Language::ALL {
                let folder = tempfile::tempdir().unwrap();
                let written = export(&directory, &Locale::new(language), folder.path()).unwrap();
                let back = read(&written);
                for (line, (was, is)) in said(&directory).iter().zip(said(&back)).enumerate() {
                    if *was != is {
                        wrong.push(format!(
                            "{inputs:?} {format} {language:?} {line}: {was} -> {is}"
                        ));
                        break;
                    }
                }
                if said(&directory).len() != said(&back).len() {
                    wrong.push(format!("{inputs:?} {format}: other counts"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_same_directory_gives_the_same_files() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/company");
    let directory = read(&[fixtures.join("组织架构.xlsx")]);
    for (format, export) in FORMATS {
        let written = || -> Vec<Vec<u8>> {
            let folder = tempfile::tempdir().unwrap();
            let locale = Locale::new(Language::Chinese);
            let paths = export(&directory, &locale, folder.path()).unwrap();
            paths.iter().map(|path| fs::read(path).unwrap()).collect()
        };
        assert!(written() == written(), "{format}");
    }
}

/// Names with every mark that might be taken for a separator, and names that occur more than once.
const NAMES: [&str; 12] = [
    "研发",
    "市场/销售",
    "测试>一组",
    "a-b",
    "平台→架构",
    "甲\\乙",
    "财务，法务",
    "综合;办",
    "01",
    "产品、运营",
    "总部",
    "总部",
];

/// Up to eight departments and six members as a document of ours, with codes or without.
fn any_document() -> impl Strategy<Value = serde_json::Value> {
    let department = (0..NAMES.len(), 0usize..8);
    let member = prop::collection::vec((0usize..8, any::<bool>()), 0..4);
    let departments = prop::collection::vec(department, 1..8);
    let members = prop::collection::vec(member, 1..6);
    (departments, members, any::<bool>())
        .prop_map(|(departments, members, is_coded)| document(&departments, &members, is_coded))
}

fn document(
    departments: &[(usize, usize)],
    members: &[Vec<(usize, bool)>],
    is_coded: bool,
) -> serde_json::Value {
    let mut known: Vec<(Option<usize>, String)> = Vec::new();
    for (index, (name, parent)) in departments.iter().enumerate() {
        // Every third department stands at the top.
        let parent = (index % 3 > 0).then(|| parent % index);
        let mut entry = (parent, NAMES[*name].to_owned());
        while known.contains(&entry) {
            entry.1.push('二');
        }
        known.push(entry);
    }
    let departments = known.iter().enumerate().map(|(index, (parent, name))| {
        let mut entry =
            json!({"id": index + 1, "parent": parent.map(|parent| parent + 1), "name": name});
        if is_coded {
            entry["code"] = format!("0{index}").into();
        }
        entry
    });
    let people = members.iter().enumerate().map(|(index, places)| {
        let mut numbers: Vec<(usize, bool)> = Vec::new();
        for (place, leader) in places {
            let number = place % known.len() + 1;
            if !numbers.iter().any(|(known, _)| *known == number) {
                numbers.push((number, *leader));
            }
        }
        let places = numbers
            .iter()
            .map(|(number, leader)| json!({"department": number, "leader": leader}));
        let places: Vec<_> = places.collect();
        json!({"userid": format!("u{index}"), "name": format!("张{index}"), "departments": places})
    });
    json!({
        "format": "orgferry-directory",
        "version": 1,
        "departments": departments.collect::<Vec<_>>(),
        "members": people.collect::<Vec<_>>(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_company_is_read_back_from_every_format(document in any_document()) {
        let folder = tempfile::tempdir()?;
        let source = folder.path().join("source.json");
        fs::write(&source, document.to_string())?;
        let directory = read(&[source]);
        // Where paths would not be read back, codes are made up; then only those differ.
        let is_coded = document["departments"][0].get("code").is_some();
        for (format, export) in FORMATS {
            let folder = tempfile::tempdir()?;
            let written = export(&directory, &Locale::new(Language::Chinese), folder.path())?;
            let back = read(&written);
            prop_assert_eq!(
                said_with(&directory, is_coded),
                said_with(&back, is_coded),
                "{} {}", format, document
            );
        }
    }
}
