//! Every spelling of the field table.

use super::*;
use crate::record::field::FIELDS;
use crate::record::{Field, FieldKind, Subject};

/// A value that a field of `kind` takes.
fn sample(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Flag => "是",
        FieldKind::Number => "5",
        FieldKind::Email => "zhangsan@example.com",
        FieldKind::Phone => "13800130001",
        _ => "甲",
    }
}

#[test]
fn every_spelling_of_the_field_table_is_recognised_on_a_sheet_of_its_kind() {
    for info in FIELDS {
        let field = Field::by_id(info.id).expect("it is in the table");
        let is_department = info.subject == Subject::Department;
        let (sheet, base) = if is_department {
            ("部门", ["部门名称", "上级部门编号", "部门编号"])
        } else {
            ("成员", ["姓名", "工号", "性别"])
        };
        let spellings = info.chinese.iter().chain(info.english).chain(info.generic);
        for spelling in spellings {
            // What else the spelling may mean is already there under its own name.
            let others = FIELDS.iter().filter(|other| {
                other.id != info.id
                    && (other.subject == Subject::Department) == is_department
                    && other
                        .chinese
                        .iter()
                        .chain(other.english)
                        .chain(other.generic)
                        .any(|known| known == spelling)
            });
            let mut headers: Vec<&str> = others.map(|other| other.chinese[0]).collect();
            for own in base {
                let is_other = FIELDS
                    .iter()
                    .any(|other| other.chinese.first() == Some(&own) && other.id != info.id);
                if is_other && !headers.contains(&own) {
                    headers.push(own);
                }
            }
            // Alone it would be the only department that is named.
            headers.extend((field == Field::MAIN_DEPARTMENT).then_some("部门"));
            headers.push(spelling);
            let values: Vec<&str> = headers.iter().map(|_| sample(info.kind)).collect();
            let (found, _) = read_sheet(&[&headers, &values], Some(sheet), &Pins::default());
            let shape = found.shape.expect("the table is read");
            let header = shape.column(field).map(|column| &*column.header);
            assert_eq!(header, Some(*spelling), "{} in {headers:?}", info.id);
        }
    }
}
