//! Mail addresses: what one is, and when two are the same.

use std::hash::{Hash, Hasher};

use email_address::{EmailAddress, Options};

use super::lanes::Lanes;

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
        (is_simple(text)
            || is_plain(text)
            || EmailAddress::parse_with_options(text, OPTIONS).is_ok())
        .then_some(Self(text))
    }
}

impl PartialEq for Email<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for Email<'_> {}

impl Hash for Email<'_> {
    /// Hashes sixteen bytes at a time, with the bit set that tells small letters from capital ones.
    fn hash<H: Hasher>(&self, state: &mut H) {
        const SMALL: u128 = u128::from_ne_bytes([0x20; 16]);
        let bytes = self.0.as_bytes();
        let mut write = |bytes| state.write_u128(u128::from_ne_bytes(bytes) | SMALL);
        match bytes.last_chunk() {
            // The last bytes are hashed once more where they are not sixteen.
            Some(last) => {
                bytes.as_chunks().0.iter().for_each(|chunk| write(*chunk));
                write(*last);
            }
            None => {
                let mut padded = [0; 16];
                padded[..bytes.len()].copy_from_slice(bytes);
                write(padded);
            }
        }
        state.write_usize(bytes.len());
    }
}

/// Whether `text` surely is an address, told by all its bytes at once: of letters and digits with single dots and dashes
/// between them, one `@` and a dot behind it.
fn is_simple(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut found = Found::default();
    match bytes.last_chunk() {
        // The last bytes are looked at once more where they are not sixteen.
        Some(last) if bytes.len() < LONGEST_LABEL => {
            for (number, lanes) in bytes.as_chunks().0.iter().enumerate() {
                found.look(lanes, number * Lanes::COUNT);
            }
            found.look(last, bytes.len() - Lanes::COUNT);
        }
        None => {
            let mut padded = [b'a'; Lanes::COUNT];
            padded[..bytes.len()].copy_from_slice(bytes);
            found.look(&padded, 0);
        }
        _ => return false,
    }
    let Found {
        others,
        joints,
        ats,
        dots,
    } = found;
    let ends = 1 | 1u64 << bytes.len().saturating_sub(1);
    !others && joints & (joints << 1 | ends) == 0 && ats.is_power_of_two() && dots > ats
}

/// What an address consists of, a bit a byte.
#[derive(Default)]
struct Found {
    /// Whether there is anything that a simple address does not have.
    others: bool,
    /// What joins words.
    joints: u64,
    ats: u64,
    dots: u64,
}

impl Found {
    /// Looks at the bytes from `start` on.
    fn look(&mut self, bytes: &[u8; Lanes::COUNT], start: usize) {
        let lanes = Lanes::of(bytes);
        let words = lanes.with(0x20).within(b'a', b'z') | lanes.within(b'0', b'9');
        let (ats, dots) = (lanes.equal(b'@'), lanes.equal(b'.'));
        let joints = ats | dots | lanes.equal(b'-');
        self.others |= (words | joints).bits() != u16::MAX;
        self.joints |= u64::from(joints.bits()) << start;
        self.ats |= u64::from(ats.bits()) << start;
        self.dots |= u64::from(dots.bits()) << start;
    }
}

/// Whether `text` is one of the addresses that nearly all are: words of letters, digits, `_`, `-` and `+` joined by dots.
/// The full grammar need not be asked then, which copies what it accepts.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(at) = memchr::memchr(b'@', bytes) else {
        return false;
    };
    is_plain_local(&bytes[..at]) && is_plain_domain(&bytes[at + 1..])
}

fn is_plain_local(text: &[u8]) -> bool {
    let mut previous = b'.';
    for c in text.iter().copied() {
        let fits = match c {
            b'.' => previous != b'.',
            _ => c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'+'),
        };
        if !fits {
            return false;
        }
        previous = c;
    }
    previous != b'.' && text.len() <= LONGEST.0
}

fn is_plain_domain(text: &[u8]) -> bool {
    let mut previous = b'.';
    let (mut dots, mut label) = (0, 0);
    for c in text.iter().copied() {
        label += 1;
        let fits = match c {
            b'.' => {
                dots += 1;
                label = 0;
                !matches!(previous, b'.' | b'-')
            }
            b'-' => previous != b'.',
            _ => c.is_ascii_alphanumeric(),
        };
        if !fits || label > LONGEST_LABEL {
            return false;
        }
        previous = c;
    }
    dots > 0 && !matches!(previous, b'.' | b'-') && text.len() <= LONGEST.1
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
        let odd = [
            "a@b.c",
            "a-@b-c.d1",
            "a@b-.c",
            "-a@b.c",
            "a@b..c",
            "a.@b.c",
            "a@b@c.d",
            "a.b@c",
            "a@b",
            "@b.c",
            "a@.c",
            "a@b.",
            "a.b@c.d-",
            "a_b@c_d.e",
            "ab.c",
            "",
        ];
        for text in GOOD.iter().copied().chain(long).chain(odd) {
            let grammar = EmailAddress::parse_with_options(text, OPTIONS).is_ok();
            assert!(!is_plain(text) || grammar, "{text}");
            assert!(!is_simple(text) || is_plain(text), "{text}");
        }
    }

    #[test]
    fn case_does_not_make_another_address() {
        let parse = |text| Email::parse(text).unwrap();
        assert_eq!(parse("Li.Lei@Example.com"), parse("li.lei@example.COM"));
        assert_ne!(parse("lilei@example.com"), parse("li.lei@example.com"));
    }
}
