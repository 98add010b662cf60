//! The real network: HTTPS to one address, whole replies of bounded size in bounded time.

use std::error::Error as _;
use std::io;
use std::time::{Duration, Instant};

use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, Response, Url};
use tokio::runtime::{Builder, Runtime};

use crate::error::{Error, ErrorKind, Result};

use super::{
    Address, Body, Cause, Effect, Failure, Method, Redaction, Reply, Request, Transport, encode,
};

/// How long one request may take, where nothing else is said.
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// How large a reply may be, in bytes.
pub const LARGEST_REPLY: u64 = 256 << 20;

/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// How often a reader may be sent on.
const REDIRECTS: usize = 5;

/// How a server is spoken to.
#[derive(Clone, Copy, Debug)]
pub struct HttpOptions<'o> {
    /// Certificates to trust besides the platform's own, in PEM.
    pub certificate_authority: Option<&'o [u8]>,
    /// How long one request may take.
    pub timeout: Duration,
    /// How large a reply may be, in bytes.
    pub largest_reply: u64,
}

impl Default for HttpOptions<'_> {
    fn default() -> Self {
        Self {
            certificate_authority: None,
            timeout: TIMEOUT,
            largest_reply: LARGEST_REPLY,
        }
    }
}

/// A transport over the network to one address. Proxies are the environment's (`HTTPS_PROXY`, `NO_PROXY`).
pub struct Http {
    runtime: Runtime,
    client: Client,
    address: Address,
    timeout: Duration,
    largest_reply: u64,
}

impl Http {
    /// Prepares to speak to the server at `address`; nothing is sent yet.
    ///
    /// # Errors
    /// When the certificates are of no use, or the platform has none.
    pub fn new(address: Address, options: HttpOptions<'_>) -> Result<Self> {
        // Whoever comes first decides for the process; all of us decide the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let unusable = |cause: reqwest::Error| {
            Error::new(ErrorKind::Usage, "remote-bad-certificates").because(cause.without_url())
        };
        let mut client = Client::builder()
            .user_agent(concat!("orgferry/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(options.timeout.min(CONNECT_TIMEOUT))
            .redirect(Policy::none())
            .referer(false);
        if address.is_open() {
            // Without encryption there is nothing to trust, and this machine is no matter for a proxy.
            client = client.tls_certs_only([]).no_proxy();
        } else if let Some(pem) = options.certificate_authority {
            let certificates = Certificate::from_pem_bundle(pem).map_err(unusable)?;
            if certificates.is_empty() {
                return Err(Error::new(ErrorKind::Usage, "remote-no-certificate"));
            }
            client = client.tls_certs_merge(certificates);
        }
        // One thread of its own drives the connections, whoever asks.
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("network")
            .enable_all()
            .build()
            .map_err(|cause| Error::new(ErrorKind::Remote, "remote-no-thread").because(cause))?;
        Ok(Self {
            client: client.build().map_err(unusable)?,
            runtime,
            address,
            timeout: options.timeout,
            largest_reply: options.largest_reply,
        })
    }

    async fn exchange(
        &self,
        request: &Request,
        timeout: Duration,
    ) -> std::result::Result<Reply, Failure> {
        let started = Instant::now();
        let mut url = self.address.of(request);
        for _ in 0..=REDIRECTS {
            let left = timeout.saturating_sub(started.elapsed());
            let built = self.built(request, url.clone()).timeout(left);
            let failed = |error| failure_of(error, timeout);
            let response = built.send().await.map_err(failed)?;
            let Some(location) = location_of(&response) else {
                return self.reply(response, timeout).await;
            };
            let refused = |host: String| {
                let detail = format!("HTTP {}", response.status().as_u16());
                Failure::new(Cause::Redirect { host }, detail)
            };
            if request.effect == Effect::Writes || request.method != Method::Get {
                let host = self.address.of(request).join(&location).ok();
                let host = host.and_then(|url| url.host_str().map(str::to_owned));
                return Err(refused(host.unwrap_or_default()));
            }
            url = Address::follow(&url, &location).map_err(refused)?;
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        let detail = format!("{REDIRECTS} redirects");
        Err(Failure::new(Cause::Redirect { host }, detail))
    }

    fn built(&self, request: &Request, url: Url) -> reqwest::RequestBuilder {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut built = self.client.request(method, url);
        for (name, value) in &request.headers {
            built = built.header(name, value.expose());
        }
        match &request.body {
            Body::None => built,
            Body::Json(bytes) => built
                .header(CONTENT_TYPE, "application/json")
                .body(bytes.clone()),
            Body::Form(fields) => {
                let pairs = fields.iter().map(|(name, value)| {
                    let value = encode(value.expose());
                    format!("{}={value}", encode(name))
                });
                built
                    .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(pairs.collect::<Vec<_>>().join("&"))
            }
        }
    }

    async fn reply(
        &self,
        mut response: Response,
        timeout: Duration,
    ) -> std::result::Result<Reply, Failure> {
        let limit = self.largest_reply;
        let too_large = || Failure::new(Cause::TooLarge { limit }, format!("> {} MB", limit >> 20));
        if response.content_length().is_some_and(|size| size > limit) {
            return Err(too_large());
        }
        let headers = response.headers().iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        });
        let mut reply = Reply {
            status: response.status().as_u16(),
            headers: headers.collect(),
            body: Vec::new(),
        };
        let failed = |error| failure_of(error, timeout);
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if reply.body.len() as u64 + chunk.len() as u64 > limit {
                return Err(too_large());
            }
            reply.body.extend_from_slice(&chunk);
        }
        Ok(reply)
    }
}

impl Transport for Http {
    fn send(&self, request: &Request) -> std::result::Result<Reply, Failure> {
        let timeout = request.timeout.unwrap_or(self.timeout);
        let outcome = self.runtime.block_on(self.exchange(request, timeout));
        outcome.map_err(|failure| {
            let detail = Redaction::of(request.secrets()).mask(&failure.detail);
            Failure::new(failure.cause, detail)
        })
    }
}

/// Where the server sends the caller on to.
fn location_of(response: &Response) -> Option<String> {
    let is_redirect = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(LOCATION).filter(|_| is_redirect)?;
    Some(String::from_utf8_lossy(location.as_bytes()).into_owned())
}

/// What `error` says about a request that was allowed `timeout`. Only a connection that never came about proves that
/// nothing was sent.
fn failure_of(error: reqwest::Error, timeout: Duration) -> Failure {
    let error = error.without_url();
    let (detail, is_untrusted) = deepest(&error);
    let cause = if error.is_connect() && is_untrusted {
        Cause::Untrusted
    } else if error.is_connect() || error.is_builder() {
        Cause::Unreachable
    } else if error.is_timeout() {
        Cause::Timeout(timeout)
    } else {
        Cause::Broken
    };
    let detail = match cause {
        Cause::Timeout(time) => format!("{} s", time.as_secs_f32()),
        _ => detail,
    };
    Failure::new(cause, detail)
}

/// What the innermost cause of `error` says, and whether it is about a certificate.
fn deepest(error: &reqwest::Error) -> (String, bool) {
    let mut text = error.to_string();
    let mut is_untrusted = false;
    let mut next = error.source();
    while let Some(cause) = next {
        text = cause.to_string();
        is_untrusted |= matches!(
            cause.downcast_ref(),
            Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented)
        );
        // An I/O error passes over the very cause it holds.
        let held = cause.downcast_ref().and_then(io::Error::get_ref);
        next = match held {
            Some(held) => Some(held),
            None => cause.source(),
        };
    }
    (text, is_untrusted)
}

#[cfg(test)]
mod tests;
