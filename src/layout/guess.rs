//! Which field a header or a name that is not known may mean.

use std::sync::LazyLock;

use rapidfuzz::distance::osa;

use crate::record::field::FIELDS;
use crate::record::{Field, Sound};

use super::spelling::{self, Meaning};

/// What people put before a word that we know.
const BEFORE: &[&str] = &[
    "员工", "人员", "职工", "成员", "雇员", "本人", "当前", "现", "所属", "所在",
];

/// What they put behind it.
const AFTER: &[&str] = &["名称", "信息", "号码", "号", "(新)", "1", "一"];

/// The longest header that is compared, in characters.
const LONGEST: usize = 32;

/// The fields called `name`: by a canonical name or its last word where only one field has it, or by any spelling that
/// a header may have. Several where the name may be that of a department's field and of a member's.
#[must_use]
pub fn fields_called(name: &str) -> Vec<Field> {
    let mut last_word = Field::all().filter(|field| {
        let id = field.id().rsplit_once('.');
        id.is_some_and(|(_, word)| word == name)
    });
    let by_id = Field::by_id(name).or_else(|| match (last_word.next(), last_word.next()) {
        (found, None) => found,
        _ => None,
    });
    match (by_id, spelling::meaning(name)) {
        (Some(field), _) => vec![field],
        (None, Meaning::Fields(candidates)) => candidates.iter().map(|c| c.field).collect(),
        (None, _) => Vec::new(),
    }
}

/// The field that `header`, which is not known, most likely means, and its usual Chinese spelling: other words around
/// it, a slip, or the same sound.
#[must_use]
pub fn nearest_field(header: &str) -> Option<(Field, &'static str)> {
    let folded = spelling::fold(header);
    let length = folded.chars().count();
    if !(2..=LONGEST).contains(&length) {
        return None;
    }
    dressed(&folded)
        .or_else(|| slipped(&folded, length))
        .map(|field| (field, spelling::own_name(field).0))
}

/// What remains of `folded` without the words around it.
fn dressed(folded: &str) -> Option<Field> {
    let bare = BEFORE.iter().find_map(|word| folded.strip_prefix(word));
    let bare = bare.unwrap_or(folded);
    let ends = AFTER.iter().filter_map(|word| bare.strip_suffix(word));
    let mut candidates = std::iter::once(bare).chain(ends);
    candidates.find_map(|bare| {
        let is_shorter = bare.len() < folded.len() && bare.chars().count() >= 2;
        let mut fields = fields_called(bare).into_iter();
        fields.find(|_| is_shorter)
    })
}

/// A spelling of a field as it is compared.
struct Known {
    field: Field,
    folded: String,
    /// The syllables of a Chinese one.
    syllables: Option<String>,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let spellings = Field::all().zip(FIELDS).flat_map(|(field, info)| {
        let spellings = info.chinese.iter().chain(info.english);
        spellings.map(move |spelling| (field, spelling::fold(spelling)))
    });
    let known = spellings.map(|(field, folded)| Known {
        field,
        syllables: Sound::of(&folded)
            .filter(|_| !folded.is_ascii())
            .map(|sound| sound.syllables),
        folded,
    });
    known.collect()
});

/// The field with the spelling that is nearest to `folded`, which has `length` characters.
fn slipped(folded: &str, length: usize) -> Option<Field> {
    let slips = match (folded.is_ascii(), length) {
        (false, ..3) | (true, ..5) => 0,
        (false, _) | (true, 5..9) => 1,
        (true, _) => 2,
    };
    let sound = Sound::of(folded)?;
    let comparator = osa::BatchComparator::new(folded.chars());
    let distance = |known: &Known| {
        let within = osa::Args::default().score_cutoff(slips);
        let distance = comparator.distance_with_args(known.folded.chars(), &within);
        let sounds_the_same = known.syllables.as_ref() == Some(&sound.syllables);
        distance.or(sounds_the_same.then_some(slips + 1))
    };
    let near = KNOWN
        .iter()
        .filter_map(|known| Some((distance(known)?, known.field)));
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, field)| field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_goes_by_its_canonical_name_by_its_last_word_and_by_every_header() {
        for (name, fields) in [
            ("member.mobile", &[Field::MOBILE][..]),
            ("mobile", &[Field::MOBILE]),
            ("手机号码", &[Field::MOBILE]),
            ("E-Mail", &[Field::EMAIL]),
            (
                "部门编号",
                &[Field::DEPARTMENT_CODE, Field::MEMBER_DEPARTMENT_CODE],
            ),
            ("备注", &[]),
            ("", &[]),
        ] {
            assert_eq!(fields_called(name), fields, "{name}");
        }
    }

    #[test]
    fn an_unknown_header_is_told_by_a_slip_its_sound_or_the_words_around_it() {
        for (header, field) in [
            ("员工手机", Some(Field::MOBILE)),
            ("手机号玛", Some(Field::MOBILE)),
            ("员工性名", Some(Field::MEMBER_NAME)),
            ("shouji", Some(Field::MOBILE)),
            ("xingming", Some(Field::MEMBER_NAME)),
            ("moblie_phone", Some(Field::MOBILE)),
            ("职位名", Some(Field::TITLE)),
            ("备注", None),
            ("籍贯", None),
            ("工资", None),
            ("学历", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(
                nearest_field(header).map(|(field, _)| field),
                field,
                "{header}"
            );
        }
    }
}
