//! Headers of level columns: 一级部门, 岗位_二级组织, 第3级部门, L1, level2, dept_3.

/// The deepest level a column may stand for.
const DEEPEST: u8 = 20;

/// What may stand before the number of the level, folded.
const BEFORE: &[&str] = &["岗位", "所属", "所在", "行政", "组织", "任职"];

/// What may stand behind 级, folded.
const AFTER: &[&str] = &[
    "",
    "部门",
    "组织",
    "机构",
    "单位",
    "部门名称",
    "组织名称",
    "机构名称",
    "部门名",
    "科室",
];

/// What may stand before the number in English, folded.
const ENGLISH: &[&str] = &[
    "l",
    "lv",
    "level",
    "dept",
    "department",
    "deptlevel",
    "departmentlevel",
    "orglevel",
    "org",
    "leveldept",
];

/// What may stand behind the number in English, folded.
const AFTER_ENGLISH: &[&str] = &["", "dept", "department", "org", "name"];

const NUMERALS: &str = "一二三四五六七八九";

/// The level a folded header names, from 1 at the top.
pub(super) fn parse(folded: &str) -> Option<u8> {
    let level = if folded.is_ascii() {
        english(folded)
    } else {
        chinese(folded)
    };
    level.filter(|level| (1..=DEEPEST).contains(level))
}

fn chinese(folded: &str) -> Option<u8> {
    let (before, after) = folded.split_once('级')?;
    if !AFTER.contains(&after) {
        return None;
    }
    let number = BEFORE
        .iter()
        .find_map(|prefix| before.strip_prefix(prefix))
        .unwrap_or(before);
    let number = number.strip_prefix('第').unwrap_or(number);
    number.parse().ok().or_else(|| numeral(number))
}

/// Reads 一 to 十九.
pub(super) fn numeral(text: &str) -> Option<u8> {
    let digit = |text: &str| {
        let mut chars = text.chars();
        let first = chars.next()?;
        let index = NUMERALS.chars().position(|numeral| numeral == first)?;
        chars.next().is_none().then_some(index as u8 + 1)
    };
    match text.strip_prefix('十') {
        Some("") => Some(10),
        Some(ones) => Some(10 + digit(ones)?),
        None => digit(text),
    }
}

fn english(folded: &str) -> Option<u8> {
    let start = folded.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = folded.split_at(start);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    (ENGLISH.contains(&before) && AFTER_ENGLISH.contains(&after))
        .then(|| number.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_counted_in_either_language() {
        for (header, level) in [
            ("一级部门", Some(1)),
            ("十级组织", Some(10)),
            ("十二级部门", Some(12)),
            ("岗位二级组织", Some(2)),
            ("第3级部门", Some(3)),
            ("2级机构", Some(2)),
            ("l1", Some(1)),
            ("level4", Some(4)),
            ("dept3", Some(3)),
            ("level1department", Some(1)),
            ("一级部门编码", None),
            ("职级", None),
            ("级", None),
            ("l0", None),
            ("level99", None),
            ("l99999999999999999999", None),
            ("高级工程师", None),
            ("mp3", None),
        ] {
            assert_eq!(parse(header), level, "{header}");
        }
    }
}
