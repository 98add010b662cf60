//! What the exit code says.

use std::process::ExitCode;

use orgferry::diagnostic::{Findings, Severity};
use orgferry::error::{Error, ErrorKind};

/// Findings that mean an input could not be read, and not that its data is wrong.
const UNREADABLE: [&str; 6] = ["F001", "F002", "F003", "F004", "F005", "F008"];

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done; warnings are allowed.
    Fine,
    /// The data has errors; nothing was written.
    WrongData,
    /// Wrong usage or configuration, or an existing output without `--force`.
    WrongUsage,
    /// An input cannot be read or an output cannot be written.
    WrongFile,
    /// Refused by a safety limit, or a plan that is stale; nothing was sent.
    Refused,
    /// A remote did not answer, refused, or did not accept everything.
    Remote,
    /// Another run holds the lock.
    Locked,
    /// Interrupted by the user.
    Interrupted,
}

impl Exit {
    /// The number the shell sees.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::WrongData => 1,
            Self::WrongUsage => 2,
            Self::WrongFile => 3,
            Self::Refused => 4,
            Self::Remote => 5,
            Self::Locked => 6,
            Self::Interrupted => 130,
        }
    }

    /// What an error that stopped the program means.
    pub(super) fn of_error(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::Usage => Self::WrongUsage,
            ErrorKind::File => Self::WrongFile,
            ErrorKind::Refused => Self::Refused,
            ErrorKind::Remote => Self::Remote,
            ErrorKind::Locked => Self::Locked,
            ErrorKind::Interrupted => Self::Interrupted,
        }
    }

    /// What settled findings mean.
    pub(super) fn of_findings(findings: &Findings) -> Self {
        let unreadable = findings.list().iter().any(|finding| {
            finding.severity == Severity::Error && UNREADABLE.contains(&finding.code.id)
        });
        match findings.has_errors() {
            true if unreadable => Self::WrongFile,
            true => Self::WrongData,
            false => Self::Fine,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use orgferry::diagnostic::code::{C004, D006, F001, F007};
    use orgferry::diagnostic::{Code, Place, Severities, SourceId};

    use super::*;

    fn exit_of(codes: &[&'static Code], severities: &Severities) -> Exit {
        let mut findings = Findings::default();
        for code in codes {
            findings.report(code, Place::whole(SourceId(0)));
        }
        findings.settle(severities);
        Exit::of_findings(&findings)
    }

    #[test]
    fn an_unreadable_file_outranks_wrong_data_and_warnings_do_not_count() {
        let as_configured = Severities::default();
        for (codes, exit) in [
            (&[][..], Exit::Fine),
            (&[&C004], Exit::Fine),
            (&[&C004, &D006], Exit::WrongData),
            (&[&F007], Exit::WrongData),
            (&[&D006, &F001], Exit::WrongFile),
        ] {
            assert_eq!(exit_of(codes, &as_configured), exit, "{codes:?}");
        }
    }

    #[test]
    fn a_finding_made_a_warning_no_longer_fails_the_run() {
        let mut severities = Severities::default();
        severities.set("F001", Some(Severity::Warning));
        assert_eq!(exit_of(&[&F001], &severities), Exit::Fine);
    }
}
