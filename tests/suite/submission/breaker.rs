//! Failures: how far they reach, and when they end a run.

use std::fs;

use super::proxy::Proxy;
use super::stage::{DEPARTMENTS, ORGANISATION, configure_atwork, many, names, run, stage};

fn line() -> String {
    format!("submit d.csv --to atwork --attach-to {ORGANISATION} --yes")
}

#[test]
fn a_department_that_is_refused_holds_back_its_branch_and_nothing_else() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    let rows = format!("{DEPARTMENTS}4,后端组,2\n5,数据组,4\n6,销售组,3\n");
    fs::write(folder.join("d.csv"), rows).unwrap();
    let _proxy = Proxy::before_atwork(folder, |_, body| {
        body.contains("研发部")
            .then_some((400, r#"{"status":400,"message":"参数错误"}"#))
    });
    let (code, said) = run(folder, &format!("{} --result r.xlsx", line()));
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("3 created"), "{said}");
    assert!(said.contains("1 failed, 0 unknown, 2 not sent"), "{said}");
    assert!(
        said.contains("failed: 星河科技/研发部 (d.csv!B3) 400 参数错误"),
        "{said}"
    );
    let there: Vec<_> = names(folder).into_keys().collect();
    assert_eq!(there.len(), 3, "{there:?}");
    assert!(
        ["星河科技", "市场部", "销售组"]
            .iter()
            .all(|name| there.iter().any(|known| known == name))
    );
}

#[test]
fn ten_failures_in_a_row_end_the_run_and_a_success_between_them_does_not() {
    for (every, most) in [(usize::MAX, 10), (5, 40)] {
        let sandbox = stage(&[]);
        let folder = sandbox.folder.path();
        configure_atwork(folder, "concurrency = 1");
        let mut rows = DEPARTMENTS.to_owned();
        rows.extend((10..40).map(|code| format!("{code},部门{code},1\n")));
        let (code, said) = run(folder, &line());
        assert_eq!(code, Some(0), "{said}");
        fs::write(folder.join("d.csv"), rows).unwrap();
        let proxy = Proxy::before_atwork(folder, move |number, _| {
            (number % every != 0).then_some((400, r#"{"status":400,"message":"参数错误"}"#))
        });
        let (code, said) = run(folder, &line());
        assert_eq!(code, Some(5), "{said}");
        assert!(proxy.writes() <= most, "{}: {said}", proxy.writes());
        let is_stopped = said.contains("10 failures in a row");
        assert_eq!(is_stopped, every == usize::MAX, "{said}");
        // Those that failed are named with their cells, and not all of them.
        assert!(said.contains("(d.csv!B5) 400"), "{said}");
    }
}

#[test]
fn a_token_that_is_refused_ends_the_run_at_once() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    let rows = many(30);
    fs::write(folder.join("d.csv"), &rows).unwrap();
    configure_atwork(folder, "concurrency = 2");
    let proxy = Proxy::before_atwork(folder, |number, _| {
        (number > 3).then_some((200, r#"{"status":10015,"message":"ticket expired."}"#))
    });
    let (code, said) = run(folder, &line());
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("locked out; 3 created"), "{said}");
    assert!(proxy.writes() <= 3 + 2, "{}: {said}", proxy.writes());
}
