//! Directory → files: workbook, CSV, JSON, Work Weixin's batch CSV, Graphviz, a text tree. The columns are those of
//! the field table, so that what is written is read back as the same directory; knows nothing of commands.
//!
//! | format | where | one row is |
//! |---|---|---|
//! | [`excel`] | sheets 部门 and 成员 | a department, a member |
//! | [`csv`] | 部门.csv and 成员.csv in a folder | a department, a member |
//! | [`flat`] | one CSV | a member in a department |
//! | [`wecom_csv`] | batch_party.csv and batch_user.csv | a department, a member |
//! | [`json`] | one document of our own format | – |
//! | [`template`] | sheets to be filled in, with a guide | a department, a member |
//! | [`dot`], [`tree`] | departments with head counts, for people | a department |

mod cells;
mod columns;
pub mod csv;
mod departments;
pub mod dot;
pub mod excel;
mod extras;
pub mod flat;
pub mod json;
mod levels;
mod members;
mod orders;
mod references;
pub mod template;
pub mod tree;
pub mod wecom_csv;

#[cfg(test)]
mod tests;
