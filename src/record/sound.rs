//! How Chinese text sounds, for telling what somebody may have meant.

use pinyin::ToPinyin;

/// Texts with more characters have no sound: nobody spells out so long a name.
const LONGEST: usize = 64;

/// A text in Hanyu Pinyin without tones. A character with several readings has its commonest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sound {
    /// Whole syllables one after the other: `yanfabu`.
    pub syllables: String,
    /// Their first letters: `yfb`.
    pub initials: String,
}

impl Sound {
    /// The sound of `text`, letters and digits in lower case as they stand; `None` where there is nothing to hear.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let mut sound = Self::default();
        for c in text.chars().take(LONGEST) {
            if let Some(pinyin) = c.to_pinyin() {
                sound.syllables.push_str(pinyin.plain());
                sound.initials.push_str(pinyin.first_letter());
            } else if c.is_alphanumeric() {
                sound.syllables.extend(c.to_lowercase());
                sound.initials.extend(c.to_lowercase());
            }
        }
        let is_heard = !sound.syllables.is_empty() && text.chars().nth(LONGEST).is_none();
        is_heard.then_some(sound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_sounds_by_its_syllables_and_their_first_letters() {
        for (text, syllables, initials) in [
            ("研发部", "yanfabu", "yfb"),
            ("IT 支持组", "itzhichizu", "itzcz"),
            ("yfb", "yfb", "yfb"),
        ] {
            let sound = Sound::of(text).expect("it sounds");
            assert_eq!((&*sound.syllables, &*sound.initials), (syllables, initials));
        }
        assert_eq!(Sound::of(" /—"), None);
        assert_eq!(Sound::of(&"部".repeat(65)), None);
    }
}
