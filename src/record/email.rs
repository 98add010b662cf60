//! Mail addresses: what one is, and when two are the same.

use std::hash::{Hash, Hasher};

use email_address::{EmailAddress, Options};

/// A mail address as it is written. Two that differ only in case are the same.
#[derive(Clone, Copy, Debug)]
pub struct Email<'t>(&'t str);

const OPTIONS: Options = Options {
    minimum_sub_domains: 2,
    allow_domain_literal: false,
    allow_display_text: false,
};

/// The longest part before the `@`, and the longest domain (RFC 5321, 4.5.3.1).
const LONGEST: (usize, usize) = (64, 254);

/// The longest part of a domain between dots (RFC 1034, 3.1).
const LONGEST_LABEL: usize = 63;

impl<'t> Email<'t> {
    /// Reads an address: RFC 5322 without display name and with a top-level domain.
    #[must_use]
    pub fn parse(text: &'t str) -> Option<Self> {
        (is_plain(text) || EmailAddress::parse_with_options(text, OPTIONS).is_ok())
            .then_some(Self(text))
    }

    fn folded(&self) -> impl Iterator<Item = char> + use<'t> {
        self.0.chars().flat_map(char::to_lowercase)
    }
}

impl PartialEq for Email<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.folded().eq(other.folded())
    }
}

impl Eq for Email<'_> {}

impl Hash for Email<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for c in self.folded() {
            state.write_u32(u32::from(c));
        }
    }
}

/// Whether `text` is one of the addresses that nearly all are, so that the full grammar need not be asked, which copies
/// what it accepts.
fn is_plain(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_word = |part: &str| {
        let plain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'+');
        !part.is_empty() && part.bytes().all(plain)
    };
    let is_label = |part: &str| {
        let plain = |c: u8| c.is_ascii_alphanumeric() || c == b'-';
        (1..=LONGEST_LABEL).contains(&part.len())
            && part.bytes().all(plain)
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    local.len() <= LONGEST.0
        && domain.len() <= LONGEST.1
        && domain.contains('.')
        && local.split('.').all(is_word)
        && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &[&str] = &[
        "li.lei@example.com",
        "han_meimei+hr@mail.example.com.cn",
        "o'brien@example.com",
        "\"li lei\"@example.com",
        "张三@例子.com",
        "a@b.cn",
    ];

    #[test]
    fn good_addresses_are_taken() {
        for text in GOOD {
            assert!(Email::parse(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "无",
            "li.lei",
            "@example.com",
            "li.lei@",
            "li.lei@example",
            "li.lei@example.",
            "li..lei@example.com",
            ".li@example.com",
            "li lei@example.com",
            "lilei＠example.com",
            "lilei@example.com;hanmeimei@example.com",
            "Li Lei <lilei@example.com>",
            "<lilei@example.com>",
            "lilei@-example.com",
            "lilei@[127.0.0.1]",
        ] {
            assert!(Email::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_short_cut_takes_nothing_that_the_grammar_refuses() {
        let long_local = format!("{}@example.com", "a".repeat(65));
        let long_label = format!("a@{}.com", "b".repeat(64));
        let long_domain = format!("a@{}com", "b.".repeat(130));
        let long = [
            long_local.as_str(),
            long_label.as_str(),
            long_domain.as_str(),
        ];
        let odd = ["a@b.c", "a-@b-c.d1", "a@b-.c", "-a@b.c", "a@b..c", "a.@b.c"];
        for text in GOOD.iter().copied().chain(long).chain(odd) {
            let grammar = EmailAddress::parse_with_options(text, OPTIONS).is_ok();
            assert!(!is_plain(text) || grammar, "{text}");
        }
    }

    #[test]
    fn case_does_not_make_another_address() {
        let parse = |text| Email::parse(text).unwrap();
        assert_eq!(parse("Li.Lei@Example.com"), parse("li.lei@example.COM"));
        assert_ne!(parse("lilei@example.com"), parse("li.lei@example.com"));
    }
}
