//! Values that come from several columns, and columns that say two things.

use crate::record::{Column, Field};

use super::columns::LISTS;
use super::kind::SheetKind;
use super::making::Making;
use super::prefix::PrefixCodes;
use super::recipe::{Gathered, Gathering, Recipe};

impl Making<'_> {
    /// Joins the columns that make one value together.
    pub(super) fn gather(&self, department: &mut Recipe, member: &mut Recipe) {
        for field in LISTS {
            let columns = self.items(field);
            if columns.len() > 1 {
                member.gather(Gathered {
                    field,
                    columns,
                    gathering: Gathering::Items,
                });
            }
        }
        let columns = self.levels();
        if columns.is_empty() {
            return;
        }
        let levels = |field, own_name| Gathered {
            field,
            columns: columns.clone(),
            gathering: Gathering::Levels {
                fills: true,
                last: self.holder(own_name),
            },
        };
        if self.kind != SheetKind::Members {
            department.gather(levels(Field::DEPARTMENT_PATH, Field::DEPARTMENT_NAME));
        }
        if self.kind != SheetKind::Departments {
            let path = Field::MEMBER_DEPARTMENT_PATH;
            member.gather(levels(path, path));
        }
    }

    /// Lets the columns that tell a department in a flat join also tell the member's department, and the reverse.
    pub(super) fn alias(&mut self, department: &mut Recipe, member: &mut Recipe) {
        let find = |columns: &[Column], field| {
            columns.iter().find(|column| column.field == field).cloned()
        };
        let code = (Field::DEPARTMENT_CODE, Field::MEMBER_DEPARTMENT_CODE);
        let path = (Field::DEPARTMENT_PATH, Field::MEMBER_DEPARTMENT_PATH);
        for (of_department, of_member) in [code, path] {
            let (from, to, recipe) = match (
                find(&self.columns, of_department),
                find(&self.columns, of_member),
            ) {
                (Some(from), None) => (from, of_member, &mut *member),
                (None, Some(from))
                    if !self.has(&[Field::DEPARTMENT_NAME]) || of_department == code.0 =>
                {
                    (from, of_department, &mut *department)
                }
                _ => continue,
            };
            recipe.read(from.number, to);
            self.columns.push(Column { field: to, ..from });
        }
        let has_reference = !self.levels().is_empty()
            || self.columns.iter().any(|column| {
                matches!(
                    column.field,
                    Field::MEMBER_DEPARTMENT_CODE | Field::MEMBER_DEPARTMENT_PATH
                )
            });
        if let Some(name) = find(&self.columns, Field::DEPARTMENT_NAME)
            && !has_reference
        {
            let parent = self.holder(Field::PARENT_PATH);
            self.columns.push(Column {
                field: Field::MEMBER_DEPARTMENT_PATH,
                ..name.clone()
            });
            member.gather(Gathered {
                field: Field::MEMBER_DEPARTMENT_PATH,
                columns: parent.into_iter().chain([name.number]).collect(),
                gathering: Gathering::Levels {
                    fills: false,
                    last: None,
                },
            });
        }
    }

    /// Whether codes tell parents because nothing else does.
    pub(super) fn prefix(&mut self) -> Option<(PrefixCodes, u16)> {
        let parents = [
            Field::PARENT_CODE,
            Field::PARENT_PATH,
            Field::DEPARTMENT_PATH,
        ];
        // A column that nobody filled in tells nothing.
        let mut told = parents.iter().filter_map(|field| self.holder(*field));
        let is_filled = |column| !self.table.texts(self.header, column).is_empty();
        let is_told_otherwise = told.any(is_filled) || !self.levels().is_empty();
        if self.kind != SheetKind::Departments || is_told_otherwise {
            return None;
        }
        let column = self.holder(Field::DEPARTMENT_CODE)?;
        let codes = PrefixCodes::detect(&self.table.texts(self.header, column))?;
        let of_code = self
            .columns
            .iter()
            .find(|known| known.field == Field::DEPARTMENT_CODE)?;
        let of_parent = Column {
            field: Field::PARENT_CODE,
            ..of_code.clone()
        };
        self.columns.push(of_parent);
        Some((codes, column))
    }
}
