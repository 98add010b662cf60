//! The sandbox as a client sees it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread::{self, JoinHandle};

use super::*;

/// A sandbox that runs until it is dropped.
struct Running {
    address: SocketAddr,
    stop: Stop,
    thread: Option<JoinHandle<Result<()>>>,
    _folder: tempfile::TempDir,
}

impl Running {
    fn new(options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // The key stands in for one that takes a while to make.
        let key = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/fixtures/keys/company-xinghe.pkcs8.key"
        );
        let kept = folder.path().join("sandbox-aisuda.key");
        std::fs::copy(key, &kept).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&kept, PermissionsExt::from_mode(0o600)).unwrap();
        }
        let personas = Persona::all(folder.path()).unwrap();
        let any = "127.0.0.1:0".parse().unwrap();
        let sandbox = Sandbox::open(any, &personas, options).unwrap();
        let (address, stop) = (sandbox.address().unwrap(), Stop::default());
        let told = stop.clone();
        Self {
            address,
            stop,
            thread: Some(thread::spawn(move || sandbox.serve(told))),
            _folder: folder,
        }
    }

    /// Sends `text` and returns all that comes back.
    fn ask(&self, text: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        String::from_utf8_lossy(&reply).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
        ))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.tell();
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap().unwrap();
        }
    }
}

/// A path of a system whose model is there.
const KNOWN: &str = "/aisuda/openapi/company/xinghe/department/all";

#[test]
fn each_system_answers_below_its_own_path() {
    let running = Running::new(Options::default());
    let reply = running.get(KNOWN);
    assert!(reply.contains("\"status\":"), "{reply}");
    assert!(reply.contains("application/json"), "{reply}");
    for path in ["/", "/aisudax/a", "/aisuda"] {
        let reply = running.get(path);
        assert!(reply.starts_with("HTTP/1.1 404"), "{path}: {reply}");
    }
}

#[test]
fn a_request_for_another_host_is_turned_away() {
    let running = Running::new(Options::default());
    let request =
        format!("GET {KNOWN} HTTP/1.1\r\nhost: evil.example.com\r\nconnection: close\r\n\r\n");
    let reply = running.ask(&request);
    assert!(reply.starts_with("HTTP/1.1 403"), "{reply}");
}

#[test]
fn another_address_than_this_machines_needs_to_be_allowed() {
    let everywhere = "0.0.0.0:0".parse().unwrap();
    let refused = Sandbox::open(everywhere, &[], Options::default());
    assert!(refused.is_err());
    let options = Options {
        allows_remote: true,
        ..Options::default()
    };
    assert!(Sandbox::open(everywhere, &[], options).is_ok());
}

#[test]
fn faults_look_like_those_of_a_network() {
    let of = |faults| Options {
        faults,
        ..Options::default()
    };
    let throttled = Running::new(of(Faults {
        throttle: Rate::parse("1/h"),
        ..Faults::default()
    }));
    throttled.get(KNOWN);
    let reply = throttled.get(KNOWN).to_lowercase();
    assert!(reply.starts_with("http/1.1 429"), "{reply}");
    assert!(reply.contains("retry-after: "), "{reply}");

    let failing = Running::new(of(Faults {
        fail_rate: 1.0,
        ..Faults::default()
    }));
    let reply = failing.get(KNOWN);
    assert!(reply.starts_with("HTTP/1.1 50"), "{reply}");

    let cutting = Running::new(of(Faults {
        reset_after: Some(1),
        ..Faults::default()
    }));
    let reply = cutting.get(KNOWN);
    assert!(!reply.contains("status\""), "{reply}");
    assert!(!reply.contains("\r\n0\r\n"), "{reply}");
}
