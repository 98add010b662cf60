//! Headings between the rows of people: a department alone in its row, for everybody below it. Looked for only where no
//! column names departments, and decided once for the whole table.

use crate::record::{Column, Field};
use crate::source::{Cell, Content, Row, RowView};

use super::cell::{Cells, Slot};
use super::header::is_blank;
use super::ignored;
use super::kind::SheetKind;
use super::making::Making;
use super::plan::Headings;

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

/// How names of departments end.
const ENDINGS: &[&str] = &[
    "部",
    "部门",
    "中心",
    "组",
    "科",
    "室",
    "处",
    "公司",
    "集团",
    "办",
    "店",
    "厂",
    "车间",
    "队",
    "局",
    "院",
    "所",
    "委员会",
    "站",
    "仓",
    "库",
    "办公室",
    "总部",
    "分部",
    "学院",
    "系",
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

/// What remarks begin with that are no names.
const REMARKS: &[&str] = &[
    "以下", "以上", "上述", "注", "备注", "说明", "截至", "截止", "共", "其中",
];

/// What no name of a department has in it.
const SENTENCE: &[char] = &['。', '，', '；', '！', '？', '：', ':', '!', '?', '\n'];

/// How many characters a heading may have.
const LONGEST: usize = 40;

/// How people number headings: 一、 and 1. and (二).
const NUMERALS: &str = "一二三四五六七八九十0123456789";

/// How headings are told from people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// 部门：研发部.
    Labelled,
    /// Like the name of a department: 研发部.
    Named,
    /// Any short text in a column that holds no names of people.
    Any,
}

/// The headings of one table.
#[derive(Debug)]
pub(super) struct Sections {
    /// The column they stand in.
    column: u16,
    style: Style,
    /// The department of the rows that follow.
    now: String,
    /// The rows of the headings met so far.
    pub(super) rows: Vec<u32>,
}

/// A row that may be a heading.
struct Candidate<'r> {
    column: u16,
    text: &'r str,
}

impl Sections {
    /// The department of the rows that follow; empty before the first heading.
    pub(super) fn now(&self) -> &str {
        &self.now
    }

    /// Takes the next row, where it is a heading.
    pub(super) fn takes(&mut self, row: &RowView<'_>, cells: &mut Cells) -> bool {
        let Some(candidate) = candidate(row.cells()).filter(|found| found.column == self.column)
        else {
            return false;
        };
        let Some(name) = self.style.name(candidate.text) else {
            return false;
        };
        cells.is_plain = row.is_plain();
        let slot = Slot::of(Field::MEMBER_DEPARTMENT_PATH);
        let name = cells.read(slot, Content::Text(name), row.number(), self.column);
        self.now.clear();
        self.now.push_str(name.unwrap_or_default());
        self.rows.push(row.number());
        true
    }

    /// Finds out whether the rows below the header at `header` among `rows` have headings between them.
    fn detect(
        rows: &[Row],
        header: usize,
        headings: &Headings,
        first_column: u16,
        name_column: Option<u16>,
    ) -> Option<Self> {
        let mut found: Vec<Candidate<'_>> = Vec::new();
        let (mut people, mut begins_with_person) = (0, false);
        for (index, row) in rows[header + 1..].iter().enumerate() {
            if ignored::judge(&row.view(), headings, index).is_some() {
                continue;
            }
            match candidate(row.cells()) {
                Some(candidate) => found.push(candidate),
                None => {
                    begins_with_person |= found.is_empty();
                    people += 1;
                }
            }
        }
        // Every section may have its own header; then that of the first stands above the first header.
        let above = header.checked_sub(1).and_then(|above| rows.get(above));
        let above = above
            .and_then(|row| candidate(row.cells()))
            .filter(|above| {
                begins_with_person && found.iter().all(|next| next.column == above.column)
            });
        let first = found.first()?;
        let column = first.column;
        if people == 0 || (begins_with_person && above.is_none()) {
            return None;
        }
        let is_alike = |style: Style| {
            let mut all = found.iter().chain(&above);
            all.all(|one| one.column == column && style.name(one.text).is_some())
        };
        let may_be_any = found.len() > 1 && column == first_column && name_column != Some(column);
        let style = [Style::Labelled, Style::Named, Style::Any]
            .into_iter()
            .find(|style| (*style != Style::Any || may_be_any) && is_alike(*style))?;
        let now = above.and_then(|above| style.name(above.text));
        Some(Self {
            column,
            style,
            now: now.unwrap_or_default().to_owned(),
            rows: Vec::new(),
        })
    }
}

impl Style {
    /// The department that `text` names, where it is a heading of this style.
    fn name(self, text: &str) -> Option<&str> {
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

/// The only filled cell of a row with these `cells`, where it is text.
fn candidate<'r>(cells: impl Iterator<Item = Cell<'r>>) -> Option<Candidate<'r>> {
    let mut filled = cells.filter(|cell| !is_blank(cell.content));
    let first = filled.next()?;
    match first.content {
        Content::Text(text) if filled.next().is_none() => Some(Candidate {
            column: first.column,
            text: text.trim(),
        }),
        _ => None,
    }
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
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

impl Making<'_> {
    /// The headings between the rows of people, where they name the departments because nothing else does.
    pub(super) fn sections(&mut self, headings: &Headings) -> Option<Sections> {
        let named = [
            Field::MEMBER_DEPARTMENT_PATH,
            Field::MEMBER_DEPARTMENT_CODE,
            Field::SECOND_DEPARTMENT_PATH,
            Field::MAIN_DEPARTMENT,
        ];
        let is_named = self.has(&named) || !self.levels().is_empty();
        if self.kind != SheetKind::Members || is_named {
            return None;
        }
        let first = self.header.cells.first()?;
        let sections = Sections::detect(
            self.table.rows,
            self.header.index,
            headings,
            first.column,
            self.holder(Field::MEMBER_NAME),
        )?;
        let mut own = self.header.cells.iter();
        let own = own.find(|cell| cell.column == sections.column);
        let column = Column {
            field: Field::MEMBER_DEPARTMENT_PATH,
            number: sections.column,
            header: own.map(|cell| cell.text.clone()).unwrap_or_default().into(),
        };
        self.columns.push(column);
        Some(sections)
    }
}
