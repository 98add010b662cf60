//! What the user configured: how to read, how strict to be, how much to take in, which remotes there are.

mod document;
mod file;
mod limits;
mod mapping;
mod reading;
mod remote;
mod secret;

pub use file::{Configuration, DepartmentImports, Level, LeveledCode, PinnedColumn};
pub use limits::Limits;
pub use mapping::{MappedTable, Mapping};
pub use reading::{Pins, Reading, TableKind, TablePins, XlsxReader};
pub use remote::{Rate, Remote, parse_time};
pub use secret::{Secret, SecretReference, SecretSources};
