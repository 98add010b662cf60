//! A server between the program and the sandbox that answers some requests itself.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What is answered to a writing request: its number, from 1, and its body; `None` lets it through.
type Answer = dyn Fn(usize, &str) -> Option<(u16, &'static str)> + Send + Sync;

/// Counts what arrives.
pub(super) struct Proxy(Arc<AtomicUsize>);

impl Proxy {
    /// Stands between the remote atwork of the configuration in `folder` and its server.
    pub(super) fn before_atwork(
        folder: &Path,
        answer: impl Fn(usize, &str) -> Option<(u16, &'static str)> + Send + Sync + 'static,
    ) -> Self {
        let configuration = folder.join("orgferry.toml");
        let text = fs::read_to_string(&configuration).unwrap();
        let address = text
            .split("http://")
            .nth(1)
            .unwrap()
            .split('/')
            .next()
            .unwrap()
            .to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap().to_string();
        let (mine, theirs) = (format!("{own}/atwork"), format!("{address}/atwork"));
        fs::write(&configuration, text.replace(&theirs, &mine)).unwrap();
        let writes = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&writes);
        let answer: Arc<Answer> = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (address, counter, answer) =
                    (address.clone(), Arc::clone(&counter), Arc::clone(&answer));
                thread::spawn(move || serve(stream.unwrap(), &address, &counter, &*answer));
            }
        });
        Self(writes)
    }

    /// How many writing requests arrived.
    pub(super) fn writes(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// Takes one request of `stream`, answers it or lets the server at `address` do so, and ends the connection.
fn serve(stream: TcpStream, address: &str, counter: &AtomicUsize, answer: &Answer) {
    let mut reader = BufReader::new(&stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).unwrap_or_default() == 0 {
            return;
        }
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().unwrap())
    });
    let mut body = vec![0; length.unwrap_or_default()];
    reader.read_exact(&mut body).unwrap();
    let answered = (!head.starts_with("GET ")).then(|| {
        let number = counter.fetch_add(1, Ordering::Relaxed) + 1;
        answer(number, &String::from_utf8_lossy(&body))
    });
    let reply = match answered.flatten() {
        Some((status, text)) => format!(
            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}",
            text.len()
        )
        .into_bytes(),
        None => forwarded(&head, &body, address),
    };
    let _ = (&stream).write_all(&reply);
}

fn forwarded(head: &str, body: &[u8], address: &str) -> Vec<u8> {
    let mut server = TcpStream::connect(address).unwrap();
    let head = head.replacen("\r\n", "\r\nconnection: close\r\n", 1);
    server.write_all(head.as_bytes()).unwrap();
    server.write_all(body).unwrap();
    let mut reply = Vec::new();
    let _ = server.read_to_end(&mut reply);
    reply
}
