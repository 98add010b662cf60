//! Invented companies of any size, the same ones on every run: people, departments, and the files they would be kept
//! in. Nothing here uses orgferry itself.
//!
//! Members are made from their number when they are asked for, so a company of a million people takes no memory.

pub(crate) mod bodies;
pub(crate) mod dump;
mod names;
pub(crate) mod table;
pub(crate) mod workbook;

use names::{BRANCHES, GIVEN, SURNAMES, TITLES, UNITS};

/// A department of an invented company.
#[derive(Clone, Debug)]
pub(crate) struct Department {
    /// The number, from 1; also the code.
    pub(crate) id: u32,
    /// The number of the department above.
    pub(crate) parent: Option<u32>,
    pub(crate) name: String,
    /// The place among the siblings, from 1.
    pub(crate) order: u32,
    /// The names from the company down.
    pub(crate) path: Vec<String>,
}

/// A member of an invented company.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) userid: String,
    pub(crate) name: String,
    pub(crate) employee_no: String,
    pub(crate) mobile: String,
    pub(crate) email: String,
    pub(crate) title: &'static str,
    pub(crate) is_woman: bool,
    /// Year, month and day.
    pub(crate) hired: (u16, u8, u8),
    pub(crate) places: Vec<Place>,
}

/// A member in one department.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The department's number.
    pub(crate) department: u32,
    pub(crate) is_leader: bool,
}

/// An invented company.
pub(crate) struct Company {
    departments: Vec<Department>,
    members: u32,
    seed: u64,
}

/// The departments of [`Company::small`] in pre-order: name, number of the one above, place among the siblings.
const SMALL: [(&str, u32, u32); 12] = [
    ("星河科技", 0, 1),
    ("研发中心", 1, 1),
    ("平台部", 2, 1),
    ("基础架构组", 3, 1),
    ("应用部", 2, 2),
    ("市场中心", 1, 2),
    ("品牌部", 6, 1),
    ("销售部", 6, 2),
    ("华东大区", 8, 1),
    ("华北大区", 8, 2),
    ("人力资源部", 1, 3),
    ("财务部", 1, 4),
];

/// How many departments stand directly below one of a large company.
const FANOUT: u32 = 8;

impl Company {
    /// Twelve departments and thirty people: the company of the fixtures.
    pub(crate) fn small() -> Self {
        let mut departments: Vec<Department> = Vec::new();
        for (id, (name, parent, order)) in (1..).zip(SMALL) {
            push(&mut departments, id, parent, name.into(), order);
        }
        Self {
            departments,
            members: 30,
            seed: 1,
        }
    }

    /// A company of `departments` departments, eight below each, and `members` people.
    pub(crate) fn large(departments: u32, members: u32, seed: u64) -> Self {
        let mut list = Vec::new();
        push(&mut list, 1, 0, "星河集团".into(), 1);
        for id in 2..=departments {
            let (parent, place) = ((id - 2) / FANOUT + 1, (id - 2) % FANOUT);
            let first = mix(seed, parent) % UNITS.len() as u64;
            let unit = UNITS[(first as usize + place as usize) % UNITS.len()];
            let name = format!("{}{unit}", BRANCHES[parent as usize % BRANCHES.len()]);
            push(&mut list, id, parent, name, place + 1);
        }
        Self {
            departments: list,
            members,
            seed,
        }
    }

    /// The departments, parents first.
    pub(crate) fn departments(&self) -> &[Department] {
        &self.departments
    }

    /// The department numbered `id`.
    pub(crate) fn department(&self, id: u32) -> &Department {
        &self.departments[id as usize - 1]
    }

    /// The members, made one by one.
    pub(crate) fn members(&self) -> impl Iterator<Item = Member> {
        (0..self.members).map(|index| self.member(index))
    }

    /// Number `index`, from 0. The first members lead one department each; every seventh is in two.
    fn member(&self, index: u32) -> Member {
        let dice = mix(self.seed, index);
        let pick = |shift: u32, count: usize| (dice >> shift) as usize % count;
        let (surname, surname_latin) = SURNAMES[pick(0, SURNAMES.len())];
        let (given, given_latin) = GIVEN[pick(8, GIVEN.len())];
        let count = self.departments.len();
        let is_leader = (index as usize) < count;
        let first = if is_leader {
            index as usize
        } else {
            pick(16, count)
        };
        let second = (first + 1 + pick(32, count.max(2) - 1)) % count;
        let mut places = vec![Place {
            department: first as u32 + 1,
            is_leader,
        }];
        if index % 7 == 6 && second != first {
            places.push(Place {
                department: second as u32 + 1,
                is_leader: false,
            });
        }
        let userid = format!("{surname_latin}{given_latin}{:02}", index + 1);
        Member {
            email: format!("{userid}@example.com"),
            userid,
            name: format!("{surname}{given}"),
            employee_no: format!("{:06}", index + 1),
            mobile: (13_800_130_000u64 + u64::from(index)).to_string(),
            title: if is_leader {
                "负责人"
            } else {
                TITLES[pick(40, TITLES.len())]
            },
            is_woman: pick(48, 2) == 1,
            hired: (
                2015 + pick(50, 10) as u16,
                1 + pick(54, 12) as u8,
                1 + pick(58, 28) as u8,
            ),
            places,
        }
    }
}

fn push(list: &mut Vec<Department>, id: u32, parent: u32, name: String, order: u32) {
    let above = parent.checked_sub(1).map(|index| &list[index as usize]);
    let mut path = above.map(|above| above.path.clone()).unwrap_or_default();
    path.push(name.clone());
    let parent = above.map(|above| above.id);
    list.push(Department {
        id,
        parent,
        name,
        order,
        path,
    });
}

/// A number that looks random, the same for the same arguments (splitmix64).
fn mix(seed: u64, index: u32) -> u64 {
    let mut mixed = (seed ^ u64::from(index).wrapping_mul(0x9E37_79B9_7F4A_7C15))
        .wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
