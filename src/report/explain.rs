//! What a code means: its explanation, and the table of all codes.

use crate::diagnostic::{Code, Severity};
use crate::locale::{Arguments, Locale};

/// Explains `code`: what it is called, how bad it is, what it means, how it comes about and how to mend it. Ends with a
/// line break.
#[must_use]
pub fn explain(code: &Code, locale: &Locale) -> String {
    let attribute = |name| locale.attribute(code.id, name, &Arguments::default());
    let title = attribute("title").unwrap_or_else(|| code.name.to_owned());
    let heading = Arguments::default()
        .with("code", code.id)
        .with("name", code.name)
        .with("title", title)
        .with("severity", severity(code.severity, locale));
    let mut text = locale.format("explain-heading", &heading);
    text.push('\n');
    for paragraph in attribute("explain").iter().flat_map(|text| text.lines()) {
        text.push('\n');
        text.push_str(paragraph);
        text.push('\n');
    }
    text
}

/// The Markdown table of `codes`: code, name, severity, title.
#[must_use]
pub fn rule_table(locale: &Locale, codes: &[&Code]) -> String {
    let cell = |id: &str| locale.text(id);
    let mut table = format!(
        "| {} | {} | {} | {} |\n|---|---|---|---|\n",
        cell("table-code"),
        cell("table-name"),
        cell("table-severity"),
        cell("table-title")
    );
    for code in codes {
        let title = locale.attribute(code.id, "title", &Arguments::default());
        let title = title.unwrap_or_default().replace('|', "\\|");
        let severity = severity(code.severity, locale);
        table.push_str(&format!(
            "| {} | {} | {severity} | {title} |\n",
            code.id, code.name
        ));
    }
    table
}

fn severity(severity: Severity, locale: &Locale) -> String {
    locale.text(match severity {
        Severity::Error => "report-error",
        Severity::Warning => "report-warning",
        Severity::Information => "report-information",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code;
    use crate::locale::Language;

    /// Whether a sentence stands in for a value that was not given.
    fn has_hole(text: &str) -> bool {
        text.contains("{$") || text.contains("{ $")
    }

    #[test]
    fn every_code_of_a_directory_is_explained_in_both_languages() {
        let codes = code::CORE
            .iter()
            .filter(|code| code.id.starts_with(['D', 'P', 'M']));
        for code in codes {
            for language in Language::ALL {
                let locale = Locale::new(language);
                let attribute = |name| {
                    let text = locale.attribute(code.id, name, &Arguments::default());
                    text.unwrap_or_else(|| panic!("{} has no .{name}", code.id))
                };
                assert!(!has_hole(&attribute("title")), "{}", code.id);
                assert!(attribute("help").lines().count() == 1, "{}", code.id);
                let explanation = attribute("explain");
                assert!(!has_hole(&explanation), "{}", code.id);
                let sentences = explanation.matches(['。', '；', '.']).count();
                assert!(sentences >= 3, "{}: {explanation}", code.id);
            }
        }
    }

    #[test]
    fn an_explanation_opens_with_code_name_title_and_severity() {
        let text = explain(&code::D006, &Locale::new(Language::Chinese));
        assert!(
            text.starts_with("D006 department-cycle：上下级成环（错误）\n\n"),
            "{text}"
        );
        let text = explain(&code::D006, &Locale::new(Language::English));
        assert!(
            text.starts_with("D006 department-cycle: departments form a ring (error)\n\n"),
            "{text}"
        );
        assert!(text.ends_with("\n") && !text.ends_with("\n\n"));
    }

    #[test]
    fn the_table_has_a_line_a_code() {
        let table = rule_table(&Locale::new(Language::Chinese), &[&code::D006, &code::M009]);
        assert_eq!(
            table,
            "| 代码 | 名称 | 级别 | 含义 |\n|---|---|---|---|\n\
             | D006 | department-cycle | 错误 | 上下级成环 |\n\
             | M009 | main-department-mismatch | 警告 | 主部门不在所属部门中 |\n"
        );
    }
}
