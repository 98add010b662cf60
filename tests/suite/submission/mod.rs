//! `plan`, `submit` and `runs` through the program, against the sandbox.

mod breaker;
mod closing;
mod interrupt;
mod journal;
mod killed;
mod lock;
mod proxy;
mod secrets;
mod stage;

use std::fs;

use stage::{DEPARTMENTS, ORGANISATION, run, stage};

#[test]
fn what_is_submitted_once_is_there_and_is_not_submitted_again() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    for (system, flags) in [
        ("aisuda", String::new()),
        ("seatable", String::new()),
        ("atwork", format!(" --attach-to {ORGANISATION}")),
    ] {
        let line = format!("submit d.csv m.csv --to {system}{flags}");
        let (code, said) = run(folder, &line);
        assert_eq!(code, Some(2), "{system} asks for --yes: {said}");
        let (code, said) = run(folder, &format!("{line} --yes --result {system}.xlsx"));
        assert_eq!(code, Some(0), "{system}: {said}");
        assert!(said.contains("0 failed, 0 unknown, 0 not sent"), "{said}");
        assert!(
            fs::read(folder.join(format!("{system}.xlsx")))
                .unwrap()
                .starts_with(b"PK")
        );
        let (code, said) = run(folder, &format!("{line} --yes"));
        assert_eq!(code, Some(0), "{system}: {said}");
        assert!(said.contains(" 0 created"), "{system}: {said}");
    }
    let (code, listed) = run(folder, "runs");
    assert_eq!(code, Some(0));
    assert!(
        listed.contains("atwork") && listed.contains("complete"),
        "{listed}"
    );
}

#[test]
fn a_plan_that_no_longer_fits_is_refused_and_sends_nothing() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    let plan = format!("plan d.csv --to atwork --attach-to {ORGANISATION}");
    for name in ["a.json", "b.json"] {
        let (code, said) = run(folder, &format!("{plan} -o {name}"));
        assert_eq!(code, Some(0), "{said}");
    }
    let (_, before) = run(folder, "api atwork orgs.all");
    fs::write(
        folder.join("d.csv"),
        DEPARTMENTS.replace("市场部", "客服部"),
    )
    .unwrap();
    let (code, said) = run(folder, "submit a.json --yes");
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("d.csv"), "{said}");
    fs::write(folder.join("d.csv"), DEPARTMENTS).unwrap();
    assert_eq!(run(folder, "api atwork orgs.all").1, before);

    // The configuration may lead elsewhere by now.
    let configuration = fs::read_to_string(folder.join("orgferry.toml")).unwrap();
    let elsewhere = configuration.replace(ORGANISATION, "another");
    fs::write(folder.join("orgferry.toml"), elsewhere).unwrap();
    let (code, said) = run(folder, "submit b.json --yes");
    assert_eq!(code, Some(4), "{said}");
    fs::write(folder.join("orgferry.toml"), configuration).unwrap();

    // A department that somebody else made meanwhile is taken for done.
    let path = format!("parent_path={ORGANISATION}");
    let create = format!("api atwork org.import type=DEPT name=星河科技 {path}");
    assert_eq!(run(folder, &create).0, Some(0));
    let (code, said) = run(folder, "submit b.json --yes");
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("2 created, 0 updated, 0 moved, 0 removed, 1 there already"),
        "{said}"
    );

    // A parent that is no longer as the plan saw it makes the plan stale.
    let rows = DEPARTMENTS.replace("3,市场部", "4,客服部");
    fs::write(folder.join("d.csv"), rows).unwrap();
    let (code, said) = run(folder, &format!("{plan} -o c.json"));
    assert_eq!(code, Some(0), "{said}");
    let (_, node) = run(folder, "api atwork org.by-serial serialNo=3");
    let parent = node
        .split("\"parent_org_id\":")
        .nth(1)
        .unwrap()
        .trim_start();
    let parent: String = parent.chars().take_while(char::is_ascii_digit).collect();
    let update = format!("api atwork org.update orgId={parent} type=DEPT tel=123");
    let (code, said) = run(folder, &update);
    assert_eq!(code, Some(0), "{said}");
    let (_, before) = run(folder, "api atwork orgs.all");
    let (code, said) = run(folder, "submit c.json --yes");
    assert_eq!(code, Some(4), "{said}");
    assert_eq!(run(folder, "api atwork orgs.all").1, before);
}

#[test]
fn a_mirror_that_removes_too_much_is_refused_until_that_is_accepted() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    let many: String = (10..40)
        .map(|code| format!("{code},部门{code},1\n"))
        .collect();
    fs::write(folder.join("d.csv"), format!("{DEPARTMENTS}{many}")).unwrap();
    let line = format!("submit d.csv --to atwork --attach-to {ORGANISATION} --yes");
    let (code, said) = run(folder, &line);
    assert_eq!(code, Some(0), "{said}");
    fs::write(folder.join("d.csv"), DEPARTMENTS).unwrap();
    let mirror = format!("{line} --mode mirror");
    let (code, said) = run(folder, &mirror);
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("--accept-removals 30"), "{said}");
    let part = format!("{mirror} --accept-removals 30 --only 星河科技/研发部");
    let (code, said) = run(folder, &part);
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("--only"), "{said}");
    let (code, said) = run(folder, &format!("{mirror} --accept-removals 30"));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("30 removed"), "{said}");
}
