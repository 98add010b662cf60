//! orgferry's own JSON: the types of a document, versioned, with its schema. A document is written and read element by
//! element; [`Document`] is their frame.

mod text;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Field;

pub use text::{Extra, Json, Text};

/// What `format` says.
pub const FORMAT: &str = "orgferry-directory";

/// The version we write; newer ones are refused (F002).
pub const VERSION: u32 = 1;

/// A directory as orgferry writes it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct Document<'a> {
    /// Always `orgferry-directory`.
    #[serde(borrow)]
    pub format: Cow<'a, str>,
    /// The version of the format.
    pub version: u32,
    /// The departments, parents before children, siblings in order.
    #[serde(borrow)]
    pub departments: Vec<DepartmentEntry<'a>>,
    /// The members in source order.
    #[serde(borrow)]
    pub members: Vec<MemberEntry<'a>>,
}

/// An element whose texts are fields of the table.
macro_rules! entry {
    (
        $(#[$about:meta])*
        $entry:ident { $($(#[$head:meta])* $name:ident: $type:ty,)+ }
        $($field:ident $text:ident $key:literal $meaning:literal,)+
    ) => {
        $(#[$about])*
        #[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
        pub struct $entry<'a> {
            $($(#[$head])* pub $name: $type,)+
            $(
                #[doc = $meaning]
                #[serde(default, rename = $key, borrow, skip_serializing_if = "Text::is_absent")]
                pub $text: Text<'a>,
            )+
            /// Columns and keys of the user's own.
            #[serde(default, borrow, skip_serializing_if = "Extra::is_empty")]
            pub extra: Extra<'a>,
        }

        impl<'a> $entry<'a> {
            /// The texts by their fields, in the order they are written.
            pub fn texts(&self) -> impl Iterator<Item = (Field, &Text<'a>)> {
                [$((Field::$field, &self.$text)),+].into_iter()
            }

            /// Sets the text of `field`; returns whether the document has room for it.
            pub fn set(&mut self, field: Field, text: Text<'a>) -> bool {
                match field {
                    $(Field::$field => self.$text = text,)+
                    _ => return false,
                }
                true
            }
        }
    };
}

entry! {
    /// A department of a document.
    DepartmentEntry {
        /// Its number in this document, from 1.
        id: u32,
        /// The parent's number; `null` at the top.
        parent: Option<u32>,
    }
    DEPARTMENT_CODE code "code" "The source's own code.",
    DEPARTMENT_NAME name "name" "The name.",
    DEPARTMENT_ORDER order "order" "The order among its siblings, the smaller first.",
    DEPARTMENT_KIND kind "type" "`CORP` or `DEPT`, or what the source says.",
    DEPARTMENT_TEL tel "tel" "The telephone number.",
    DEPARTMENT_NUMBER number "number" "The number that is no code (`sn` in atwork).",
    DEPARTMENT_NAME_EN name_en "name_en" "The English name.",
    DEPARTMENT_LEADERS leaders "leaders" "Who leads it, as the source says; several separated by U+001E.",
}

entry! {
    /// A member of a document.
    MemberEntry {
        /// The departments in source order.
        #[serde(default)]
        departments: Vec<MembershipEntry>,
    }
    USERID userid "userid" "The account.",
    MEMBER_NAME name "name" "The name.",
    EMPLOYEE_NO employee_no "employee_no" "The employee number.",
    ALIAS alias "alias" "The nickname.",
    MOBILE mobile "mobile" "The mobile number.",
    EMAIL email "email" "The mail address.",
    BIZ_EMAIL biz_email "biz_email" "The business mail address.",
    TITLE title "title" "The position.",
    GENDER gender "gender" "The sex, as the source says.",
    TELEPHONE telephone "telephone" "The telephone number.",
    ADDRESS address "address" "The address.",
    MANAGER manager "manager" "The direct manager, as the source says; several separated by U+001E.",
    DOTTED_MANAGER dotted_manager "dotted_manager" "The dotted-line manager, as the source says.",
    STATUS status "status" "The status, as the source says.",
    HIRE_DATE hire_date "hire_date" "The day of entry.",
    WORKFORCE_TYPE workforce_type "workforce_type" "The kind of employment.",
    AUTH_TYPE auth_type "auth_type" "The kind of third-party sign-in.",
    AUTH_ID auth_id "auth_id" "The id of the third-party sign-in.",
}

/// A member in one of their departments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MembershipEntry {
    /// The department's number in this document.
    pub department: u32,
    /// The member's place in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// Whether the member leads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<bool>,
    /// Whether it is the member's main department.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub main: bool,
}

/// The JSON schema of a document.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Document<'static>)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Subject, Value};

    const SAMPLE: &str = r#"{"format":"orgferry-directory","version":1,"departments":[{"id":1,"parent":null,"name":"星河科技"},{"id":2,"parent":1,"code":"007","name":"研发部","order":"3","type":"DEPT","extra":{"成本中心":"C1","n":[1,{"a":null}]}}],"members":[{"departments":[{"department":2,"order":5,"leader":false,"main":true},{"department":1}],"userid":"zhangsan","name":"张三","alias":"","email":null,"extra":{"工位":"3F\n12"}}]}"#;

    #[test]
    fn a_document_survives_reading_and_writing() {
        let document: Document<'_> = serde_json::from_str(SAMPLE).unwrap();
        assert_eq!(serde_json::to_string(&document).unwrap(), SAMPLE);
    }

    #[test]
    fn absent_null_and_empty_are_three_things() {
        let document: Document<'_> = serde_json::from_str(SAMPLE).unwrap();
        let member = &document.members[0];
        assert_eq!(member.mobile.value(), Value::Absent);
        assert_eq!(member.email.value(), Value::Null);
        assert_eq!(member.alias.value(), Value::Text(""));
    }

    #[test]
    fn a_document_fits_its_schema() {
        let schema = serde_json::to_value(schema()).unwrap();
        let sample = serde_json::from_str(SAMPLE).unwrap();
        assert!(
            jsonschema::validator_for(&schema)
                .unwrap()
                .is_valid(&sample)
        );
        let mut wrong: serde_json::Value = sample;
        wrong["members"][0]["name"] = 1.into();
        assert!(!jsonschema::validator_for(&schema).unwrap().is_valid(&wrong));
    }

    #[test]
    fn every_field_of_a_member_has_room() {
        let mut member = MemberEntry::default();
        for field in Field::all().filter(|field| field.subject() == Some(Subject::Member)) {
            assert!(
                field == Field::RAW_JSON || member.set(field, Text::Null),
                "{field:?}"
            );
        }
        assert!(member.texts().all(|(_, text)| *text == Text::Null));
    }
}
