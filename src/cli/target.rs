//! What `--to` and `--for` take: a system's request bodies, or a file of another form.

use orgferry::directory::Directory;
use orgferry::error::Result;
use orgferry::system::{SYSTEMS, System};

use super::console::Console;
use super::output::Output;

/// A form a directory can be written in that is no system's request bodies.
pub(super) struct Form {
    /// What `--to` takes.
    pub(super) name: &'static str,
    /// Whether a terminal can show it.
    pub(super) is_text: bool,
    /// Writes the directory.
    pub(super) write: fn(&Directory, &Output, &Console) -> Result<()>,
}

/// Every form; a new one is a line here.
static FORMS: &[Form] = &[];

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
