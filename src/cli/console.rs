//! The one place that prints: the product to standard output, everything else to standard error.

use std::io::{self, BufWriter, IsTerminal, StderrLock, Stdout, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Locale;

use super::command::Color;

/// Room for what is on its way to standard output.
const BUFFER: usize = 1 << 18;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// How much to say besides the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loudness {
    /// Errors only.
    Quiet,
    /// What a person should know.
    Normal,
    /// Also what was decided on the way.
    Verbose,
}

/// Both standard streams, and the language they speak.
pub(super) struct Console {
    locale: Locale,
    color: Color,
    loudness: Loudness,
}

impl Console {
    /// A console that speaks the language of `locale`.
    pub(super) fn new(locale: Locale, color: Color, loudness: Loudness) -> Self {
        Self {
            locale,
            color,
            loudness,
        }
    }

    /// A console for when nothing is known but the language.
    pub(super) fn of_locale(locale: Locale) -> Self {
        Self::new(locale, Color::Auto, Loudness::Normal)
    }

    /// The same for work that nobody is to hear of.
    pub(super) fn hushed(&self) -> Self {
        let locale = Locale::new(self.locale.language());
        Self::new(locale, self.color, Loudness::Quiet)
    }

    /// The messages of the language spoken.
    pub(super) fn locale(&self) -> &Locale {
        &self.locale
    }

    /// How many columns the terminal has; a hundred and twenty where there is none.
    pub(super) fn width(&self) -> usize {
        terminal_size::terminal_size().map_or(120, |(width, _)| usize::from(width.0).max(40))
    }

    /// Writes the product, which may hold colours, to standard output.
    ///
    /// # Errors
    /// When standard output cannot be written; a reader that has gone away is no error.
    pub(super) fn product(&self, text: &str) -> Result<()> {
        let mut out = AutoStream::new(io::stdout().lock(), self.color.into());
        settle(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
    }

    /// Lets `write` write bytes to standard output as they are.
    ///
    /// # Errors
    /// When standard output cannot be written; a reader that has gone away is no error.
    pub(super) fn stream(
        &self,
        write: impl FnOnce(&mut BufWriter<Stdout>) -> io::Result<()>,
    ) -> Result<()> {
        let mut out = BufWriter::with_capacity(BUFFER, io::stdout());
        let written = write(&mut out).and_then(|()| out.flush());
        // What a failed write left in the buffer must not be tried again on the way out.
        let _ = out.into_parts();
        settle(written)
    }

    /// Says something besides the product, unless told to be quiet.
    pub(super) fn note(&self, text: &str) {
        if self.loudness >= Loudness::Normal {
            self.say(text);
        }
    }

    /// Says what was decided on the way, if asked to.
    pub(super) fn detail(&self, lines: impl FnOnce(&Locale) -> Vec<String>) {
        if self.loudness >= Loudness::Verbose {
            for line in lines(&self.locale) {
                self.say(&line);
            }
        }
    }

    /// Says why the program stops, and what the user can do.
    pub(super) fn error(&self, error: &Error) {
        self.labelled("cli-label-error", ERROR, &error.message(&self.locale));
        if let Some(hint) = error.hint(&self.locale).filter(|hint| !hint.is_empty()) {
            self.labelled("cli-label-hint", HINT, &hint);
        }
    }

    /// Says `text` even when told to be quiet. A standard error that cannot be written is nothing to fail for.
    pub(super) fn say(&self, text: &str) {
        let mut out = self.standard_error();
        let _ = writeln!(out, "{}", text.trim_end_matches('\n'));
    }

    /// Whether somebody is watching standard error and wants to see more than errors.
    pub(super) fn is_watched(&self) -> bool {
        self.loudness >= Loudness::Normal && io::stderr().is_terminal()
    }

    /// Whether standard output is a terminal, where a binary product has no place.
    pub(super) fn shows_product(&self) -> bool {
        io::stdout().is_terminal()
    }

    fn labelled(&self, label: &str, style: Style, text: &str) {
        let label = self.locale.text(label);
        self.say(&format!("{style}{label}{style:#}{text}"));
    }

    fn standard_error(&self) -> AutoStream<StderrLock<'static>> {
        AutoStream::new(io::stderr().lock(), self.color.into())
    }
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// Takes a reader that has gone away for one that has seen enough.
fn settle(written: io::Result<()>) -> Result<()> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(ErrorKind::File, "standard-output-unwritable").because(error))
        }
        _ => Ok(()),
    }
}
