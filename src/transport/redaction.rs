//! Keeps secrets out of what people and files get to see.

use crate::config::Secret;

use super::encode;

/// What stands in for a secret wherever a person might read it.
pub(super) const MASK: &str = "***";

/// Shorter words are no secrets, and would be found everywhere.
const SHORTEST: usize = 4;

/// Secrets that must not show, in every way they may be written.
#[derive(Default)]
pub struct Redaction(Vec<String>);

impl Redaction {
    /// Masks `secrets`.
    pub fn of<'s>(secrets: impl IntoIterator<Item = &'s Secret>) -> Self {
        let mut redaction = Self::default();
        for secret in secrets {
            redaction.add(secret);
        }
        redaction
    }

    /// Masks `secret` too.
    pub fn add(&mut self, secret: &Secret) {
        let whole = secret.expose().trim();
        // A header holds its scheme and the secret.
        let word = whole.rsplit(' ').next().unwrap_or_default();
        for text in [whole, word] {
            let encoded = encode(text);
            let quoted = serde_json::Value::from(text).to_string();
            let spellings = [
                text.to_owned(),
                encoded.to_lowercase(),
                encoded.replace("%20", "+"),
                encoded.into_owned(),
                quoted.trim_matches('"').to_owned(),
            ];
            let new = spellings.into_iter().filter(|text| text.len() >= SHORTEST);
            self.0.extend(new);
        }
        // What contains another goes first.
        self.0
            .sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        self.0.dedup();
    }

    /// `text` without the secrets.
    #[must_use]
    pub fn mask(&self, text: &str) -> String {
        let mut masked = text.to_owned();
        for secret in &self.0 {
            if masked.contains(secret.as_str()) {
                masked = masked.replace(secret.as_str(), MASK);
            }
        }
        masked
    }
}

impl Redaction {
    /// `text`, which may have been cut off in the middle of a secret, without the secrets and without what of one is
    /// left at its end.
    #[must_use]
    pub fn mask_cut(&self, text: &str) -> String {
        let masked = self.mask(text);
        let left = self.0.iter().filter_map(|secret| {
            let cuts = secret.char_indices().map(|(at, _)| at);
            let mut cuts = cuts.filter(|at| *at >= SHORTEST).rev();
            cuts.find(|at| masked.ends_with(&secret[..*at]))
        });
        match left.max() {
            Some(left) => format!("{}{MASK}", &masked[..masked.len() - left]),
            None => masked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_in_no_spelling() {
        let secret = Secret::from("Token ca/na ry\"1");
        let redaction = Redaction::of([&secret]);
        for text in [
            "Token ca/na ry\"1",
            "?t=Token%20ca%2Fna%20ry%221",
            "?t=token%20ca%2fna%20ry%221",
            "?t=Token+ca%2Fna+ry%221",
            r#"{"token":"Token ca/na ry\"1"}"#,
        ] {
            let masked = redaction.mask(text);
            assert!(masked.contains(MASK), "{masked}");
            assert!(!masked.to_lowercase().contains("na"), "{masked}");
        }
        assert_eq!(redaction.mask("nothing here"), "nothing here");
    }

    #[test]
    fn what_is_left_of_a_secret_that_was_cut_does_not_show() {
        let redaction = Redaction::of([&Secret::from("canary/1234567")]);
        for (text, expected) in [
            ("t=canary%2F12", "t=***"),
            ("t=canary/1234567 t=cana", "t=*** t=***"),
            ("t=can", "t=can"),
            ("t=canaries", "t=canaries"),
        ] {
            assert_eq!(redaction.mask_cut(text), expected);
        }
    }

    #[test]
    fn a_secret_behind_its_scheme_does_not_show_alone() {
        let redaction = Redaction::of([&Secret::from("Bearer abcdef")]);
        assert_eq!(redaction.mask("token abcdef expired"), "token *** expired");
    }

    #[test]
    fn a_word_too_short_to_be_a_secret_masks_nothing() {
        assert_eq!(Redaction::of([&Secret::from("a")]).mask("banana"), "banana");
    }
}
