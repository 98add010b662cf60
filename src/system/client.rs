//! Calls endpoints: builds the request, lets the session sign it, sends it, and takes the system's own code for the
//! verdict, then HTTP's.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::error::{Error, ErrorKind};
use crate::transport::{Failure, Redaction, Reply, Request, Transport};

use super::endpoint::{Arguments, Endpoint, Misuse};
use super::{Envelope, Refusal, System};

/// How much of an unreadable reply an error repeats, in characters.
const SHOWN: usize = 80;

/// How much of an unreadable reply is kept, in bytes.
const LONGEST_BEGINNING: usize = 16 << 10;

/// What makes requests acceptable to one remote: its tokens.
pub trait Session: Sync {
    /// Adds to `request` what shows who is asking. A token that must be fetched first is fetched through `transport`.
    ///
    /// # Errors
    /// When there is no token to be had.
    fn authorise(&self, request: &mut Request, transport: &dyn Transport) -> Result<(), CallFault>;

    /// Whether `signed`, which met `refusal`, is to be signed and sent once more, because another token may be had.
    /// The refused token is not used again.
    fn renew(&self, _signed: &Request, _refusal: &Refusal) -> bool {
        false
    }
}

/// Calls the endpoints of one remote.
pub struct Client<'c> {
    system: &'static dyn System,
    /// What paths name that is no parameter, by name.
    settings: Vec<(&'static str, String)>,
    session: Box<dyn Session + 'c>,
    transport: &'c dyn Transport,
}

/// Why a call brought no data.
#[derive(Debug)]
pub enum CallFault {
    /// It was called with the wrong arguments.
    Misuse(Misuse),
    /// There is nothing to show who is asking.
    Session(Box<Error>),
    /// There is no reply.
    Transport(Failure),
    /// The system refused, by its own code or by HTTP's.
    Refused {
        /// HTTP's status.
        status: u16,
        /// What the system says.
        refusal: Refusal,
        /// After how long it may be asked again, in seconds, where it says so.
        retry_after: Option<u64>,
    },
    /// The reply is of no shape the document knows.
    Unreadable {
        /// HTTP's status.
        status: u16,
        /// How it begins.
        beginning: String,
    },
}

impl From<Misuse> for CallFault {
    fn from(misuse: Misuse) -> Self {
        Self::Misuse(misuse)
    }
}

impl From<Failure> for CallFault {
    fn from(failure: Failure) -> Self {
        Self::Transport(failure)
    }
}

impl<'c> Client<'c> {
    /// A client of `system` that fills paths from `settings`.
    pub fn new(
        system: &'static dyn System,
        settings: Vec<(&'static str, String)>,
        session: Box<dyn Session + 'c>,
        transport: &'c dyn Transport,
    ) -> Self {
        Self {
            system,
            settings,
            session,
            transport,
        }
    }

    /// Calls `endpoint` and returns its reply, which is no refusal.
    ///
    /// # Errors
    /// When it cannot be called so, does not answer, or refuses.
    pub fn call(&self, endpoint: &Endpoint, arguments: Arguments) -> Result<Reply, CallFault> {
        self.send(self.request(endpoint, arguments)?)
    }

    /// The request that calls `endpoint`, not signed yet.
    ///
    /// # Errors
    /// When it cannot be called so.
    pub fn request(&self, endpoint: &Endpoint, arguments: Arguments) -> Result<Request, CallFault> {
        let mut request = endpoint.request(&self.settings, arguments)?;
        request.timeout = self.system.patience(endpoint.operation);
        Ok(request)
    }

    /// Calls `endpoint` and reads its reply as a value of that shape.
    ///
    /// # Errors
    /// When it cannot be called so, does not answer, refuses, or answers something of another shape.
    pub fn ask<T: DeserializeOwned>(
        &self,
        endpoint: &Endpoint,
        arguments: Arguments,
    ) -> Result<T, CallFault> {
        Ok(self.ask_whole(endpoint, arguments)?.1)
    }

    /// The same with the reply as it came.
    ///
    /// # Errors
    /// As [`Client::ask`].
    pub fn ask_whole<T: DeserializeOwned>(
        &self,
        endpoint: &Endpoint,
        arguments: Arguments,
    ) -> Result<(Reply, T), CallFault> {
        self.exchange(self.request(endpoint, arguments)?, |reply| {
            let value = decode(&reply)?;
            Ok((reply, value))
        })
    }

    /// Whether a refusal with `code` means that the system gets too many requests.
    #[must_use]
    pub fn is_throttled(&self, code: i64) -> bool {
        self.system.is_throttled(code)
    }

    /// Sends `request`, which is not signed yet, and returns its reply, which is no refusal.
    ///
    /// # Errors
    /// When there is no answer, or a refusal.
    pub fn send(&self, request: Request) -> Result<Reply, CallFault> {
        self.exchange(request, Ok)
    }

    /// Sends `request`, which is not signed yet, and reads its reply. No fault repeats a secret.
    fn exchange<T>(
        &self,
        request: Request,
        read: impl Fn(Reply) -> Result<T, CallFault>,
    ) -> Result<T, CallFault> {
        let mut signed = request.clone();
        self.session.authorise(&mut signed, self.transport)?;
        let mut outcome = self.send_signed(&signed);
        if let Err(CallFault::Refused { refusal, .. }) = &outcome
            && self.session.renew(&signed, refusal)
        {
            // A request whose token was refused did nothing, so that writing ones may be sent again too.
            signed = request;
            self.session.authorise(&mut signed, self.transport)?;
            outcome = self.send_signed(&signed);
        }
        let masked = |fault: CallFault| fault.masked(&Redaction::of(signed.secrets()));
        outcome.and_then(read).map_err(masked)
    }

    fn send_signed(&self, signed: &Request) -> Result<Reply, CallFault> {
        let verdict = judge(self.system, self.transport.send(signed)?);
        if let Err(CallFault::Refused { refusal, .. }) = &verdict
            && self.system.is_throttled(refusal.code)
        {
            self.transport.slow_down();
        }
        verdict
    }
}

/// Takes the system's own code for the verdict on `reply`, then HTTP's.
///
/// # Errors
/// When it is a refusal, or no JSON.
pub fn judge(system: &dyn System, reply: Reply) -> Result<Reply, CallFault> {
    let status = reply.status;
    let is_json = serde_json::from_slice::<&RawValue>(&reply.body).is_ok();
    let envelope = top_level(&reply.body);
    let refusal = system.refusal(&Envelope(&envelope));
    let retry_after = reply
        .header("retry-after")
        .and_then(|text| text.parse().ok());
    match refusal {
        Some(refusal) => Err(CallFault::Refused {
            status,
            refusal,
            retry_after,
        }),
        None if is_json && reply.is_success() => Ok(reply),
        None if is_json || reply.body.is_empty() || status == 429 => Err(CallFault::Refused {
            status,
            refusal: Refusal {
                code: 0,
                message: String::new(),
                meaning: None,
            },
            retry_after,
        }),
        None => Err(CallFault::Unreadable {
            status,
            beginning: beginning(&reply.body),
        }),
    }
}

/// Reads `reply` as a value of that shape.
///
/// # Errors
/// When it is of another shape.
pub(super) fn decode<T: DeserializeOwned>(reply: &Reply) -> Result<T, CallFault> {
    serde_json::from_slice(&reply.body).map_err(|_| CallFault::Unreadable {
        status: reply.status,
        beginning: beginning(&reply.body),
    })
}

/// Reads a value of a reply; null is the default one.
pub(super) fn or_default<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// The top-level values of a reply, raw, in its order; nothing where it is no object.
fn top_level(body: &[u8]) -> Vec<(String, String)> {
    struct Values(Vec<(String, String)>);
    impl<'de> serde::Deserialize<'de> for Values {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visitor;
            impl<'de> serde::de::Visitor<'de> for Visitor {
                type Value = Values;
                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("an object")
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(
                    self,
                    mut map: A,
                ) -> Result<Values, A::Error> {
                    let mut values = Vec::new();
                    while let Some((key, raw)) = map.next_entry::<String, &RawValue>()? {
                        // Lists are data, and large.
                        if !raw.get().starts_with('[') {
                            values.push((key, raw.get().to_owned()));
                        }
                    }
                    Ok(Values(values))
                }
            }
            deserializer.deserialize_map(Visitor)
        }
    }
    serde_json::from_slice(body).map_or_else(|_| Vec::new(), |Values(values)| values)
}

/// How `body` begins, on one line; longer than is shown, so that a secret in it is seen whole.
fn beginning(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(LONGEST_BEGINNING)]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl CallFault {
    /// The same where nothing the server said repeats a secret.
    #[must_use]
    pub fn masked(mut self, redaction: &Redaction) -> Self {
        match &mut self {
            Self::Misuse(_) | Self::Session(_) => {}
            Self::Transport(failure) => failure.detail = redaction.mask(&failure.detail),
            Self::Refused { refusal, .. } => refusal.message = redaction.mask(&refusal.message),
            Self::Unreadable { beginning, .. } => *beginning = redaction.mask_cut(beginning),
        }
        self
    }

    /// The same as the error of a run that cannot go on, about the remote called `remote`.
    #[must_use]
    pub fn into_error(self, remote: &str) -> Error {
        let error = |id| Error::new(ErrorKind::Remote, id).with("remote", remote);
        match self {
            Self::Misuse(misuse) => misuse.into_error(),
            Self::Session(error) => *error,
            Self::Transport(failure) => {
                use crate::transport::Cause;
                let case = match &failure.cause {
                    Cause::Unreachable => "unreachable",
                    Cause::Untrusted => "untrusted",
                    Cause::Timeout(_) => "timeout",
                    Cause::Broken => "broken",
                    Cause::TooLarge { .. } => "too-large",
                    Cause::Redirect { .. } => "redirect",
                    Cause::Interrupted => {
                        return Error::new(ErrorKind::Interrupted, "remote-interrupted");
                    }
                };
                let host = match &failure.cause {
                    Cause::Redirect { host } => host.as_str(),
                    _ => "",
                };
                error("remote-failed")
                    .with("case", case)
                    .with("host", host)
                    .because(failure)
            }
            Self::Refused {
                status, refusal, ..
            } => {
                let (chinese, english) = refusal.meaning.unwrap_or_default();
                let case = match (&refusal.message[..], refusal.code, refusal.meaning) {
                    ("", ..) => "status",
                    (_, 0, None) => "without-code",
                    (_, 0, Some(_)) => "explained",
                    (_, _, None) => "unknown",
                    (_, _, Some(_)) => "known",
                };
                error("remote-refused")
                    .with("case", case)
                    .with("status", u32::from(status))
                    .with("code", refusal.code.to_string())
                    .with("message", refusal.message)
                    .with(
                        "meaning",
                        crate::locale::Argument::Words { chinese, english },
                    )
            }
            Self::Unreadable { status, beginning } => error("remote-unreadable")
                .with("status", u32::from(status))
                .with(
                    "beginning",
                    beginning.chars().take(SHOWN).collect::<String>(),
                ),
        }
    }
}

impl Misuse {
    /// The same as a usage error.
    #[must_use]
    pub fn into_error(self) -> Error {
        let (case, name) = match self {
            Self::Missing(name) => ("missing", name.to_owned()),
            Self::Unknown(name) => ("unknown", name),
            Self::Twice(name) => ("twice", name),
            Self::Wrong(name) => ("wrong", name.to_owned()),
            Self::BodyTwice(name) => ("body-twice", name.to_owned()),
            Self::NoBody => ("no-body", String::new()),
        };
        Error::new(ErrorKind::Usage, "api-misuse")
            .with("case", case)
            .with("name", name)
    }
}
