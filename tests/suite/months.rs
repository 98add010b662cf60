//! Directories of one month and of the next: an ordinary company, one with hostile names, a very large one.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// How many departments the very large company has.
pub(crate) const LARGE: usize = 50_000;

/// How many of its members are told of.
const LARGE_MEMBERS: usize = 150_000;

const DEPARTMENTS: [[&str; 3]; 15] = [
    ["1", "星河科技有限公司", ""],
    ["10", "研发中心", "1"],
    ["101", "平台组", "10"],
    ["102", "前端组", "10"],
    ["103", "质量保障组", "10"],
    ["20", "市场部", "1"],
    ["201", "品牌组", "20"],
    ["202", "渠道组", "20"],
    ["30", "人力资源部", "1"],
    ["40", "财务部", "1"],
    ["60", "客户服务部", "1"],
    ["601", "一线客服", "60"],
    ["602", "二线支持", "60"],
    ["70", "行政部", "1"],
    ["701", "前台", "70"],
];

const NAMES: [&str; 10] = [
    "王芳", "李娜", "张伟", "刘洋", "陈静", "杨帆", "赵磊", "黄敏", "周杰", "吴霞",
];

/// Writes `departments` and `members` to the folder `name` in `folder`.
fn write(folder: &Path, name: &str, departments: &[[String; 3]], members: &[[String; 6]]) {
    let folder = folder.join(name);
    fs::create_dir(&folder).unwrap();
    let mut text = String::from("部门编号,部门名称,上级部门编号\n");
    for row in departments {
        let _ = writeln!(text, "{}", row.join(","));
    }
    fs::write(folder.join("部门.csv"), text).unwrap();
    let mut text = String::from("姓名,账号,手机,邮箱,所属部门编号,是否部门负责人\n");
    for row in members {
        let _ = writeln!(text, "{}", row.join(","));
    }
    fs::write(folder.join("成员.csv"), text).unwrap();
}

fn member(number: usize, name: &str, department: &str, leads: bool) -> [String; 6] {
    [
        name.to_owned(),
        format!("u{number:03}"),
        format!("138001300{:02}", number % 100),
        format!("u{number:03}@example.com"),
        department.to_owned(),
        if leads { "是" } else { "" }.to_owned(),
    ]
}

/// 上月 and 本月: two departments are new, two gone, two renamed, one moved; people came, left and moved, one has
/// another telephone number, one leads no more.
pub(crate) fn ordinary(folder: &Path) {
    let departments: Vec<_> = DEPARTMENTS.map(|row| row.map(str::to_owned)).into();
    let codes: Vec<&str> = DEPARTMENTS[1..].iter().map(|row| row[0]).collect();
    let members: Vec<_> = (0..84)
        .map(|n| {
            let name = NAMES[n * 7 % NAMES.len()];
            member(n, name, codes[n % codes.len()], n < codes.len())
        })
        .collect();
    write(folder, "上月", &departments, &members);

    let mut departments: Vec<[String; 3]> = departments
        .into_iter()
        .filter(|row| !row[0].starts_with('7'))
        .collect();
    for row in &mut departments {
        match &*row[0] {
            "101" => row[1] = "基础平台组".into(),
            "20" => row[1] = "品牌市场部".into(),
            "202" => row[2] = "60".into(),
            _ => {}
        }
    }
    let laboratory = [["104", "人工智能实验室", "10"], ["1041", "模型组", "104"]];
    departments.extend(laboratory.map(|row| row.map(str::to_owned)));
    let mut members: Vec<[String; 6]> = members
        .into_iter()
        .enumerate()
        .filter(|(n, _)| !matches!(n, 17 | 31 | 44))
        .map(|(_, row)| row)
        .collect();
    for row in &mut members {
        if row[4].starts_with('7') {
            row[4] = "30".into();
            row[5] = String::new();
        }
        match &*row[1] {
            "u020" | "u033" | "u048" => row[4] = "1041".into(),
            "u005" => row[5] = String::new(),
            "u050" => row[2] = "13811110050".into(),
            _ => {}
        }
    }
    members.extend((90..96).map(|n| member(n, NAMES[n % NAMES.len()], "104", n == 90)));
    write(folder, "本月", &departments, &members);
}

/// hostile-a and hostile-b: the `names` are those of departments and people, of which some go, come, move and change.
pub(crate) fn hostile(folder: &Path, names: &[&str]) {
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let root = ["0".to_owned(), "根".to_owned(), String::new()];
    let row = |n: usize, name: &str, parent: &str| [n.to_string(), cell(name), parent.to_owned()];
    let person =
        |n: usize, name: &str, code: usize| member(n, &cell(name), &code.to_string(), false);
    let departments = (1..).zip(names).map(|(n, name)| row(n, name, "0"));
    let departments: Vec<_> = [root.clone()].into_iter().chain(departments).collect();
    let people = names.iter().enumerate();
    let members: Vec<_> = people
        .map(|(n, name)| person(n, name, n % names.len() + 1))
        .collect();
    write(folder, "hostile-a", &departments, &members);
    let mut departments = vec![root];
    for (n, name) in (1..).zip(names) {
        match n % 3 {
            0 => {}
            1 => departments.push(row(n, &format!("{name}{name}"), "0")),
            _ => departments.push(row(n, name, "1")),
        }
    }
    departments.push(row(99, names[0], "2"));
    let people = names.iter().enumerate().skip(1);
    let mut members: Vec<_> = people.map(|(n, name)| person(n, name, 99)).collect();
    members.push(person(77, names[0], 2));
    write(folder, "hostile-b", &departments, &members);
}

/// large-a and large-b: of one department in ten the name, the parent, or everything is another, and one member in ten
/// is elsewhere.
pub(crate) fn large(folder: &Path) {
    let parent = |n: usize| if n < 30 { 1 } else { n / 8 };
    let row = |n: usize, name: String, parent: usize| {
        let parent = if n == 1 {
            String::new()
        } else {
            parent.to_string()
        };
        [n.to_string(), name, parent]
    };
    let departments: Vec<_> = (1..=LARGE)
        .map(|n| row(n, format!("第{n}部"), parent(n)))
        .collect();
    let place = |n: usize| n % LARGE + 1;
    let person = |n: usize, code: usize| member(n, &format!("张{n}"), &code.to_string(), false);
    let members: Vec<_> = (0..LARGE_MEMBERS).map(|n| person(n, place(n))).collect();
    write(folder, "large-a", &departments, &members);
    // What has nothing below it can be moved and removed without another change.
    let is_leaf = |n: usize| n * 8 > LARGE;
    let changed = |n: usize| n.is_multiple_of(10) && is_leaf(n);
    let departments: Vec<_> = (1..=LARGE)
        .map(|n| match n / 10 % 3 {
            _ if !changed(n) => row(n, format!("第{n}部"), parent(n)),
            0 => row(n, format!("新{n}部"), parent(n)),
            1 => row(n, format!("第{n}部"), parent(n) + 1),
            _ => row(n + LARGE, format!("加{n}部"), parent(n)),
        })
        .collect();
    let members: Vec<_> = (0..LARGE_MEMBERS)
        .map(|n| match place(n) {
            code if changed(code) && code / 10 % 3 == 2 => person(n, code - 1),
            code => person(n, code),
        })
        .collect();
    write(folder, "large-b", &departments, &members);
}
