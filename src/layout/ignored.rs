//! Rows of a table that are no data: notes, samples, totals, signatures and headers that come again.

use crate::source::{Cell, Content, RowView};

use super::header::is_blank;
use super::plan::Headings;
use super::spelling::{self, Meaning};

/// Why a row is no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ignored {
    /// A remark above, below or between.
    Note,
    /// The upper row of a header of two.
    Header,
    /// A sum.
    Total,
    /// The header once more, or its keys.
    RepeatedHeader,
    /// An example of how to fill the table in.
    Sample,
    /// The department of the rows below.
    Section,
    /// Nothing in the columns that are read.
    Empty,
}

impl Ignored {
    /// The name by which the sentence of H007 tells it.
    pub(super) fn case(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Header => "header",
            Self::Total => "total",
            Self::RepeatedHeader => "repeated-header",
            Self::Sample => "sample",
            Self::Section => "section",
            Self::Empty => "empty",
        }
    }
}

/// How many rows below the header may be notes about how to fill the table in.
const NOTES_BELOW: usize = 3;

/// Labels of sums.
const TOTALS: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "共计",
    "总人数",
    "合计人数",
    "人数合计",
    "总数",
    "total",
    "subtotal",
    "sum",
    "grandtotal",
];

/// What signatures and dates under a table begin with, before a colon.
const SIGNATURES: &[&str] = &[
    "制表",
    "审核",
    "审批",
    "批准",
    "填表",
    "复核",
    "打印",
    "导出",
    "负责人签字",
    "签字",
    "日期",
    "截至",
    "截止",
    "数据来源",
    "编制",
    "制单",
    "填报",
    "校对",
    "核对",
    "统计",
    "经办",
    "汇总",
    "报表",
    "盖章",
    "联系人",
    "部门负责人",
    "分管领导",
    "总经理",
];

/// What remarks begin with.
const REMARKS: &[&str] = &[
    "填写须知",
    "填写说明",
    "填表说明",
    "说明：",
    "说明:",
    "备注：",
    "备注:",
    "注：",
    "注:",
    "注意：",
    "注意:",
    "提示：",
    "提示:",
    "※",
    "以上为",
    "以上是",
    "以上共",
    "以上人员",
    "以上名单",
    "以上数据",
    "以上信息",
    "以下空白",
    "（以下空白",
    "(以下空白",
    "第1页",
    "第 1 页",
];

/// What notes about filling a table in contain.
const HINTS: &[&str] = &[
    "必填",
    "选填",
    "非必填",
    "可不填",
    "请填写",
    "填写",
    "隔开",
    "分隔",
    "格式为",
    "格式：",
    "请勿",
    "最上级",
    "required",
    "optional",
];

/// What samples begin with.
const SAMPLES: &[&str] = &[
    "示例",
    "样例",
    "范例",
    "例：",
    "例:",
    "例如",
    "（示例",
    "(示例",
    "example:",
    "sample:",
    "e.g.",
];

/// The first characters of what totals, signatures and remarks begin with, so that other rows cost one look.
fn may_begin_a_foot(first: char) -> bool {
    matches!(
        first,
        '合' | '总'
            | '小'
            | '共'
            | '人'
            | '制'
            | '审'
            | '批'
            | '填'
            | '复'
            | '打'
            | '导'
            | '负'
            | '签'
            | '日'
            | '截'
            | '数'
            | '说'
            | '备'
            | '注'
            | '提'
            | '※'
            | '编'
            | '校'
            | '核'
            | '统'
            | '经'
            | '汇'
            | '报'
            | '盖'
            | '联'
            | '部'
            | '分'
            | '以'
            | '（'
            | '('
            | '第'
            | 'T'
            | 't'
            | 'S'
            | 's'
            | 'G'
            | 'g'
    )
}

/// Whether `row` is a sum, a signature or a remark.
pub(super) fn is_foot(row: &RowView<'_>) -> bool {
    let mut texts = row.cells().map(|cell| cell.content.text().trim());
    let label = texts.find(|text| !text.is_empty());
    label.is_some_and(|label| foot(row, label).is_some())
}

/// Whether the row at `index` below the header, from 0, is no data; `headings` are the table's.
pub(super) fn judge(row: &RowView<'_>, headings: &Headings, index: usize) -> Option<Ignored> {
    let plain = row.plain_cells();
    // In plain text there is no white space.
    let is_filled = |(at, cell): &(usize, Cell<'_>)| match *at < plain {
        true => !cell.content.text().is_empty(),
        false => !is_blank(cell.content),
    };
    let (at, first) = row.cells().enumerate().find(is_filled)?;
    let label = match first.content {
        Content::Text(text) if at < plain => text,
        Content::Text(text) => text.trim(),
        _ => return None,
    };
    if headings.says(first.column, label) && repeats(row, headings) {
        return Some(Ignored::RepeatedHeader);
    }
    if label.chars().next().is_some_and(may_begin_a_foot)
        && let Some(foot) = foot(row, label)
    {
        return Some(foot);
    }
    (index < NOTES_BELOW).then(|| below_header(row)).flatten()
}

/// Whether most cells say the same as the header above them.
fn repeats(row: &RowView<'_>, headings: &Headings) -> bool {
    let (mut same, mut filled) = (0, 0);
    for cell in row.cells() {
        let text = cell.content.text().trim();
        filled += usize::from(!text.is_empty());
        same += usize::from(headings.says(cell.column, text));
    }
    same * 2 > filled && (same >= 2 || headings.count == 1)
}

/// Whether `label`, which may begin a foot, goes on like the label of a sum, so that most others are not folded.
fn may_be_sum(label: &str) -> bool {
    let mut letters = label
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.'))
        .map(|c| c.to_ascii_lowercase());
    match [letters.next(), letters.next(), letters.next()] {
        [Some('a'..='z'), Some(second), Some(third)]
            if second.is_ascii_alphanumeric() && third.is_ascii_alphanumeric() =>
        {
            matches!((second, third), ('o', 't') | ('u', 'b' | 'm') | ('r', 'a'))
        }
        [_, Some(second @ '\u{4e00}'..='\u{9fff}'), _] => matches!(second, '计' | '人' | '数'),
        _ => true,
    }
}

/// A sum, a signature or a remark, by its label.
fn foot(row: &RowView<'_>, label: &str) -> Option<Ignored> {
    let others = || row.cells().filter(|cell| !is_blank(cell.content)).skip(1);
    if may_be_sum(label) && is_sum(label) && others().all(|cell| is_figure(cell.content.text())) {
        return Some(Ignored::Total);
    }
    // No remark and no signature begins like this.
    if label.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return None;
    }
    let begins = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
    if begins(REMARKS) && others().next().is_none() {
        return Some(Ignored::Note);
    }
    let (before, _) = label.split_once(['：', ':'])?;
    let is_signature = before.chars().count() <= 6 && begins(SIGNATURES);
    (is_signature
        && others().all(|cell| {
            cell.content.text().contains(['：', ':'])
                || matches!(cell.content, Content::Date { .. })
                || is_day(cell.content.text())
        }))
    .then_some(Ignored::Note)
}

/// 2024年5月, 2024-05-01, 2024/5/1, with nothing else.
fn is_day(text: &str) -> bool {
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '-' | '/' | '.' | ' ');
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(is_part)
}

/// Whether `label` is that of a sum.
fn is_sum(label: &str) -> bool {
    let folded = spelling::fold(label);
    let counted = folded.strip_suffix('人').unwrap_or(&folded);
    let name = counted.trim_end_matches(|c: char| c.is_ascii_digit() || c == ':');
    TOTALS.contains(&name) || is_count(&folded)
}

/// 共35人, 共 12 个部门.
fn is_count(folded: &str) -> bool {
    folded.strip_prefix('共').is_some_and(|rest| {
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        unit.len() < rest.len() && unit.chars().count() <= 6
    })
}

/// A figure as it stands beside a total: 35, 35人, 12.5%.
fn is_figure(text: &str) -> bool {
    let figure = text.trim().trim_end_matches(['人', '个', '名', '%']);
    figure
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' '))
}

/// Notes, samples and keys right below the header.
fn below_header(row: &RowView<'_>) -> Option<Ignored> {
    let (mut filled, mut hints, mut keys) = (0, 0, 0.0);
    let mut longest = 0;
    for cell in row.cells() {
        let text = cell.content.text().trim();
        if text.is_empty() {
            continue;
        }
        let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
        if begins(SAMPLES) {
            return Some(Ignored::Sample);
        }
        filled += 1;
        longest = longest.max(text.chars().count());
        let is_hint = begins(REMARKS) || HINTS.iter().any(|hint| text.contains(hint));
        hints += usize::from(is_hint && !text.contains('@'));
        if matches!(cell.content, Content::Text(_)) && text.len() <= 64 {
            keys += match spelling::meaning(text) {
                Meaning::Unknown => 0.0,
                meaning => meaning.weight(),
            };
        }
    }
    let is_note = hints * 2 > filled || (filled == 1 && longest >= 40);
    let are_keys = filled >= 3 && keys >= 2.5 && keys * 2.0 > filled as f32;
    if is_note {
        Some(Ignored::Note)
    } else {
        are_keys.then_some(Ignored::RepeatedHeader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_remark_and_no_signature_begins_with_a_latin_letter_or_digit() {
        let mut begins = REMARKS.iter().chain(SIGNATURES);
        assert!(!begins.any(|word| word.starts_with(|c: char| c.is_ascii_alphanumeric())));
    }

    #[test]
    fn every_label_of_a_sum_is_folded_and_most_names_are_not() {
        for total in TOTALS {
            let upper = total.to_uppercase();
            let (first, rest) = total.split_at(total.chars().next().map_or(0, char::len_utf8));
            let labels = [
                (*total).to_owned(),
                format!("{upper}："),
                format!("{first} {rest}: 35"),
                format!("{first}\u{200b}{rest}"),
                format!("{first}-{rest}_12人"),
            ];
            for label in &labels {
                assert!(is_sum(label) && may_be_sum(label), "{label}");
            }
        }
        for label in ["共35人", "共 12 个部门", "共3个"] {
            assert!(is_sum(label) && may_be_sum(label), "{label}");
        }
        for label in [
            "sunli03",
            "T001",
            "Gao Wei",
            "小红",
            "总裁办",
            "人事部",
            "日照分公司",
        ] {
            assert!(!may_be_sum(label), "{label}");
        }
    }
}
