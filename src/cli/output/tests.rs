//! Products appear whole or not at all, and never in place of something that is to stay.

use orgferry::locale::{Language, Locale};

use super::*;

/// Bodies `{"n":0}`, `{"n":1}`, …
struct Numbered {
    count: usize,
    fails_at: usize,
}

impl orgferry::system::Bodies for Numbered {
    fn loss(&self) -> orgferry::system::Loss {
        orgferry::system::Loss::default()
    }

    fn count(&self) -> usize {
        self.count
    }

    fn is_single(&self) -> bool {
        self.count == 1
    }

    fn write(
        &self,
        index: usize,
        style: orgferry::system::Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if index == self.fails_at {
            return Err(io::ErrorKind::StorageFull.into());
        }
        style.write(&std::collections::BTreeMap::from([("n", index)]), out)
    }
}

fn console() -> Console {
    Console::of_locale(Locale::new(Language::Chinese))
}

fn numbered(count: usize) -> Numbered {
    Numbered {
        count,
        fails_at: usize::MAX,
    }
}

fn write(output: &str, force: bool, bodies: &Numbered) -> Result<()> {
    let output = Output::new(Some(output), &[], force, &Unfinished::default())?;
    output.write_bodies(&console(), "atwork", bodies, Default::default())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_extension_decides_how_bodies_stand_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for (name, count, content) in [
        ("one.json", 1, "{\"n\":0}\n"),
        ("many.json", 2, "[{\"n\":0},\n{\"n\":1}]\n"),
        ("none.json", 0, "[]\n"),
        ("many.jsonl", 2, "{\"n\":0}\n{\"n\":1}\n"),
        ("none.jsonl", 0, ""),
        ("no-extension", 1, "{\"n\":0}\n"),
    ] {
        let path = folder.path().join(name);
        write(path.to_str().unwrap(), false, &numbered(count)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), content, "{name}");
    }
}

#[test]
fn a_folder_gets_one_file_a_body_in_sending_order() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("out");
    write(&format!("{}/", folder.display()), false, &numbered(3)).unwrap();
    assert_eq!(
        names(&folder),
        ["atwork-0001.json", "atwork-0002.json", "atwork-0003.json"]
    );
    let third = fs::read_to_string(folder.join("atwork-0003.json")).unwrap();
    assert_eq!(third, "{\"n\":2}\n");
    assert_eq!(names(parent.path()), ["out"]);
}

#[test]
fn with_force_a_folder_loses_the_bodies_of_an_earlier_run_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    write(path, false, &numbered(3)).unwrap();
    for keep in ["notes.txt", "atwork-2.json", "seatable-0001.json"] {
        fs::write(folder.path().join(keep), "keep").unwrap();
    }
    let error = write(path, false, &numbered(1)).expect_err("the folder is not empty");
    assert_eq!(error.kind(), ErrorKind::Usage);
    write(path, true, &numbered(1)).unwrap();
    assert_eq!(
        names(folder.path()),
        [
            "atwork-0001.json",
            "atwork-2.json",
            "notes.txt",
            "seatable-0001.json"
        ]
    );
}

#[test]
fn an_existing_file_stays_unless_forced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    fs::write(&path, "old").unwrap();
    let error = write(path.to_str().unwrap(), false, &numbered(1)).expect_err("it exists");
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(
        error
            .hint(&Locale::new(Language::English))
            .unwrap()
            .contains("--force")
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    write(path.to_str().unwrap(), true, &numbered(1)).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "{\"n\":0}\n");
}

#[test]
fn a_write_that_fails_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    fs::write(&path, "old").unwrap();
    let broken = Numbered {
        count: 3,
        fails_at: 1,
    };
    let error = write(path.to_str().unwrap(), true, &broken).expect_err("the disk is full");
    assert_eq!(error.kind(), ErrorKind::File);
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    let out = folder.path().join("out");
    write(&format!("{}/", out.display()), false, &broken).expect_err("the disk is full");
    assert_eq!(names(folder.path()), ["out.json"]);
}

#[test]
fn a_file_that_appears_while_we_work_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    let output = Output::new(path.to_str(), &[], false, &Unfinished::default()).unwrap();
    fs::write(&path, "somebody else's").unwrap();
    let error = output
        .write(&console(), |out| out.write_all(b"ours"))
        .expect_err("it exists by now");
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert_eq!(fs::read_to_string(&path).unwrap(), "somebody else's");
}

#[test]
fn an_input_is_never_the_output() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("花名册.csv");
    fs::write(&path, "data").unwrap();
    let roundabout = folder.path().join(".").join("花名册.csv");
    let inputs = [roundabout.to_str().unwrap().to_owned()];
    let error = Output::new(path.to_str(), &inputs, true, &Unfinished::default())
        .expect_err("it is the input");
    assert_eq!(error.kind(), ErrorKind::Usage);
}

#[test]
fn a_missing_folder_is_named_before_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no/such/out.json");
    let error = Output::new(path.to_str(), &[], false, &Unfinished::default())
        .expect_err("there is no such folder");
    assert_eq!(error.kind(), ErrorKind::File);
}

#[cfg(unix)]
#[test]
fn products_can_be_read_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.json");
    let out = folder.path().join("out");
    write(file.to_str().unwrap(), false, &numbered(1)).unwrap();
    write(&format!("{}/", out.display()), false, &numbered(1)).unwrap();
    for (path, mode) in [
        (file, 0o600),
        (out.join("atwork-0001.json"), 0o600),
        (out, 0o700),
    ] {
        let found = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{}", path.display());
    }
}

#[cfg(unix)]
#[test]
fn a_device_is_written_and_not_replaced_and_a_link_is_followed() {
    use std::os::unix::fs::FileTypeExt;

    write("/dev/null", false, &numbered(1)).unwrap();
    assert!(
        fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );

    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (
        folder.path().join("real.json"),
        folder.path().join("link.json"),
    );
    fs::write(&real, "old").unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    write(link.to_str().unwrap(), true, &numbered(1)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), "{\"n\":0}\n");
}

#[test]
fn a_file_that_exists_is_shown_as_it_was_given() {
    let folder = tempfile::tempdir().unwrap();
    let given = format!("{}/./a.json", folder.path().display());
    fs::write(&given, "{}").unwrap();
    let output = Output::new(Some(&given), &[], true, &Unfinished::default()).unwrap();
    assert_eq!(output.name(), given);
    let refused = Output::new(
        Some(&given),
        &[given.replace("/./", "/")],
        true,
        &Unfinished::default(),
    );
    let said = refused
        .unwrap_err()
        .message(&Locale::new(Language::English));
    assert!(said.contains("input"), "{said}");
}
