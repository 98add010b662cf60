//! A plan: what is to be done on which server, in which order, on what grounds. Its file is JSON of version 1.

use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};

use super::{Action, Operation, SubjectKind, Totals};

/// The version of the file.
const VERSION: u32 = 1;

/// How far a plan goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// What is missing goes in through the system's bulk call.
    #[default]
    Import,
    /// What differs is updated too. Nothing is removed.
    Add,
    /// What the source does not have is removed, and what is elsewhere is moved.
    Mirror,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Import, Self::Add, Self::Mirror];

    /// What `--mode` takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Add => "add",
            Self::Mirror => "mirror",
        }
    }
}

/// The server a plan is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Addressee {
    /// What the configuration calls it.
    pub name: String,
    /// Which system it is.
    pub system: String,
    /// Its address.
    pub url: String,
    /// The organisation on it.
    pub organization: String,
}

/// A file a plan was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceFile {
    /// The file as the user named it.
    pub name: String,
    /// The BLAKE3 hash of its content.
    pub hash: String,
}

/// Something a plan cannot do, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// The message of the catalogue that says it.
    pub message: String,
    /// About whom.
    pub subject: String,
}

/// What is to be done on a server.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "orgferry plan")]
pub struct Plan {
    /// The version of this format: 1.
    pub version: u32,
    /// The server.
    pub remote: Addressee,
    /// How far it goes.
    pub mode: Mode,
    /// The files it was made from.
    pub sources: Vec<SourceFile>,
    /// How many departments and members the server had.
    pub totals: Totals,
    /// What cannot be done.
    pub notes: Vec<Note>,
    /// What is to be done: one wave after the other, the operations of one in any order.
    pub waves: Vec<Vec<Operation>>,
}

impl Plan {
    /// A plan without operations.
    #[must_use]
    pub fn new(remote: Addressee, mode: Mode, sources: Vec<SourceFile>, totals: Totals) -> Self {
        Self {
            version: VERSION,
            remote,
            mode,
            sources,
            totals,
            notes: Vec::new(),
            waves: Vec::new(),
        }
    }

    /// Reads the file called `name`.
    ///
    /// # Errors
    /// When it is no plan, or one of a later version.
    pub fn read(name: &str, text: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let error = |id| Error::new(ErrorKind::Usage, id).with("file", name);
        let version: Version =
            serde_json::from_str(text).map_err(|cause| error("plan-not-a-plan").because(cause))?;
        if version.version != VERSION {
            return Err(error("plan-other-version").with("version", version.version));
        }
        serde_json::from_str(text).map_err(|cause| error("plan-not-a-plan").because(cause))
    }

    /// The file.
    ///
    /// # Panics
    /// Never: a plan has keys that are strings.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text =
            serde_json::to_string_pretty(self).expect("a plan has keys that are strings");
        text.push('\n');
        text
    }

    /// A hash of everything it says.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        blake3::hash(self.to_text().as_bytes()).to_hex().to_string()
    }

    /// All operations in order.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.waves.iter().flatten()
    }

    /// How many departments and members each action is about.
    #[must_use]
    pub fn count(&self, action: Action) -> Totals {
        let mut totals = Totals::default();
        for operation in self
            .operations()
            .filter(|operation| operation.action == action)
        {
            let subject = &operation.subject;
            totals.departments += match subject.kind {
                SubjectKind::Department => 1,
                _ => subject.departments,
            };
            totals.members += match subject.kind {
                SubjectKind::Member => 1,
                _ => subject.members,
            };
        }
        totals
    }
}

/// The JSON Schema of the file.
#[must_use]
pub fn schema() -> Schema {
    schema_for!(Plan)
}
