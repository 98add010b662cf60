//! What a header means: spellings folded to one form and looked up in the field table.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::record::Field;
use crate::record::field::FIELDS;

use super::level;

/// The longest header that is looked at, in characters; templates put whole notes behind a name.
const LONGEST_HEADER: usize = 400;

/// The rank of spellings that mean a field only once the kind of sheet is decided.
const GENERIC: u16 = 1000;

/// A field that a header may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The field.
    pub(super) field: Field,
    /// Where the spelling stands in the field's list: the first is the field's own name.
    pub(super) rank: u16,
}

impl Candidate {
    /// Whether the spelling means the field only once the kind of sheet is decided.
    pub(super) fn is_generic(self) -> bool {
        self.rank >= GENERIC
    }
}

/// What a header means before the kind of sheet is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The mapping of the user says so.
    Pinned(Field),
    /// The mapping of the user says that it is one of several columns for a list.
    PinnedItem(Field),
    /// One of some fields.
    Fields(Vec<Candidate>),
    /// One of several columns for a list, as 部门1, 部门2; from 1.
    Numbered(Vec<Candidate>, u8),
    /// A level of the department path, from 1 at the top.
    Level(u8),
    /// The running number of the row, or our own note of why it was left out; not read.
    RunningNumber,
    /// Something else.
    Unknown,
}

impl Meaning {
    /// Whether the user may have said so.
    pub(super) fn is_pinned(&self) -> bool {
        matches!(self, Self::Pinned(_) | Self::PinnedItem(_) | Self::Level(_))
    }

    /// How much the header tells: nothing, half for a generic word, or all.
    pub(super) fn weight(&self) -> f32 {
        match self {
            Self::Unknown => 0.0,
            Self::RunningNumber => 0.5,
            Self::Fields(candidates) if candidates.iter().all(|c| c.is_generic()) => 0.5,
            _ => 1.0,
        }
    }
}

/// Headers of a running number, folded.
const RUNNING_NUMBERS: &[&str] = &["序号", "行号", "项次", "#", "seq", "rownumber", "index"];

/// Headers of the column that says why a row was left out of an earlier run, folded.
const REJECTION_REASONS: &[&str] = &["失败原因", "failurereason"];

/// Traditional characters and variants, and what they are folded to.
const VARIANTS: &[(char, char)] = &[
    ('帐', '账'),
    ('帳', '账'),
    ('賬', '账'),
    ('門', '门'),
    ('職', '职'),
    ('機', '机'),
    ('郵', '邮'),
    ('電', '电'),
    ('員', '员'),
    ('編', '编'),
    ('號', '号'),
    ('別', '别'),
    ('稱', '称'),
    ('陸', '陆'),
    ('錄', '录'),
    ('碼', '码'),
    ('級', '级'),
    ('屬', '属'),
    ('組', '组'),
    ('織', '织'),
    ('構', '构'),
    ('類', '类'),
    ('狀', '状'),
    ('態', '态'),
    ('負', '负'),
    ('責', '责'),
    ('經', '经'),
    ('領', '领'),
    ('導', '导'),
    ('聯', '联'),
    ('絡', '络'),
    ('繫', '系'),
    ('話', '话'),
    ('動', '动'),
    ('顯', '显'),
    ('順', '顺'),
    ('徑', '径'),
    ('離', '离'),
    ('時', '时'),
    ('間', '间'),
    ('務', '务'),
    ('崗', '岗'),
    ('辦', '办'),
    ('點', '点'),
    ('匯', '汇'),
    ('報', '报'),
    ('對', '对'),
    ('線', '线'),
    ('單', '单'),
    ('長', '长'),
    ('節', '节'),
    ('實', '实'),
    ('啟', '启'),
];

/// What may stand around a header without meaning anything.
const MARKS: &[char] = &['*', ':', '※', '★', '●', '"', '\''];

static TABLE: LazyLock<HashMap<String, Vec<Candidate>>> = LazyLock::new(|| {
    let mut table: HashMap<String, Vec<Candidate>> = HashMap::new();
    for field in Field::all() {
        let Some(info) = field.info() else { continue };
        let lists = [
            (info.chinese, 0),
            (info.english, 0),
            (info.generic, GENERIC),
        ];
        for (spellings, first) in lists {
            for (rank, spelling) in (first..).zip(spellings) {
                let candidates = table.entry(fold(spelling)).or_default();
                if candidates.iter().all(|known| known.field != field) {
                    candidates.push(Candidate { field, rank });
                }
            }
        }
    }
    prefer_whole_paths(&mut table);
    table
});

/// Of several columns that name a member's department, the one with the whole path is read.
fn prefer_whole_paths(table: &mut HashMap<String, Vec<Candidate>>) {
    for candidates in table.values_mut() {
        let is_path = candidates
            .iter()
            .any(|c| c.field == Field::DEPARTMENT_PATH && !c.is_generic());
        for candidate in candidates {
            if candidate.field == Field::MEMBER_DEPARTMENT_PATH {
                candidate.rank += u16::from(!is_path && !candidate.is_generic());
                if is_path {
                    candidate.rank = 0;
                }
            }
        }
    }
}

/// Brings a header into the form in which spellings are compared: compatibility characters, case, white space,
/// `_ - .`, marks around it and variants of Chinese characters make no difference.
pub(super) fn fold(header: &str) -> String {
    let folded: String = header
        .chars()
        .take(LONGEST_HEADER)
        .nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !super::tidy::is_hidden(*c))
        .filter(|c| !matches!(c, '_' | '-' | '.'))
        .flat_map(char::to_lowercase)
        .map(|c| {
            let variant = VARIANTS.iter().find(|(variant, _)| *variant == c);
            variant.map_or(c, |(_, plain)| *plain)
        })
        .collect();
    folded.trim_matches(MARKS).replace("登陆", "登录")
}

/// What `header` means.
pub(super) fn meaning(header: &str) -> Meaning {
    let folded = fold(header);
    if folded.is_empty() {
        return Meaning::Unknown;
    }
    if let Some(meaning) = lookup(&folded) {
        return meaning;
    }
    // Kingdee writes 部门 # dpt.number, where the key says more than the label, and 工号 # number, where it says less.
    if let Some((label, key)) = header.split_once(" # ") {
        let (label, key) = (
            named(&fold(label)),
            lookup(&fold(key)).map(|meaning| (meaning, key.contains('.'))),
        );
        return match (label, key) {
            (_, Some((meaning, true))) | (None, Some((meaning, false))) => meaning,
            (label, _) => label.unwrap_or(Meaning::Unknown),
        };
    }
    named(&folded)
        .or_else(|| bilingual(header))
        .unwrap_or(Meaning::Unknown)
}

/// Whether two headers are the same but for spelling.
pub(super) fn same(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// Looks up a folded header, with its bracketed hints and without.
fn named(folded: &str) -> Option<Meaning> {
    lookup(folded).or_else(|| {
        let bare = without_brackets(folded);
        (bare != folded).then(|| lookup(bare)).flatten()
    })
}

fn lookup(folded: &str) -> Option<Meaning> {
    if let Some(candidates) = TABLE.get(folded) {
        return Some(Meaning::Fields(candidates.clone()));
    }
    if let Some(level) = level::parse(folded) {
        return Some(Meaning::Level(level));
    }
    if RUNNING_NUMBERS.contains(&folded) || REJECTION_REASONS.contains(&folded) {
        return Some(Meaning::RunningNumber);
    }
    numbered(folded)
}

/// Reads 部门2, 部门编号3, 兼职部门1: columns that together hold a list.
fn numbered(folded: &str) -> Option<Meaning> {
    let (stem, number) = stem_and_number(folded)?;
    let candidates = TABLE.get(stem)?;
    let is_list = candidates.iter().any(|candidate| {
        [
            Field::MEMBER_DEPARTMENT_PATH,
            Field::MEMBER_DEPARTMENT_CODE,
            Field::SECOND_DEPARTMENT_PATH,
        ]
        .contains(&candidate.field)
    });
    is_list.then(|| Meaning::Numbered(candidates.clone(), number))
}

/// Reads 部门2, 部门二, 部门(2); 兼职部门编号 and the like are further ones without a number.
fn stem_and_number(folded: &str) -> Option<(&str, u8)> {
    let further = SECOND.iter().find_map(|word| folded.strip_prefix(word));
    let further = further.map(|code| code.trim_end_matches(|c: char| c.is_ascii_digit()));
    let is_code = |c: &Candidate| c.field == Field::MEMBER_DEPARTMENT_CODE;
    if let Some(code) = further
        && TABLE
            .get(code)
            .is_some_and(|known| known.iter().any(is_code))
    {
        return Some((code, 2));
    }
    let bare = folded.strip_suffix(')').unwrap_or(folded);
    let stem = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    if stem.len() < bare.len() {
        let number = bare[stem.len()..].parse().ok()?;
        return Some((stem.strip_suffix('(').unwrap_or(stem), number));
    }
    let last = folded.char_indices().next_back()?;
    Some((&folded[..last.0], level::numeral(&folded[last.0..])?))
}

/// What stands before the code of a further department, folded.
const SECOND: &[&str] = &["兼职", "兼任", "兼岗", "其他", "其它", "次要"];

/// Takes bracketed groups off both ends: `(必填)姓名【2-20字】` is `姓名`.
fn without_brackets(mut folded: &str) -> &str {
    const BRACKETS: &[(char, char)] = &[
        ('(', ')'),
        ('[', ']'),
        ('【', '】'),
        ('<', '>'),
        ('〔', '〕'),
    ];
    loop {
        let before = folded;
        for (open, close) in BRACKETS {
            if folded.ends_with(*close)
                && let Some((bare, _)) = folded.split_once(*open)
                && !bare.is_empty()
            {
                folded = bare;
            }
            if folded.starts_with(*open)
                && let Some((_, bare)) = folded.split_once(*close)
                && !bare.is_empty()
            {
                folded = bare;
            }
        }
        folded = folded.trim_matches(MARKS);
        if folded == before {
            return folded;
        }
    }
}

/// Reads `部门编号/dept_code`, `姓名 Name` and a name above its translation: both halves mean the same, or one is a
/// key or translation we do not know.
fn bilingual(header: &str) -> Option<Meaning> {
    let (one, other) = halves(header)?;
    let (one, other) = (fold(one), fold(other));
    match (named(&one), named(&other)) {
        (Some(Meaning::Fields(one)), Some(Meaning::Fields(other))) => {
            let both: Vec<Candidate> = one
                .into_iter()
                .filter(|c| other.iter().any(|o| o.field == c.field))
                .collect();
            (!both.is_empty()).then_some(Meaning::Fields(both))
        }
        (Some(known), None) | (None, Some(known)) => {
            (one.is_ascii() != other.is_ascii()).then_some(known)
        }
        (Some(one), Some(other)) => (one == other).then_some(one),
        (None, None) => None,
    }
}

/// Splits at a line break or `/`, or at the space between a Chinese and a Latin half.
fn halves(header: &str) -> Option<(&str, &str)> {
    let header = header.trim();
    let filled = |(one, other): &(&str, &str)| !one.trim().is_empty() && !other.trim().is_empty();
    header
        .split_once(['\n', '/', '／', '|'])
        .filter(filled)
        .or_else(|| {
            let between = |(one, other): &(&str, &str)| one.is_ascii() != other.is_ascii();
            let spaces = header.match_indices(' ');
            spaces
                .map(|(at, _)| (&header[..at], &header[at + 1..]))
                .find(between)
        })
}

/// The name of `field` in our own files, in both languages.
pub(super) fn own_name(field: Field) -> (&'static str, &'static str) {
    let info = FIELDS.iter().find(|info| info.id == field.id());
    let first = |list: fn(&crate::record::field::FieldInfo) -> &'static [&'static str]| {
        info.and_then(|info| list(info).first().copied())
            .unwrap_or_default()
    };
    (first(|info| info.chinese), first(|info| info.english))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(header: &str) -> Vec<Field> {
        match meaning(header) {
            Meaning::Fields(candidates) => candidates.iter().map(|c| c.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_header_is_recognised_however_it_is_dressed() {
        for (header, field) in [
            ("姓名", Field::MEMBER_NAME),
            (" 姓 名 ", Field::MEMBER_NAME),
            ("＊姓名", Field::MEMBER_NAME),
            ("姓名*", Field::MEMBER_NAME),
            ("姓名：", Field::MEMBER_NAME),
            ("\u{feff}姓名", Field::MEMBER_NAME),
            ("姓名（必填）", Field::MEMBER_NAME),
            ("【必填】姓名(2-20字)", Field::MEMBER_NAME),
            ("姓名(中文)", Field::MEMBER_NAME),
            ("*员工账号  （必填；由字母、数字组成）", Field::USERID),
            ("帐号", Field::USERID),
            ("登陆账号", Field::USERID),
            ("Ｕｓｅｒ ＩＤ", Field::USERID),
            ("E-Mail", Field::EMAIL),
            ("EMAIL_ADDRESS", Field::EMAIL),
            ("手機號碼", Field::MOBILE),
            ("電子郵箱", Field::EMAIL),
            ("員工編號", Field::EMPLOYEE_NO),
            ("職位", Field::TITLE),
            ("是否此部门主管(是/否)", Field::IS_LEADER),
            ("手机/mobile", Field::MOBILE),
            ("手机\nMobile", Field::MOBILE),
            ("姓名 Full Name", Field::MEMBER_NAME),
            ("姓名/xm", Field::MEMBER_NAME),
            ("*上级部门 # dpt.parent", Field::PARENT_PATH),
        ] {
            assert_eq!(fields(header).first(), Some(&field), "{header}");
        }
        assert_eq!(fields("*部门 # dpt.number"), [Field::DEPARTMENT_CODE]);
        assert_eq!(fields("*工号 # number"), fields("工号"));
    }

    #[test]
    fn a_header_that_could_mean_two_things_at_once_means_none() {
        for header in ["姓名/手机", "手机/微信", "备注", "", "  ", "***"] {
            assert_eq!(meaning(header), Meaning::Unknown, "{header}");
        }
    }

    #[test]
    fn numbered_departments_are_a_list_and_numbered_levels_are_a_path() {
        assert!(matches!(meaning("部门2"), Meaning::Numbered(_, 2)));
        assert!(matches!(meaning("兼职部门1"), Meaning::Numbered(_, 1)));
        assert!(matches!(meaning("部门二"), Meaning::Numbered(_, 2)));
        assert!(matches!(meaning("所属部门（3）"), Meaning::Numbered(_, 3)));
        assert!(matches!(meaning("兼职部门编号"), Meaning::Numbered(_, 2)));
        assert!(matches!(meaning("兼任部门编码2"), Meaning::Numbered(_, 2)));
        assert_eq!(meaning("二级部门"), Meaning::Level(2));
        assert_eq!(meaning("手机二"), Meaning::Unknown);
        assert_eq!(meaning("手机2"), Meaning::Unknown);
        assert_eq!(meaning("序号"), Meaning::RunningNumber);
    }
}
