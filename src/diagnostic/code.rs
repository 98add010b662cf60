//! The codes a diagnostic may have. A code is never reused; its sentences are `locale`'s, under its id.

/// How bad a finding is. The order is from worst to mildest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The data cannot be used as it is.
    Error,
    /// The data can be used; somebody should look.
    Warning,
    /// Worth knowing.
    Information,
}

impl Severity {
    /// The name in machine output: `error`, `warning` or `information`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
        }
    }
}

/// One kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Never reused, e.g. `D006`.
    pub id: &'static str,
    /// What it is called in English, in kebab case, e.g. `department-cycle`.
    pub name: &'static str,
    /// How bad it is unless the configuration says otherwise.
    pub severity: Severity,
}

macro_rules! codes {
    ($($id:ident $name:literal $severity:ident,)+) => {
        $(
            #[doc = concat!("`", $name, "`")]
            pub static $id: Code = Code { id: stringify!($id), name: $name, severity: Severity::$severity };
        )+

        /// The core catalogue: files, headers, cells, departments, paths and members, in the order of their families.
        /// The codes of the remote systems stand in the systems' own folders.
        pub static CORE: &[&Code] = &[$(&$id),+];
    };
}

codes! {
    F001 "unreadable-file" Error,
    F002 "unsupported-format" Error,
    F003 "encrypted-workbook" Error,
    F004 "limit-exceeded" Error,
    F005 "undecodable-text" Error,
    F006 "malformed-row" Error,
    F007 "malformed-json" Error,
    F008 "error-reply" Error,
    F009 "duplicate-json-key" Error,
    F010 "incomplete-source" Warning,
    H001 "header-not-found" Error,
    H002 "missing-column" Error,
    H003 "duplicate-column" Error,
    H004 "unknown-column" Warning,
    H005 "no-data-rows" Warning,
    H006 "hidden-rows-read" Information,
    H007 "row-ignored" Information,
    C001 "number-read-as-text" Information,
    C002 "digits-lost" Error,
    C003 "error-value" Error,
    C004 "hidden-characters" Warning,
    C005 "control-character" Error,
    C006 "formula-without-value" Warning,
    C007 "date-in-text-column" Warning,
    C008 "not-a-boolean" Warning,
    D001 "missing-department-name" Error,
    D002 "missing-department-code" Error,
    D003 "duplicate-department" Error,
    D004 "duplicate-sibling-name" Error,
    D005 "self-parent" Error,
    D006 "department-cycle" Error,
    D007 "orphan-department" Error,
    D008 "multiple-roots" Warning,
    D009 "invalid-department-name" Error,
    D010 "too-deep" Warning,
    D011 "empty-department" Information,
    D012 "path-gap" Warning,
    P001 "unresolved-parent-path" Error,
    P002 "ambiguous-parent-path" Error,
    P003 "unresolved-department" Error,
    P004 "ambiguous-department" Error,
    M001 "missing-member-id" Error,
    M002 "missing-member-name" Error,
    M003 "duplicate-member" Error,
    M004 "duplicate-mobile" Error,
    M005 "duplicate-email" Error,
    M006 "invalid-mobile" Error,
    M007 "invalid-email" Error,
    M008 "member-without-department" Error,
    M009 "main-department-mismatch" Warning,
    M010 "misaligned-departments" Error,
    M011 "unresolved-manager" Warning,
}
