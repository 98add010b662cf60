//! Every sentence a person reads, in Chinese and English. Knows message identifiers and nothing of what they are about.

mod arguments;
mod language;

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use arguments::{Argument, Arguments};
pub use language::Language;

/// The message files of one language, by file name, in the order they are loaded.
type MessageFiles = &'static [(&'static str, &'static str)];

macro_rules! message_files {
    ($folder:literal, $($file:literal),+ $(,)?) => {
        &[$(($file, include_str!(concat!($folder, "/", $file, ".ftl")))),+]
    };
}

const CHINESE: MessageFiles = message_files!(
    "zh",
    "files",
    "text",
    "cells",
    "directory",
    "systems",
    "errors",
    "cli",
    "report",
    "reading",
    "template",
    "export",
    "remote",
    "changes",
    "plans",
    "submit",
    "network",
    "html",
);
const ENGLISH: MessageFiles = message_files!(
    "en",
    "files",
    "text",
    "cells",
    "directory",
    "systems",
    "errors",
    "cli",
    "report",
    "reading",
    "template",
    "export",
    "remote",
    "changes",
    "plans",
    "submit",
    "network",
    "html",
);

/// The messages of one language, ready to be filled in.
///
/// A message may carry attributes; a diagnostic's message has `.title`, `.help`, `.explain` and, where it has
/// related places, `.related`.
pub struct Locale {
    language: Language,
    bundle: OnceLock<FluentBundle<FluentResource>>,
}

impl Locale {
    /// The messages of `language`, which are parsed when the first of them is wanted.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let bundle = OnceLock::new();
        Self { language, bundle }
    }

    fn bundle(&self) -> &FluentBundle<FluentResource> {
        self.bundle.get_or_init(|| {
            let mut bundle = FluentBundle::new_concurrent(vec![self.language.identifier()]);
            bundle.set_use_isolating(false);
            for (_, text) in self.language.message_files() {
                let resource = FluentResource::try_new((*text).to_owned())
                    .unwrap_or_else(|(resource, _)| resource);
                bundle.add_resource_overriding(resource);
            }
            bundle
        })
    }

    /// The language of these messages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the message `id` without arguments.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.format(id, &Arguments::default())
    }

    /// Returns the message `id` filled with `arguments`; an unknown id comes back as itself.
    #[must_use]
    pub fn format(&self, id: &str, arguments: &Arguments) -> String {
        let pattern = self
            .bundle()
            .get_message(id)
            .and_then(|message| message.value());
        self.fill(pattern, arguments)
            .unwrap_or_else(|| id.to_owned())
    }

    /// Returns the attribute `name` of message `id` filled with `arguments`, if the message has it.
    #[must_use]
    pub fn attribute(&self, id: &str, name: &str, arguments: &Arguments) -> Option<String> {
        let message = self.bundle().get_message(id)?;
        let attribute = message.get_attribute(name)?;
        self.fill(Some(attribute.value()), arguments)
    }

    fn fill(
        &self,
        pattern: Option<&fluent_syntax::ast::Pattern<&str>>,
        arguments: &Arguments,
    ) -> Option<String> {
        let mut filled = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments.iter() {
            filled.set(name, self.value(argument));
        }
        let mut errors = Vec::new();
        let text = self
            .bundle()
            .format_pattern(pattern?, Some(&filled), &mut errors);
        Some(text.into_owned())
    }

    fn value<'a>(&self, argument: &'a Argument) -> FluentValue<'a> {
        match argument {
            Argument::Text(text) => FluentValue::from(&**text),
            Argument::Count(count) => FluentValue::from(*count),
            Argument::Words { chinese, english } => FluentValue::from(match self.language {
                Language::Chinese => *chinese,
                Language::English => *english,
            }),
        }
    }
}

#[cfg(test)]
mod tests;
