//! What a cell's style says about its number: whether it is shown as a date, or padded with zeros. The rest of the
//! styles is not looked at.

use std::collections::HashMap;

use super::Cause;
use super::package::{Package, Step, value};

/// How a number is shown, as far as it changes what a person reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NumberFormat {
    #[default]
    General,
    /// A day, or a time of the day.
    Date,
    /// A time that may be longer than a day.
    Duration,
    /// Whole numbers with at least so many digits.
    Padded(u8),
}

/// Reads the number formats of the cell styles in the part called `name`, by their number.
///
/// # Errors
///
/// As [`Package::tags`].
pub(super) fn read(package: &mut Package, name: &str) -> Result<Vec<NumberFormat>, Cause> {
    let mut own = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    package.tags(name, |step| {
        match step {
            Step::Start(tag) if tag.name == b"cellXfs" => in_cells = true,
            Step::End(b"cellXfs") => in_cells = false,
            Step::Start(tag) if matches!(tag.name, b"numFmt" | b"xf") => {
                let id = tag.attribute(b"numFmtId");
                let id = id.and_then(|raw| str::from_utf8(raw).ok()?.trim().parse::<u32>().ok());
                if tag.name == b"numFmt" {
                    let code = tag.attribute(b"formatCode").map(value);
                    own.extend(id.zip(code.map(|code| custom(&code))));
                } else if in_cells {
                    let format = |id: u32| own.get(&id).copied().unwrap_or_else(|| built_in(id));
                    formats.push(id.map_or(NumberFormat::General, format));
                }
            }
            Step::Start(_) | Step::End(_) => {}
        }
        true
    })?;
    Ok(formats)
}

/// A format that every reader knows by its number (ECMA-376 part 1, 18.8.30, with those of East Asian languages).
fn built_in(id: u32) -> NumberFormat {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => NumberFormat::Date,
        46 => NumberFormat::Duration,
        _ => NumberFormat::General,
    }
}

/// A format by its code, of which only the section for positive numbers is looked at (ECMA-376 part 1, 18.8.31).
fn custom(code: &str) -> NumberFormat {
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            // The next character is shown, skipped or repeated.
            '\\' | '_' | '*' => drop(characters.next()),
            '"' => drop(characters.by_ref().find(|character| *character == '"')),
            ';' => break,
            '[' => {
                let mut inside = characters
                    .by_ref()
                    .take_while(|character| *character != ']');
                if is_elapsed(&mut inside) {
                    return NumberFormat::Duration;
                }
                inside.for_each(drop);
            }
            _ if matches!(character.to_ascii_lowercase(), 'y' | 'm' | 'd' | 'h' | 's') => {
                return NumberFormat::Date;
            }
            _ => {}
        }
    }
    let section = code.split(';').next().unwrap_or_default();
    match u8::try_from(section.len()) {
        Ok(width @ 2..) if section.bytes().all(|byte| byte == b'0') => NumberFormat::Padded(width),
        _ => NumberFormat::General,
    }
}

/// Whether brackets hold hours, minutes or seconds, as in `[hh]`.
fn is_elapsed(inside: impl Iterator<Item = char>) -> bool {
    let mut inside = inside.map(|character| character.to_ascii_lowercase());
    let first = inside.next();
    matches!(first, Some('h' | 'm' | 's')) && inside.all(|character| Some(character) == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_dates_durations_and_padding() {
        for (code, expected) in [
            ("General", NumberFormat::General),
            ("@", NumberFormat::General),
            ("0", NumberFormat::General),
            ("0.00", NumberFormat::General),
            ("#,##0_);[Red](#,##0)", NumberFormat::General),
            ("\"年\"0\"d\"", NumberFormat::General),
            ("\\Y000000", NumberFormat::General),
            ("0*y", NumberFormat::General),
            ("[>=100][Magenta]General", NumberFormat::General),
            ("yyyy-mm-dd", NumberFormat::Date),
            ("yyyy\"年\"m\"月\"d\"日\"", NumberFormat::Date),
            ("[$-804]e\"年\"m\"月\"", NumberFormat::Date),
            ("H:MM AM/PM", NumberFormat::Date),
            ("[Red]0;yyyy", NumberFormat::General),
            ("[h]:mm:ss", NumberFormat::Duration),
            ("[Blue]\\+[mm]:ss", NumberFormat::Duration),
            ("0000", NumberFormat::Padded(4)),
            ("000000;@", NumberFormat::Padded(6)),
            ("", NumberFormat::General),
        ] {
            assert_eq!(custom(code), expected, "{code}");
        }
    }
}
