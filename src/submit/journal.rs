//! The journal: an SQLite file that says what was sent, told by key. Holds no names and no bodies.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use etcetera::BaseStrategy;
use jiff::Zoned;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, ErrorKind, Result};
use crate::plan::{Addressee, Key, Mode};

use super::Outcome;

/// What makes each version of the schema of the one before; SQLite's `user_version` counts those that were taken.
const STEPS: [&str; 2] = [
    "
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        started TEXT NOT NULL,
        finished TEXT,
        remote TEXT NOT NULL,
        mode TEXT NOT NULL,
        plan TEXT NOT NULL,
        operations INTEGER NOT NULL,
        state TEXT NOT NULL
    ) STRICT;
    CREATE TABLE operations (
        run INTEGER NOT NULL REFERENCES runs (id),
        key TEXT NOT NULL,
        call TEXT NOT NULL,
        outcome TEXT,
        code INTEGER,
        id TEXT,
        PRIMARY KEY (run, key)
    ) STRICT, WITHOUT ROWID;
    ",
    // When it was sent, in seconds.
    "ALTER TABLE operations ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;",
];

/// The number of a run in its journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunId(pub i64);

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    /// It is going on, or its process ended without a word.
    Open,
    /// The server has all of it.
    Complete,
    /// Something failed, is unknown or was not sent.
    Incomplete,
    /// A later run took its place.
    Replaced,
}

impl RunState {
    const ALL: [Self; 4] = [Self::Open, Self::Complete, Self::Incomplete, Self::Replaced];

    /// What the journal calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Complete => "complete",
            Self::Incomplete => "incomplete",
            Self::Replaced => "replaced",
        }
    }
}

/// A run as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRecord {
    /// Its number.
    pub id: RunId,
    /// When it began.
    pub started: String,
    /// When it ended.
    pub finished: Option<String>,
    /// What the remote was called.
    pub remote: String,
    /// How far it went.
    pub mode: String,
    /// The fingerprint of its plan.
    pub plan: String,
    /// How many operations the plan had.
    pub operations: usize,
    /// How it stands.
    pub state: RunState,
    /// How many operations had which outcome; those without one are under `unknown`.
    pub outcomes: BTreeMap<String, usize>,
}

/// What the journal has of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is called.
    pub key: Key,
    /// The endpoint.
    pub call: String,
    /// What became of it; `None` where its request may have left and nothing came back.
    pub outcome: Option<String>,
    /// The server's code, where it refused; how many failed, where some did.
    pub code: Option<i64>,
    /// The id of what was made.
    pub id: Option<String>,
}

/// The journal of one system, address and organisation.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    connection: Mutex<Connection>,
}

/// The folder that journals and locks lie in.
///
/// # Errors
/// When the user has no home.
pub fn state_folder() -> Result<PathBuf> {
    let strategy = etcetera::choose_base_strategy()
        .map_err(|cause| Error::new(ErrorKind::File, "journal-no-home").because(cause))?;
    let folder = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
    Ok(folder.join("orgferry"))
}

impl Journal {
    /// The name of the files for `remote`, without an extension. It tells the system, and nothing of the address.
    #[must_use]
    pub fn name(remote: &Addressee) -> String {
        let identity = [&remote.system, &remote.url, &remote.organization];
        let hash = blake3::hash(identity.map(String::as_str).join("\n").as_bytes());
        format!("{}-{}", remote.system, &hash.to_hex()[..16])
    }

    /// Opens the journal at `path`, which is made where it is not there.
    ///
    /// # Errors
    /// When it cannot be opened, or a later version wrote it.
    pub fn open(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent() {
            make_private_folder(folder).map_err(|cause| unusable(path, cause))?;
        }
        make_private(path).map_err(|cause| unusable(path, cause))?;
        let connection = Connection::open(path).map_err(|cause| unusable(path, cause))?;
        Self::on(path, connection)
    }

    /// A journal that is forgotten when it is dropped.
    ///
    /// # Errors
    /// Never, in practice.
    #[cfg(test)]
    pub(super) fn in_memory() -> Result<Self> {
        let path = Path::new("memory");
        let connection = Connection::open_in_memory().map_err(|cause| unusable(path, cause))?;
        Self::on(path, connection)
    }

    /// Lets what is written to operations and at the end of runs fail from the line with the number `line` on.
    ///
    /// # Errors
    /// When that cannot be arranged.
    #[cfg(test)]
    pub(super) fn break_at(&self, line: usize) -> Result<()> {
        let full =
            format!("SELECT RAISE(FAIL, 'disk full') WHERE (SELECT n FROM lines) >= {line};");
        let count = "UPDATE lines SET n = n + 1;";
        let script = format!(
            "CREATE TEMP TABLE lines AS SELECT 0 AS n;
             CREATE TEMP TRIGGER breaks_operations BEFORE INSERT ON main.operations
                BEGIN {count} {full} END;
             CREATE TEMP TRIGGER breaks_runs BEFORE UPDATE ON main.runs BEGIN {count} {full} END;"
        );
        let broken = self.connection().execute_batch(&script);
        broken.map_err(|cause| self.unusable(cause))
    }

    /// Lets it be written again.
    ///
    /// # Errors
    /// When that cannot be arranged.
    #[cfg(test)]
    pub(super) fn mend(&self) -> Result<()> {
        let script = "DROP TRIGGER IF EXISTS temp.breaks_operations;
            DROP TRIGGER IF EXISTS temp.breaks_runs;
            DROP TABLE IF EXISTS temp.lines;";
        let mended = self.connection().execute_batch(script);
        mended.map_err(|cause| self.unusable(cause))
    }

    fn on(path: &Path, connection: Connection) -> Result<Self> {
        let journal = Self {
            path: path.to_path_buf(),
            connection: Mutex::new(connection),
        };
        journal.prepare()?;
        Ok(journal)
    }

    fn prepare(&self) -> Result<()> {
        let connection = self.connection();
        let version = || -> rusqlite::Result<i64> {
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "foreign_keys", true)?;
            connection.pragma_query_value(None, "user_version", |row| row.get(0))
        };
        let version = version().map_err(|cause| self.unusable(cause))?;
        let taken = usize::try_from(version).ok();
        let Some(steps) = taken.and_then(|taken| STEPS.get(taken..)) else {
            return Err(Error::new(ErrorKind::Usage, "journal-other-version")
                .with("file", self.path.display().to_string())
                .with("version", version.to_string()));
        };
        if steps.is_empty() {
            return Ok(());
        }
        let (steps, version) = (steps.concat(), STEPS.len());
        let script = format!("BEGIN IMMEDIATE;{steps}PRAGMA user_version = {version};COMMIT;");
        connection
            .execute_batch(&script)
            .map_err(|cause| self.unusable(cause))
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn unusable(&self, cause: rusqlite::Error) -> Error {
        unusable(&self.path, cause)
    }

    /// Begins a run of the plan with the fingerprint `plan` at `now`; runs that were open are replaced by it.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn begin(
        &self,
        remote: &Addressee,
        mode: Mode,
        plan: &str,
        operations: usize,
        now: &Zoned,
    ) -> Result<RunId> {
        let connection = self.connection();
        let begin = || -> rusqlite::Result<i64> {
            connection.execute(
                "UPDATE runs SET state = 'replaced' WHERE state = 'open'",
                [],
            )?;
            connection.execute(
                "INSERT INTO runs (started, remote, mode, plan, operations, state)
                 VALUES (?, ?, ?, ?, ?, 'open')",
                params![
                    written(now),
                    remote.name,
                    mode.name(),
                    plan,
                    operations as i64
                ],
            )?;
            Ok(connection.last_insert_rowid())
        };
        begin().map(RunId).map_err(|cause| self.unusable(cause))
    }

    /// The last run of the plan with the fingerprint `plan`, unless it is complete: it is taken up again.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn unfinished(&self, plan: &str) -> Result<Option<RunId>> {
        let connection = self.connection();
        let found: rusqlite::Result<Option<(i64, String)>> = connection
            .query_row(
                "SELECT id, state FROM runs WHERE plan = ? ORDER BY id DESC LIMIT 1",
                [plan],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional();
        let found = found.map_err(|cause| self.unusable(cause))?;
        Ok(found
            .filter(|(_, state)| state != RunState::Complete.name())
            .map(|(id, _)| RunId(id)))
    }

    /// When the last request left whose outcome is not known, of any run, in seconds since 1970.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn last_unsettled(&self) -> Result<Option<i64>> {
        let sql = "SELECT max(sent) FROM operations WHERE outcome IS NULL";
        let connection = self.connection();
        let last = connection.query_row(sql, [], |row| row.get(0));
        last.map_err(|cause| self.unusable(cause))
    }

    /// Writes down that the request of an operation is about to leave at `now`.
    ///
    /// # Errors
    /// When it cannot be written down; then the request must not leave.
    pub fn intend(&self, run: RunId, key: &Key, call: &str, now: &Zoned) -> Result<()> {
        self.write(
            "INSERT INTO operations (run, key, call, sent) VALUES (?, ?, ?, ?)
             ON CONFLICT (run, key) DO UPDATE SET
                sent = excluded.sent, outcome = NULL, code = NULL",
            params![run.0, key.as_str(), call, now.timestamp().as_second()],
        )
    }

    /// Writes down what became of an operation; `now` counts where it was not sent by this run.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn settle(
        &self,
        run: RunId,
        key: &Key,
        call: &str,
        outcome: &Outcome,
        now: &Zoned,
    ) -> Result<()> {
        let (code, id) = match outcome {
            Outcome::Failed { code, .. } => (Some(*code), None),
            Outcome::Partly(failed) => (Some(*failed as i64), None),
            Outcome::Done(id) | Outcome::AlreadyThere(id) => (None, id.as_deref()),
            _ => (None, None),
        };
        let sent = now.timestamp().as_second();
        // Unknown is what has an intent and no outcome.
        let name = Some(outcome.name()).filter(|name| *name != "unknown");
        self.write(
            "INSERT INTO operations (run, key, call, sent, outcome, code, id)
             VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (run, key) DO UPDATE SET
                outcome = excluded.outcome, code = excluded.code, id = excluded.id",
            params![run.0, key.as_str(), call, sent, name, code, id],
        )
    }

    /// Ends a run at `now`.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn finish(&self, run: RunId, state: RunState, now: &Zoned) -> Result<()> {
        self.write(
            "UPDATE runs SET state = ?, finished = ? WHERE id = ?",
            params![state.name(), written(now), run.0],
        )
    }

    fn write(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<()> {
        let connection = self.connection();
        let mut statement = connection
            .prepare_cached(sql)
            .map_err(|cause| self.unusable(cause))?;
        let written = statement.execute(parameters);
        written.map(|_| ()).map_err(|cause| self.unusable(cause))
    }

    /// What the journal has of the operations of `run`, by key.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn operations(&self, run: RunId) -> Result<Vec<Record>> {
        let connection = self.connection();
        let read = || -> rusqlite::Result<Vec<Record>> {
            let mut statement = connection.prepare_cached(
                "SELECT key, call, outcome, code, id FROM operations WHERE run = ? ORDER BY key",
            )?;
            let records = statement.query_map([run.0], |row| {
                Ok(Record {
                    key: Key::from(row.get::<_, String>(0)?),
                    call: row.get(1)?,
                    outcome: row.get(2)?,
                    code: row.get(3)?,
                    id: row.get(4)?,
                })
            })?;
            records.collect()
        };
        read().map_err(|cause| self.unusable(cause))
    }

    /// Every run, the last first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn runs(&self) -> Result<Vec<RunRecord>> {
        let connection = self.connection();
        let read = || -> rusqlite::Result<Vec<RunRecord>> {
            let mut statement = connection.prepare_cached(
                "SELECT id, started, finished, remote, mode, plan, operations, state
                 FROM runs ORDER BY id DESC",
            )?;
            let runs = statement.query_map([], |row| {
                let state: String = row.get(7)?;
                let known = RunState::ALL.into_iter();
                Ok(RunRecord {
                    id: RunId(row.get(0)?),
                    started: row.get(1)?,
                    finished: row.get(2)?,
                    remote: row.get(3)?,
                    mode: row.get(4)?,
                    plan: row.get(5)?,
                    operations: row.get::<_, i64>(6)? as usize,
                    state: known
                        .clone()
                        .find(|known| known.name() == state)
                        .unwrap_or(RunState::Incomplete),
                    outcomes: BTreeMap::new(),
                })
            })?;
            let mut runs: Vec<RunRecord> = runs.collect::<rusqlite::Result<_>>()?;
            let mut statement = connection.prepare_cached(
                "SELECT coalesce(outcome, 'unknown'), count(*) FROM operations
                 WHERE run = ? GROUP BY 1",
            )?;
            for run in &mut runs {
                let counts = statement.query_map([run.id.0], |row| {
                    Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)? as usize))
                })?;
                run.outcomes = counts.collect::<rusqlite::Result<_>>()?;
            }
            Ok(runs)
        };
        read().map_err(|cause| self.unusable(cause))
    }
}

/// A time as people read it.
fn written(time: &Zoned) -> String {
    time.strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}

fn unusable(path: &Path, cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::File, "journal-unusable")
        .with("file", path.display().to_string())
        .because(cause)
}

/// Makes `folder`, which only its owner may look into, where it is not there.
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Makes the file at `path` where it is not there; only its owner may read it, and what SQLite puts beside it follows.
fn make_private(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(|_| ())
}
