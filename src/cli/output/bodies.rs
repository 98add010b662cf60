//! The request bodies of a payload in one file, one a line, or one a file.

use std::io::{self, Write};

use orgferry::error::Result;
use orgferry::system::{Bodies, Style};

use super::super::console::Console;
use super::{Draft, Output};

/// How several bodies stand in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Layout {
    /// The only body as it is sent.
    Single,
    /// A JSON array of all bodies in sending order.
    Array,
    /// One body a line (`.jsonl`).
    Lines,
}

impl Layout {
    /// The layout for a file with `extension`.
    fn new(bodies: &dyn Bodies, extension: &str) -> Self {
        match extension {
            "jsonl" | "ndjson" => Self::Lines,
            _ if bodies.is_single() => Self::Single,
            _ => Self::Array,
        }
    }

    /// Writes all bodies.
    pub(super) fn write(
        self,
        bodies: &dyn Bodies,
        style: Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (open, between, close) = match self {
            Self::Single => ("", "\n", "\n"),
            Self::Array => ("[", ",\n", "]\n"),
            Self::Lines => ("", "\n", "\n"),
        };
        // A body a line cannot be spread over several.
        let style = match self {
            Self::Lines => Style::Compact,
            _ => style,
        };
        out.write_all(open.as_bytes())?;
        for index in 0..bodies.count() {
            if index > 0 {
                out.write_all(between.as_bytes())?;
            }
            bodies.write(index, style, out)?;
        }
        match (self, bodies.count()) {
            (Self::Single | Self::Lines, 0) => Ok(()),
            _ => out.write_all(close.as_bytes()),
        }
    }
}

impl Output {
    /// Writes `bodies` beside their place, where that is one file; `None` where it is none.
    pub(in super::super) fn draft_bodies(
        &self,
        bodies: &dyn Bodies,
        style: Style,
    ) -> Option<Result<Draft>> {
        let layout = Layout::new(bodies, &self.extension());
        self.draft(|out| layout.write(bodies, style, out))
    }

    /// Writes `bodies`: into a folder one file a body, `NAME-0001.json` and so on in sending order; else one file in
    /// the layout its extension asks for.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(in super::super) fn write_bodies(
        &self,
        console: &Console,
        name: &str,
        bodies: &dyn Bodies,
        style: Style,
    ) -> Result<()> {
        if !self.is_folder() {
            let layout = Layout::new(bodies, &self.extension());
            return self.write(console, |out| layout.write(bodies, style, out));
        }
        self.write_folder(|folder| {
            let digits = bodies.count().to_string().len().max(4);
            for index in 0..bodies.count() {
                let number = index + 1;
                folder.write(&format!("{name}-{number:0digits$}.json"), |out| {
                    bodies.write(index, style, out)?;
                    out.write_all(b"\n")
                })?;
            }
            Ok(())
        })
    }
}
