//! The style and the scripts of a page, and the policy that lets a browser run these and nothing else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The looks of the page.
pub(super) const STYLE: &str = concat!(
    include_str!("colours.css"),
    include_str!("page.css"),
    include_str!("findings.css"),
    include_str!("chart.css"),
    include_str!("changes.css"),
    include_str!("print.css")
);

/// d3-hierarchy 3.1.3, which lays out the diagrams, with its licence.
pub(super) const LAYOUTS: &str = concat!(
    "/*\n",
    include_str!("d3-hierarchy.LICENSE"),
    "*/\n",
    include_str!("d3-hierarchy.min.js")
);

/// The script of the page: its parts in the order in which they need each other.
pub(super) const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("language.js"),
    include_str!("element.js"),
    include_str!("data.js"),
    include_str!("badges.js"),
    include_str!("head.js"),
    include_str!("finding.js"),
    include_str!("findings.js"),
    include_str!("search.js"),
    include_str!("tree.js"),
    include_str!("details.js"),
    include_str!("picture.js"),
    include_str!("viewport.js"),
    include_str!("diagram.js"),
    include_str!("treemap.js"),
    include_str!("chart.js"),
    include_str!("difference.js"),
    include_str!("changes.js"),
    include_str!("heads.js"),
    include_str!("plan.js"),
    include_str!("corrections.js"),
    include_str!("sheets.js"),
    include_str!("page.js"),
    "})();\n"
);

/// The content security policy: nothing from anywhere, but the style and the scripts that are in the page.
pub(super) fn policy() -> String {
    let (style, layouts, script) = (hash(STYLE), hash(LAYOUTS), hash(SCRIPT));
    format!(
        "default-src 'none'; style-src {style}; script-src {layouts} {script}; img-src data: blob:; \
         base-uri 'none'; form-action 'none'"
    )
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_page_ends_its_own_element() {
        for (text, end) in [
            (STYLE, "</style"),
            (LAYOUTS, "</script"),
            (SCRIPT, "</script"),
        ] {
            assert!(!text.to_ascii_lowercase().contains(end), "{end}");
            assert!(!text.contains("<!--"));
        }
    }

    #[test]
    fn the_script_makes_no_markup_of_text_and_asks_for_nothing() {
        for word in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "fetch(",
            "XMLHttpRequest",
            "import(",
            "setAttribute(\"style\"",
        ] {
            assert!(!SCRIPT.contains(word), "{word}");
        }
    }

    #[test]
    fn a_hash_is_written_as_browsers_compare_it() {
        assert_eq!(
            hash(""),
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
        );
    }
}
