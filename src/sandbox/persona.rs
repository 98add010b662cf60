//! Who the systems of the sandbox are, whom they let in, and the configuration that says so.

use std::fmt::Write;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey, LineEnding};
use rsa::rand_core::{OsRng, RngCore};
use rsa::{RsaPrivateKey, RsaPublicKey};

use crate::config::{Secret, SecretReference, SecretSources};
use crate::error::{Error, ErrorKind, Result};
use crate::system::{Identity, SYSTEMS};

/// How long the key is that requests to aisuda are signed with, in bits.
const KEY_BITS: usize = 2048;

/// The `app_key` of the application that may fetch tokens of atwork; its `app_secret` is the token of the configuration.
const APPLICATION: &str = "sandbox-app";

/// How the configuration of one system is written.
struct Form {
    system: &'static str,
    /// The key of the organisation, and the organisation.
    organization: (&'static str, &'static str),
    /// The id of the key, where the system wants one with every request.
    client_id: Option<&'static str>,
    /// The key of the secret, and the end of the name of its file.
    secret: (&'static str, &'static str),
    /// Whether the secret is a private key and not a word.
    is_key: bool,
}

/// Every system, with the names of its documents' samples.
const FORMS: [Form; 4] = [
    Form {
        system: "aisuda",
        organization: ("company", "xinghe"),
        client_id: Some("k-1"),
        secret: ("private_key", "key"),
        is_key: true,
    },
    Form {
        system: "atwork",
        organization: ("organization", "85939199-6424-4f28-84d4-fce2aedf0e64"),
        client_id: None,
        secret: ("token", "token"),
        is_key: false,
    },
    Form {
        system: "seatable",
        organization: ("organization", "23"),
        client_id: None,
        secret: ("token", "token"),
        is_key: false,
    },
    Form {
        system: "wecom",
        organization: ("corp_id", "ww0000000000000001"),
        client_id: None,
        secret: ("secret", "secret"),
        is_key: false,
    },
];

/// One system of the sandbox.
pub struct Persona {
    form: &'static Form,
    /// The file its secret is in.
    file: PathBuf,
    /// Who it is and whom it lets in.
    pub(super) identity: Identity,
}

impl Persona {
    /// Everyone, with secrets in files of `folder` that only their owner can read; those that are there stay.
    ///
    /// # Errors
    /// When a secret cannot be read or made.
    pub fn all(folder: &Path) -> Result<Vec<Self>> {
        let known = FORMS
            .iter()
            .filter(|form| SYSTEMS.iter().any(|system| system.name() == form.system));
        known.map(|form| form.persona(folder)).collect()
    }

    /// The name of the system.
    #[must_use]
    pub fn system(&self) -> &'static str {
        self.form.system
    }

    /// The path that all its addresses begin with.
    #[must_use]
    pub fn base(&self) -> String {
        format!("/{}", self.form.system)
    }
}

impl Form {
    fn persona(&'static self, folder: &Path) -> Result<Persona> {
        let file = folder.join(format!("sandbox-{}.{}", self.system, self.secret.1));
        let secret = match file.exists() {
            true => read(&file)?,
            false => self.make(&file)?,
        };
        let public_key = match self.is_key {
            true => public_key(&secret).ok_or_else(|| {
                let error = Error::new(ErrorKind::Usage, "sandbox-no-key");
                error.with("file", file.display().to_string())
            })?,
            false => String::new(),
        };
        Ok(Persona {
            identity: Identity {
                organization: self.organization.1.to_owned(),
                token: match self.is_key {
                    true => String::new(),
                    false => secret.expose().to_owned(),
                },
                client_id: self.client_id.unwrap_or(APPLICATION).to_owned(),
                public_key,
            },
            form: self,
            file,
        })
    }

    /// Makes a secret and keeps it in `file`.
    fn make(&self, file: &Path) -> Result<Secret> {
        let text = match self.is_key {
            true => new_key()?,
            false => new_word(),
        };
        write(file, &text).map_err(|cause| {
            Error::new(ErrorKind::File, "output-unwritable")
                .with("file", file.display().to_string())
                .because(cause)
        })?;
        Ok(Secret::from(text.as_str()))
    }
}

fn read(file: &Path) -> Result<Secret> {
    let mut sources = SecretSources {
        variable: &|_| None,
        folder: Path::new(""),
        stdin: None,
    };
    SecretReference::File(file.to_path_buf()).resolve(&mut sources)
}

/// Forty hexadecimal digits that nobody can guess.
fn new_word() -> String {
    let mut bytes = [0; 20];
    OsRng.fill_bytes(&mut bytes);
    let mut word = String::new();
    for byte in bytes {
        // Writing into a string cannot fail.
        let _ = write!(word, "{byte:02x}");
    }
    word
}

fn new_key() -> Result<String> {
    let made = RsaPrivateKey::new(&mut OsRng, KEY_BITS).map_err(|error| error.to_string());
    let text = made.and_then(|key| {
        let text = key.to_pkcs8_pem(LineEnding::LF);
        text.map_err(|error| error.to_string())
    });
    match text {
        Ok(text) => Ok(text.to_string()),
        Err(cause) => {
            Err(Error::new(ErrorKind::Usage, "sandbox-key-not-made").with("cause", cause))
        }
    }
}

fn public_key(private: &Secret) -> Option<String> {
    let private = RsaPrivateKey::from_pkcs8_pem(private.expose()).ok()?;
    let public = RsaPublicKey::from(&private);
    public.to_public_key_pem(LineEnding::LF).ok()
}

/// Writes `text` to a new `file` that only its owner can read.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// The configuration of clients of `personas` at `url`; it stands in `folder`, where the paths of secrets begin.
#[must_use]
pub fn configuration(personas: &[Persona], url: &str, folder: Option<&Path>) -> String {
    let mut text = String::new();
    for Persona { form, file, .. } in personas {
        let relative = folder.and_then(|folder| file.strip_prefix(folder).ok());
        let secret = format!("file:{}", relative.unwrap_or(file).display());
        let (organization, secret_key) = (form.organization, form.secret.0);
        let client = form.client_id.map(|id| ("client_id", id.to_owned()));
        let entries = [
            ("system", form.system.to_owned()),
            ("url", format!("{url}/{}", form.system)),
            (organization.0, organization.1.to_owned()),
        ];
        let entries = entries
            .into_iter()
            .chain(client)
            .chain([(secret_key, secret)]);
        let blank = if text.is_empty() { "" } else { "\n" };
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{blank}[remote.{}]", form.system);
        for (key, value) in entries {
            let _ = writeln!(text, "{key} = {}", toml::Value::from(value));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Configuration;

    #[test]
    fn the_configuration_is_one_that_is_understood_and_the_secrets_stay_from_run_to_run() {
        let folder = tempfile::tempdir().unwrap();
        let personas = Persona::all(folder.path()).unwrap();
        let text = configuration(&personas, "http://127.0.0.1:8080", Some(folder.path()));
        let file = folder.path().join("orgferry.toml");
        let read = Configuration::parse(&file, &text).unwrap();
        assert_eq!(read.remotes.len(), SYSTEMS.len());
        let seatable = &read.remotes["seatable"];
        assert_eq!(
            seatable.url.as_deref(),
            Some("http://127.0.0.1:8080/seatable")
        );
        let secret = SecretReference::File("sandbox-seatable.token".into());
        assert_eq!(seatable.secrets["token"], secret);

        let token = |personas: &[Persona]| {
            let tokens = personas
                .iter()
                .map(|persona| persona.identity.token.clone());
            tokens.collect::<Vec<_>>()
        };
        let again = Persona::all(folder.path()).unwrap();
        assert_eq!(token(&personas), token(&again));
        for persona in &personas {
            assert!(!text.contains(&persona.identity.token) || persona.identity.token.is_empty());
        }
    }
}
