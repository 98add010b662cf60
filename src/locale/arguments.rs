//! What is filled into a message: names and values, in the order given.

use compact_str::CompactString;

/// One value of a message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// The user's own words, shown as they are.
    Text(CompactString),
    /// A number; messages select their plural by it.
    Count(u64),
    /// Words of ours that exist in both languages.
    Words {
        /// Shown in Chinese messages.
        chinese: &'static str,
        /// Shown in English messages.
        english: &'static str,
    },
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<u64> for Argument {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Argument {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

/// The named values of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Arguments(Vec<(&'static str, Argument)>);

impl Arguments {
    /// Adds `value` under `name`.
    pub fn set(&mut self, name: &'static str, value: impl Into<Argument>) {
        // Findings come by the hundred thousand and have two or three values each.
        self.0.reserve_exact(1);
        self.0.push((name, value.into()));
    }

    /// Adds `value` under `name` and returns the arguments.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.set(name, value);
        self
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names and values in the order they were set.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Argument)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}
