//! The rules: what a directory must satisfy. Each is a function in a table; the engine runs them and knows nothing of
//! what they look for.

mod department;
mod duplicate;
mod hierarchy;
mod label;
mod manager;
mod member;
mod path;
mod person;
mod placement;
mod suggestion;

use foldhash::quality::RandomState;
use rayon::prelude::*;

use crate::config::Limits;
use crate::diagnostic::{Code, Findings, code};
use crate::directory::{Directory, MemberId};

pub use duplicate::Unique;
pub use person::Person;

use duplicate::Key;
use suggestion::{Known, Suggestions};

/// One thing a directory must satisfy.
pub struct Rule {
    /// What it reports.
    pub code: &'static Code,
    /// How it looks.
    pub check: Check,
}

/// How a rule looks at a directory.
#[derive(Clone, Copy)]
pub enum Check {
    /// At the whole directory.
    Directory(fn(&Context<'_>, &mut Findings)),
    /// At each member by itself; members are looked at in parallel.
    Member(MemberCheck),
    /// At what no two members may share.
    Unique(&'static Unique),
}

/// Looks at one member.
pub type MemberCheck = fn(&Context<'_>, &Person<'_>, &mut Findings);

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'d> {
    /// The directory.
    pub directory: &'d Directory,
    /// The configured limits.
    pub limits: &'d Limits,
}

/// What the departments are called that `text`, the path, name or code of none, may mean; likeliest first.
#[must_use]
pub fn departments_like(directory: &Directory, text: &str) -> Vec<String> {
    let known = [Known::Names, Known::Codes].into_iter();
    let mut likely = known.map(|known| Suggestions::new(directory, known).labels(text, None));
    likely.find(|labels| !labels.is_empty()).unwrap_or_default()
}

/// How many members are looked at in one go, and how many goes run side by side before what they found is brought
/// together; fixed, so that findings do not depend on the number of threads, and small, so that a directory in which
/// everything is wrong does not fill the memory.
const MEMBERS_AT_A_TIME: usize = 1 << 12;
const GOES_AT_A_TIME: usize = 16;

macro_rules! rules {
    ($($code:ident $kind:ident $($check:ident)::+,)+) => {
        /// Every rule that holds whatever the target is, in code order.
        pub static RULES: &[Rule] = &[$(Rule { code: &code::$code, check: rules!(@check $kind $($check)::+) }),+];
    };
    (@check Unique $($check:ident)::+) => {
        Check::Unique(&$($check)::+)
    };
    (@check $kind:ident $($check:ident)::+) => {
        Check::$kind($($check)::+)
    };
}

rules! {
    F010 Directory path::no_department_list,
    D001 Directory department::missing_name,
    D002 Directory department::missing_code,
    D003 Directory department::duplicate,
    D004 Directory department::same_name,
    D005 Directory hierarchy::self_parent,
    D006 Directory hierarchy::cycle,
    D007 Directory hierarchy::orphan,
    D008 Directory hierarchy::several_tops,
    D009 Directory department::invalid_name,
    D010 Directory hierarchy::too_deep,
    D011 Directory hierarchy::empty,
    D012 Directory path::gap,
    P001 Directory path::unresolved_parent,
    P002 Directory path::ambiguous_parent,
    P003 Directory path::unresolved_department,
    P004 Directory path::ambiguous_department,
    M001 Member member::missing_id,
    M002 Member member::missing_name,
    M003 Directory member::disagreement,
    M004 Unique duplicate::MOBILE,
    M005 Unique duplicate::EMAIL,
    M006 Member member::invalid_mobile,
    M007 Member member::invalid_email,
    M008 Directory placement::member_without_department,
    M009 Directory member::main_department,
    M010 Directory member::misaligned,
    M011 Directory manager::unresolved,
}

/// Runs `rules` and returns what they found, not yet settled.
#[must_use]
pub fn run(rules: &[&Rule], context: Context<'_>) -> Findings {
    let mut whole = Vec::new();
    let mut single = Vec::new();
    let mut unique = Vec::new();
    for rule in rules {
        match rule.check {
            Check::Directory(check) => whole.push(check),
            Check::Member(check) => single.push(check),
            Check::Unique(check) => unique.push(check),
        }
    }
    let (of_directory, of_members) = rayon::join(
        || {
            let found = whole.par_iter().map(|check| {
                let mut findings = Findings::default();
                check(&context, &mut findings);
                findings
            });
            found.collect::<Vec<_>>()
        },
        || look_at_members(&single, &unique, context),
    );
    let mut findings = Findings::default();
    for found in of_directory.into_iter().chain(of_members) {
        findings.append(found);
    }
    findings
}

/// Looks at every member with every one of `checks`, and at what members share of what is `unique`.
fn look_at_members(
    checks: &[MemberCheck],
    unique: &[&'static Unique],
    context: Context<'_>,
) -> Vec<Findings> {
    let mut findings = Findings::default();
    let state = RandomState::default();
    let kinds = unique.len();
    let ids: Vec<MemberId> = (0..context.directory.member_count() as u32)
        .step_by(MEMBERS_AT_A_TIME)
        .map(MemberId)
        .collect();
    // The keys of each go, those of one kind together.
    let mut keys: Vec<Vec<Option<Key>>> = Vec::with_capacity(ids.len());
    for goes in ids.chunks(GOES_AT_A_TIME) {
        let found = goes
            .par_iter()
            .map(|first| look_at_some(*first, checks, unique, context, &state));
        for (found, of_go) in found.collect::<Vec<_>>() {
            findings.append(found);
            keys.push(of_go);
        }
    }
    let shared = unique.par_iter().enumerate().map(|(kind, unique)| {
        let mut findings = Findings::default();
        let keys = keys.iter().flat_map(|of_go| {
            let count = of_go.len() / kinds;
            of_go[count * kind..][..count].iter().copied()
        });
        unique.check(context.directory, keys, &mut findings);
        findings
    });
    let mut found: Vec<Findings> = shared.collect();
    found.push(findings);
    found
}

/// Looks at the members from `first` on that belong to one go. Returns what was found, and the keys of all of them for
/// the first that is `unique`, then for the next.
fn look_at_some(
    first: MemberId,
    checks: &[MemberCheck],
    unique: &[&'static Unique],
    context: Context<'_>,
    state: &RandomState,
) -> (Findings, Vec<Option<Key>>) {
    let mut findings = Findings::default();
    let end = context.directory.member_count() as u32;
    let end = end.min(first.0.saturating_add(MEMBERS_AT_A_TIME as u32));
    let count = (end - first.0) as usize;
    let mut keys = vec![None; count * unique.len()];
    let mut lookup = Person::lookup();
    for (index, id) in (first.0..end).map(MemberId).enumerate() {
        let person = Person::new(context.directory.member(id), &mut lookup);
        for check in checks {
            check(&context, &person, &mut findings);
        }
        for (kind, unique) in unique.iter().enumerate() {
            keys[count * kind + index] = (unique.key)(&person, state);
        }
    }
    (findings, keys)
}

#[cfg(test)]
mod tests;
