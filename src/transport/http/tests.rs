//! The real transport against a server that says exactly what the test wants, also what no server should.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::*;
use crate::config::Secret;
use crate::transport::Text;

/// What the server does with one connection after it has read the request.
type Answer = Box<dyn FnOnce(&mut TcpStream) + Send>;

/// Serves one connection an answer and returns the address and what was asked.
fn serve(answers: Vec<Answer>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let thread = thread::spawn(move || {
        let answers = answers.into_iter();
        let asked = answers.map(|answer| {
            let (mut stream, _) = listener.accept().unwrap();
            let asked = head(&mut stream);
            answer(&mut stream);
            asked
        });
        asked.collect()
    });
    (url, thread)
}

/// Reads a request to the end of its head.
fn head(stream: &mut impl Read) -> String {
    let mut found = Vec::new();
    let mut byte = [0];
    while !found.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        found.push(byte[0]);
    }
    String::from_utf8(found).unwrap()
}

fn says(text: impl Into<Vec<u8>>) -> Answer {
    let text = text.into();
    Box::new(move |stream| stream.write_all(&text).unwrap())
}

fn whole(body: &str) -> Answer {
    let size = body.len();
    says(format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {size}\r\nconnection: close\r\n\r\n{body}"
    ))
}

fn http(url: &str, options: HttpOptions<'_>) -> Http {
    Http::new(Address::parse(url).unwrap(), options).unwrap()
}

fn get(path: &str) -> Request {
    Request::new(Method::Get, path, Effect::Reads)
}

/// The cause of the failure when a server with this `answer` is asked.
fn cause(answer: Answer, options: HttpOptions<'_>) -> Cause {
    let (url, server) = serve(vec![answer]);
    let failure = http(&url, options).send(&get("/")).unwrap_err();
    assert!(!failure.is_unsent(), "{failure:?}");
    server.join().unwrap();
    failure.cause
}

#[test]
fn a_request_goes_out_as_it_was_written_and_its_reply_comes_back_whole() {
    let (url, server) = serve(vec![whole("{\"status\":0}")]);
    let mut request = get("/v1/%E7%94%B2");
    request.query = vec![("access_token".into(), Text::Secret(Secret::from("a b")))];
    request.headers = vec![("X-Client-Id".into(), "k-1".into())];
    let reply = http(&format!("{url}/base"), HttpOptions::default()).send(&request);
    let reply = reply.unwrap();
    assert_eq!(
        (reply.status, &reply.body[..]),
        (200, &b"{\"status\":0}"[..])
    );
    assert_eq!(reply.header("content-length"), Some("12"));
    let asked = server.join().unwrap().remove(0);
    let line = "GET /base/v1/%E7%94%B2?access_token=a%20b HTTP/1.1\r\n";
    assert!(asked.starts_with(line), "{asked}");
    assert!(asked.contains("x-client-id: k-1\r\n"), "{asked}");
}

#[test]
fn a_form_travels_encoded() {
    let (url, server) = serve(vec![Box::new(|stream| {
        let mut body = [0; 22];
        stream.read_exact(&mut body).unwrap();
        let text = String::from_utf8_lossy(&body).into_owned();
        let size = text.len();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-length: {size}\r\n\r\n{text}"
        )
        .unwrap();
    })]);
    let mut request = Request::new(Method::Put, "/", Effect::Writes);
    request.body = Body::Form(vec![("a".into(), "1&2 ".into()), ("b".into(), "部".into())]);
    let reply = http(&url, HttpOptions::default()).send(&request).unwrap();
    assert_eq!(reply.body, b"a=1%262%20&b=%E9%83%A8");
    let asked = server.join().unwrap().remove(0);
    assert!(
        asked.contains("application/x-www-form-urlencoded"),
        "{asked}"
    );
}

#[test]
fn a_packed_reply_is_unpacked_and_a_small_one_that_grows_beyond_the_limit_refused() {
    let packed = |size| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(&vec![b'x'; size]).unwrap();
        let body = packer.finish().unwrap();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {length}\r\n\r\n"
        );
        says([head.into_bytes(), body].concat())
    };
    let options = HttpOptions {
        largest_reply: 5000,
        ..HttpOptions::default()
    };
    let (url, _server) = serve(vec![packed(5000)]);
    let reply = http(&url, options).send(&get("/")).unwrap();
    assert_eq!(reply.body.len(), 5000);
    assert_eq!(
        cause(packed(1 << 20), options),
        Cause::TooLarge { limit: 5000 }
    );
}

#[test]
fn replies_that_are_too_large_slow_or_cut_off_are_told_apart() {
    let options = HttpOptions {
        largest_reply: 10,
        timeout: Duration::from_millis(300),
        ..HttpOptions::default()
    };
    let timeout = || Cause::Timeout(options.timeout);
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n";
    let announced = "HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n";
    let endless = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n0123456789ab";
    let silent: Answer = Box::new(|_| thread::sleep(Duration::from_millis(900)));
    let dripping: Answer = Box::new(move |stream| {
        stream.write_all(head.as_bytes()).unwrap();
        for _ in 0..8 {
            thread::sleep(Duration::from_millis(100));
            let _ = stream.write_all(b"x");
        }
    });
    for (name, answer, expected) in [
        ("announced", says(announced), Cause::TooLarge { limit: 10 }),
        ("endless", says(endless), Cause::TooLarge { limit: 10 }),
        ("silent", silent, timeout()),
        ("dripping", dripping, timeout()),
        ("cut off", says(format!("{head}0123")), Cause::Broken),
        ("nothing", says(""), Cause::Broken),
        (
            "no http",
            says("220 mail.example.com ESMTP\r\n"),
            Cause::Broken,
        ),
    ] {
        let started = Instant::now();
        assert_eq!(cause(answer, options), expected, "{name}");
        assert!(started.elapsed() < Duration::from_secs(3), "{name}");
    }
}

#[test]
fn only_a_connection_that_never_came_about_proves_that_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let failure = http(&url, HttpOptions::default())
        .send(&get("/"))
        .unwrap_err();
    assert_eq!(failure.cause, Cause::Unreachable);
    assert!(failure.is_unsent());
    assert!(!failure.detail.contains("127.0.0.1"), "{failure:?}");
}

#[test]
fn a_reader_follows_within_the_server_and_nowhere_else() {
    let moved = |to: &str| {
        says(format!(
            "HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        ))
    };
    let (url, server) = serve(vec![moved("/there"), whole("{}")]);
    let reply = http(&url, HttpOptions::default())
        .send(&get("/here"))
        .unwrap();
    assert_eq!(reply.status, 200);
    assert!(server.join().unwrap()[1].starts_with("GET /there "));

    let elsewhere = "http://evil.example.com/?t=1";
    let host = "evil.example.com".to_owned();
    assert_eq!(
        cause(moved(elsewhere), HttpOptions::default()),
        Cause::Redirect { host }
    );

    let (url, _server) = serve(vec![moved("/there")]);
    let write = Request::new(Method::Post, "/here", Effect::Writes);
    let failure = http(&url, HttpOptions::default()).send(&write).unwrap_err();
    let host = "127.0.0.1".to_owned();
    assert_eq!(failure.cause, Cause::Redirect { host });
}

#[test]
fn a_server_that_sends_readers_in_a_circle_is_left() {
    let again = || {
        says("HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    };
    let (url, _server) = serve((0..10).map(|_| again()).collect());
    let failure = http(&url, HttpOptions::default())
        .send(&get("/"))
        .unwrap_err();
    assert!(
        matches!(failure.cause, Cause::Redirect { .. }),
        "{failure:?}"
    );
}

/// Serves `connections` encrypted connections with the certificate of the test authority.
fn serve_encrypted(connections: usize) -> String {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/tls");
    let certificate = CertificateDer::from_pem_file(format!("{folder}/localhost.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(format!("{folder}/localhost.key")).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for _ in 0..connections {
            let (stream, _) = listener.accept().unwrap();
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream);
            head(&mut stream);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
            let _ = stream.flush();
        }
    });
    format!("https://localhost:{port}")
}

#[test]
fn a_certificate_of_the_companys_own_is_trusted_once_it_is_named() {
    let url = serve_encrypted(2);
    let authority = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/tls/authority.pem");
    let authority = std::fs::read(authority).unwrap();
    let failure = http(&url, HttpOptions::default())
        .send(&get("/"))
        .unwrap_err();
    assert_eq!(failure.cause, Cause::Untrusted, "{}", failure.detail);
    let options = HttpOptions {
        certificate_authority: Some(&authority),
        ..HttpOptions::default()
    };
    assert_eq!(http(&url, options).send(&get("/")).unwrap().body, b"{}");
}

#[test]
fn a_file_without_a_certificate_is_refused() {
    let options = HttpOptions {
        certificate_authority: Some(b"no certificate"),
        ..HttpOptions::default()
    };
    let address = Address::parse("https://api.example.com").unwrap();
    assert!(Http::new(address, options).is_err());
}
