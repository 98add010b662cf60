//! What others need only to load the input: the yardsticks.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::Path;

use calamine::{Reader, Xlsx};
use serde::Deserialize;

/// Loads `file` with the yardstick `name` and returns how much it saw, so that nothing is optimised away.
pub(crate) fn load(name: &str, file: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    match name {
        "calamine" => calamine(file),
        "inflate" => inflate(file),
        "csv" => csv(file),
        "serde_json" => serde_json(file),
        _ => Err(format!("no yardstick is called {name}").into()),
    }
}

/// `worksheet_range` of every sheet.
fn calamine(file: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(file)?;
    let mut cells = 0;
    for sheet in workbook.sheet_names() {
        cells += workbook.worksheet_range(&sheet)?.used_cells().count();
    }
    Ok(cells)
}

/// Every part of a package unpacked and thrown away, with the same zlib-rs that the job uses.
fn inflate(file: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    let mut package = zip::ZipArchive::new(fs::File::open(file)?)?;
    let mut bytes = 0;
    for index in 0..package.len() {
        bytes += io::copy(&mut package.by_index(index)?, &mut io::sink())?;
    }
    Ok(bytes as usize)
}

/// A bare loop over one reused record.
fn csv(file: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(file)?;
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record)? {
        fields += record.len();
    }
    Ok(fields)
}

#[derive(Deserialize)]
struct Reply<'r> {
    #[serde(borrow, default)]
    department: Vec<Department<'r>>,
    #[serde(borrow, default)]
    userlist: Vec<User<'r>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "a typed parse fills what a program would read")]
struct Department<'r> {
    id: u32,
    #[serde(borrow)]
    name: Cow<'r, str>,
    parentid: u32,
    order: u32,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "a typed parse fills what a program would read")]
struct User<'r> {
    #[serde(borrow)]
    userid: Cow<'r, str>,
    #[serde(borrow)]
    name: Cow<'r, str>,
    department: Vec<u32>,
    #[serde(default)]
    order: Vec<u32>,
    #[serde(borrow, default)]
    position: Cow<'r, str>,
    #[serde(borrow, default)]
    mobile: Cow<'r, str>,
    #[serde(borrow, default)]
    gender: Cow<'r, str>,
    #[serde(borrow, default)]
    email: Cow<'r, str>,
    #[serde(default)]
    is_leader_in_dept: Vec<u8>,
    #[serde(default)]
    main_department: u32,
    #[serde(borrow, default)]
    telephone: Cow<'r, str>,
    #[serde(borrow, default)]
    alias: Cow<'r, str>,
}

/// A typed parse that borrows its strings.
fn serde_json(file: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    let bytes = fs::read(file)?;
    let reply: Reply<'_> = serde_json::from_slice(&bytes)?;
    Ok(reply.department.len() + reply.userlist.len())
}
