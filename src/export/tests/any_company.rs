//! Companies of every shape, for property tests.

use proptest::prelude::*;

use super::sample::{Sample, link_unlisted};
use crate::directory::Directory;
use crate::record::{Form, ITEM_SEPARATOR, LEVEL_SEPARATOR, RecordKind};

/// Names with every mark that might be taken for a separator, and names that occur more than once.
const NAMES: [&str; 10] = [
    "研发",
    "市场/销售",
    "测试>一组",
    "a-b",
    "平台→架构",
    "甲\\乙",
    "财务，法务",
    "综合;办",
    "总部",
    "总部",
];

const TITLES: [&str; 5] = ["", "工程师", "=1", "a,b", "行一\n行二"];

/// Which name and parent are chosen, and what 排序 says.
type AnyDepartment = (usize, usize, Option<u8>);

/// Which departments are chosen, each with what 是否经理 says, which of them is the main one, and the title.
type AnyMember = (Vec<(usize, Option<bool>)>, usize, &'static str);

/// Up to eight departments and six members, with codes or paths.
pub(super) fn any_company() -> impl Strategy<Value = Directory> {
    let department = (0..NAMES.len(), 0usize..8, prop::option::of(0u8..4));
    let place = (0usize..8, prop::option::of(any::<bool>()));
    let member = (
        prop::collection::vec(place, 0..4),
        0usize..4,
        prop::sample::select(TITLES.to_vec()),
    );
    let departments = prop::collection::vec(department, 1..8);
    let members = prop::collection::vec(member, 0..6);
    (departments, members, any::<bool>())
        .prop_map(|(departments, members, is_coded)| company(&departments, &members, is_coded))
}

fn company(departments: &[AnyDepartment], members: &[AnyMember], is_coded: bool) -> Directory {
    // Code and path of every department; siblings get different names, for the same would be an error of their own.
    let mut known: Vec<(String, String)> = Vec::new();
    let mut rows = Vec::new();
    for (index, (name, parent, order)) in departments.iter().enumerate() {
        let parent = (index > 0).then(|| &known[parent % index]);
        let (above, start) = parent.map_or_else(Default::default, |(code, path)| {
            (code.clone(), format!("{path}{LEVEL_SEPARATOR}"))
        });
        let mut name = NAMES[*name].to_owned();
        while known
            .iter()
            .any(|(_, path)| *path == format!("{start}{name}"))
        {
            name.push('二');
        }
        let code = format!("0{index}");
        let path = format!("{start}{name}");
        let order = order.map(|order| order.to_string()).unwrap_or_default();
        let tel = format!("010-{index}");
        rows.push(if is_coded {
            vec![code.clone(), name, above, order, tel]
        } else {
            vec![path.clone(), order, tel]
        });
        known.push((code, path));
    }
    let headers: &[&str] = if is_coded {
        &[
            "部门编号",
            "部门名称",
            "上级部门编号",
            "部门排序",
            "部门电话",
        ]
    } else {
        &["部门路径", "部门排序", "部门电话"]
    };
    let named = |index: usize| {
        let (code, path) = &known[index % known.len()];
        if is_coded {
            code.as_str()
        } else {
            path.as_str()
        }
    };
    let people = members.iter().enumerate();
    let people = people.map(|(index, member)| person(index, member, &named));
    let field = if is_coded {
        "所属部门编号"
    } else {
        "部门"
    };
    link_unlisted(&[
        sample(RecordKind::Department, headers, rows),
        sample(
            RecordKind::Member,
            &["账号", "姓名", "职务", field, "主部门", "是否经理", "备注"],
            people.collect(),
        ),
    ])
}

fn person<'n>(
    index: usize,
    (places, main, title): &AnyMember,
    named: &dyn Fn(usize) -> &'n str,
) -> Vec<String> {
    let mut chosen: Vec<(&str, &str)> = Vec::new();
    for (place, leader) in places {
        let leader = match leader {
            Some(true) => "是",
            Some(false) => "否",
            None => "",
        };
        if !chosen.iter().any(|(known, _)| *known == named(*place)) {
            chosen.push((named(*place), leader));
        }
    }
    let (places, leaders): (Vec<&str>, Vec<&str>) = chosen.iter().copied().unzip();
    let separator = ITEM_SEPARATOR.to_string();
    vec![
        format!("u{index}"),
        format!("姓名{index}"),
        (*title).to_owned(),
        places.join(&separator),
        places.get(*main).copied().unwrap_or_default().to_owned(),
        leaders.join(&separator),
        format!("附注{title}"),
    ]
}

fn sample(kind: RecordKind, headers: &[&str], rows: Vec<Vec<String>>) -> Sample {
    Sample {
        kind,
        form: Form::Cells,
        headers: headers.iter().map(|header| (*header).to_owned()).collect(),
        rows,
    }
}
