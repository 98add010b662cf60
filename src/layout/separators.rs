//! What separates the levels of a path and the departments of one person: decided for a whole source, never for one
//! cell, so that a name that merely contains the character is not cut.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::config::Pins;
use crate::record::{Field, ITEM_SEPARATOR, LEVEL_SEPARATOR, Separators, Shape};

use super::spelling;

/// What separates departments wherever it occurs.
const LISTS: &[&str] = &["；", ";", "||", "\n"];

/// What also occurs in names, and separates only where the parts are known otherwise.
const WEAK_LISTS: &[&str] = &["，", ",", "、"];

/// What usually separates levels, the most usual first.
const LEVELS: &[char] = &['/', '>', '\\', '→', '／', '＞', '_'];

/// Separates levels only where nothing else does: names such as 研发-后端 are common.
const WEAK_LEVEL: char = '-';

/// How many values are looked at for what separates levels. All of them are where that tells nothing.
const SAMPLE: usize = 1 << 15;

/// How many values are looked through in one go, side by side with others.
const VALUES_AT_A_TIME: usize = 1 << 12;

/// The columns by which DingTalk's files are known. It forbids `-` and `,` in names and separates by them.
const DINGTALK: &[&str] = &["员工UserID", "是否此部门主管(是/否)"];

/// Decides what separates in `values`, the distinct paths and lists of one source. What `pins` pin is kept.
pub fn decide(values: &mut dyn Iterator<Item = &str>, pins: &Pins) -> Separators {
    Evidence::of(values).decide(pins)
}

/// Whether a source with these columns is a file of DingTalk's.
#[must_use]
pub fn is_dingtalk(shape: &Shape) -> bool {
    let has = |header: &&str| {
        shape
            .columns
            .iter()
            .any(|column| spelling::same(&column.header, header))
    };
    shape.column(Field::USERID).is_some() && DINGTALK.iter().all(has)
}

/// What is known for deciding what separates.
#[derive(Clone, Debug)]
pub struct Evidence<'v> {
    values: Vec<&'v str>,
    /// Which bytes occur in the values, so that most separators need not be looked for.
    bytes: [bool; 256],
    names: Vec<&'v str>,
    /// The same names, once one is looked for.
    set_of_names: OnceLock<Set<'v>>,
    is_dingtalk: bool,
}

/// Distinct texts.
type Set<'v> = HashSet<&'v str, RandomState>;

impl<'v> Evidence<'v> {
    /// Takes the distinct paths and lists of one source.
    #[must_use]
    pub fn of(values: &mut dyn Iterator<Item = &'v str>) -> Self {
        let values: Vec<&str> = values.filter(|value| !value.is_empty()).collect();
        Self {
            bytes: bytes_of(&values),
            values,
            names: Vec::new(),
            set_of_names: OnceLock::new(),
            is_dingtalk: false,
        }
    }

    /// Adds the names and codes that departments have by themselves; they are never cut. Where there is nothing to cut
    /// they do not matter.
    #[must_use]
    pub fn with_names(mut self, names: &mut dyn Iterator<Item = &'v str>) -> Self {
        if !self.values.is_empty() {
            self.names.extend(names);
        }
        self.set_of_names = OnceLock::new();
        self
    }

    /// Says whether the source is a file of DingTalk's.
    #[must_use]
    pub fn of_dingtalk(mut self, is_dingtalk: bool) -> Self {
        self.is_dingtalk = is_dingtalk;
        self
    }

    /// Decides.
    #[must_use]
    pub fn decide(&self, pins: &Pins) -> Separators {
        let list = match &pins.list_separators[..] {
            [] => self.lists(),
            pinned => pinned.iter().cloned().map(Cow::Owned).collect(),
        };
        let mut separators = Separators {
            level: pins.path_separator,
            list,
        };
        let mut levels = LEVELS.iter().chain([&WEAK_LEVEL]);
        if separators.level.is_none() && levels.any(|level| self.may_hold_level(*level)) {
            let step = self.values.len().div_ceil(SAMPLE).max(1);
            let sample = self.level(&self.items(&separators, step));
            separators.level = match sample {
                None | Some(WEAK_LEVEL) if step > 1 => self.level(&self.items(&separators, 1)),
                found => found,
            };
        }
        separators
    }

    /// Whether a value may have `text` in it.
    fn may_hold(&self, text: &str) -> bool {
        text.bytes().all(|byte| self.bytes[usize::from(byte)])
    }

    /// Whether a value may have `level` in it.
    fn may_hold_level(&self, level: char) -> bool {
        self.may_hold(level.encode_utf8(&mut [0; 4]))
    }

    /// Whether a value has `separator` in it; those that are among `names` as they stand do not count.
    fn occurs(&self, separator: &str, names: &Set<'_>) -> bool {
        let values = self.values.par_iter().with_min_len(VALUES_AT_A_TIME);
        let counts = |value: &&str| value.contains(separator) && !names.contains(value);
        self.may_hold(separator) && values.any(counts)
    }

    /// The names that have `separator` in them.
    fn names_with(&self, separator: &str) -> Set<'v> {
        let names = self.names.iter().copied();
        names.filter(|name| name.contains(separator)).collect()
    }

    /// All names.
    fn all_names(&self) -> &Set<'v> {
        let names = || self.names.iter().copied().collect();
        self.set_of_names.get_or_init(names)
    }

    fn lists(&self) -> Vec<Cow<'static, str>> {
        // A value that is the name of a department as it stands is none that is composed.
        let composes = |separator: &&&str| {
            self.may_hold(separator) && self.occurs(separator, &self.names_with(separator))
        };
        let mut lists: Vec<Cow<'static, str>> = LISTS
            .iter()
            .filter(composes)
            .map(|separator| Cow::Borrowed(*separator))
            .collect();
        let weak: Vec<&str> = WEAK_LISTS
            .iter()
            .copied()
            .filter(|separator| self.occurs(separator, &Set::default()))
            .collect();
        if weak.is_empty() {
            return lists;
        }
        let cut = Separators {
            level: None,
            list: lists.clone(),
        };
        let items = self.items(&cut, 1);
        let weak = weak
            .into_iter()
            .filter(|separator| self.is_list(separator, &items));
        lists.extend(weak.map(Cow::Borrowed));
        lists
    }

    /// Whether the parts that a weak separator makes are known, more often than not.
    fn is_list(&self, separator: &str, items: &Set<'_>) -> bool {
        let names = self.all_names();
        let parts = items.iter().flat_map(|item| item.split(separator));
        let tops: Set<'_> = parts.filter_map(|part| top_of_path(part.trim())).collect();
        let is_known = |part: &str| {
            let is_code = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            let is_name = items.contains(part) || names.contains(part) || tops.contains(part);
            is_code || is_name || top_of_path(part).is_some()
        };
        let (mut counted, mut known) = (0, 0);
        for item in items.iter().filter(|item| item.contains(separator)) {
            counted += 1;
            let mut parts = item.split(separator).map(str::trim);
            known += usize::from(parts.all(is_known));
        }
        let is_usual = known > 0 && known * 2 >= counted;
        is_usual || (self.is_dingtalk && separator == "," && counted > 0)
    }

    /// The distinct single departments in every value at a multiple of `step`.
    fn items(&self, separators: &Separators, step: usize) -> Set<'v> {
        let names = self.all_names();
        let values = self.values.iter().copied().step_by(step);
        let mut items = Set::with_capacity_and_hasher(values.len(), RandomState::default());
        for value in values {
            if names.contains(value) {
                items.insert(value);
                continue;
            }
            let is_list = value.contains(ITEM_SEPARATOR)
                || separators.list.iter().any(|list| value.contains(&**list));
            if !is_list {
                items.insert(value.trim());
                continue;
            }
            items.extend(separators.items(value));
        }
        items.remove("");
        items
    }

    fn level(&self, items: &Set<'_>) -> Option<char> {
        let names = self.all_names();
        let levels = LEVELS.par_iter().copied();
        let levels = levels.filter(|level| self.may_hold_level(*level));
        let found: Vec<(char, Found)> = levels
            .map(|level| (level, Found::of(level, items, names)))
            .collect();
        let mut best: Option<(char, usize)> = None;
        for (separator, found) in found {
            let is_shared = found.supported > 0 && found.supported * 2 >= found.paths;
            let is_usual = found.paths * 2 > found.items;
            let is_better = best.is_none_or(|(_, paths)| found.paths > paths);
            if (is_shared || is_usual) && found.paths > 0 && is_better {
                best = Some((separator, found.paths));
            }
        }
        best.map(|(separator, _)| separator).or_else(|| {
            let found = Found::of(WEAK_LEVEL, items, names);
            let is_shared = found.paths >= 2
                && found.supported * 5 >= found.paths * 4
                && found.paths * 2 > found.items;
            (is_shared || (self.is_dingtalk && found.paths > 0)).then_some(WEAK_LEVEL)
        })
    }
}

/// Which bytes occur in `values`.
fn bytes_of(values: &[&str]) -> [bool; 256] {
    let of_some = |values: &[&str]| {
        let mut bytes = [false; 256];
        for byte in values.iter().flat_map(|value| value.as_bytes()) {
            bytes[usize::from(*byte)] = true;
        }
        bytes
    };
    let found = values.par_chunks(VALUES_AT_A_TIME).map(of_some);
    found.reduce(
        || [false; 256],
        |one, other| std::array::from_fn(|byte| one[byte] || other[byte]),
    )
}

/// How often a separator seems to separate levels.
struct Found {
    /// Single departments, except those whose levels are known apart already.
    items: usize,
    /// Those with the separator inside.
    paths: usize,
    /// Those of them whose top others have too.
    supported: usize,
}

impl Found {
    fn of(separator: char, items: &Set<'_>, names: &Set<'_>) -> Self {
        let mut tops: HashMap<&str, usize, RandomState> = HashMap::default();
        let mut found = Self {
            items: 0,
            paths: 0,
            supported: 0,
        };
        for item in items {
            if item.contains(LEVEL_SEPARATOR) {
                continue;
            }
            found.items += 1;
            if let Some(top) = top(item, separator).filter(|_| !names.contains(item)) {
                found.paths += 1;
                *tops.entry(top).or_default() += 1;
            }
        }
        found.supported = tops
            .iter()
            .filter(|(top, count)| **count > 1 || items.contains(*top) || names.contains(*top))
            .map(|(_, count)| count)
            .sum();
        found
    }
}

/// The first level of a path; `None` where the separator is not inside, or only numbers follow it, as in codes.
fn top(path: &str, separator: char) -> Option<&str> {
    let inside = path.trim_matches(separator);
    let Some((top, rest)) = inside.split_once(separator) else {
        let is_top = path.starts_with(separator) && separator != WEAK_LEVEL;
        return (is_top && !inside.is_empty()).then_some(inside);
    };
    let is_code = rest
        .chars()
        .all(|c| c.is_ascii_digit() || c == separator || c.is_whitespace());
    (!top.trim().is_empty() && !is_code).then(|| top.trim())
}

/// The first level of a part of a list, where that is a path by itself.
fn top_of_path(part: &str) -> Option<&str> {
    LEVELS.iter().find_map(|level| top(part, *level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(values: &[&str], names: &[&str], is_dingtalk: bool) -> (Option<char>, String) {
        let found = Evidence::of(&mut values.iter().copied())
            .with_names(&mut names.iter().copied())
            .of_dingtalk(is_dingtalk)
            .decide(&Pins::default());
        (found.level, found.list.join(" ").replace('\n', "⏎"))
    }

    #[test]
    fn levels_are_separated_by_what_the_source_uses() {
        for (values, level) in [
            (&["星河/研发部", "星河/市场部", "星河"][..], Some('/')),
            (&["星河>研发部", "星河>市场部"], Some('>')),
            (&["星河\\研发部", "星河\\市场部"], Some('\\')),
            (&["星河→研发部"], Some('→')),
            (&["/星河/研发部/", "/星河/"], Some('/')),
            (&["星河_研发部", "星河_市场部", "星河"], Some('_')),
            (&["星河-研发部-平台组", "星河-市场部", "星河"], Some('-')),
            (&["星河/研发-后端", "星河/研发-前端"], Some('/')),
            (&["研发部", "市场部", "行政/人事部"], None),
            (
                &["研发部", "市场部", "行政/人事部", "采购/物流部", "财务部"],
                None,
            ),
            (&["研发-后端", "研发-前端", "市场部", "行政部"], None),
            (&["D-001", "D-002", "D-003"], None),
            (&["研发中心\u{1f}行政/人事组", "研发中心\u{1f}平台部"], None),
            (&["研发部", "市场部"], None),
            (&[], None),
        ] {
            assert_eq!(decided(values, &[], false).0, level, "{values:?}");
        }
    }

    #[test]
    fn few_paths_among_many_names_are_found_too() {
        let count = 3 * SAMPLE;
        let mut names: Vec<String> = (0..count).map(|number| format!("门店{number}")).collect();
        let paths: Vec<String> = (0..count)
            .map(|number| format!("星河/门店{number}"))
            .collect();
        let decided = |values: &[String]| {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            decided(&values, &[], false).0
        };
        assert_eq!(decided(&names), None);
        assert_eq!(decided(&paths), Some('/'));
        // None of these is in the sample.
        names[1] = "星河/研发部".to_owned();
        names[4] = "星河/市场部".to_owned();
        assert_eq!(decided(&names), Some('/'));
    }

    #[test]
    fn several_departments_are_separated_by_all_that_is_used() {
        for (values, list) in [
            (
                &["星河/研发部；星河/市场部", "星河/研发部;星河/财务部"][..],
                "； ;",
            ),
            (&["研发部||市场部"], "||"),
            (&["研发部\n市场部"], "⏎"),
            (&["研发部,市场部", "研发部", "市场部"], ","),
            (&["星河/研发部,星河/市场部"], ","),
            (&["星河/研发部,星河"], ","),
            (&["研发部、市场部", "研发部", "市场部"], "、"),
            (&["1,2", "3"], ","),
            (&["研发,测试部", "市场部"], ""),
            (&["研发、测试部", "研发、测试二部", "市场部"], ""),
        ] {
            assert_eq!(decided(values, &[], false).1, list, "{values:?}");
        }
    }

    #[test]
    fn a_known_name_is_never_cut() {
        let names = ["研发/测试部", "市场；销售部"];
        let values = ["研发/测试部", "市场；销售部"];
        assert_eq!(decided(&values, &names, false), (None, String::new()));
    }

    #[test]
    fn dingtalk_separates_by_dash_and_comma() {
        let values = ["研发部-平台组,市场部", "人事部"];
        assert_eq!(decided(&values, &[], true), (Some('-'), ",".to_owned()));
        let newer = ["研发部/平台组;市场部", "研发部/前端-组"];
        assert_eq!(decided(&newer, &[], true), (Some('/'), ";".to_owned()));
    }

    #[test]
    fn what_is_pinned_is_kept() {
        let pins = Pins {
            path_separator: Some('_'),
            list_separators: vec!["+".to_owned()],
            ..Pins::default()
        };
        let found = decide(&mut ["星河/研发部;星河/市场部"].into_iter(), &pins);
        assert_eq!(found.level, Some('_'));
        assert_eq!(found.list, ["+"]);
    }
}
