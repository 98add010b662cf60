//! `--only` and `--fields`: which part of what is read is wanted.

use clap::Args;
use orgferry::diagnostic::Findings;
use orgferry::directory::{Directory, PLACE};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::intake::Intake;
use orgferry::layout;
use orgferry::record::Field;
use orgferry::rule;

use super::usage;

/// What may separate the fields of a list.
const SEPARATORS: &[char] = &[',', '，', '、', ';', '；'];

/// How many departments that a path may mean are named.
const MOST_NAMED: usize = 5;

/// The flags that choose a part.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "reading")]
pub(super) struct Scope {
    #[arg(long, value_name = "PATH")]
    only: Option<String>,
    #[arg(long, value_name = "LIST", value_parser = parse_fields)]
    fields: Option<Fields>,
}

/// Some fields.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fields(Vec<Field>);

impl Scope {
    /// Whether anything is left out.
    pub(super) fn is_part(&self) -> bool {
        self.only.is_some() || self.fields.is_some()
    }

    /// Takes out of `intake` what is not wanted, and what was found there.
    ///
    /// # Errors
    /// When no department, or more than one, is called what was asked for.
    pub(super) fn narrow(&self, intake: &mut Intake) -> Result<()> {
        if let Some(path) = &self.only {
            let top = match intake.directory.named(path)[..] {
                [top] => top,
                [] => return Err(unknown(&intake.directory, path)),
                ref several => {
                    let shown = several.iter().take(MOST_NAMED);
                    let shown = shown.map(|id| intake.directory.path(*id).join(" / "));
                    let shown: Vec<String> = shown.collect();
                    return Err(Error::new(ErrorKind::Usage, "only-ambiguous")
                        .with("path", path.as_str())
                        .with("count", several.len())
                        .with("candidates", shown.join(" | ")));
                }
            };
            intake.only(top);
        }
        self.narrow_findings(&mut intake.findings);
        Ok(())
    }

    /// Takes out of `findings` those about fields that are not wanted.
    pub(super) fn narrow_findings(&self, findings: &mut Findings) {
        if let Some(fields) = &self.fields {
            findings.leave_out(&|finding| {
                let field = finding.place.field;
                field.is_some_and(|id| !fields.ids().any(|wanted| wanted == id))
            });
        }
    }

    /// `directory` with the wanted fields alone; `None` where all are.
    pub(super) fn narrowed(&self, directory: &Directory) -> Option<Directory> {
        let Fields(wanted) = self.fields.as_ref()?;
        Some(directory.with_fields(&|field| wanted.contains(&field)))
    }
}

impl Fields {
    /// The canonical names of all that are written.
    fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().chain(&PLACE).map(|field| field.id())
    }
}

/// No department is called `path`.
fn unknown(directory: &Directory, path: &str) -> Error {
    let candidates = rule::departments_like(directory, path);
    Error::new(ErrorKind::Usage, "only-unknown")
        .with("path", path)
        .with(
            "candidates",
            match candidates.is_empty() {
                true => usage::NONE.to_owned(),
                false => candidates.join(" | "),
            },
        )
}

fn parse_fields(text: &str) -> Result<Fields> {
    let mut fields = Vec::new();
    for name in text.split(SEPARATORS).map(str::trim) {
        if name.is_empty() {
            continue;
        }
        let found = layout::fields_called(name);
        if found.is_empty() {
            let nearest = layout::nearest_field(name);
            return Err(Error::new(ErrorKind::Usage, "fields-unknown")
                .with("name", name)
                .with("guess", nearest.map_or(usage::NONE, |(_, label)| label))
                .with(
                    "field",
                    nearest.map_or(usage::NONE, |(field, _)| field.id()),
                ));
        }
        fields.extend(found);
    }
    match fields.is_empty() {
        true => Err(Error::new(ErrorKind::Usage, "usage-empty")),
        false => Ok(Fields(fields)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_in_any_way_that_a_header_is() {
        let fields = parse_fields("姓名, mobile，member.email、工号").unwrap();
        let expected = [
            Field::MEMBER_NAME,
            Field::MOBILE,
            Field::EMAIL,
            Field::EMPLOYEE_NO,
        ];
        assert_eq!(fields, Fields(expected.to_vec()));
    }

    #[test]
    fn an_unknown_field_is_refused_with_what_may_be_meant() {
        for (list, parts) in [
            ("手机,moble", ["moble", "member.mobile"]),
            ("工咨", ["工咨", "no field"]),
            (" , ", ["empty", ""]),
        ] {
            let said = parse_fields(list).expect_err("unknown").to_string();
            for part in parts {
                assert!(said.contains(part), "{list}: {said}");
            }
        }
    }
}
