//! Limits that no plan gets past: whatever a server has and a file says, either few things go or nothing is sent.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

use crate::directory::Directory;
use crate::directory::example::{departments, link, members};
use crate::plan::Mode;
use crate::record::Field;
use crate::system::{PayloadOptions, SYSTEMS};

use super::stage::{Course, ORGANISATION, Play, Start};

/// A department besides the top: which of those before it is above it, and what the file says of it.
#[derive(Clone, Debug)]
struct Sketch {
    above: usize,
    members: usize,
    is_gone: bool,
    is_renamed: bool,
    /// Whether its members are elsewhere.
    is_emptied: bool,
}

fn sketches() -> impl Strategy<Value = (Vec<Sketch>, usize)> {
    let share = prop_oneof![Just(0.02), Just(0.1), Just(0.5), Just(1.0)];
    let sketch = |share: f64| {
        let flags = (0.0..1.0, 0.0..1.0, 0.0..1.0);
        (any::<prop::sample::Index>(), 0..3usize, flags).prop_map(
            move |(above, members, (gone, renamed, emptied))| Sketch {
                above: above.index(1 << 16),
                members,
                is_gone: gone < share,
                is_renamed: renamed < share / 2.0,
                is_emptied: emptied < share,
            },
        )
    };
    (share, 0..4usize).prop_flat_map(move |(share, new)| (vec(sketch(share), 1..40), Just(new)))
}

/// The directory of the server, or that of the file.
fn directory(sketches: &[Sketch], new: usize, is_of_file: bool) -> Directory {
    let mut rows = vec![["1".to_owned(), ORGANISATION.to_owned(), String::new()]];
    let mut people: Vec<[String; 4]> = Vec::new();
    // Below what is gone nothing is left.
    let mut is_gone = vec![false];
    for (index, sketch) in sketches.iter().enumerate() {
        let above = sketch.above % is_gone.len();
        let code = (index + 2).to_string();
        is_gone.push(is_of_file && (sketch.is_gone || is_gone[above]));
        if is_gone[index + 1] {
            continue;
        }
        let suffix = if is_of_file && sketch.is_renamed {
            "新"
        } else {
            ""
        };
        let name = format!("部门{code}{suffix}");
        rows.push([code.clone(), name, (above + 1).to_string()]);
        for number in 0..sketch.members {
            let id = format!("u{code}x{number}");
            let home = match is_of_file && sketch.is_emptied {
                true => "1",
                false => &code,
            };
            people.push([
                id.clone(),
                id.clone(),
                format!("{id}@example.com"),
                home.to_owned(),
            ]);
        }
    }
    for number in 0..new {
        let code = (1000 + number).to_string();
        rows.push([code.clone(), format!("新部门{code}"), "1".to_owned()]);
    }
    let mut sheets = vec![departments("code name parent_code", &rows)];
    if !people.is_empty() {
        sheets.push(members("userid name email department_code", &people));
    }
    link(&sheets)
}

/// Where the departments and the members of a directory are, by what stays the same of them.
fn places(directory: &Directory) -> [BTreeMap<String, BTreeSet<String>>; 2] {
    let code = |id| {
        directory
            .department(id)
            .code
            .clone()
            .unwrap_or_default()
            .to_string()
    };
    let above = |id| directory.tree().parent(id).map(code).into_iter().collect();
    let departments = directory.departments().map(|(id, _)| (code(id), above(id)));
    let members = directory.members().map(|member| {
        let mail = member.get(Field::EMAIL).or_empty().to_lowercase();
        let homes = member.memberships().iter();
        (mail, homes.map(|home| code(home.department())).collect())
    });
    [departments.collect(), members.collect()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn either_few_things_go_or_nothing_is_sent((sketches, new) in sketches()) {
        let (server, file) = (directory(&sketches, 0, false), directory(&sketches, new, true));
        for system in SYSTEMS {
            let Some(planner) = system.planner() else { continue };
            for mode in planner.modes() {
                let start = Start::Seeded(&server);
                let play = Play::new(system.name(), &start, &file, *mode, &PayloadOptions::default());
                let stage = play.stage();
                let before = places(&stage.read());
                let taken = stage.take(&play.plan, &Course::over(&stage.server));
                if taken.is_err() {
                    prop_assert_eq!(stage.server.writes(), 0, "{} {:?}", system.name(), mode);
                    prop_assert_eq!(*mode, Mode::Mirror);
                    continue;
                }
                let after = places(&stage.read());
                for (before, after) in before.iter().zip(&after) {
                    let total = before.len();
                    let gone = before.keys().filter(|known| !after.contains_key(*known)).count();
                    prop_assert!(gone <= (total / 10).clamp(1, 10), "{}: {} of {}", system.name(), gone, total);
                    prop_assert!(gone == 0 || *mode == Mode::Mirror);
                    let moved = before.iter().filter(|(known, place)| {
                        after.get(*known).is_some_and(|now| !place.is_subset(now))
                    });
                    prop_assert!(moved.count() <= (total / 10).max(10), "{}", system.name());
                }
            }
        }
    }
}
