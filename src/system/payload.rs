//! What every payload has in common: bodies that write themselves one by one, options, and the loss table.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::Findings;
use crate::record::Field;

/// The request bodies of one system for one directory.
pub struct Payload<'d> {
    /// The bodies in sending order.
    pub bodies: Box<dyn Bodies + 'd>,
    /// What they cannot carry.
    pub loss: Loss,
    /// Why some of it cannot be built, or what was assumed. Errors mean that nothing may be written.
    pub findings: Findings,
}

/// Request bodies that are written one by one.
pub trait Bodies: Sync {
    /// How many there are.
    fn count(&self) -> usize;

    /// Whether the system takes them as one body (aisuda) and not one after the other.
    fn is_single(&self) -> bool;

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
        match self {
            Self::Compact => serde_json::to_writer(out, value)?,
            Self::Pretty => serde_json::to_writer_pretty(out, value)?,
        }
        Ok(())
    }
}

/// What the user chose for a payload.
#[derive(Clone, Debug, Default)]
pub struct PayloadOptions {
    /// The dialect of the system's API; the seed's own where nothing is chosen.
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

/// What a target cannot carry, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Fields by canonical name, or by their header for columns of the user's own: how many filled values are left
    /// behind.
    pub fields: BTreeMap<LostField, usize>,
    /// Departments that are not carried.
    pub departments: usize,
    /// Members that are not carried.
    pub members: usize,
    /// Memberships that are not carried.
    pub memberships: usize,
}

/// A field that is left behind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LostField {
    /// A field of the table.
    Known(Field),
    /// A column or key of the user's own.
    Extra(String),
}
