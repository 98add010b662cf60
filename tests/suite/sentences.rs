//! Sentences stand in `src/locale`, or side by side in both languages where they are words for a blank of one. What is
//! Chinese elsewhere is data: how customers head their columns, what servers answer, what documents call their sections.

use std::fs;
use std::path::{Path, PathBuf};

/// Where Chinese is data, as parts of paths below `src`.
const DATA: &[&str] = &[
    "locale/",
    "layout/",
    "record/field.rs",
    "export/wecom_csv.rs",
    "/server/",
    "endpoints.rs",
];

/// From so many Chinese characters on, a text is no single word.
const SENTENCE: usize = 9;

/// The files of the program below `folder`, without those of tests.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if matches!(name, "tests" | "tests.rs" | "example.rs" | "exchanges.rs") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else if name.ends_with(".rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// `text` without comments and without the tests at its end.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]");
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n").replace("'\"'", "   ")
}

/// The texts in quotes, each with what stands between it and the next one.
fn literals(code: &str) -> Vec<(&str, &str)> {
    let mut bounds = Vec::new();
    let mut rest = 0;
    while let Some(quote) = code[rest..].find('"').map(|at| rest + at) {
        let from = quote + 1;
        let end = match code[..quote].ends_with("r#") {
            true => code[from..].find("\"#"),
            false => end_of(&code[from..]),
        };
        let Some(to) = end.map(|at| from + at) else {
            break;
        };
        bounds.push((from, to));
        rest = to + 1;
    }
    let next = bounds.iter().skip(1).map(|(from, _)| from - 1);
    let ends: Vec<usize> = next.chain([code.len()]).collect();
    let pairs = bounds.iter().zip(ends);
    pairs
        .map(|((from, to), next)| (&code[*from..*to], &code[to + 1..next.max(to + 1)]))
        .collect()
}

/// Where the text that `code` begins with ends, at the first quote without a backslash.
fn end_of(code: &str) -> Option<usize> {
    let mut is_escaped = false;
    code.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    })
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether `text` says something in Chinese.
fn is_sentence(text: &str) -> bool {
    let count = text.chars().filter(|c| is_chinese(*c)).count();
    count >= SENTENCE || (count > 1 && text.contains(['，', '。', '；', '？', ' ']))
}

/// The Chinese sentences of `code` that have no English one beside them.
fn lonely(code: &str) -> Vec<String> {
    let literals = literals(code);
    let mut found = Vec::new();
    for (at, (text, after)) in literals.iter().enumerate() {
        let between = after.trim().trim_start_matches(',').trim();
        let has_partner = matches!(between, "" | "english:")
            && literals
                .get(at + 1)
                .is_some_and(|(next, _)| !next.contains(is_chinese));
        if is_sentence(text) && !has_partner {
            found.push((*text).to_owned());
        }
    }
    found
}

#[test]
fn no_sentence_stands_outside_the_catalogues_in_one_language_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in files(&root) {
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        let name = name.replace('\\', "/");
        if DATA.iter().any(|data| name.contains(data)) {
            continue;
        }
        let found = lonely(&code(&fs::read_to_string(&file).unwrap()));
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn a_sentence_by_itself_is_seen_and_one_beside_its_english_is_not() {
    for code in [
        r#"println("没有找到部门，请检查");"#,
        r#"say("没有找到 部门", &name)"#,
        r#"("这里应当是文字、数字或列表", 3)"#,
    ] {
        assert_eq!(lonely(code).len(), 1, "{code}");
    }
    for code in [
        r#"("没有找到部门，请检查", "no such department")"#,
        r#"Words { chinese: "没有找到部门，请检查", english: "no such department" }"#,
        r#"["部门", "姓名"]"#,
        "// 没有找到部门，请检查",
    ] {
        let code = self::code(code);
        assert_eq!(lonely(&code), [""; 0], "{code}");
    }
}
