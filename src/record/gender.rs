//! Genders as people and systems write them.

/// The gender of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// 男, `1` in Work Weixin.
    Male,
    /// 女, `2` in Work Weixin.
    Female,
    /// Said to be unknown, `0` in Work Weixin.
    Unknown,
}

/// The spellings of every gender, in lower case.
const SPELLINGS: &[(Gender, &[&str])] = &[
    (Gender::Male, &["男", "1", "m", "male", "男性", "先生"]),
    (Gender::Female, &["女", "2", "f", "female", "女性", "女士"]),
    (Gender::Unknown, &["0", "未知", "unknown", "保密"]),
];

impl Gender {
    /// Reads 男/女, 1/2/0, M/F, male/female, 未知 and the like in any case; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        SPELLINGS
            .iter()
            .find(|(_, words)| words.iter().any(|word| text.eq_ignore_ascii_case(word)))
            .map(|(gender, _)| *gender)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genders_are_read_as_people_and_systems_write_them() {
        for (text, gender) in [
            ("男", Some(Gender::Male)),
            ("MALE", Some(Gender::Male)),
            ("2", Some(Gender::Female)),
            ("f", Some(Gender::Female)),
            ("0", Some(Gender::Unknown)),
            ("", None),
            ("经理", None),
        ] {
            assert_eq!(Gender::parse(text), gender, "{text}");
        }
    }
}
