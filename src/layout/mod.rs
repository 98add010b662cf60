//! Rows → records: which row is the header, which column is what, which rows are data. Looks at the cells and not at
//! where they stand; knows nothing of files or of the tree.

mod body;
mod cell;
mod clean;
mod columns;
mod faults;
mod guess;
mod header;
mod heading;
mod ignored;
mod joining;
mod kind;
mod leavers;
mod level;
mod making;
mod merged;
mod notes;
mod packed;
mod packer;
mod plan;
mod prefix;
mod reader;
mod recipe;
mod section;
pub mod separators;
mod spelling;
mod straight;
mod template;
mod tidy;

pub use clean::cleaned;
pub use guess::{fields_called, nearest_field};
pub use heading::{Heading, Role};
pub use kind::{SheetKind, is_provenance};
pub use leavers::names_leavers;
pub use reader::{RowTally, TableReader, TableReading};
pub use template::Template;
pub use tidy::{with_hidden_shown, without_hidden};

/// How a table gives departments. A workbook with a sheet of departments and one of members is two tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Departments with a code and their parent's code.
    ParentCode,
    /// Departments with their parent's name or path.
    ParentName,
    /// The path of the department in one column; several departments of one member in one cell.
    Path,
    /// A column a level: 一级部门, 二级部门 …
    Levels,
    /// Members with their department's code.
    MemberCode,
    /// A member and their department, with its parent or code and name, a row.
    FlatJoin,
    /// Departments whose codes begin with their parent's: 01, 0101, 010102 or 1, 1.1, 1.1.2.
    PrefixCodes,
    /// Members below headings that name their department.
    Sections,
    /// Names without any hierarchy.
    List,
}

#[cfg(test)]
mod tests;
