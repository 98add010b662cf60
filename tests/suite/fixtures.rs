//! The files of the invented company in `fixtures/company`, and that they are what the generator makes.

use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::GB18030;

use crate::company::dump::Sight;
use crate::company::{Company, bodies, dump, table, workbook};

/// Makes one file.
type Make = fn(&Company, &mut Vec<u8>) -> Result<(), Box<dyn std::error::Error>>;

/// Every file of the company, below `fixtures/company`.
const FILES: &[(&str, Make)] = &[
    ("组织架构.xlsx", |company, out| {
        Ok(workbook::write_two_sheets(company, out)?)
    }),
    ("花名册.xlsx", |company, out| {
        Ok(workbook::write_roster(company, out)?)
    }),
    ("hr.xlsx", |company, out| {
        Ok(workbook::write_contacts(company, out)?)
    }),
    ("部门.csv", |company, out| {
        out.extend("\u{feff}".as_bytes());
        Ok(table::write_departments(company, out)?)
    }),
    ("成员.csv", |company, out| {
        out.extend("\u{feff}".as_bytes());
        Ok(table::write_members(company, out)?)
    }),
    ("成员-gb18030.csv", |company, out| {
        let mut text = Vec::new();
        table::write_members(company, &mut text)?;
        out.extend(GB18030.encode(str::from_utf8(&text)?).0.iter());
        Ok(())
    }),
    ("flat.csv", |company, out| {
        Ok(table::write_flat(company, out)?)
    }),
    ("dumps/department.json", |company, out| {
        Ok(dump::write_departments(company, out)?)
    }),
    ("dumps/userlist.json", |company, out| {
        Ok(dump::write_users(company, Sight::Reduced, out)?)
    }),
    ("import-legacy.json", |company, out| {
        Ok(bodies::write(company, &bodies::LEGACY, out)?)
    }),
    ("import-current.json", |company, out| {
        Ok(bodies::write(company, &bodies::CURRENT, out)?)
    }),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/company")
}

fn made(make: Make) -> Vec<u8> {
    let mut bytes = Vec::new();
    make(&Company::small(), &mut bytes).expect("memory can be written");
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
