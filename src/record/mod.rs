//! What a row says before anything is looked up: the field table, and records packed into blocks.
//! Knows nothing of spreadsheets, JSON or trees.

mod block;
mod columns;
pub mod document;
mod email;
pub mod field;
mod flag;
mod gender;
pub(crate) mod lanes;
mod lookup;
mod mobile;
mod raw;
mod rest;
mod shape;
mod slots;
mod sound;
mod status;
mod value;
mod words;
mod writer;

pub use block::{Block, Echo, Record, RecordKind, Shared};
pub use columns::{ColumnCounts, Columns};
pub use email::Email;
pub use field::{Field, FieldKind, Subject};
pub use flag::parse_flag;
pub use gender::Gender;
pub use lookup::Lookup;
pub use mobile::{Mobile, MobileFlaw};
pub use raw::key_and_value;
pub use shape::{Column, Form, Order, Separators, Shape};
pub(crate) use slots::{LONGEST as LONGEST_HELD, MOST as MOST_SLOTS, holds, holds_all_from};
pub use sound::Sound;
pub use status::has_left;
pub use value::Value;
pub use words::Words;
pub use writer::BlockWriter;
pub(crate) use writer::OpenRecord;

/// Separates the items of a list inside one value where the reader already knows them apart (JSON arrays,
/// several department columns).
pub const ITEM_SEPARATOR: char = '\u{1e}';

/// Separates the levels of a path inside one value where the reader already knows them apart (level columns).
pub const LEVEL_SEPARATOR: char = '\u{1f}';
