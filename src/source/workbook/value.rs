//! What a reader found in a cell → what a person sees there: digits without exponent, dates in ISO 8601.

use std::fmt::Write;

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime};

use crate::source::Content;

/// The largest whole number whose digits a spreadsheet keeps has 15 of them.
const FIFTEEN_DIGITS: f64 = 1e15;

/// The day after 9999-12-31, the last date of a spreadsheet.
const LAST_SERIAL: f64 = 2_958_466.0;

/// The days from 1899-12-30 (the epoch from March 1900 on) and from 1904-01-01 back to 1970-01-01.
const DAYS_1900: i64 = 25_569;
const DAYS_1904: i64 = 24_107;

const SECONDS_A_DAY: f64 = 86_400.0;

/// A cell as every reader of workbooks tells it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::source) enum Value<'v> {
    Text(&'v str),
    Number(f64),
    Integer(i64),
    Boolean(bool),
    /// Days since the workbook's epoch.
    Date(f64),
    /// Days.
    Duration(f64),
    IsoDate(&'v str),
    IsoDuration(&'v str),
    Error(&'static str),
}

impl<'v> Value<'v> {
    pub(super) fn of_reference(data: &'v DataRef<'_>) -> Option<Self> {
        Some(match data {
            DataRef::Int(number) => Self::Integer(*number),
            DataRef::Float(number) => Self::Number(*number),
            DataRef::String(text) => Self::Text(text),
            DataRef::SharedString(text) => Self::Text(text),
            DataRef::Bool(value) => Self::Boolean(*value),
            DataRef::DateTime(date) => Self::of_date(date),
            DataRef::DateTimeIso(text) => Self::IsoDate(text),
            DataRef::DurationIso(text) => Self::IsoDuration(text),
            DataRef::Error(error) => Self::Error(error_text(error)),
            DataRef::Empty => return None,
        })
    }

    pub(super) fn of_data(data: &'v Data) -> Option<Self> {
        Some(match data {
            Data::Int(number) => Self::Integer(*number),
            Data::Float(number) => Self::Number(*number),
            Data::String(text) => Self::Text(text),
            Data::Bool(value) => Self::Boolean(*value),
            Data::DateTime(date) => Self::of_date(date),
            Data::DateTimeIso(text) => Self::IsoDate(text),
            Data::DurationIso(text) => Self::IsoDuration(text),
            Data::Error(error) => Self::Error(error_text(error)),
            Data::Empty => return None,
        })
    }

    fn of_date(date: &ExcelDateTime) -> Self {
        let days = date.as_f64();
        if date.is_duration() {
            Self::Duration(days)
        } else {
            Self::Date(days)
        }
    }
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

/// Writes numbers and dates into buffers that are used again for every cell.
#[derive(Debug, Default)]
pub(in crate::source) struct Writer {
    since_1904: bool,
    digits: String,
    shown: String,
}

impl Writer {
    /// Counts dates from 1904-01-01 where `since_1904` says so, else as Excel counts them since 1900.
    pub(in crate::source) fn new(since_1904: bool) -> Self {
        Self {
            since_1904,
            ..Self::default()
        }
    }

    /// The content of a cell with `value`.
    pub(in crate::source) fn content<'c>(&'c mut self, value: Value<'c>) -> Content<'c> {
        self.digits.clear();
        self.shown.clear();
        match value {
            Value::Text(text) => Content::Text(text),
            Value::Boolean(value) => Content::Boolean(value),
            Value::Error(text) => Content::Error(text),
            Value::Integer(number) => {
                push(&mut self.digits, number);
                Content::Number {
                    digits: &self.digits,
                    rounded: number.unsigned_abs() >= FIFTEEN_DIGITS as u64,
                }
            }
            Value::Number(number) => self.number(number),
            Value::Date(serial) => {
                if !(0.0..LAST_SERIAL).contains(&serial) {
                    return self.number(serial);
                }
                date(&mut self.shown, serial, self.since_1904);
                self.dated(serial)
            }
            Value::Duration(days) => {
                if days.abs() >= LAST_SERIAL {
                    return self.number(days);
                }
                duration(&mut self.shown, days);
                self.dated(days)
            }
            Value::IsoDate(text) => match iso_serial(text) {
                Some(serial) => {
                    self.shown.push_str(text);
                    self.dated(serial)
                }
                None => Content::Text(text),
            },
            Value::IsoDuration(text) => match iso_days(text) {
                Some(days) => {
                    duration(&mut self.shown, days);
                    self.dated(days)
                }
                None => Content::Text(text),
            },
        }
    }

    fn number(&mut self, number: f64) -> Content<'_> {
        write_number(&mut self.digits, number);
        Content::Number {
            digits: &self.digits,
            rounded: number.abs() >= FIFTEEN_DIGITS && number.is_finite(),
        }
    }

    fn dated(&mut self, serial: f64) -> Content<'_> {
        write_number(&mut self.digits, serial);
        Content::Date {
            shown: &self.shown,
            serial: &self.digits,
        }
    }
}

/// Writes a number as its shortest digits that read back as the same number, without exponent.
fn write_number(text: &mut String, number: f64) {
    if number.fract() == 0.0 && number.abs() < FIFTEEN_DIGITS {
        push(text, number as i64);
    } else {
        push(text, number);
    }
}

fn push(text: &mut String, number: impl std::fmt::Display) {
    write!(text, "{number}").expect("writing to a string does not fail");
}

/// Writes day, or day and time, or time alone where there is no day.
fn date(text: &mut String, serial: f64, since_1904: bool) {
    let mut seconds = (serial.fract() * SECONDS_A_DAY).round() as i64;
    let mut day = serial.trunc() as i64;
    if seconds >= 86_400 {
        (day, seconds) = (day + 1, 0);
    }
    let has_day = day > 0 || since_1904 && seconds == 0;
    if has_day {
        let (year, month, date) = match (since_1904, day) {
            (true, day) => civil(day - DAYS_1904),
            // Lotus 1-2-3 took 1900 for a leap year, and so does everyone since.
            (false, 60) => (1900, 2, 29),
            (false, ..60) => civil(day + 1 - DAYS_1900),
            (false, day) => civil(day - DAYS_1900),
        };
        let result = write!(text, "{year:04}-{month:02}-{date:02}");
        result.expect("writing to a string does not fail");
    }
    if seconds > 0 || !has_day {
        if has_day {
            text.push('T');
        }
        clock(text, seconds);
    }
}

/// Writes hours, minutes and seconds; there may be more than 24 hours.
fn duration(text: &mut String, days: f64) {
    if days < 0.0 {
        text.push('-');
    }
    clock(text, (days.abs() * SECONDS_A_DAY).round() as i64);
}

fn clock(text: &mut String, seconds: i64) {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let result = write!(text, "{hours:02}:{minutes:02}:{seconds:02}");
    result.expect("writing to a string does not fail");
}

/// Year, month and day of a day counted from 1970-01-01, by whole eras of 400 years that begin in March.
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let day = day.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let (month, wraps) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (era * 400 + year + wraps, month, date)
}

/// The serial number of `2024-03-01` or `2024-03-01T12:30:00`, counted as since 1900.
fn iso_serial(text: &str) -> Option<f64> {
    let (day, time) = text.split_once('T').unwrap_or((text, "00:00:00"));
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, date) = (parts.next()??, parts.next()??, parts.next()??);
    let is_date = (1900..=9999).contains(&year) && (1..=12).contains(&month);
    if !is_date || !(1..=31).contains(&date) {
        return None;
    }
    let (shifted, march) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leaps = shifted / 4 - shifted / 100 + shifted / 400;
    let days = shifted * 365 + leaps + (153 * march + 2) / 5 + date - 1 - 719_468;
    let mut clock = time
        .trim_end_matches('Z')
        .splitn(3, ':')
        .map(str::parse::<f64>);
    let mut next = || clock.next().unwrap_or(Ok(0.0)).ok();
    let seconds = next()? * 3600.0 + next()? * 60.0 + next()?;
    let fraction = seconds / SECONDS_A_DAY;
    (0.0..1.0)
        .contains(&fraction)
        .then(|| (days + DAYS_1900) as f64 + fraction)
}

/// The days of an ISO 8601 duration such as `PT12H30M00S`.
fn iso_days(text: &str) -> Option<f64> {
    let mut rest = text.strip_prefix("PT")?;
    let mut seconds = 0.0;
    for (unit, factor) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, after)) = rest.split_once(unit) {
            seconds += number.parse::<f64>().ok()? * factor;
            rest = after;
        }
    }
    let days = seconds / SECONDS_A_DAY;
    (rest.is_empty() && (0.0..LAST_SERIAL).contains(&days)).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_their_digits() {
        for (number, digits, rounded) in [
            (13_800_130_000.0, "13800130000", false),
            (0.0, "0", false),
            (-0.0, "0", false),
            (-7.0, "-7", false),
            (0.1, "0.1", false),
            (1234.5678, "1234.5678", false),
            (1e-7, "0.0000001", false),
            (999_999_999_999_999.0, "999999999999999", false),
            (9_007_199_254_740_992.0, "9007199254740992", true),
            (110_101_199_001_011_234.0, "110101199001011230", true),
            (1e21, "1000000000000000000000", true),
        ] {
            let mut writer = Writer::default();
            let content = writer.content(Value::Number(number));
            assert_eq!(content, Content::Number { digits, rounded });
        }
    }

    #[test]
    fn dates_are_shown_as_a_calendar_says_them() {
        for (serial, since_1904, shown, digits) in [
            (45352.0, false, "2024-03-01", "45352"),
            (45352.5, false, "2024-03-01T12:00:00", "45352.5"),
            (43890.0, true, "2024-03-01", "43890"),
            (0.0, true, "1904-01-01", "0"),
            (1.0, false, "1900-01-01", "1"),
            (59.0, false, "1900-02-28", "59"),
            (60.0, false, "1900-02-29", "60"),
            (61.0, false, "1900-03-01", "61"),
            (0.75, false, "18:00:00", "0.75"),
            (45_352.999_999_9, false, "2024-03-02", "45352.9999999"),
            (2_958_465.0, false, "9999-12-31", "2958465"),
        ] {
            let mut writer = Writer::new(since_1904);
            let serial = Value::Date(serial);
            let expected = Content::Date {
                shown,
                serial: digits,
            };
            assert_eq!(writer.content(serial), expected);
        }
        let mut writer = Writer::default();
        let phone = writer.content(Value::Date(13_800_130_000.0));
        assert_eq!(phone.text(), "13800130000");
    }

    #[test]
    fn times_and_iso_texts_have_a_number_behind_them() {
        for (value, shown, serial) in [
            (Value::Duration(1.5), "36:00:00", "1.5"),
            (Value::Duration(-0.25), "-06:00:00", "-0.25"),
            (Value::IsoDate("2024-03-01"), "2024-03-01", "45352"),
            (
                Value::IsoDate("2024-03-01T12:00:00"),
                "2024-03-01T12:00:00",
                "45352.5",
            ),
            (Value::IsoDuration("PT36H00M00S"), "36:00:00", "1.5"),
        ] {
            let mut writer = Writer::default();
            assert_eq!(writer.content(value), Content::Date { shown, serial });
        }
        let mut writer = Writer::default();
        let odd = writer.content(Value::IsoDate("去年"));
        assert_eq!(odd, Content::Text("去年"));
    }
}
