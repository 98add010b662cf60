//! Every code a finding may have: the core's and each system's.

use orgferry::diagnostic::Code;
use orgferry::diagnostic::code::CORE;
use orgferry::system::SYSTEMS;

/// Every code, in the order of the families.
pub(super) fn codes() -> impl Iterator<Item = &'static Code> {
    let systems = SYSTEMS.iter().flat_map(|system| system.codes());
    CORE.iter().chain(systems).copied()
}

/// The code with the id or name `text`, in any case: `D006`, `d006`, `department-cycle`.
pub(super) fn code(text: &str) -> Option<&'static Code> {
    codes().find(|code| code.id.eq_ignore_ascii_case(text) || code.name.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_by_its_id_and_by_its_name() {
        for text in ["D006", "d006", "department-cycle", "Department-Cycle"] {
            assert_eq!(code(text).map(|code| code.id), Some("D006"), "{text}");
        }
        assert_eq!(code("D999"), None);
    }
}
