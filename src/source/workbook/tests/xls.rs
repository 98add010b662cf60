//! .xls files of another writer.

use super::*;

#[test]
fn an_xls_reads_like_an_xlsx_whatever_code_page_it_claims() {
    for name in ["members.xls", "codepage-936.xls"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/workbooks");
        let mut workbook = open_path(path.join(name), &Limits::default()).unwrap();
        let sheets = workbook.sheets();
        assert_eq!(sheets[0].name.as_deref(), Some("在职"));
        assert_eq!(sheets[1].name.as_deref(), Some("停用"));
        assert!(!sheets[0].hidden && sheets[1].hidden);
        let read = read(&mut *workbook, 0);
        assert_eq!(
            read.rows,
            [
                "1 1:'姓名' 2:'手机' 3:'工号' 4:'入职日期' 5:'负责人' 6:'备注'",
                "2 1:'张三' 2:13800130001 3:'007' 4:2024-03-01=45352 5:Boolean(true)",
                "3 1:'李四' 2:13800130002 3:0.5 4:1999-12-31=36525 5:Boolean(false) 6:'多行\n文字'",
                "10 2:'很远'",
            ],
            "{name}"
        );
    }
}

#[test]
fn hidden_rows_and_merged_cells_of_an_xls_are_told() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/workbooks/merged.xls");
    let mut workbook = open_path(path, &Limits::default()).unwrap();
    assert!(workbook.tells_merged());
    assert_eq!(read(&mut *workbook, 0).rows[1], "4 hidden 1:'看不见'");
    let read = read(&mut *workbook, 1);
    let hidden = read.rows.iter().filter(|row| row.contains("hidden"));
    let hidden: Vec<_> = hidden.collect();
    assert_eq!(hidden, ["5 hidden 2:'员工3' 3:'13800130003'"]);
    let title = Merge {
        right: 3,
        ..merge(1, 1, 1)
    };
    assert_eq!(read.merges, [merge(1, 6, 7), merge(1, 3, 5), title]);
}
