//! Where a server is: an address that requests may be sent to without giving anything away.

use std::net::IpAddr;

use reqwest::Url;

use crate::error::{Error, ErrorKind, Result};

use super::{Request, encode};

/// The address of a server: `https`, or `http` on this machine only. It may have a path of its own, which comes before
/// the path of every request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// Reads `text`.
    ///
    /// # Errors
    /// When it is no address, would send secrets over the network in the clear, or holds more than host, port and
    /// path.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |case| Error::new(ErrorKind::Usage, "remote-bad-url").with("case", case);
        let url = Url::parse(text.trim()).map_err(|_| wrong("malformed"))?;
        if url.host_str().is_none() || !matches!(url.scheme(), "http" | "https") {
            return Err(wrong("malformed"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("credentials"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("query"));
        }
        let address = Self(url);
        match address.is_open() && !address.is_loopback() {
            true => Err(wrong("insecure")),
            false => Ok(address),
        }
    }

    /// Whether what is sent there can be read on the way.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// Whether it is on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.0.host_str().is_some_and(is_loopback)
    }

    /// The address itself, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Where `request` goes.
    pub(super) fn of(&self, request: &Request) -> Url {
        let mut url = self.0.clone();
        let base = self.0.path().trim_end_matches('/');
        url.set_path(&format!("{base}{}", request.path));
        if !request.query.is_empty() {
            let pairs = request.query.iter();
            let pairs = pairs.map(|(name, value)| {
                let value = encode(value.expose());
                format!("{}={value}", encode(name))
            });
            url.set_query(Some(&pairs.collect::<Vec<_>>().join("&")));
        }
        url
    }

    /// The place that a server at `from` sends a reader on to by `location`, where that may be followed: the same host
    /// and port, and nothing that was closed is opened. Else the host it leads to.
    pub(super) fn follow(from: &Url, location: &str) -> std::result::Result<Url, String> {
        let Ok(next) = from.join(location) else {
            return Err(String::new());
        };
        let place = |url: &Url| {
            let host = url.host_str().map(str::to_owned);
            (url.scheme().to_owned(), host, url.port_or_known_default())
        };
        match place(from) == place(&next) {
            true => Ok(next),
            false => Err(next.host_str().unwrap_or_default().to_owned()),
        }
    }
}

/// Whether `host` is this machine whatever the network says.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let is_address = host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    is_address || host.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::{Effect, Method};

    #[test]
    fn only_an_encrypted_way_or_this_machine_is_an_address() {
        for (text, case) in [
            ("https://api.example.com", ""),
            ("https://api.example.com/base/", ""),
            ("http://127.0.0.1:8080/seatable", ""),
            ("http://localhost:8080", ""),
            ("http://[::1]:8080", ""),
            ("http://api.example.com", "unencrypted"),
            ("http://localhost.example.com", "unencrypted"),
            ("https://user:password@api.example.com", "password"),
            ("https://api.example.com/?token=1", "?"),
            ("ftp://api.example.com", "is no address"),
            ("api.example.com", "is no address"),
            ("", "is no address"),
        ] {
            let found = Address::parse(text).map_err(|error| error.to_string());
            match case {
                "" => assert!(found.is_ok(), "{text}: {found:?}"),
                part => {
                    let message = found.expect_err(text);
                    assert!(message.contains(part), "{text}: {message}");
                    assert!(!message.contains("password@"), "{text}: {message}");
                }
            }
        }
    }

    #[test]
    fn the_path_of_a_request_comes_behind_the_path_of_the_address() {
        let address = Address::parse("http://localhost:8080/seatable/").unwrap();
        let mut request = Request::new(Method::Get, "/api/%E7%94%B2%2F1/", Effect::Reads);
        request.query = vec![("a b".into(), "甲&=".into())];
        assert_eq!(
            address.of(&request).as_str(),
            "http://localhost:8080/seatable/api/%E7%94%B2%2F1/?a%20b=%E7%94%B2%26%3D"
        );
    }

    #[test]
    fn a_redirect_is_followed_to_the_same_place_only() {
        let from = Url::parse("https://api.example.com/a/b").unwrap();
        for (location, expected) in [
            ("/c", Ok("https://api.example.com/c")),
            (
                "https://api.example.com:443/c",
                Ok("https://api.example.com/c"),
            ),
            ("http://api.example.com/c", Err("api.example.com")),
            ("https://api.example.com:444/c", Err("api.example.com")),
            ("https://evil.example.com/c", Err("evil.example.com")),
            ("//evil.example.com/c", Err("evil.example.com")),
        ] {
            let found = Address::follow(&from, location);
            let found = found.as_ref().map(Url::as_str).map_err(String::as_str);
            assert_eq!(found, expected, "{location}");
        }
    }
}
