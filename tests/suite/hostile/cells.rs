//! Values that stand where they should not, one a case.

use super::Class::{self, Fine, WrongData, WrongFile};
use super::{Case, case};

/// The columns, and a row in which all is right.
const COLUMNS: [(&str, &str); 9] = [
    ("账号", "zhangsan"),
    ("姓名", "张三"),
    ("手机", "13800130001"),
    ("邮箱", "zhangsan@example.com"),
    ("部门", "总部/研发部"),
    ("是否负责人", "是"),
    ("性别", "男"),
    ("排序", "1"),
    ("入职日期", "2024-03-01"),
];

/// A member whose value of `column` is `value`.
fn member(column: &str, value: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let header = COLUMNS.map(|(header, _)| header).join(",");
    let row = COLUMNS.map(|(header, usual)| quoted(if header == column { value } else { usual }));
    format!("{header}\n{}\n", row.join(","))
}

/// Column, value and what is found.
const VALUES: &[(&str, &str, Class, &[&str])] = &[
    ("账号", "张三", Fine, &[]),
    ("账号", "a b", Fine, &[]),
    ("账号", "a\u{200b}b", Fine, &["C004"]),
    ("账号", "ａｂ", Fine, &["C004"]),
    ("账号", "'007", Fine, &[]),
    ("账号", "=\"007\"", Fine, &[]),
    ("账号", "1.38E+10", WrongData, &["C002"]),
    ("账号", "\0", WrongData, &["C005"]),
    ("账号", "a\tb", Fine, &[]),
    ("账号", "../../etc/passwd", Fine, &[]),
    ("账号", "'; DROP TABLE members; --", Fine, &[]),
    ("账号", "{{7*7}}", Fine, &[]),
    ("账号", "%s%n%x", Fine, &[]),
    ("姓名", "", WrongData, &["M002"]),
    ("姓名", "   ", WrongData, &["M002"]),
    ("姓名", "\u{3000}\u{a0}", WrongData, &["M002"]),
    ("姓名", "\u{200b}", WrongData, &["C004", "M002"]),
    ("姓名", "张\u{2}三", WrongData, &["C005"]),
    ("姓名", "张\u{202e}三", Fine, &["C004"]),
    ("姓名", "\u{feff}张三", Fine, &["C004"]),
    ("姓名", "张\r\n三", Fine, &[]),
    ("姓名", "\u{1b}]0;x\u{7}张三", WrongData, &["C005"]),
    ("姓名", "@SUM(A1)", Fine, &[]),
    ("姓名", "𠮷野家", Fine, &[]),
    ("姓名", "e\u{301}\u{301}\u{301}", Fine, &[]),
    ("姓名", "\u{fffd}", Fine, &[]),
    ("姓名", "\u{e000}\u{10ffff}", Fine, &[]),
    ("姓名", "\u{fdd0}\u{ffff}", Fine, &[]),
    ("姓名", "ﷺ", Fine, &[]),
    ("姓名", "NaN", Fine, &[]),
    ("姓名", "null", Fine, &[]),
    ("手机", "", Fine, &[]),
    ("手机", "无", WrongData, &["M006"]),
    ("手机", "1380013000", WrongData, &["M006"]),
    ("手机", "138001300011", WrongData, &["M006"]),
    ("手机", "12800130001", WrongData, &["M006"]),
    ("手机", "138O0130001", WrongData, &["M006"]),
    ("手机", "138-0013-0001", Fine, &[]),
    ("手机", "+86 138 0013 0001", Fine, &[]),
    ("手机", "008613800130001", WrongData, &["M006"]),
    ("手机", "+85261234567", Fine, &[]),
    ("手机", "+1", WrongData, &["M006"]),
    ("手机", "+", WrongData, &["M006"]),
    ("手机", "-", WrongData, &["M006"]),
    ("手机", "１３８００１３０００１", Fine, &["C004"]),
    ("手机", "١٣٨٠٠١٣٠٠٠١", WrongData, &["M006"]),
    ("手机", "13800130001.0", WrongData, &["M006"]),
    ("手机", "1.38E+10", WrongData, &["C002", "M006"]),
    ("手机", "13800130001/13900130001", WrongData, &["M006"]),
    ("手机", "\u{202d}13800130001\u{202c}", Fine, &["C004"]),
    ("手机", "#N/A", WrongData, &["M006"]),
    ("手机", "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟎𝟎𝟎𝟏", Fine, &[]),
    ("邮箱", "", Fine, &[]),
    ("邮箱", "无", WrongData, &["M007"]),
    ("邮箱", "@", WrongData, &["M007"]),
    ("邮箱", "a@b", WrongData, &["M007"]),
    ("邮箱", "a@b@example.com", WrongData, &["M007"]),
    ("邮箱", "a＠example.com", Fine, &["C004"]),
    ("邮箱", "a@example。com", WrongData, &["M007"]),
    ("邮箱", "a@example.com;b@example.com", WrongData, &["M007"]),
    ("邮箱", "张三 <a@example.com>", WrongData, &["M007"]),
    ("邮箱", "a\u{200b}@example.com", Fine, &["C004"]),
    ("邮箱", "a@example.com\n", Fine, &[]),
    ("邮箱", "a@[127.0.0.1]", WrongData, &["M007"]),
    ("邮箱", "\"a b\"@example.com", Fine, &[]),
    ("邮箱", "a@-example.com", WrongData, &["M007"]),
    ("部门", "", WrongData, &["M008"]),
    ("部门", "/", WrongData, &["D009"]),
    ("部门", "总部//研发部", Fine, &["D012"]),
    ("部门", "总部>研发部", Fine, &[]),
    ("部门", "总部\\研发部", Fine, &[]),
    ("部门", ";;;", WrongData, &["M008", "M010"]),
    ("部门", "总部/研发部;总部/研发部", WrongData, &["M010"]),
    ("部门", "\u{1e}\u{1f}", WrongData, &["C005", "M008"]),
    ("是否负责人", "", Fine, &[]),
    ("是否负责人", "TRUE", Fine, &[]),
    ("是否负责人", "√", Fine, &[]),
    ("是否负责人", "Ｙ", Fine, &["C008"]),
    ("是否负责人", "2", Fine, &["C008"]),
    ("是否负责人", "是,否,是", WrongData, &["M010"]),
    ("是否负责人", ",,,,", WrongData, &["M010"]),
    ("性别", "未知", Fine, &[]),
    ("性别", "\u{0}", WrongData, &["C005"]),
    ("排序", "abc", Fine, &[]),
    ("排序", "-1", Fine, &[]),
    ("排序", "99999999999999999999", Fine, &[]),
    ("排序", "1e400", Fine, &[]),
    ("排序", "1.5", Fine, &[]),
    ("入职日期", "去年", Fine, &[]),
    ("入职日期", "2024-02-30", Fine, &[]),
    ("入职日期", "9999999-01-01", Fine, &[]),
];

pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = VALUES
        .iter()
        .map(|(column, value, class, codes)| {
            let name = format!("{column} {value:?}");
            case(name, "成员.csv", member(column, value), *class, codes)
        })
        .collect();
    for (column, _) in COLUMNS {
        let name = format!("{column} of 300 KB");
        let text = member(column, &"长".repeat(100_000));
        cases.push(case(name, "成员.csv", text, WrongFile, &["F004"]));
    }
    cases
}
