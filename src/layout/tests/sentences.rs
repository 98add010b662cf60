//! What is said of what is found.

use std::collections::BTreeSet;

use crate::locale::{Arguments, Language, Locale};

#[test]
fn every_case_of_a_finding_has_a_sentence_of_its_own() {
    let cases: &[(&str, &[&str])] = &[
        ("H001", &["", "no-such-sheet"]),
        ("H002", &["needed", "mapped"]),
        ("H003", &["header", "meaning"]),
        (
            "H004",
            &["unknown", "second", "too-many", "no-header", "guess"],
        ),
        (
            "H007",
            &[
                "note",
                "header",
                "total",
                "repeated-header",
                "sample",
                "empty",
                "sheet",
                "leavers",
            ],
        ),
        ("C002", &["rounded", "scientific"]),
        ("C004", &["hidden", "fullwidth"]),
    ];
    for language in Language::ALL {
        let locale = Locale::new(language);
        for (id, cases) in cases {
            let mut sentences = BTreeSet::new();
            for case in *cases {
                let mut arguments = Arguments::default().with("case", *case);
                for name in ["value", "other", "column", "sheet"] {
                    arguments.set(name, "甲");
                }
                arguments.set("count", 2_u32);
                let sentence = locale.format(id, &arguments);
                assert!(!sentence.contains(['{', '$']), "{id} {case}: {sentence}");
                assert!(
                    sentences.insert(sentence),
                    "{id} {case} says what another case says"
                );
            }
            for part in ["title", "help", "explain"] {
                assert!(
                    locale.attribute(id, part, &Arguments::default()).is_some(),
                    "{id}.{part}"
                );
            }
        }
    }
}
