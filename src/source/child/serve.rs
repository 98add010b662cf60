//! The process that reads for another: opens one workbook, says what sheets it has, and streams those it is asked for.

use std::ffi::OsString;
use std::io::{self, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::frame::{Frame, Tag, VERSION, limits_of};
use super::{ARGUMENT, Guarded};
use crate::diagnostic::{Findings, Place, SourceId};
use crate::source::{Fault, Merge, Row, RowSink, Workbook};

/// How much of a sheet is sent together, in bytes.
const TOGETHER: usize = 64 << 10;

/// Reads for another process where `arguments`, those behind the program's own name, say so; `None` where they do not.
/// Returns whether all went well.
#[must_use]
pub fn serve(arguments: &[OsString]) -> Option<bool> {
    let [argument, format, limits, memory, path] = arguments else {
        return None;
    };
    if argument != ARGUMENT {
        return None;
    }
    let format = Guarded::named(format)?;
    let limits = limits_of(limits.to_str()?)?;
    bound_memory(memory.to_str()?.parse().ok()?);
    let meter = Arc::default();
    let path = Path::new(path);
    let opened = format.open(path, &meter, &limits);
    let out = BufWriter::with_capacity(TOGETHER, io::stdout().lock());
    Some(talk(opened, &mut io::stdin().lock(), out).is_ok())
}

/// Lets the system refuse memory beyond `bytes`. Where it cannot, the look into the container must do.
#[cfg(unix)]
fn bound_memory(bytes: u64) {
    use nix::sys::resource::{Resource, setrlimit};
    let _ = setrlimit(Resource::RLIMIT_AS, bytes, bytes);
}

#[cfg(not(unix))]
fn bound_memory(_: u64) {}

fn talk(
    opened: Result<Box<dyn Workbook + Send>, Fault>,
    requests: &mut impl Read,
    mut out: impl Write,
) -> io::Result<()> {
    out.write_all(VERSION)?;
    let mut workbook = match opened {
        Ok(workbook) => workbook,
        Err(fault) => {
            let mut frame = Frame::new(Tag::Finding);
            frame.push_finding(&fault.at(Place::whole(SourceId(0))));
            frame.write(&mut out)?;
            return out.flush();
        }
    };
    let mut frame = Frame::new(Tag::Sheets);
    frame.push_flag(workbook.tells_merged());
    for sheet in &workbook.sheets() {
        frame.push_sheet(sheet);
    }
    frame.write(&mut out)?;
    out.flush()?;
    let mut request = [0; 4];
    while requests.read_exact(&mut request).is_ok() {
        let mut sender = Sender {
            out: &mut out,
            rows: Frame::new(Tag::Rows),
            merges: Frame::new(Tag::Merges),
            findings: Findings::default(),
            failed: None,
        };
        let index = u32::from_le_bytes(request) as usize;
        workbook.read(index, SourceId(0), &mut sender);
        sender.finish()?;
    }
    Ok(())
}

/// Sends rows on.
struct Sender<'s, W> {
    out: &'s mut W,
    rows: Frame,
    merges: Frame,
    findings: Findings,
    failed: Option<io::Error>,
}

impl<W: Write> Sender<'_, W> {
    fn finish(mut self) -> io::Result<()> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        for frame in [&mut self.rows, &mut self.merges] {
            if !frame.content.is_empty() {
                frame.write(self.out)?;
            }
        }
        for finding in self.findings.list() {
            let mut frame = Frame::new(Tag::Finding);
            frame.push_finding(finding);
            frame.write(self.out)?;
        }
        Frame::new(Tag::End).write(self.out)?;
        self.out.flush()
    }
}

impl<W: Write> RowSink for Sender<'_, W> {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        self.rows.push_row(row);
        if self.rows.content.len() < TOGETHER {
            return ControlFlow::Continue(());
        }
        match self.rows.write(self.out) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn merged(&mut self, merge: Merge) {
        self.merges.push_merge(merge);
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}
