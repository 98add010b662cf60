//! What the user named on the command line → the files to read, in an order that is the same on every system.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::{NamedTempFile, TempPath};
use walkdir::{DirEntry, WalkDir};

use super::Fault;
use crate::config::Limits;
use crate::diagnostic::code;

/// The name of standard input.
const STANDARD_INPUT: &str = "-";

/// The extensions that make a file of a folder an input; others are only counted.
const EXTENSIONS: &[&str] = &[
    "csv", "et", "json", "jsonl", "ndjson", "numbers", "ods", "tsv", "xls", "xlsb", "xlsm", "xlsx",
    "xltx",
];

/// Files of a folder that are no documents of the user: leftovers of systems, locks of open workbooks.
const LEFTOVERS: &[&str] = &["desktop.ini", "thumbs.db"];

/// A file to read.
#[derive(Clone, Debug)]
pub struct Input {
    /// The file as the user named it, `-` for standard input; for files of a folder the joined path.
    pub display: String,
    /// The file to open.
    pub path: PathBuf,
    /// Standard input and what a remote said are kept in files of their own for as long as someone may want to look again.
    spool: Option<Arc<TempPath>>,
    /// Whether every line is a whole reply.
    holds_replies: bool,
}

impl Input {
    /// The file at `path`, which the user called `display`.
    #[must_use]
    pub fn file(display: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        Self {
            display: display.into(),
            path: path.into(),
            spool: None,
            holds_replies: false,
        }
    }

    /// The temporary file at `path`, which is kept as long as the input is. Each of its lines is a whole reply of the
    /// remote that the user called `display`.
    #[must_use]
    pub fn replies(display: impl Into<String>, path: TempPath) -> Self {
        Self {
            holds_replies: true,
            ..Self::spooled(display, path)
        }
    }

    fn spooled(display: impl Into<String>, path: TempPath) -> Self {
        Self {
            display: display.into(),
            path: path.to_path_buf(),
            spool: Some(Arc::new(path)),
            holds_replies: false,
        }
    }

    /// Whether every line is a whole reply, also where it looks like an element of a list.
    #[must_use]
    pub fn holds_replies(&self) -> bool {
        self.holds_replies
    }

    /// Whether the input came through standard input or from a remote and lies in a temporary file.
    #[must_use]
    pub fn is_spooled(&self) -> bool {
        self.spool.is_some()
    }
}

/// One thing to read.
#[derive(Clone, Debug)]
pub enum Location {
    /// A file.
    File(Input),
    /// A remote of the configuration, without the colon.
    Remote(String),
}

/// What the locations of a command line turned out to be.
#[derive(Debug, Default)]
pub struct Located {
    /// What to read, in the order named; the files of a folder sorted by name.
    pub locations: Vec<Location>,
    /// What cannot be read, under the name the user gave it.
    pub faults: Vec<(String, Fault)>,
    /// How many files of folders were passed over because they are of another kind.
    pub passed_over: usize,
}

/// Finds the files behind `names`: paths, folders, `-` for standard input (read from `stdin`), `NAME:` for a remote.
///
/// A path that exists is always a path; a single letter with a colon is a drive and no remote.
pub fn locate<N: AsRef<str>>(names: &[N], stdin: &mut dyn Read, limits: &Limits) -> Located {
    let mut located = Located::default();
    let mut stdin = Some(stdin);
    for name in names.iter().map(AsRef::as_ref) {
        let path = Path::new(name);
        let found = if name == STANDARD_INPUT {
            match stdin.take() {
                Some(stdin) => spool(stdin, limits.file_size).map(Location::File),
                None => Err(Fault::new(&code::F001, "standard-input-twice")),
            }
        } else if path.is_dir() {
            folder(name, path, &mut located);
            continue;
        } else if let Some(remote) = remote_name(name).filter(|_| !path.exists()) {
            Ok(Location::Remote(remote.to_owned()))
        } else {
            file(name, path, limits).map(Location::File)
        };
        match found {
            Ok(location) => located.locations.push(location),
            Err(fault) => located.faults.push((name.to_owned(), fault)),
        }
    }
    located
}

/// Why `error` kept a file from being opened or read, in the user's words.
#[must_use]
pub fn unopened(error: &io::Error) -> Fault {
    let case = match (error.kind(), error.raw_os_error()) {
        (io::ErrorKind::NotFound, _) => "missing",
        (_, Some(32 | 33)) if cfg!(windows) => "locked",
        (io::ErrorKind::PermissionDenied, _) => "denied",
        _ => "unreadable",
    };
    Fault::new(&code::F001, case).with("reason", error.to_string())
}

fn remote_name(name: &str) -> Option<&str> {
    let remote = name.strip_suffix(':')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    (remote.chars().count() > 1 && remote.chars().all(is_name)).then_some(remote)
}

/// A file is read where it is; what has no end of its own to read from, such as a pipe, goes the way of standard input.
fn file(name: &str, path: &Path, limits: &Limits) -> Result<Input, Fault> {
    let metadata = fs::metadata(path).map_err(|error| unopened(&error))?;
    if metadata.is_file() {
        return Ok(Input::file(name, path));
    }
    let mut pipe = File::open(path).map_err(|error| unopened(&error))?;
    let input = spool(&mut pipe, limits.file_size)?;
    Ok(Input {
        display: name.to_owned(),
        ..input
    })
}

fn folder(name: &str, path: &Path, located: &mut Located) {
    let before = located.locations.len() + located.faults.len();
    let entries = WalkDir::new(path)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_leftover(entry));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if is_document(entry.path()) => {
                let display = entry.path().to_string_lossy().into_owned();
                let input = Input::file(display, entry.into_path());
                located.locations.push(Location::File(input));
            }
            Ok(_) => located.passed_over += 1,
            Err(error) => {
                let display = error.path().unwrap_or(path).to_string_lossy().into_owned();
                let cause = error.to_string();
                let fault = error
                    .io_error()
                    .map(unopened)
                    .unwrap_or_else(|| Fault::new(&code::F001, "unreadable").with("reason", cause));
                located.faults.push((display, fault));
            }
        }
    }
    if located.locations.len() + located.faults.len() == before {
        let fault = Fault::new(&code::F001, "empty-folder");
        located.faults.push((name.to_owned(), fault));
    }
}

fn is_leftover(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.')
        || name.starts_with("~$")
        || LEFTOVERS.contains(&name.to_ascii_lowercase().as_str())
}

fn is_document(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|found| EXTENSIONS.contains(&found.to_ascii_lowercase().as_str()))
}

/// Copies `stdin` to a temporary file that only this user may read.
fn spool(stdin: &mut dyn Read, limit: u64) -> Result<Input, Fault> {
    let mut file = NamedTempFile::new().map_err(|error| unopened(&error))?;
    let copied = copy(stdin, file.as_file_mut(), limit).map_err(|error| unopened(&error))?;
    if copied > limit {
        return Err(Fault::too_large("file-size", limit));
    }
    Ok(Input::spooled(STANDARD_INPUT, file.into_temp_path()))
}

fn copy(stdin: &mut dyn Read, file: &mut File, limit: u64) -> io::Result<u64> {
    let copied = io::copy(&mut stdin.take(limit.saturating_add(1)), file)?;
    file.flush()?;
    Ok(copied)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(located: &Located) -> Vec<&str> {
        let locations = located.locations.iter();
        locations
            .map(|location| match location {
                Location::File(input) => input.display.as_str(),
                Location::Remote(name) => name,
            })
            .collect()
    }

    fn cases(located: &Located) -> Vec<Option<&str>> {
        let faults = located.faults.iter();
        faults.map(|(_, fault)| fault.case()).collect()
    }

    #[test]
    fn a_folder_is_its_documents_by_name_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let inner = root.join("b");
        fs::create_dir_all(inner.join(".git")).unwrap();
        for name in [
            "成员.xlsx",
            "a.CSV",
            "~$成员.xlsx",
            ".hidden.csv",
            "Thumbs.db",
            "说明.txt",
            "logo.png",
        ] {
            fs::write(root.join(name), "x").unwrap();
        }
        fs::write(inner.join("部门.json"), "x").unwrap();
        fs::write(inner.join(".git").join("x.json"), "x").unwrap();
        let name = root.to_str().unwrap();
        let located = locate(&[name], &mut io::empty(), &Limits::default());
        let expected = [
            root.join("a.CSV"),
            inner.join("部门.json"),
            root.join("成员.xlsx"),
        ];
        assert_eq!(
            names(&located),
            expected.map(|path| path.display().to_string())
        );
        assert_eq!(located.passed_over, 2);
        assert!(located.faults.is_empty());
    }

    #[test]
    fn what_is_not_there_or_empty_is_said_so() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("没有.xlsx");
        let names = [missing.to_str().unwrap(), folder.path().to_str().unwrap()];
        let located = locate(&names, &mut io::empty(), &Limits::default());
        assert!(located.locations.is_empty());
        assert_eq!(cases(&located), [Some("missing"), Some("empty-folder")]);
    }

    #[test]
    fn standard_input_lies_in_a_private_file_as_long_as_the_input_lives() {
        let limits = Limits::default();
        let mut located = locate(&["-", "-"], &mut &b"name\n"[..], &limits);
        assert_eq!(cases(&located), [Some("standard-input-twice")]);
        let Some(Location::File(input)) = located.locations.pop() else {
            panic!("standard input is a file");
        };
        assert!(input.is_spooled());
        assert_eq!(fs::read(&input.path).unwrap(), b"name\n");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&input.path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let path = input.path.clone();
        let again = input.clone();
        drop(input);
        assert!(path.exists());
        drop(again);
        assert!(!path.exists());
    }

    #[test]
    fn standard_input_is_cut_at_the_largest_file_size() {
        let limits = Limits {
            file_size: 3,
            ..Limits::default()
        };
        let located = locate(&["-"], &mut &b"1234"[..], &limits);
        assert_eq!(cases(&located), [Some("file-size")]);
        let located = locate(&["-"], &mut &b"123"[..], &limits);
        assert_eq!(located.locations.len(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_ordinary_file_is_copied_under_its_own_name() {
        let located = locate(&["/dev/null"], &mut io::empty(), &Limits::default());
        let [Location::File(input)] = &located.locations[..] else {
            panic!("a device is a file");
        };
        assert_eq!(input.display, "/dev/null");
        assert!(input.is_spooled());
    }

    #[test]
    fn a_name_with_a_colon_is_a_remote_but_a_drive_is_not() {
        for (name, remote) in [
            ("prod-atwork:", Some("prod-atwork")),
            ("生产:", Some("生产")),
            ("C:", None),
            ("C:/花名册.xlsx", None),
            ("a b:", None),
            (":", None),
        ] {
            assert_eq!(remote_name(name), remote, "{name}");
        }
    }
}
