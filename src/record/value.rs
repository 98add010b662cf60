//! One value of a record: absent, empty and null are three different things.

/// What a record says about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Value<'r> {
    /// Nothing: the source has no such column or key.
    #[default]
    Absent,
    /// JSON `null`.
    Null,
    /// Text, which may be empty.
    Text(&'r str),
}

impl<'r> Value<'r> {
    /// The text, if there is any and it is not empty.
    #[must_use]
    pub fn filled(self) -> Option<&'r str> {
        match self {
            Self::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// The text, empty where there is none.
    #[must_use]
    pub fn or_empty(self) -> &'r str {
        self.filled().unwrap_or_default()
    }

    /// Whether the source says nothing at all.
    #[must_use]
    pub fn is_absent(self) -> bool {
        self == Self::Absent
    }
}
