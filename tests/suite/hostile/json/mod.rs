//! JSON documents: broken, of other types, too deep, refusals, and people's own.

mod changed;
mod made;

use super::{Case, damaged};

const DEPARTMENTS: &str = r#"{"errcode":0,"errmsg":"ok","department":[
{"id":1,"name":"星河科技","parentid":0,"order":1},{"id":2,"name":"研发部","parentid":1,"order":2}]}"#;
const MEMBERS: &str = r#"{"errcode":0,"userlist":[
{"userid":"a","name":"张三","department":[1],"mobile":"13800130001","email":"a@example.com"}]}"#;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = changed::cases();
    cases.extend(made::cases());
    for (name, text) in [("departments", DEPARTMENTS), ("members", MEMBERS)] {
        cases.extend(damaged(name, "dump.json", text.as_bytes(), 16));
    }
    cases
}
