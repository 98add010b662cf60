//! What every payload has in common: bodies that write themselves one by one, and options.

use std::io::{self, BufWriter, Write};

use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::config::DepartmentImports;
use crate::diagnostic::Findings;
use crate::directory::{DepartmentId, MemberId};
use crate::record::Field;
use crate::record::lanes::Lanes;

use super::Loss;

/// The request bodies of one system for one directory.
pub struct Payload<'d> {
    /// The bodies in sending order.
    pub bodies: Box<dyn Bodies + 'd>,
    /// Why some of it cannot be built, or what was assumed. Errors mean that nothing may be written.
    pub findings: Findings,
}

/// What a body is about.
#[derive(Clone, Copy, Debug)]
pub enum About<'b> {
    /// Everything there is.
    Everything,
    /// These departments.
    Departments(&'b [DepartmentId]),
    /// These members.
    Members(&'b [MemberId]),
}

/// Request bodies that are written one by one.
pub trait Bodies: Sync {
    /// How many there are.
    fn count(&self) -> usize;

    /// Counts what they cannot carry.
    fn loss(&self) -> Loss;

    /// Whether the system takes them as one body (aisuda) and not one after the other.
    fn is_single(&self) -> bool;

    /// What the body at `index` is about.
    fn about(&self, index: usize) -> About<'_> {
        let _ = index;
        About::Everything
    }

    /// Writes the body at `index`.
    ///
    /// # Errors
    /// When `out` cannot be written.
    fn write(&self, index: usize, style: Style, out: &mut dyn Write) -> io::Result<()>;
}

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Style {
    /// Without white space.
    #[default]
    Compact,
    /// For people.
    Pretty,
}

impl Style {
    /// Writes `value` to `out`.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(self, value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        match self {
            Self::Compact => serde_json::to_writer(&mut out, value)?,
            Self::Pretty => serde_json::to_writer_pretty(&mut out, value)?,
        }
        out.flush()
    }
}

/// What the user chose for a payload.
#[derive(Clone, Debug, Default)]
pub struct PayloadOptions {
    /// The dialect of the system's API, one of [`super::System::dialects`]; the first where nothing is chosen.
    pub dialect: Option<String>,
    /// How many users or departments one body may hold.
    pub batch: Option<usize>,
    /// The path of the existing node that the source's root is hung below (atwork).
    pub attach_to: Option<String>,
    /// What stands in for a missing userid (SeaTable, Work Weixin).
    pub userid_from: Option<Field>,
    /// What 第三方登录方式 is where the source does not say (aisuda).
    pub auth_type: Option<String>,
    /// Which departments a plan imports by their ids (SeaTable).
    pub department_imports: Option<DepartmentImports>,
}

/// Adds `text` as it stands between the quotes of a JSON string.
pub(super) fn push_escaped(text: &str, out: &mut Vec<u8>) {
    if !needs_escape(text) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    let quoted = serde_json::Value::from(text).to_string();
    out.extend_from_slice(&quoted.as_bytes()[1..quoted.len() - 1]);
}

/// Whether anything in `text` does not stand in a JSON string as it is.
pub(super) fn needs_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(last) = bytes.last_chunk() else {
        return bytes
            .iter()
            .any(|byte| *byte < b' ' || matches!(byte, b'"' | b'\\'));
    };
    let escaped = |bytes| {
        let lanes = Lanes::of(bytes);
        lanes.within(0, b' ' - 1) | lanes.equal(b'"') | lanes.equal(b'\\')
    };
    let whole = bytes.as_chunks().0.iter();
    // The last bytes are looked at once more where they are not sixteen.
    let found = whole.fold(escaped(last), |found, bytes| found | escaped(bytes));
    found.bits() != 0
}

/// A JSON list whose elements are made while they are written.
pub(super) struct Each<F>(pub(super) F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: IntoIterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Writes the keys that are carried along as JSON, `key` as it stands between its quotes.
pub(super) fn write_carried<M: SerializeMap>(
    map: &mut M,
    key: &str,
    raw: &str,
) -> Result<(), M::Error> {
    let Ok(raw) = serde_json::from_str::<&RawValue>(raw) else {
        return Ok(());
    };
    if key.contains('\\') {
        let key: String = serde_json::from_str(&format!("\"{key}\"")).map_err(M::Error::custom)?;
        return map.serialize_entry(&key, raw);
    }
    map.serialize_entry(key, raw)
}
