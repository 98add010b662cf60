//! The files of the invented company in `fixtures/company`, and that they are what the generator makes.

use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::GB18030;

use crate::company::dump::Sight;
use crate::company::{Company, bodies, dump, table, workbook};

/// Makes one file.
type Make = fn(&Company, &mut Vec<u8>);

/// Every file of the company, below `fixtures/company`.
const FILES: &[(&str, Make)] = &[
    ("组织架构.xlsx", |company, out| {
        workbook::write_two_sheets(company, out).unwrap();
    }),
    ("花名册.xlsx", |company, out| {
        workbook::write_roster(company, out).unwrap();
    }),
    ("hr.xlsx", |company, out| {
        workbook::write_contacts(company, out).unwrap();
    }),
    ("部门.csv", |company, out| {
        out.extend("\u{feff}".as_bytes());
        table::write_departments(company, out).unwrap();
    }),
    ("成员.csv", |company, out| {
        out.extend("\u{feff}".as_bytes());
        table::write_members(company, out).unwrap();
    }),
    ("成员-gb18030.csv", |company, out| {
        let mut text = Vec::new();
        table::write_members(company, &mut text).unwrap();
        out.extend(GB18030.encode(str::from_utf8(&text).unwrap()).0.iter());
    }),
    ("flat.csv", |company, out| {
        table::write_flat(company, out).unwrap();
    }),
    ("dumps/department.json", |company, out| {
        dump::write_departments(company, out).unwrap();
    }),
    ("dumps/userlist.json", |company, out| {
        dump::write_users(company, Sight::Reduced, out).unwrap();
    }),
    ("import-legacy.json", |company, out| {
        bodies::write(company, &bodies::LEGACY, out).unwrap();
    }),
    ("import-current.json", |company, out| {
        bodies::write(company, &bodies::CURRENT, out).unwrap();
    }),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/company")
}

fn made(make: Make) -> Vec<u8> {
    let mut bytes = Vec::new();
    make(&Company::small(), &mut bytes);
    bytes
}

#[test]
#[ignore = "writes fixtures/company anew"]
fn make_fixtures() {
    for (name, make) in FILES {
        let path = folder().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, made(*make)).unwrap();
    }
}

#[test]
fn the_files_of_the_company_are_what_the_generator_makes() {
    for (name, make) in FILES {
        let kept = fs::read(folder().join(name)).unwrap();
        assert!(kept == made(*make), "{name} differs");
    }
}

#[test]
fn a_large_company_has_unique_people_and_siblings() {
    let company = Company::large(500, 5_000, 7);
    let unique = |texts: Vec<String>| {
        let count = texts.len();
        let set: std::collections::HashSet<String> = texts.into_iter().collect();
        assert_eq!(set.len(), count);
    };
    let path = |one: &crate::company::Department| one.path.join("/");
    unique(company.departments().iter().map(path).collect());
    unique(company.members().map(|one| one.userid).collect());
    unique(company.members().map(|one| one.mobile).collect());
    let mut workbook = Vec::new();
    workbook::write_members(&company, &mut workbook).unwrap();
    let mut users = Vec::new();
    dump::write_users(&company, Sight::Whole, &mut users).unwrap();
    assert!(serde_json::from_slice::<serde_json::Value>(&users).is_ok());
    assert!(
        (500..800).contains(&(users.len() / 5_000)),
        "{}",
        users.len()
    );
}
