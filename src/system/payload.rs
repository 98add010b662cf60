//! What every payload has in common: bodies that write themselves one by one, and options.

use std::io::{self, BufWriter, Write};

use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::diagnostic::Findings;
use crate::directory::{DepartmentId, Member, MemberId};
use crate::record::{Field, Value};

use super::Loss;

/// The request bodies of one system for one directory.
pub struct Payload<'d> {
    /// The bodies in sending order.
    pub bodies: Box<dyn Bodies + 'd>,
    /// What they cannot carry.
    pub loss: Loss,
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
}

/// The values of `fields`, gathered in one pass over what is known of `member`.
pub(super) fn gather<'d, const N: usize>(
    member: Member<'d>,
    fields: &[Field; N],
) -> [Value<'d>; N] {
    let mut gathered = [Value::Absent; N];
    let mut take = |(field, value)| {
        if let Some(index) = fields.iter().position(|wanted| *wanted == field) {
            gathered[index] = value;
        }
    };
    match member.only_record() {
        Some(record) => record.values().for_each(take),
        None => member.values().for_each(&mut take),
    }
    gathered
}

/// Adds `text` as it stands between the quotes of a JSON string.
pub(super) fn push_escaped(text: &str, out: &mut Vec<u8>) {
    let needs_escape = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    // Without a way out of the loop the compiler looks at many bytes at once.
    if !text
        .bytes()
        .fold(false, |found, byte| found | needs_escape(byte))
    {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    let quoted = serde_json::Value::from(text).to_string();
    out.extend_from_slice(&quoted.as_bytes()[1..quoted.len() - 1]);
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
