//! A remote system the user named (`[remote.NAME]`): where it is and where its secrets are to be found.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use crate::error::Result;

use super::SecretReference;
use super::document::Section;

/// The fields that hold secrets.
const SECRETS: [&str; 6] = [
    "token",
    "app_key",
    "app_secret",
    "private_key",
    "secret",
    "domain_id",
];

/// How many requests may be under way at once, at least and at most.
const CONCURRENCY: RangeInclusive<usize> = 1..=64;

/// A remote system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remote {
    /// Which system it is, e.g. `atwork`.
    pub system: String,
    /// Its address, for systems that customers run themselves.
    pub url: Option<String>,
    /// The organisation's id (atwork, SeaTable).
    pub organization: Option<String>,
    /// The company's key (aisuda).
    pub company: Option<String>,
    /// The company's id (Work Weixin).
    pub corp_id: Option<String>,
    /// The id of the key (aisuda).
    pub client_id: Option<String>,
    /// How many requests it may get.
    pub rate: Option<Rate>,
    /// How many requests may be under way at once.
    pub concurrency: Option<usize>,
    /// How long one request may take.
    pub timeout: Option<Duration>,
    /// A certificate authority to trust besides the platform's own.
    pub certificate_authority: Option<PathBuf>,
    /// The dialect of its API.
    pub dialect: Option<String>,
    /// Where its secrets are to be found, by field.
    pub secrets: BTreeMap<&'static str, SecretReference>,
}

/// A number of requests in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many requests.
    pub requests: u32,
    /// In which time.
    pub every: Duration,
}

impl Rate {
    /// Reads `10/s` or `300/min`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (requests, unit) = text.split_once('/')?;
        let requests = requests.trim().parse().ok().filter(|count| *count > 0)?;
        let seconds = match unit.trim() {
            "s" => 1,
            "min" | "m" => 60,
            "h" => 3600,
            _ => return None,
        };
        Some(Self {
            requests,
            every: Duration::from_secs(seconds),
        })
    }
}

impl Remote {
    pub(super) fn read(mut section: Section<'_>) -> Result<Self> {
        let Some(system) = section.text("system")? else {
            return Err(section.missing("system"));
        };
        let mut secrets = BTreeMap::new();
        for name in SECRETS {
            if let Some(entry) = section.take(name) {
                secrets.insert(name, SecretReference::read(entry)?);
            }
        }
        let organization = section.take("organization");
        let rate = section.take("rate");
        let concurrency = section.take("concurrency");
        let timeout = section.take("timeout");
        let remote = Self {
            system,
            url: section.text("url")?,
            organization: organization
                .map(|entry| entry.text_or_number())
                .transpose()?,
            company: section.text("company")?,
            corp_id: section.text("corp_id")?,
            client_id: section.text("client_id")?,
            rate: rate
                .map(|entry| {
                    let wrong = entry
                        .unexpected("10/s 或 300/min 这样的速率", "a rate like 10/s or 300/min");
                    Rate::parse(&entry.text()?).ok_or(wrong)
                })
                .transpose()?,
            concurrency: concurrency
                .map(|entry| {
                    let wrong = entry.unexpected("1 到 64 之间的整数", "a number from 1 to 64");
                    let number = entry.number().ok();
                    let number = number.and_then(|number| usize::try_from(number).ok());
                    number
                        .filter(|number| CONCURRENCY.contains(number))
                        .ok_or(wrong)
                })
                .transpose()?,
            timeout: timeout
                .map(|entry| {
                    let wrong =
                        entry.unexpected("60s 或 5min 这样的时长", "a time like 60s or 5min");
                    parse_time(&entry.text()?).ok_or(wrong)
                })
                .transpose()?,
            certificate_authority: section.text("ca")?.map(PathBuf::from),
            dialect: section.text("dialect")?,
            secrets,
        };
        section.finish()?;
        Ok(remote)
    }
}

/// Reads `60s`, `500ms` or `5min`; `None` for anything else.
#[must_use]
pub fn parse_time(text: &str) -> Option<Duration> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().ok().filter(|number| *number > 0)?;
    match unit.trim() {
        "ms" => Some(Duration::from_millis(number)),
        "s" => Some(Duration::from_secs(number)),
        "min" | "m" => number.checked_mul(60).map(Duration::from_secs),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_times_have_a_unit() {
        let rate = |requests, seconds| {
            Some(Rate {
                requests,
                every: Duration::from_secs(seconds),
            })
        };
        for (text, expected) in [
            ("10/s", rate(10, 1)),
            ("300 / min", rate(300, 60)),
            ("0/s", None),
            ("10", None),
        ] {
            assert_eq!(Rate::parse(text), expected, "{text}");
        }
        for (text, seconds) in [
            ("60s", Some(60)),
            ("5min", Some(300)),
            ("0s", None),
            ("60", None),
        ] {
            assert_eq!(parse_time(text), seconds.map(Duration::from_secs), "{text}");
        }
    }
}
