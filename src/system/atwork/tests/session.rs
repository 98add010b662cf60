//! Tokens that are fetched with an application's key: one at a time, kept in a file, renewed once.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::live::remote;
use super::*;
use crate::config::Secret;
use crate::system::atwork::session::{Application, Fetched};
use crate::system::atwork::token_file::TokenFile;
use crate::system::exchanges::identity;
use crate::system::{CallFault, Client, Modelled, Secrets};
use crate::transport::{Body, Failure, Reply, Request, Transport};

const SECRET: &str = "s e/cret";

fn modelled() -> Modelled {
    let identity = identity(&remote().organization.unwrap(), SECRET);
    // Tokens end after the time of this machine.
    Modelled::new(
        Atwork.live().unwrap().server(&identity),
        std::time::SystemTime::now,
    )
}

fn application(key: &str, secret: &str) -> Application {
    Application {
        key: key.into(),
        secret: secret.into(),
        domain: "atwork".into(),
        organization: remote().organization,
    }
}

fn client<'c>(transport: &'c dyn Transport, session: Fetched) -> Client<'c> {
    let settings = Atwork.live().unwrap().settings(&remote()).unwrap();
    Client::new(&Atwork, settings, Box::new(session), transport)
}

/// Counts how often a token is fetched.
struct Counting<'t>(&'t Modelled, AtomicUsize);

impl Transport for Counting<'_> {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        if request.path == "/v1/token" {
            self.1.fetch_add(1, Ordering::Relaxed);
        }
        self.0.send(request)
    }
}

#[test]
fn a_token_is_fetched_once_for_all_threads_and_runs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orgferry/tokens/atwork.json");
    let modelled = modelled();
    let counting = Counting(&modelled, AtomicUsize::new(0));
    for _ in 0..2 {
        let file = TokenFile::at(path.clone());
        let client = client(
            &counting,
            Fetched::new(application("k-1", SECRET), Some(file)),
        );
        std::thread::scope(|scope| {
            let calls: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| Api::new(&client).nodes()))
                .collect();
            for call in calls {
                assert_eq!(call.join().unwrap().unwrap().len(), 1);
            }
        });
    }
    assert_eq!(counting.1.load(Ordering::Relaxed), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains(SECRET) && !text.contains("k-1"), "{text}");
}

#[test]
fn a_token_that_another_program_ended_is_fetched_anew_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("atwork.json");
    let modelled = modelled();
    let counting = Counting(&modelled, AtomicUsize::new(0));
    let file = || Some(TokenFile::at(path.clone()));
    let ours = client(&counting, Fetched::new(application("k-1", SECRET), file()));
    Api::new(&ours).nodes().unwrap();
    // Someone else, with no file of ours, fetches one: ours is dead.
    let other = client(&counting, Fetched::new(application("k-1", SECRET), None));
    Api::new(&other).nodes().unwrap();
    Api::new(&ours).nodes().unwrap();
    assert_eq!(counting.1.load(Ordering::Relaxed), 3);
    // The file has the live one.
    let later = client(&counting, Fetched::new(application("k-1", SECRET), file()));
    Api::new(&later).nodes().unwrap();
    assert_eq!(counting.1.load(Ordering::Relaxed), 3);
}

#[test]
fn wrong_keys_and_broken_files_are_told() {
    let modelled = modelled();
    for (key, secret, code) in [("k-2", SECRET, 202_102), ("k-1", "x", 202_104)] {
        let client = client(&modelled, Fetched::new(application(key, secret), None));
        match Api::new(&client).nodes().unwrap_err() {
            CallFault::Refused { refusal, .. } => {
                assert_eq!(refusal.code, code);
                assert!(refusal.meaning.is_some());
            }
            other => panic!("{other:?}"),
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("atwork.json");
    for (text, is_fine) in [
        ("{\"version\":1,\"acc", true),
        (
            "{\"version\":1,\"access_token\":\"old\",\"expire_time\":1}",
            true,
        ),
        ("{\"version\":2}", false),
    ] {
        std::fs::write(&path, text).unwrap();
        let file = Some(TokenFile::at(path.clone()));
        let client = client(&modelled, Fetched::new(application("k-1", SECRET), file));
        let nodes = Api::new(&client).nodes();
        assert_eq!(nodes.is_ok(), is_fine, "{text}");
        if let Err(fault) = nodes {
            let error = fault.into_error("集团");
            assert_eq!(error.kind(), crate::error::ErrorKind::File);
        }
    }
    let file = Some(TokenFile::at(folder.path().to_owned()));
    let client = client(&modelled, Fetched::new(application("k-1", SECRET), file));
    assert!(matches!(
        Api::new(&client).nodes(),
        Err(CallFault::Session(_))
    ));
}

#[test]
fn a_configuration_without_token_or_application_is_refused() {
    let live = Atwork.live().unwrap();
    for fields in [&[][..], &["app_key"], &["app_key", "app_secret"]] {
        let secrets: Secrets = fields
            .iter()
            .map(|field| (*field, Secret::from("x")))
            .collect();
        let error = live.session(&remote(), secrets).err().unwrap();
        assert_eq!(error.kind(), crate::error::ErrorKind::Usage);
    }
    let nowhere = crate::config::Remote {
        organization: None,
        ..remote()
    };
    assert!(live.settings(&nowhere).is_err());
}

/// A server that says back what it was sent.
struct Echo(u16);

impl Transport for Echo {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        let body = match &request.body {
            Body::Json(bytes) => String::from_utf8(bytes.clone()).unwrap(),
            _ => String::new(),
        };
        let token = request.query("access_token").unwrap_or_default();
        let said = format!("{token} {} {body}", crate::transport::encode(SECRET));
        let body = match self.0 {
            0 => json!({"status": 0, "result": {"access_tokens": SECRET}}),
            1 => json!({"status": 10016, "message": said}),
            _ => json!(said),
        };
        let status = if self.0 == 2 { 500 } else { 200 };
        let mut reply = Reply::json(status, &body);
        if self.0 == 3 {
            reply.body = format!("<html>{said}").into_bytes();
        }
        Ok(reply)
    }
}

#[test]
fn what_a_server_says_back_shows_no_secret() {
    let given = || {
        let secrets = Secrets::from([("token", Secret::from(SECRET))]);
        Atwork.live().unwrap().session(&remote(), secrets).unwrap()
    };
    for case in 0..4 {
        let echo = Echo(case);
        let fetched = Box::new(Fetched::new(application(SECRET, SECRET), None));
        for session in [given(), fetched] {
            let settings = Atwork.live().unwrap().settings(&remote()).unwrap();
            let client = Client::new(&Atwork, settings, session, &echo);
            let fault = Api::new(&client).nodes().unwrap_err();
            let debugged = format!("{fault:?}");
            let shown = format!("{debugged} {}", fault.into_error("集团"));
            let encoded = crate::transport::encode(SECRET);
            assert!(
                !shown.contains(SECRET) && !shown.contains(&*encoded),
                "{case}: {shown}"
            );
        }
    }
}
