//! The two languages, and which one the environment asks for.

use unic_langid::{LanguageIdentifier, langid};

use super::{CHINESE, ENGLISH, MessageFiles};

/// A language orgferry speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// Simplified Chinese, the default.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Both languages, Chinese first.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// Reads `zh`, `zh-CN`, `en`, `en_US` and the like; `None` for any other language.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name.get(..2)?.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The language of the system's locale: English only where it says so, else Chinese.
    #[must_use]
    pub fn of_system() -> Self {
        sys_locale::get_locale()
            .and_then(|name| Self::parse(&name))
            .unwrap_or_default()
    }

    pub(super) fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::Chinese => langid!("zh-CN"),
            Self::English => langid!("en"),
        }
    }

    pub(super) fn message_files(self) -> MessageFiles {
        match self {
            Self::Chinese => CHINESE,
            Self::English => ENGLISH,
        }
    }
}
