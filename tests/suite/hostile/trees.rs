//! Departments that hang together as they should not.

use super::Class::{Fine, WrongData};
use super::{Case, case};

const HEADER: &str = "部门编号,部门名称,上级部门编号\n";

/// A department list, each a code and its parent's, with numbered names.
fn list(departments: impl IntoIterator<Item = (usize, String)>) -> String {
    let mut text = HEADER.to_owned();
    for (code, parent) in departments {
        text += &format!("{code},第{code}部,{parent}\n");
    }
    text
}

/// So many departments, each below the one before.
fn chain(count: usize) -> String {
    list((1..=count).map(|code| {
        (
            code,
            if code == 1 {
                String::new()
            } else {
                (code - 1).to_string()
            },
        )
    }))
}

/// A top, and a ring of so many departments beside it.
fn ring(count: usize) -> String {
    let ring = (0..count).map(|place| (place + 2, ((place + 1) % count + 2).to_string()));
    list(std::iter::once((1, String::new())).chain(ring))
}

/// One path a row.
fn paths(paths: &[&str]) -> String {
    let rows: Vec<String> = paths.iter().map(|path| format!("a,甲,{path}\n")).collect();
    format!("账号,姓名,部门\n{}", rows.concat())
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name: &str, text: String, class, codes: &[&'static str]| {
        cases.push(case(name, "部门.csv", text, class, codes));
    };
    for count in [2, 3, 10, 1_000, 10_000] {
        add(
            &format!("a ring of {count}"),
            ring(count),
            WrongData,
            &["D006"],
        );
    }
    for (count, codes) in [
        (1, &[][..]),
        (2, &[]),
        (15, &[]),
        (16, &["D010"]),
        (300, &["D010"]),
    ] {
        add(&format!("a chain of {count}"), chain(count), Fine, codes);
    }
    for count in [3_000, 10_000] {
        add(
            &format!("a chain of {count}"),
            chain(count),
            Fine,
            &["D010"],
        );
    }
    let star = (1..=20_000).map(|code| {
        (
            code,
            if code == 1 {
                String::new()
            } else {
                "1".to_owned()
            },
        )
    });
    add("a star of 20000", list(star), Fine, &[]);
    let forest = (1..=20_000).map(|code| (code, String::new()));
    add("20000 tops", list(forest), Fine, &["D008"]);
    let orphans = (1..=5_000).map(|code| (code, "x".to_owned()));
    add("nothing but orphans", list(orphans), Fine, &["D007"]);
    let selves = (1..=5_000).map(|code| (code, code.to_string()));
    add(
        "nothing but departments below themselves",
        list(selves),
        WrongData,
        &["D005"],
    );
    let pairs = (0..10_000).map(|code| (code, (code ^ 1).to_string()));
    add("5000 rings of two", list(pairs), WrongData, &["D006"]);
    let same = (1..=5_000).map(|_| (7, String::new()));
    add(
        "one department 5000 times",
        list(same),
        WrongData,
        &["D003"],
    );
    let forward = (1..=5_000).map(|code| {
        (
            code,
            if code == 5_000 {
                String::new()
            } else {
                (code + 1).to_string()
            },
        )
    });
    add(
        "children before their parents",
        list(forward),
        Fine,
        &["D010"],
    );
    let tail = |length: usize| {
        let ring = [(1, String::new()), (2, "3".to_owned()), (3, "2".to_owned())];
        let tail = (4..4 + length).map(|code| (code, (code - 1).to_string()));
        list(ring.into_iter().chain(tail))
    };
    add("a ring with one below it", tail(1), WrongData, &["D006"]);
    add(
        "a ring with 10000 below it",
        tail(10_000),
        WrongData,
        &["D006"],
    );
    for (name, rows, class, codes) in [
        (
            "a name without a code",
            ",研发部,\n",
            WrongData,
            &["D002"][..],
        ),
        ("a code without a name", "1,,\n", WrongData, &["D001"]),
        (
            "a parent without a name",
            "1,,\n2,研发部,1\n",
            WrongData,
            &["D001"],
        ),
        (
            "two with one name below one",
            "1,总部,\n2,研发部,1\n3,研发部,1\n",
            WrongData,
            &["D004"],
        ),
        (
            "two with one name apart",
            "1,总部,\n2,研发部,1\n3,研发部,2\n",
            Fine,
            &[],
        ),
        (
            "one code for two names",
            "1,总部,\n2,研发部,1\n2,市场部,1\n",
            WrongData,
            &["D003"],
        ),
        (
            "one row twice",
            "1,总部,\n2,研发部,1\n2,研发部,1\n",
            WrongData,
            &["D003"],
        ),
        (
            "a parent given by name where codes stand",
            "1,总部,\n2,研发部,总部\n",
            WrongData,
            &["D007"],
        ),
        ("zero for no parent", "1,总部,0\n2,研发部,1\n", Fine, &[]),
        ("-1 for no parent", "1,总部,-1\n2,研发部,1\n", Fine, &[]),
        (
            "codes that differ by case",
            "a,总部,\nA,研发部,a\n",
            Fine,
            &[],
        ),
        (
            "codes that differ by zeros",
            "1,总部,\n01,研发部,1\n",
            Fine,
            &[],
        ),
        (
            "codes in full width",
            "１,总部,\n2,研发部,1\n",
            Fine,
            &["C004"],
        ),
        ("codes with blanks", " 1 ,总部,\n2,研发部,1\n", Fine, &[]),
        (
            "a code of a thousand digits",
            &format!("{},总部,\n", "9".repeat(1_000)),
            Fine,
            &[],
        ),
        (
            "a name of 255",
            &format!("1,{},\n", "部".repeat(255)),
            Fine,
            &[],
        ),
        (
            "a name of 256",
            &format!("1,{},\n", "部".repeat(256)),
            WrongData,
            &["D009"],
        ),
        (
            "a name of 20000",
            &format!("1,{},\n", "部".repeat(20_000)),
            WrongData,
            &["D009"],
        ),
        ("a name of dashes", "1,——,\n", WrongData, &["D009"]),
        ("a name with a line break", "1,\"研发\n部\",\n", Fine, &[]),
        ("a name with slashes", "1,研/发/部,\n", Fine, &[]),
        (
            "a name that turns the line",
            "1,\u{202e}部发研,\n",
            Fine,
            &["C004"],
        ),
        (
            "a name of an emoji",
            "1,👩\u{200d}👩\u{200d}👧组,\n",
            Fine,
            &[],
        ),
        (
            "a name of combining marks",
            &format!("1,研{},\n", "\u{301}".repeat(200)),
            Fine,
            &[],
        ),
        (
            "a name that is markup",
            "1,<script>alert(1)</script>,\n",
            Fine,
            &[],
        ),
        ("a name that is a formula", "1,=1+1,\n", Fine, &[]),
        (
            "a name that is an escape",
            "1,\u{1b}[2J总部,\n",
            WrongData,
            &["C005"],
        ),
    ] {
        add(name, format!("{HEADER}{rows}"), class, codes);
    }
    let deep = vec!["部"; 500].join("/");
    let deeper = vec!["部"; 10_000].join("/");
    for (name, rows, class, codes) in [
        ("an empty level", &["总部//研发部"][..], Fine, &["D012"][..]),
        ("nothing but separators", &["///"], WrongData, &["D009"]),
        ("separators at both ends", &["/总部/研发部/"], Fine, &[]),
        ("a path of 500 levels", &[&deep], Fine, &["D010"]),
        ("a path of 10000 levels", &[&deeper], Fine, &["D010"]),
        (
            "a path and its beginning",
            &["总部", "总部/研发部"],
            Fine,
            &[],
        ),
        (
            "a thousand departments of one member",
            &[&vec!["总部/研发部"; 1_000].join(";")],
            Fine,
            &[],
        ),
    ] {
        add(name, paths(rows), class, codes);
    }
    let ladder: String = (1..=300)
        .map(|depth| format!("a{depth},甲,{}\n", vec!["部"; depth].join("/")))
        .collect();
    add(
        "a ladder of paths",
        format!("账号,姓名,部门\n{ladder}"),
        Fine,
        &["D010"],
    );
    cases
}
