//! A reader in a process of its own, for formats whose reader can take the whole process along: memory and time are
//! bounded there, and a reader that dies is a finding and no crash.
//!
//! The process is this very program, called with [`ARGUMENT`]; who uses the library without it reads in its own.

mod frame;
mod serve;

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use self::frame::{Frame, Scan, Tag, VERSION, limits_text};
use super::{Fault, Meter, Row, RowSink, Sheet, Workbook, workbook};
use crate::config::Limits;
use crate::diagnostic::{Diagnostic, Place, SourceId, code};

pub use self::serve::serve;

/// The first argument of a process that reads for another.
pub const ARGUMENT: &str = "read-for-another-process";

/// How long nothing may come from the process.
const QUIET: Duration = Duration::from_secs(60);

/// How many frames may wait for whoever takes the rows.
const FRAMES_WAITING: usize = 8;

/// How much memory the process may take beside what it reads, in bytes.
const MEMORY: u64 = 1 << 29;

/// What is read in a process of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guarded {
    Xls,
    Xlsb,
    XlsxByCalamine,
}

impl Guarded {
    const ALL: [(Self, &str); 3] = [
        (Self::Xls, "xls"),
        (Self::Xlsb, "xlsb"),
        (Self::XlsxByCalamine, "xlsx"),
    ];

    /// Opens the file at `path`, which was inspected, in this process.
    ///
    /// # Errors
    ///
    /// As [`workbook::xlsx`].
    pub(super) fn open(
        self,
        path: &Path,
        meter: &Arc<Meter>,
        limits: &Limits,
    ) -> Result<Box<dyn Workbook + Send>, Fault> {
        match self {
            Self::Xls => workbook::xls(path, meter, limits),
            Self::Xlsb => workbook::xlsb(path, meter, limits),
            Self::XlsxByCalamine => workbook::xlsx_by_calamine(path, meter, limits),
        }
    }

    fn name(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(one, _)| *one == self)
            .map_or("", |(_, name)| name)
    }

    fn named(name: &OsStr) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, known)| *known == name).map(|(one, _)| *one)
    }
}

/// A workbook that another process reads.
pub(super) struct ChildWorkbook {
    program: PathBuf,
    format: Guarded,
    path: PathBuf,
    limits: Limits,
    sheets: Vec<Sheet>,
    tells_merged: bool,
    running: Option<Running>,
}

/// The process. It ends with this.
struct Running {
    child: Child,
    requests: ChildStdin,
    frames: Receiver<io::Result<Frame>>,
    memory: u64,
}

impl ChildWorkbook {
    /// Lets `program` open the file at `path`, which was inspected.
    ///
    /// # Errors
    ///
    /// `Ok(Err(…))` with what the process found wrong with the file, or F004 where it took too much memory or time.
    /// Fails where there is no such process.
    pub(super) fn open(
        program: &Path,
        format: Guarded,
        path: &Path,
        meter: &Arc<Meter>,
        limits: &Limits,
    ) -> io::Result<Result<Self, Fault>> {
        let mut workbook = Self {
            program: program.to_owned(),
            format,
            path: path.to_owned(),
            limits: limits.clone(),
            sheets: Vec::new(),
            tells_merged: false,
            running: None,
        };
        let mut running = workbook.start()?;
        let opened = match running.next() {
            Ok(frame) if frame.tag == Tag::Sheets => {
                let mut scan = Scan::of(&frame);
                workbook.tells_merged = scan.flag();
                workbook.sheets = scan.sheets();
                workbook.running = Some(running);
                let length = path.metadata().map_or(0, |metadata| metadata.len());
                meter.advance(length);
                Ok(workbook)
            }
            Ok(frame) => {
                let finding = Scan::of(&frame).finding(SourceId(0));
                Err(finding.map_or_else(broken, fault))
            }
            Err(fault) => Err(fault),
        };
        Ok(opened)
    }

    fn start(&self) -> io::Result<Running> {
        let memory = self.limits.expanded_size.saturating_add(MEMORY);
        let mut child = Command::new(&self.program)
            .arg(ARGUMENT)
            .arg(self.format.name())
            .arg(limits_text(&self.limits))
            .arg(memory.to_string())
            .arg(&self.path)
            // Address space set aside beforehand would not be bounded.
            .env("MIMALLOC_ARENA_RESERVE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let no_pipe = || io::Error::other("there is no pipe");
        let requests = child.stdin.take().ok_or_else(no_pipe)?;
        let mut replies = child.stdout.take().ok_or_else(no_pipe)?;
        let (sender, frames) = sync_channel(FRAMES_WAITING);
        // The thread ends with the process, or when nobody listens any more.
        thread::spawn(move || {
            let mut version = [0; VERSION.len()];
            let known = replies.read_exact(&mut version);
            if known.is_err() || version != *VERSION {
                return;
            }
            while let Some(frame) = Frame::read(&mut replies).transpose() {
                let is_last = frame.is_err();
                if sender.send(frame).is_err() || is_last {
                    break;
                }
            }
        });
        Ok(Running {
            child,
            requests,
            frames,
            memory,
        })
    }

    fn rows(
        &mut self,
        index: usize,
        source: SourceId,
        sink: &mut dyn RowSink,
    ) -> Result<(), Fault> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => {
                let mut running = self.start().map_err(|error| said(&error))?;
                running.next()?;
                running
            }
        };
        let request = (index as u32).to_le_bytes();
        let asked = running.requests.write_all(&request);
        asked
            .and_then(|()| running.requests.flush())
            .map_err(|_| running.died())?;
        let mut row = Row::default();
        loop {
            let frame = running.next()?;
            match frame.tag {
                Tag::Rows => {
                    let mut scan = Scan::of(&frame);
                    while scan.row(&mut row) {
                        if let ControlFlow::Break(()) = sink.row(&row) {
                            return Ok(());
                        }
                    }
                }
                Tag::Merges => {
                    let mut scan = Scan::of(&frame);
                    while let Some(merge) = scan.merge() {
                        sink.merged(merge);
                    }
                }
                Tag::Finding => {
                    let finding = Scan::of(&frame).finding(source);
                    if let Some(finding) = finding {
                        sink.findings().push(finding);
                    }
                }
                Tag::End => {
                    self.running = Some(running);
                    return Ok(());
                }
                Tag::Sheets => return Err(broken()),
            }
        }
    }
}

impl Workbook for ChildWorkbook {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn tells_merged(&self) -> bool {
        self.tells_merged
    }

    fn read(&mut self, index: usize, source: SourceId, sink: &mut dyn RowSink) {
        if let Err(fault) = self.rows(index, source, sink) {
            sink.findings().push(fault.at(Place::whole(source)));
        }
    }
}

impl Running {
    /// What comes next.
    fn next(&mut self) -> Result<Frame, Fault> {
        match self.frames.recv_timeout(QUIET) {
            Ok(Ok(frame)) => Ok(frame),
            Ok(Err(error)) => Err(said(&error)),
            Err(RecvTimeoutError::Timeout) => {
                let seconds = format!("{} s", QUIET.as_secs());
                Err(Fault::new(&code::F004, "time").with("limit", seconds))
            }
            Err(RecvTimeoutError::Disconnected) => Err(self.died()),
        }
    }

    /// Why the process is no longer there. One that ran out of memory is stopped from outside or stops itself.
    fn died(&mut self) -> Fault {
        let status = self.child.wait();
        let code = status.ok().and_then(|status| status.code());
        match code {
            Some(0..=127) => broken(),
            _ => Fault::too_large("memory", self.memory),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn fault(finding: Diagnostic) -> Fault {
    Fault {
        code: finding.code,
        arguments: finding.arguments,
    }
}

fn broken() -> Fault {
    Fault::damaged("the reader gave up")
}

fn said(error: &io::Error) -> Fault {
    Fault::damaged(error.to_string())
}

#[cfg(test)]
mod tests;
