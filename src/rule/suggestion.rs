//! Departments that an unknown name, path or code may mean: other width or case, another 部/中心/组/室, a slip of the
//! keyboard, the same sound, pinyin or its first letters. Each distinct text is looked for once, and the work of all of
//! them together is bounded.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rapidfuzz::distance::osa;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Diagnostic;
use crate::directory::{DepartmentId, Directory};
use crate::record::{LEVEL_SEPARATOR, Sound};

use super::label;

/// How many departments are suggested.
const MOST: usize = 3;

/// How many comparisons of two spellings are made for one rule; what comes after gets no suggestion. About a second.
const COMPARISONS: u64 = 1 << 23;

/// How many spellings are passed over for the price of one comparison.
const PASSED_PER_COMPARISON: u64 = 16;

/// The longest spelling that is compared, in characters.
const LONGEST: usize = 64;

/// How many first letters of pinyin are told from a code.
const LEAST_INITIALS: usize = 2;

/// What may stand between two candidates.
const BETWEEN: &str = " | ";

/// What a path may be separated by; the last that is found counts.
const LEVELS: &[char] = &['/', '\\', '>', '→', '|', LEVEL_SEPARATOR];

/// Words for a kind of department, longest first, that people leave out or swap.
const KINDS: &[&str] = &[
    "事业部",
    "办公室",
    "部门",
    "中心",
    "小组",
    "团队",
    "部",
    "组",
    "室",
    "科",
    "处",
];

/// What a text is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// The names of departments.
    Names,
    /// Their codes; a name in place of a code is recognised too.
    Codes,
}

/// The departments by how they sound.
type Sounds = HashMap<String, Vec<DepartmentId>, RandomState>;

/// The departments of a directory by their spelling. The spellings are folded when the first suggestion is asked for.
pub(super) struct Suggestions<'d> {
    directory: &'d Directory,
    known: Known,
    spellings: Option<Vec<(DepartmentId, Spelling)>>,
    sounds: Option<Sounds>,
    found: HashMap<&'d str, Vec<DepartmentId>, RandomState>,
    comparisons: u64,
}

/// A text without what people do not see or leave out.
struct Spelling {
    folded: Box<[char]>,
    /// How many characters from which on remain without leading zeros and the word for its kind.
    stem: std::ops::Range<u8>,
    /// A set of the characters, by six bits of each.
    characters: u64,
    is_code: bool,
}

impl<'d> Suggestions<'d> {
    /// Prepares suggestions from what is `known` of the departments of `directory`.
    pub(super) fn new(directory: &'d Directory, known: Known) -> Self {
        Self {
            directory,
            known,
            spellings: None,
            sounds: None,
            found: HashMap::default(),
            comparisons: COMPARISONS,
        }
    }

    /// Adds the departments that `text` may mean, without `besides`, to the sentences of `finding`.
    pub(super) fn add_to(
        &mut self,
        finding: &mut Diagnostic,
        text: &'d str,
        besides: Option<DepartmentId>,
    ) {
        let candidates = self.labels(text, besides);
        if !candidates.is_empty() {
            finding
                .with("guess", "some")
                .with("candidates", candidates.join(BETWEEN));
        }
    }

    /// What the departments are called that `text` may mean, without `besides`.
    pub(super) fn labels(&mut self, text: &'d str, besides: Option<DepartmentId>) -> Vec<String> {
        let (known, directory) = (self.known, self.directory);
        let likely = self.of(text).iter();
        let likely = likely.filter(|id| Some(**id) != besides).take(MOST);
        let mut candidates: Vec<String> = likely
            .map(|id| match (known, &directory.department(*id).code) {
                (Known::Codes, Some(code)) => {
                    format!("{code} {}", label::department(directory, *id))
                }
                _ => label::path(directory, *id),
            })
            .collect();
        candidates.dedup();
        candidates
    }

    /// The departments that `text` may mean, likeliest first; one more than are shown.
    fn of(&mut self, text: &'d str) -> &[DepartmentId] {
        if !self.found.contains_key(text) {
            let found = self.search(text);
            self.found.insert(text, found);
        }
        self.found.get(text).map_or(&[], Vec::as_slice)
    }

    fn search(&mut self, text: &str) -> Vec<DepartmentId> {
        let leaf = match self.known {
            Known::Names => text.rsplit(LEVELS).find(|level| !level.trim().is_empty()),
            Known::Codes => Some(text),
        };
        let leaf = leaf.unwrap_or_default();
        let mut found = self.nearest(leaf);
        if found.is_empty() {
            found = self.sounding_like(leaf);
        }
        match leaf.rsplit_once('-') {
            Some((_, last)) if found.is_empty() && self.known == Known::Names => self.nearest(last),
            _ => found,
        }
    }

    fn nearest(&mut self, text: &str) -> Vec<DepartmentId> {
        let (directory, known) = (self.directory, self.known);
        let spellings = self
            .spellings
            .get_or_insert_with(|| spellings(directory, known));
        let sought = |is_code| Spelling::of(text, is_code);
        let (Some(name), Some(code)) = (sought(false), sought(true)) else {
            return Vec::new();
        };
        self.comparisons = self
            .comparisons
            .saturating_sub(spellings.len() as u64 / PASSED_PER_COMPARISON + 1);
        let comparator = osa::BatchComparator::new(code.folded.iter().copied());
        let mut best: Vec<(usize, DepartmentId)> = Vec::with_capacity(MOST + 2);
        for (id, spelling) in spellings {
            if self.comparisons == 0 {
                return Vec::new();
            }
            let sought = if spelling.is_code { &code } else { &name };
            let slips = match (known, spelling.is_code) {
                (Known::Codes, false) => 0,
                _ => sought.slips(),
            };
            let rank = if spelling.folded == sought.folded {
                0
            } else if spelling.stem() == sought.stem() {
                1
            } else if spelling.may_be_within(slips, sought) {
                self.comparisons = self.comparisons.saturating_sub(1);
                let within = osa::Args::default().score_cutoff(slips);
                let folded = spelling.folded.iter().copied();
                match comparator.distance_with_args(folded, &within) {
                    Some(distance) => 1 + distance,
                    None => continue,
                }
            } else {
                continue;
            };
            match best.iter().position(|(_, known)| known == id) {
                Some(known) if best[known].0 <= rank => continue,
                Some(known) => drop(best.remove(known)),
                None => {}
            }
            let at = best.partition_point(|known| *known <= (rank, *id));
            if at <= MOST {
                best.insert(at, (rank, *id));
                best.truncate(MOST + 1);
            }
        }
        if best.first().is_some_and(|(rank, _)| *rank <= 1) {
            best.retain(|(rank, _)| *rank <= 1);
        }
        best.into_iter().map(|(_, id)| id).collect()
    }
}

impl Suggestions<'_> {
    /// The departments that sound like `text`, or whose pinyin or its first letters it is.
    fn sounding_like(&mut self, text: &str) -> Vec<DepartmentId> {
        let directory = self.directory;
        let sounds = self.sounds.get_or_insert_with(|| sounds(directory));
        let mut sought = heard(text);
        sought
            .find_map(|sound| sounds.get(&sound.syllables).cloned())
            .unwrap_or_default()
    }
}

/// The departments by how they sound and by the first letters of that, a few of each.
fn sounds(directory: &Directory) -> Sounds {
    let mut sounds = Sounds::default();
    for (id, department) in directory.departments() {
        if department.placeholder {
            continue;
        }
        for sound in heard(&department.name) {
            let is_told = sound.initials.len() >= LEAST_INITIALS;
            let initials = Some(sound.initials).filter(|_| is_told);
            for key in std::iter::once(sound.syllables).chain(initials) {
                let alike = sounds.entry(key).or_default();
                if alike.len() <= MOST && !alike.contains(&id) {
                    alike.push(id);
                }
            }
        }
    }
    sounds
}

/// How a name sounds, with and without the word for its kind.
fn heard(name: &str) -> impl Iterator<Item = Sound> {
    let spelling = Spelling::of(name, false);
    let sounds = spelling.map(|spelling| {
        let parts = [&spelling.folded, spelling.stem()];
        parts.map(|letters| Sound::of(&letters.iter().collect::<String>()))
    });
    sounds.into_iter().flatten().flatten()
}

/// The spellings that a text is compared with.
fn spellings(directory: &Directory, known: Known) -> Vec<(DepartmentId, Spelling)> {
    let mut spellings = Vec::with_capacity(directory.departments().len());
    for (id, department) in directory.departments() {
        if department.placeholder {
            continue;
        }
        if let (Known::Codes, Some(code)) = (known, &department.code) {
            spellings.extend(Spelling::of(code, true).map(|spelling| (id, spelling)));
        }
        spellings.extend(Spelling::of(&department.name, false).map(|spelling| (id, spelling)));
    }
    spellings
}

impl Spelling {
    /// Folds `text`; `None` where nothing is left or it is too long to be compared.
    fn of(text: &str, is_code: bool) -> Option<Self> {
        let folded: Box<[char]> = text
            .nfkc()
            .flat_map(char::to_lowercase)
            .filter(|c| !c.is_whitespace())
            .take(LONGEST + 1)
            .collect();
        if folded.is_empty() || folded.len() > LONGEST {
            return None;
        }
        let stem = if is_code {
            let zeros = folded.iter().take_while(|c| **c == '0').count();
            zeros.min(folded.len() - 1)..folded.len()
        } else {
            let kind = KINDS.iter().map(|kind| kind.chars().count()).zip(KINDS);
            let ending = kind.filter(|(length, kind)| {
                folded.len() >= length + 2
                    && kind
                        .chars()
                        .eq(folded[folded.len() - length..].iter().copied())
            });
            0..folded.len() - ending.map(|(length, _)| length).max().unwrap_or(0)
        };
        let characters = folded
            .iter()
            .fold(0, |set, c| set | 1 << (u32::from(*c) % 64));
        Some(Self {
            stem: stem.start as u8..stem.end as u8,
            characters,
            folded,
            is_code,
        })
    }

    fn stem(&self) -> &[char] {
        &self.folded[usize::from(self.stem.start)..usize::from(self.stem.end)]
    }

    /// How many slips a text of this length may hold. Numbers that lie close together mean different things.
    fn slips(&self) -> usize {
        let is_number = self.folded.iter().all(char::is_ascii_digit);
        match (is_number, self.folded.len()) {
            (true, ..6) | (false, ..3) => 0,
            (true, _) | (false, 3..6) => 1,
            (false, 6..12) => 2,
            (false, 12..) => 3,
        }
    }

    /// Whether `other` can be so few slips away: a cheap test that is never wrongly negative.
    fn may_be_within(&self, slips: usize, other: &Self) -> bool {
        slips > 0
            && self.folded.len().abs_diff(other.folded.len()) <= slips
            && (self.characters ^ other.characters).count_ones() as usize <= 2 * slips
    }
}
