//! What `--to` and `--for` take: a system's request bodies, or a file of another form.

use orgferry::directory::Directory;
use orgferry::error::Result;
use orgferry::export;
use orgferry::report::html;
use orgferry::system::{SYSTEMS, System};

use super::console::Console;
use super::output::Output;

/// A form a directory can be written in that is no system's request bodies.
pub(super) struct Form {
    /// What `--to` takes.
    pub(super) name: &'static str,
    /// What it is written as.
    pub(super) product: Product,
    /// Whether it carries the keys of dumps that no field is meant for.
    carries_keys: bool,
    /// Writes the directory.
    pub(super) write: fn(&Directory, &Writing<'_>) -> Result<()>,
}

/// Where a form is written, and how.
pub(super) struct Writing<'w> {
    pub(super) output: &'w Output,
    pub(super) console: &'w Console,
    /// Whether a page writes out telephone numbers and mail addresses.
    pub(super) unmasked: bool,
}

/// What a form is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Product {
    /// A file that a terminal can show.
    Text,
    /// A file that a terminal cannot show.
    Binary,
    /// Several files in a folder.
    Folder,
    /// One file that a terminal can show, or several files in a folder.
    TextOrFolder,
}

/// Every form; a new one is a line here.
static FORMS: &[Form] = &[
    Form {
        name: "wecom-csv",
        product: Product::Folder,
        carries_keys: false,
        write: wecom_csv,
    },
    Form {
        name: "excel",
        product: Product::Binary,
        carries_keys: true,
        write: excel,
    },
    Form {
        name: "csv",
        product: Product::TextOrFolder,
        carries_keys: true,
        write: csv,
    },
    Form {
        name: "json",
        product: Product::Text,
        carries_keys: true,
        write: json,
    },
    Form {
        name: "dot",
        product: Product::Text,
        carries_keys: false,
        write: dot,
    },
    Form {
        name: "tree",
        product: Product::Text,
        carries_keys: false,
        write: tree,
    },
    Form {
        name: "html",
        product: Product::Text,
        carries_keys: false,
        write: page,
    },
];

/// The two files of a Work Weixin batch; they only go together.
fn wecom_csv(directory: &Directory, writing: &Writing<'_>) -> Result<()> {
    writing.output.write_folder(|folder| {
        let mut parts = export::wecom_csv::Part::ALL.into_iter();
        parts.try_for_each(|part| {
            folder.write(part.file_name(), |out| {
                export::wecom_csv::write(directory, part, out)
            })
        })
    })
}

/// One file where each person and department is a row, or a folder with a file of departments and one of members.
fn csv(directory: &Directory, writing: &Writing<'_>) -> Result<()> {
    let Writing {
        output, console, ..
    } = writing;
    let locale = console.locale();
    if !output.is_folder() {
        return output.write(console, |out| export::flat::write(directory, locale, out));
    }
    output.write_folder(|folder| {
        let mut parts = export::csv::Part::ALL.into_iter();
        parts.try_for_each(|part| {
            folder.write(&part.file_name(locale), |out| {
                export::csv::write(directory, part, locale, out)
            })
        })
    })
}

fn excel(directory: &Directory, writing: &Writing<'_>) -> Result<()> {
    let Writing {
        output, console, ..
    } = writing;
    let mut refused = None;
    let written = output.write(console, |out| {
        export::excel::write(directory, console.locale(), out).map_err(|error| {
            let kind = std::io::Error::other(error.to_string());
            refused = Some(error);
            kind
        })
    });
    refused.map_or(written, Err)
}

fn json(directory: &Directory, writing: &Writing<'_>) -> Result<()> {
    let Writing {
        output, console, ..
    } = writing;
    output.write(console, |out| export::json::write(directory, out))
}

fn dot(directory: &Directory, writing: &Writing<'_>) -> Result<()> {
    let Writing {
        output, console, ..
    } = writing;
    output.write(console, |out| {
        export::dot::write(directory, console.locale(), out)
    })
}

fn tree(directory: &Directory, writing: &Writing<'_>) -> Result<()> {
    let Writing {
        output, console, ..
    } = writing;
    output.write(console, |out| {
        export::tree::write(directory, console.locale(), out)
    })
}

/// The org chart alone.
fn page(directory: &Directory, writing: &Writing<'_>) -> Result<()> {
    let page = html::Page {
        directory,
        checked: None,
        compared: None,
        planned: None,
        made: "",
        language: writing.console.locale().language(),
        unmasked: writing.unmasked,
    };
    let Writing {
        output, console, ..
    } = writing;
    output.write(console, |out| html::write(&page, out))
}

/// What a directory is converted to.
#[derive(Clone, Copy)]
pub(super) enum Target {
    /// The request bodies of a system.
    Payload(&'static dyn System),
    /// Another form.
    Form(&'static Form),
}

impl Target {
    /// The target called `name`.
    pub(super) fn by_name(name: &str) -> Option<Self> {
        let form = || FORMS.iter().find(|form| form.name == name);
        orgferry::system::by_name(name)
            .map(Self::Payload)
            .or_else(|| form().map(Self::Form))
    }

    /// Whether it carries the keys of dumps that no field is meant for.
    pub(super) fn carries_keys(self) -> bool {
        match self {
            Self::Payload(system) => system.carries_keys(),
            Self::Form(form) => form.carries_keys,
        }
    }

    /// The system whose rules apply.
    pub(super) fn system(self) -> Option<&'static dyn System> {
        match self {
            Self::Payload(system) => Some(system),
            Self::Form(_) => None,
        }
    }
}

/// What `--to` takes.
pub(super) fn names() -> Vec<&'static str> {
    let forms = FORMS.iter().map(|form| form.name);
    system_names().into_iter().chain(forms).collect()
}

/// What `--for` takes.
pub(super) fn system_names() -> Vec<&'static str> {
    SYSTEMS.iter().map(|system| system.name()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_for_one_target() {
        let names = names();
        for name in &names {
            assert!(Target::by_name(name).is_some(), "{name}");
            assert_eq!(
                names.iter().filter(|other| *other == name).count(),
                1,
                "{name}"
            );
        }
    }
}
