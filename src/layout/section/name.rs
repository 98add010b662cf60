//! What headings say: the name of a department with a label, a number, brackets or a headcount around it.

/// What may stand before the name of the department.
const LABELS: &[&str] = &[
    "部门",
    "所属部门",
    "部门名称",
    "科室",
    "单位",
    "组织",
    "车间",
    "班组",
    "Department",
    "Dept",
    "Team",
];

/// How names of departments end, and hardly those of people.
const SURE_ENDINGS: &[&str] = &[
    "部",
    "中心",
    "公司",
    "集团",
    "车间",
    "委员会",
    "办公室",
    "学院",
    "团队",
    "department",
    "dept",
    "team",
    "division",
    "office",
    "group",
    "center",
    "centre",
    "company",
    "branch",
];

/// How else they end.
const ENDINGS: &[&str] = &[
    "组", "科", "室", "处", "办", "店", "厂", "队", "局", "院", "所", "站", "仓", "库", "系",
];

/// What remarks begin with that are no names.
const REMARKS: &[&str] = &[
    "以下", "以上", "上述", "备注", "说明", "截至", "截止", "其中",
];

/// What no name of a department has in it.
const SENTENCE: &[char] = &['。', '，', '；', '！', '？', '：', ':', '!', '?', '\n'];

/// How many characters a heading may have.
const LONGEST: usize = 40;

/// How people number headings: 一、 and 1. and (二).
const NUMERALS: &str = "一二三四五六七八九十0123456789";

/// How headings are told from people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// 部门：研发部.
    Labelled,
    /// Like the name of a department: 研发部.
    Named,
    /// Any short text in a column that holds no names of people.
    Any,
}

impl Style {
    /// The department that `text` names, where it is a heading of this style.
    pub(super) fn name(self, text: &str) -> Option<&str> {
        let label = labelled(text);
        let name = bare(label.unwrap_or(text));
        let is_name = !name.is_empty()
            && name.chars().count() <= LONGEST
            && !name.contains(SENTENCE)
            && !REMARKS.iter().any(|remark| name.starts_with(remark));
        let is_heading = match self {
            Self::Labelled => label.is_some(),
            Self::Named => label.is_some() || ends_like_a_department(name),
            Self::Any => name.chars().any(char::is_alphabetic),
        };
        (is_name && is_heading).then_some(name)
    }
}

/// 12人, 共12人; a mere number may be anything.
pub(super) fn is_headcount(text: &str) -> bool {
    let text = text.trim();
    text.ends_with(['人', '名']) && is_count(text)
}

/// What stands behind a label.
fn labelled(text: &str) -> Option<&str> {
    let (label, name) = text.split_once(['：', ':'])?;
    let label = label.trim();
    let is_label = LABELS.iter().any(|known| known.eq_ignore_ascii_case(label));
    is_label
        .then(|| name.trim())
        .filter(|name| !name.is_empty())
}

/// `text` without brackets around it, the number before it and the number of people behind it.
fn bare(text: &str) -> &str {
    without_count(unframed(without_number(unframed(text)))).trim()
}

/// `text` without brackets around it.
fn unframed(text: &str) -> &str {
    let text = text.trim();
    let framed = text.strip_prefix(['【', '[']);
    let framed = framed.and_then(|text| text.strip_suffix(['】', ']']));
    framed.unwrap_or(text).trim()
}

/// `text` without 一、 or 1. or （一） before it.
fn without_number(text: &str) -> &str {
    let numbered = text.strip_prefix(['（', '(']).unwrap_or(text);
    let rest = numbered.trim_start_matches(|c| NUMERALS.contains(c));
    match rest.strip_prefix(['、', '.', '．', '）', ')']) {
        Some(rest) if rest.len() < numbered.len() && !rest.trim().is_empty() => rest.trim(),
        _ => text,
    }
}

/// `text` without （12人） or (12) behind it.
fn without_count(text: &str) -> &str {
    let Some(inside) = text.strip_suffix([')', '）']) else {
        return text;
    };
    match inside.rsplit_once(['(', '（']) {
        Some((name, count)) if is_count(count) && !name.is_empty() => name,
        _ => text,
    }
}

/// 12, 12人, 共12人.
fn is_count(text: &str) -> bool {
    let count = text.trim().trim_start_matches('共');
    let count = count.trim_end_matches(['人', '名', '个']).trim();
    !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit())
}

fn ends_like_a_department(name: &str) -> bool {
    let name = name.to_lowercase();
    let mut endings = SURE_ENDINGS.iter().chain(ENDINGS);
    endings.any(|ending| name.ends_with(ending))
}

/// Whether `name` ends like that of a department, and not like that of a person.
pub(super) fn is_surely_a_department(name: &str) -> bool {
    let name = name.to_lowercase();
    SURE_ENDINGS.iter().any(|ending| name.ends_with(ending))
}
