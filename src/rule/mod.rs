//! The rules: what a directory must satisfy. Each is a function in a table; the engine runs them and knows nothing of
//! what they look for.

mod department;
mod duplicate;
mod hierarchy;
mod label;
mod member;
mod path;
mod placement;
mod suggestion;

use rayon::prelude::*;

use crate::config::Limits;
use crate::diagnostic::{Code, Findings, code};
use crate::directory::{Directory, Member, MemberId};

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
    Member(fn(&Context<'_>, Member<'_>, &mut Findings)),
}

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
const MEMBERS_AT_A_TIME: u32 = 1 << 12;
const GOES_AT_A_TIME: usize = 16;

macro_rules! rules {
    ($($code:ident $kind:ident $($check:ident)::+,)+) => {
        /// Every rule that holds whatever the target is, in code order.
        pub static RULES: &[Rule] = &[$(Rule { code: &code::$code, check: Check::$kind($($check)::+) }),+];
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
    M004 Directory duplicate::mobile,
    M005 Directory duplicate::email,
    M006 Member member::invalid_mobile,
    M007 Member member::invalid_email,
    M008 Directory placement::member_without_department,
    M009 Directory member::main_department,
    M010 Directory member::misaligned,
}

/// Runs `rules` and returns what they found, not yet settled.
#[must_use]
pub fn run(rules: &[&Rule], context: Context<'_>) -> Findings {
    let mut whole = Vec::new();
    let mut single = Vec::new();
    for rule in rules {
        match rule.check {
            Check::Directory(check) => whole.push(check),
            Check::Member(check) => single.push(check),
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
        || look_at_members(&single, context),
    );
    let mut findings = Findings::default();
    for found in of_directory.into_iter().chain([of_members]) {
        findings.append(found);
    }
    findings
}

/// Looks at every member with every one of `checks`.
fn look_at_members(
    checks: &[fn(&Context<'_>, Member<'_>, &mut Findings)],
    context: Context<'_>,
) -> Findings {
    let mut findings = Findings::default();
    let count = context.directory.member_count() as u32;
    if checks.is_empty() {
        return findings;
    }
    let starts: Vec<u32> = (0..count).step_by(MEMBERS_AT_A_TIME as usize).collect();
    for starts in starts.chunks(GOES_AT_A_TIME) {
        let found = starts.par_iter().map(|start| {
            let mut findings = Findings::default();
            for id in *start..count.min(start + MEMBERS_AT_A_TIME) {
                let member = context.directory.member(MemberId(id));
                for check in checks {
                    check(&context, member, &mut findings);
                }
            }
            findings
        });
        for found in found.collect::<Vec<_>>() {
            findings.append(found);
        }
    }
    findings
}

#[cfg(test)]
mod tests;
