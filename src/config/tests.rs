//! What a configuration may say, and what is said about one that it may not.

use std::time::Duration;

use crate::config::{Rate, SecretReference};
use crate::locale::{Language, Locale};

use super::*;

fn parse(text: &str) -> Result<Configuration> {
    Configuration::parse(Path::new("orgferry.toml"), text)
}

#[test]
fn everything_that_may_be_configured_is_read() {
    let configuration = parse(
        r#"
            [severity]
            M004 = "warn"
            department-cycle = "allow"
            [limits]
            rows = 5000
            file_size = "64MiB"
            [layout]
            sheet = ["部门", "成员"]
            header_row = 2
            path_separator = "-"
            list_separator = "；"
            encoding = "gb18030"
            reader = "calamine"
            root = "星河科技"
            [layout.columns]
            "member.mobile" = "联系方式"
            [target.aisuda]
            auth_type = "weixin"
            [target.seatable]
            departments = [2, 7]
            [remote.prod]
            system = "seatable"
            url = "https://cloud.seatable.io"
            organization = 23
            token = "env:SEATABLE_TOKEN"
            rate = "10/s"
            concurrency = 8
            timeout = "60s"
        "#,
    )
    .unwrap();
    let levels: Vec<_> = configuration
        .severity
        .iter()
        .map(|leveled| (leveled.code.as_str(), leveled.level, leveled.line))
        .collect();
    assert_eq!(
        levels,
        [
            ("M004", Level::Warning, 3),
            ("department-cycle", Level::Allow, 4)
        ]
    );
    assert_eq!(configuration.limits.rows, 5000);
    assert_eq!(configuration.limits.file_size, 64 << 20);
    assert_eq!(configuration.reading.sheets, ["部门", "成员"]);
    assert_eq!(configuration.reading.pins.header_row, Some(2));
    assert_eq!(configuration.reading.pins.path_separator, Some('-'));
    assert_eq!(configuration.reading.reader, XlsxReader::Calamine);
    assert_eq!(
        configuration.columns,
        [PinnedColumn {
            field: "member.mobile".into(),
            header: "联系方式".into(),
            line: 17,
        }]
    );
    assert_eq!(configuration.auth_type.as_deref(), Some("weixin"));
    assert_eq!(
        configuration.department_imports,
        Some(DepartmentImports::These(vec![2, 7]))
    );
    let imports = |value: &str| {
        let parsed = parse(&format!("[target.seatable]\ndepartments = {value}"));
        parsed.map(|configuration| configuration.department_imports)
    };
    assert_eq!(
        imports(r#""import""#).unwrap(),
        Some(DepartmentImports::Tops)
    );
    for wrong in [r#""all""#, "7", "[\"7\"]", "[-1]"] {
        let error = imports(wrong).unwrap_err().to_string();
        assert!(error.contains("target.seatable.departments"), "{error}");
    }
    let remote = &configuration.remotes["prod"];
    assert_eq!(remote.organization.as_deref(), Some("23"));
    assert_eq!(remote.timeout, Some(Duration::from_secs(60)));
    assert_eq!(remote.concurrency, Some(8));
    assert_eq!(remote.rate.map(|Rate { requests, .. }| requests), Some(10));
    assert_eq!(
        remote.secrets["token"],
        SecretReference::Environment("SEATABLE_TOKEN".into())
    );
}

#[test]
fn an_empty_file_changes_nothing() {
    let empty = parse("\u{feff}# nothing\n").unwrap();
    let shipped = Configuration {
        file: empty.file.clone(),
        ..Configuration::default()
    };
    assert_eq!(empty, shipped);
}

#[test]
fn what_is_wrong_is_named_by_file_line_and_key_in_both_languages() {
    for (text, line, key, word) in [
        ("[limits]\nrow = 5", 2, "limits.row", "rows"),
        ("colour = 1", 1, "colour", "severity"),
        ("\n[severity]\nM004 = \"fatal\"", 3, "severity.M004", "warn"),
        ("[severity]\nM004 = 1", 2, "severity.M004", ""),
        ("[limits]\ncolumns = 70000", 2, "limits.columns", ""),
        ("[limits]\nrows = -1", 2, "limits.rows", "0"),
        ("[layout]\nheader_row = 0", 2, "layout.header_row", "1"),
        ("[layout]\nsheet = [1]", 2, "layout.sheet", ""),
        (
            "[layout]\npath_separator = \"::\"",
            2,
            "layout.path_separator",
            "",
        ),
        (
            "[layout]\nencoding = \"klingon\"",
            2,
            "layout.encoding",
            "gb18030",
        ),
        (
            "[layout]\nreader = \"excel\"",
            2,
            "layout.reader",
            "calamine",
        ),
        ("layout = 5", 1, "layout", ""),
        ("[remote.prod]\nurl = \"x\"", 1, "remote.prod.system", ""),
        (
            "[remote.prod]\nsystem = \"wecom\"\nrate = \"fast\"",
            3,
            "remote.prod.rate",
            "10/s",
        ),
        (
            "[remote.prod]\nsystem = \"wecom\"\nconcurrency = 0",
            3,
            "remote.prod.concurrency",
            "64",
        ),
        (
            "[remote.prod]\nsystem = \"wecom\"\ntokn = \"env:A\"",
            3,
            "remote.prod.tokn",
            "token",
        ),
    ] {
        let error = parse(text).expect_err(text);
        assert_eq!(error.kind(), ErrorKind::Usage);
        for language in Language::ALL {
            let locale = Locale::new(language);
            let said = format!(
                "{} {}",
                error.message(&locale),
                error.hint(&locale).unwrap_or_default()
            );
            assert!(said.contains("orgferry.toml"), "{said}");
            assert!(said.contains(&line.to_string()), "line {line}: {said}");
            assert!(said.contains(key), "{key}: {said}");
            assert!(said.contains(word), "{word}: {said}");
        }
    }
}

#[test]
fn a_literal_secret_is_refused_and_not_repeated() {
    for secret in ["\"s3cr3t-5678\"", "5678", "\"env:\"", "[\"s3cr3t-5678\"]"] {
        let text = format!("[remote.prod]\nsystem = \"atwork\"\ntoken = {secret}");
        let error = parse(&text).expect_err(secret);
        for language in Language::ALL {
            let locale = Locale::new(language);
            let hint = error.hint(&locale).unwrap();
            let said = format!("{} {hint} {error:?}", error.message(&locale));
            assert!(said.contains("remote.prod.token"), "{said}");
            assert!(hint.contains("env:") && hint.contains("file:"), "{hint}");
            assert!(!said.contains("5678"), "{said}");
        }
    }
}

#[test]
fn what_is_no_toml_is_refused_with_its_line() {
    let error = parse("[limits]\nrows = = 5\n").expect_err("no TOML");
    let said = error.message(&Locale::new(Language::Chinese));
    assert!(said.contains("第 2 行"), "{said}");
}

#[test]
fn a_file_that_was_asked_for_has_to_be_there() {
    let error = Configuration::load(Some(Path::new("no/such/orgferry.toml"))).expect_err("missing");
    assert_eq!(error.kind(), ErrorKind::Usage);
}
