//! Any company written by hand in any layout, encoding and with any separators is read as that company.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::GB18030;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use orgferry::config::{Limits, Reading};
use orgferry::intake::{self, Options};
use orgferry::source::{Meter, locate};

/// Names of departments; none has anything in it that separates.
const NAMES: [&str; 8] = [
    "研发部",
    "市场部",
    "平台组",
    "北京分公司",
    "R&D",
    "客户服务中心",
    "财务室",
    "行政 人事部",
];

/// The headers of level columns.
const LEVELS: [&str; 8] = [
    "一级部门",
    "二级部门",
    "三级部门",
    "四级部门",
    "五级部门",
    "六级部门",
    "七级部门",
    "八级部门",
];

/// Stands in a cell that is merged with the one above.
const MERGED: &str = "^";

/// A company: departments with their parent, the first at the top, and the departments of every member.
#[derive(Clone, Debug)]
struct Company {
    departments: Vec<(usize, String)>,
    members: Vec<Vec<usize>>,
}

/// How a company is written down.
#[derive(Clone, Copy, Debug)]
enum Layout {
    /// Members with the paths of their departments.
    Paths {
        level: &'static str,
        list: &'static str,
    },
    /// Members with a column a level; of several departments the first.
    Levels,
    /// The same, each level merged over all its rows.
    Merged,
    /// Members below a row with the path of their department; of several the first.
    Sections,
    /// Departments with their parent's path, and members by path.
    Parents { level: &'static str },
    /// Departments with their parent's code, and members by code.
    Codes { list: &'static str },
    /// Departments with codes that tell the parent, and members by code.
    Prefixes {
        top: &'static str,
        mark: &'static str,
        width: usize,
    },
    /// Every member in every department, with code, name and parent.
    FlatJoin,
}

/// How a table goes to a file.
#[derive(Clone, Copy, Debug)]
enum File {
    Text {
        encoding: &'static str,
        delimiter: &'static str,
    },
    Workbook,
}

type Rows = Vec<Vec<String>>;

fn any_company() -> impl Strategy<Value = Company> {
    let departments = prop::collection::vec((0..NAMES.len(), 0usize..8), 2..8);
    let members = prop::collection::vec(prop::collection::vec(0usize..8, 1..4), 2..7);
    (departments, members).prop_map(|(departments, members)| {
        let mut known: Vec<(usize, String)> = vec![(0, "星河科技".to_owned())];
        for (name, parent) in departments {
            let mut entry = (parent % known.len(), NAMES[name].to_owned());
            while known[1..].contains(&entry) {
                entry.1.push('二');
            }
            known.push(entry);
        }
        let count = known.len();
        let members = members.into_iter().map(|of| {
            let mut departments: Vec<usize> = Vec::new();
            for department in of {
                let department = department % count;
                if !departments.contains(&department) {
                    departments.push(department);
                }
            }
            departments
        });
        Company {
            members: members.collect(),
            departments: known,
        }
    })
}

fn any_layout() -> impl Strategy<Value = Layout> {
    let level = || {
        prop::sample::select(vec![
            "/", ">", "\\", "→", "／", "＞", " / ", " > ", " \\ ", " → ",
        ])
    };
    let list = || prop::sample::select(vec![";", "；", "||", "\n", ",", "，"]);
    prop_oneof![
        (level(), list()).prop_map(|(level, list)| Layout::Paths { level, list }),
        Just(Layout::Levels),
        Just(Layout::Merged),
        Just(Layout::Sections),
        level().prop_map(|level| Layout::Parents { level }),
        list().prop_map(|list| Layout::Codes { list }),
        prop::sample::select(vec![
            ("01", "", 2),
            ("A", "", 2),
            ("1", ".", 1),
            ("100", "", 3)
        ])
        .prop_map(|(top, mark, width)| Layout::Prefixes { top, mark, width }),
        Just(Layout::FlatJoin),
    ]
}

fn any_file() -> impl Strategy<Value = File> {
    let encodings = vec![
        "utf-8",
        "utf-8 with mark",
        "gb18030",
        "utf-16le",
        "utf-16be",
        "utf-16le with mark",
        "utf-16be with mark",
    ];
    let delimiters = vec![",", ";", "\t", "|", "，"];
    let text = (
        prop::sample::select(encodings),
        prop::sample::select(delimiters),
    );
    prop_oneof![
        4 => text.prop_map(|(encoding, delimiter)| File::Text { encoding, delimiter }),
        1 => Just(File::Workbook),
    ]
}

impl Company {
    /// The departments from the top down to `department`.
    fn line(&self, department: usize) -> Vec<usize> {
        let mut line = vec![department];
        while line[line.len() - 1] > 0 {
            line.push(self.departments[line[line.len() - 1]].0);
        }
        line.reverse();
        line
    }

    fn path(&self, department: usize, level: &str) -> String {
        let line = self.line(department);
        let names: Vec<&str> = line
            .iter()
            .map(|id| self.departments[*id].1.as_str())
            .collect();
        names.join(level)
    }

    /// Codes that begin with the parent's.
    fn prefixes(&self, top: &str, mark: &str, width: usize) -> Vec<String> {
        let mut codes = vec![top.to_owned()];
        for (index, (parent, _)) in self.departments.iter().enumerate().skip(1) {
            let before = self.departments[1..index].iter();
            let number = before.filter(|(other, _)| other == parent).count() + 1;
            codes.push(format!("{}{mark}{number:0width$}", codes[*parent]));
        }
        codes
    }

    /// Which departments and memberships there are when written in `layout`, as text.
    fn said(&self, layout: Layout) -> BTreeSet<String> {
        let mut said = BTreeSet::new();
        let has_one = matches!(layout, Layout::Levels | Layout::Merged | Layout::Sections);
        let is_listed = !has_one && !matches!(layout, Layout::Paths { .. });
        if is_listed {
            said.extend((0..self.departments.len()).map(|id| self.path(id, "/")));
        }
        for (index, departments) in self.members.iter().enumerate() {
            let count = if has_one { 1 } else { departments.len() };
            for department in &departments[..count] {
                said.extend(self.line(*department).iter().map(|id| self.path(*id, "/")));
                said.insert(format!("员工{index} {}", self.path(*department, "/")));
            }
        }
        said
    }

    /// The headers of the levels there are.
    fn levels(&self) -> &'static [&'static str] {
        let lines = (0..self.departments.len()).map(|id| self.line(id).len());
        &LEVELS[..lines.max().unwrap_or(1)]
    }

    /// The names from the top down to `department`, a cell a level.
    fn level_cells(&self, department: usize) -> Vec<String> {
        let line = self.line(department);
        let names = line.iter().map(|id| self.departments[*id].1.clone());
        let blanks = std::iter::repeat(String::new());
        names.chain(blanks).take(self.levels().len()).collect()
    }

    /// The tables of `layout`.
    fn tables(&self, layout: Layout) -> Vec<Rows> {
        let people = |head: &[&str], cells: &dyn Fn(&[usize]) -> Vec<String>| {
            let mut rows = vec![row(&[&["*姓名", "手机号码"], head].concat())];
            for (index, departments) in self.members.iter().enumerate() {
                let own = [format!("员工{index}"), format!("138001300{index:02}")];
                rows.push(own.into_iter().chain(cells(departments)).collect());
            }
            rows
        };
        match layout {
            Layout::Paths { level, list } => {
                let cell = |of: &[usize]| {
                    let paths: Vec<String> = of.iter().map(|id| self.path(*id, level)).collect();
                    vec![paths.join(list)]
                };
                vec![people(&["所属部门（必填）"], &cell)]
            }
            Layout::Levels => vec![people(self.levels(), &|of| self.level_cells(of[0]))],
            Layout::Merged => {
                let mut rows = people(self.levels(), &|of| self.level_cells(of[0]));
                rows[1..].sort_by(|a, b| a[2..].cmp(&b[2..]));
                for row in (2..rows.len()).rev() {
                    let (above, below) = rows.split_at_mut(row);
                    let levels = above[row - 1][2..].iter().zip(&mut below[0][2..]);
                    for (above, below) in levels.take_while(|(above, below)| *above == *below) {
                        if !above.is_empty() {
                            *below = MERGED.to_owned();
                        }
                    }
                }
                vec![rows]
            }
            Layout::Sections => {
                let mut rows = vec![row(&["序号", "姓名", "手机"])];
                for department in 0..self.departments.len() {
                    rows.push(vec![format!("部门：{}", self.path(department, "/"))]);
                    let members = self.members.iter().enumerate();
                    for (index, _) in members.filter(|(_, of)| of[0] == department) {
                        let mobile = format!("138001300{index:02}");
                        rows.push(vec!["1".to_owned(), format!("员工{index}"), mobile]);
                    }
                }
                vec![rows]
            }
            Layout::Parents { level } => {
                let mut departments = vec![row(&["部门名称", "上级部门"])];
                for (index, (parent, name)) in self.departments.iter().enumerate() {
                    let parent = match index {
                        0 => String::new(),
                        _ => self.path(*parent, level),
                    };
                    departments.push(vec![name.clone(), parent]);
                }
                let cell = |of: &[usize]| {
                    let paths: Vec<String> = of.iter().map(|id| self.path(*id, level)).collect();
                    vec![paths.join("；")]
                };
                vec![departments, people(&["部门"], &cell)]
            }
            Layout::Codes { list } => {
                let mut departments = vec![row(&["部门编号", "部门名称", "上级部门编号"])];
                for (index, (parent, name)) in self.departments.iter().enumerate() {
                    let parent = if index > 0 {
                        format!("D{parent}")
                    } else {
                        String::new()
                    };
                    departments.push(vec![format!("D{index}"), name.clone(), parent]);
                }
                let cell = |of: &[usize]| {
                    let codes: Vec<String> = of.iter().map(|id| format!("D{id}")).collect();
                    vec![codes.join(list)]
                };
                vec![departments, people(&["部门编号"], &cell)]
            }
            Layout::Prefixes { top, mark, width } => {
                let codes = self.prefixes(top, mark, width);
                let mut departments = vec![row(&["部门编码", "部门名称"])];
                for (code, (_, name)) in codes.iter().zip(&self.departments) {
                    departments.push(vec![code.clone(), name.clone()]);
                }
                let cell = |of: &[usize]| {
                    let codes: Vec<&str> = of.iter().map(|id| codes[*id].as_str()).collect();
                    vec![codes.join(";")]
                };
                vec![departments, people(&["所属部门编码"], &cell)]
            }
            Layout::FlatJoin => {
                let head = ["姓名", "手机", "部门编号", "部门名称", "上级部门编号"];
                let mut rows = vec![row(&head)];
                let department = |id: usize| {
                    let (parent, name) = &self.departments[id];
                    let parent = if id > 0 {
                        format!("D{parent}")
                    } else {
                        String::new()
                    };
                    [format!("D{id}"), name.clone(), parent]
                };
                for (index, departments) in self.members.iter().enumerate() {
                    for id in departments {
                        let own = [format!("员工{index}"), format!("138001300{index:02}")];
                        rows.push(own.into_iter().chain(department(*id)).collect());
                    }
                }
                for id in 0..self.departments.len() {
                    let nobody = [String::new(), String::new()];
                    rows.push(nobody.into_iter().chain(department(id)).collect());
                }
                vec![rows]
            }
        }
    }
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// Writes `rows` to a file in `folder`.
fn write(rows: &Rows, number: usize, file: File, folder: &Path) -> PathBuf {
    let File::Text {
        encoding,
        delimiter,
    } = file
    else {
        let path = folder.join(format!("{number}.xlsx"));
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let plain = Format::new();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| *cell != MERGED) {
                let below = rows[row + 1..].iter();
                let below =
                    below.take_while(|cells| cells.get(column).is_some_and(|c| c == MERGED));
                let (first, column) = (row as u32, column as u16);
                match below.count() as u32 {
                    0 => sheet.write(first, column, cell).unwrap(),
                    count => sheet
                        .merge_range(first, column, first + count, column, cell, &plain)
                        .unwrap(),
                };
            }
        }
        workbook.save(&path).unwrap();
        return path;
    };
    let mut rows = rows.clone();
    for row in 1..rows.len() {
        for column in 0..rows[row].len() {
            if rows[row][column] == MERGED {
                rows[row][column] = rows[row - 1][column].clone();
            }
        }
    }
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    // Who types full-width commas does not quote.
    let lines = rows.iter().map(|cells| match delimiter {
        "，" => cells.join(delimiter),
        _ => cells.iter().map(quoted).collect::<Vec<_>>().join(delimiter),
    });
    let text = lines.collect::<Vec<_>>().join("\r\n");
    let (encoding, text) = match encoding.strip_suffix(" with mark") {
        Some(encoding) => (encoding, format!("\u{feff}{text}")),
        None => (encoding, text),
    };
    let bytes = match encoding {
        "gb18030" => GB18030.encode(&text).0.into_owned(),
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => text.into_bytes(),
    };
    let path = folder.join(format!("{number}.csv"));
    fs::write(&path, bytes).unwrap();
    path
}

fn read(paths: &[PathBuf]) -> BTreeSet<String> {
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let (limits, reading) = (Limits::default(), Reading::default());
    let located = locate(&names, &mut io::empty(), &limits);
    let options = Options {
        reading: &reading,
        limits: &limits,
        keeps_keys: false,
        keeps_ids: false,
    };
    let intake = intake::read(&located, options, &Arc::new(Meter::default()));
    assert!(intake.rows.is_conserved(), "{:?}", intake.rows);
    let directory = intake.directory;
    let path = |id| directory.path(id).join("/");
    let mut said: BTreeSet<String> = directory.departments().map(|(id, _)| path(id)).collect();
    for member in directory.members() {
        let memberships = member.memberships().iter();
        said.extend(
            memberships.map(|one| format!("{} {}", member.label(), path(one.department()))),
        );
    }
    said
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn any_company_in_any_layout_and_file_is_read_as_it_is(
        company in any_company(),
        layout in any_layout(),
        file in any_file(),
        is_dressed in any::<bool>(),
    ) {
        let wide = matches!(file, File::Text { delimiter: "，", .. });
        // Unquoted text has no room for line breaks and full-width commas.
        let is_clear = !matches!(layout, Layout::Paths { list: "\n" | "，", .. } | Layout::Codes { list: "\n" | "，" });
        prop_assume!(!wide || is_clear);
        let folder = tempfile::tempdir()?;
        let mut paths = Vec::new();
        for (number, mut rows) in company.tables(layout).into_iter().enumerate() {
            if is_dressed && !wide {
                rows.insert(0, row(&["填写说明：带 * 的为必填项，请勿修改表头"]));
                rows.push(row(&["合计", "", "12"]));
            }
            paths.push(write(&rows, number, file, folder.path()));
        }
        prop_assert_eq!(read(&paths), company.said(layout));
    }
}
