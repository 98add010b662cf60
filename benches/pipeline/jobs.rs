//! What is measured against what.

/// One kind of input, and the yardstick that only loads it.
pub(crate) struct Job {
    /// What the command line calls it.
    pub(crate) name: &'static str,
    /// The yardstick, as [`super::baselines::load`] knows it.
    pub(crate) yardstick: &'static str,
    /// What the job reads, below the folder of its company.
    pub(crate) inputs: &'static [&'static str],
    /// What the yardstick loads: the largest of the inputs.
    pub(crate) loads: &'static str,
    /// Whether both run on one core.
    pub(crate) is_pinned: bool,
    /// The most instructions a member that are no slip, in the smallest company: a tenth more than when it was set.
    pub(crate) limit: u64,
}

/// The largest sheet a workbook holds, without its header.
pub(crate) const SHEET_ROWS: u32 = 1_048_575;

impl Job {
    /// Whether there is such an input for so many members.
    pub(crate) fn fits(&self, members: u32) -> bool {
        members <= SHEET_ROWS || !self.loads.ends_with(".xlsx")
    }
}

/// Every job.
pub(crate) const JOBS: [Job; 6] = [
    Job {
        name: "xlsx",
        yardstick: "calamine",
        inputs: &["members.xlsx"],
        loads: "members.xlsx",
        is_pinned: false,
        limit: 20_300,
    },
    Job {
        name: "xlsx-one-core",
        yardstick: "calamine",
        inputs: &["members.xlsx"],
        loads: "members.xlsx",
        is_pinned: true,
        limit: 20_300,
    },
    Job {
        name: "xlsx-inflate",
        yardstick: "inflate",
        inputs: &["members.xlsx"],
        loads: "members.xlsx",
        is_pinned: false,
        limit: 20_300,
    },
    Job {
        name: "xlsx-inline",
        yardstick: "calamine",
        inputs: &["inline.xlsx"],
        loads: "inline.xlsx",
        is_pinned: false,
        limit: 20_300,
    },
    Job {
        name: "csv",
        yardstick: "csv",
        inputs: &["departments.csv", "members.csv"],
        loads: "members.csv",
        is_pinned: false,
        limit: 11_100,
    },
    Job {
        name: "json",
        yardstick: "serde_json",
        inputs: &["department.json", "userlist.json"],
        loads: "userlist.json",
        is_pinned: false,
        limit: 24_000,
    },
];
