//! Hosts the models: takes requests from the network to the system they are for, and keeps the state.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use axum::Router;
use axum::body::Body as HttpBody;
use axum::extract::{DefaultBodyLimit, Request as HttpRequest, State};
use axum::http::{Response, StatusCode};
use tokio::runtime::Builder;
use tokio::sync::watch;

use crate::directory::Directory;
use crate::error::{Error, ErrorKind, Result};
use crate::system::{self, Server};
use crate::transport::{Effect, Reply, Request};

use super::exchange::{self, TurnedAway};
use super::fault::{Fate, Fates};
use super::{Options, Persona, state};

/// How often a changed state is kept.
const KEEP_EVERY: Duration = Duration::from_secs(1);

/// How long requests that are under way at the end may still take.
const PATIENCE: Duration = Duration::from_secs(2);

/// Tells a sandbox to stop; clones tell the same one.
#[derive(Clone, Debug)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Default for Stop {
    fn default() -> Self {
        Self(Arc::new(watch::channel(false).0))
    }
}

impl Stop {
    /// Tells it to stop.
    pub fn tell(&self) {
        self.0.send_replace(true);
    }

    async fn told(&self) {
        // The sender lives as long as this does.
        let _ = self.0.subscribe().wait_for(|told| *told).await;
    }
}

/// One system.
struct Hosted {
    name: &'static str,
    base: String,
    server: Mutex<Box<dyn Server>>,
    fates: Fates,
}

/// All systems.
pub(super) struct Host {
    systems: Vec<Hosted>,
    allows_remote: bool,
    state: Option<PathBuf>,
    /// Whether something may have changed since the state was kept.
    is_changed: AtomicBool,
}

impl Host {
    /// The systems of `personas`, in the state they were left in.
    pub(super) fn new(personas: &[Persona], options: Options) -> Result<Self> {
        let kept = options.state.as_deref().map(state::read).transpose()?;
        let kept = kept.flatten().unwrap_or_default();
        let mut systems = Vec::new();
        for persona in personas {
            let name = persona.system();
            let Some(live) = system::by_name(name).and_then(|system| system.live()) else {
                continue;
            };
            let mut server = live.server(&persona.identity);
            if let Some(state) = kept.get(name) {
                server.restore(state).map_err(|cause| {
                    let file = options.state.as_deref().unwrap_or(name.as_ref());
                    Error::new(ErrorKind::File, "sandbox-state-unreadable")
                        .with("file", file.display().to_string())
                        .because(cause)
                })?;
            }
            systems.push(Hosted {
                name,
                base: persona.base(),
                server: Mutex::new(server),
                fates: Fates::new(options.faults),
            });
        }
        Ok(Self {
            systems,
            allows_remote: options.allows_remote,
            state: options.state,
            is_changed: AtomicBool::new(false),
        })
    }

    pub(super) fn seed(&self, directory: &Directory) {
        for system in &self.systems {
            let mut server = system.server.lock().unwrap_or_else(PoisonError::into_inner);
            server.seed(directory);
        }
        self.is_changed.store(true, Ordering::Relaxed);
    }

    pub(super) fn serve(self, listener: TcpListener, stop: Stop) -> Result<()> {
        let stopped = |cause| Error::new(ErrorKind::Remote, "sandbox-stopped").because(cause);
        let runtime = Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(stopped)?;
        let host = Arc::new(self);
        let served = runtime.block_on(serve(Arc::clone(&host), listener, stop));
        runtime.shutdown_timeout(PATIENCE);
        let kept = host.keep();
        served.map_err(stopped).and(kept)
    }

    /// Keeps the state, where that is wanted and something changed.
    fn keep(&self) -> Result<()> {
        let Some(file) = &self.state else {
            return Ok(());
        };
        if !self.is_changed.swap(false, Ordering::Relaxed) {
            return Ok(());
        }
        let systems = self.systems.iter().map(|system| {
            let server = system.server.lock().unwrap_or_else(PoisonError::into_inner);
            (system.name.to_owned(), server.state())
        });
        state::write(file, systems.collect::<BTreeMap<_, _>>())
    }

    /// The system whose paths `path` is one of.
    fn system(&self, path: &str) -> Option<&Hosted> {
        self.systems.iter().find(|system| {
            let rest = path.strip_prefix(&system.base);
            rest.is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// Lets the system of `base` answer `request`.
    fn answer(&self, base: &str, request: &Request) -> Option<Reply> {
        let system = self.systems.iter().find(|system| system.base == base)?;
        let mut server = system.server.lock().unwrap_or_else(PoisonError::into_inner);
        let reply = server.handle(request, SystemTime::now());
        if request.effect == Effect::Writes {
            self.is_changed.store(true, Ordering::Relaxed);
        }
        Some(reply)
    }
}

async fn serve(host: Arc<Host>, listener: TcpListener, stop: Stop) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let keeper = Arc::clone(&host);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(KEEP_EVERY).await;
            let keeper = Arc::clone(&keeper);
            // What cannot be kept now is reported at the end, when it still cannot.
            let kept = tokio::task::spawn_blocking(move || {
                if keeper.keep().is_err() {
                    keeper.is_changed.store(true, Ordering::Relaxed);
                }
            });
            let _ = kept.await;
        }
    });
    let router = Router::new()
        .fallback(handle)
        .layer(DefaultBodyLimit::disable())
        .with_state(host);
    let told = stop.clone();
    let serving =
        axum::serve(listener, router).with_graceful_shutdown(async move { told.told().await });
    tokio::select! {
        served = async { serving.await } => served,
        () = async {
            stop.told().await;
            tokio::time::sleep(PATIENCE).await;
        } => Ok(()),
    }
}

async fn handle(State(host): State<Arc<Host>>, request: HttpRequest) -> Response<HttpBody> {
    match exchange_one(host, request).await {
        Ok(response) => response,
        Err(turned_away) => exchange::sentence(turned_away),
    }
}

async fn exchange_one(
    host: Arc<Host>,
    request: HttpRequest,
) -> std::result::Result<Response<HttpBody>, TurnedAway> {
    let (parts, body) = request.into_parts();
    exchange::check(&parts, host.allows_remote)?;
    let unknown = TurnedAway(StatusCode::NOT_FOUND, "no system begins with this path");
    let system = host.system(parts.uri.path()).ok_or(unknown)?;
    let base = system.base.clone();
    let fate = system.fates.next(Instant::now());
    let latency = system.fates.latency();
    let method = parts.method.clone();
    let path = parts.uri.path().to_owned();
    let request = exchange::request(parts, body, &base).await?;
    // What has arrived is carried out, whether or not somebody still waits for the reply.
    let carried_out = tokio::spawn(async move {
        if !latency.is_zero() {
            tokio::time::sleep(latency).await;
        }
        let status = match fate {
            Fate::Throttled(_) => Some(StatusCode::TOO_MANY_REQUESTS),
            Fate::Refused => Some(StatusCode::SERVICE_UNAVAILABLE),
            _ => None,
        };
        if let Some(status) = status {
            tracing::info!(%method, path, status = status.as_u16(), "turned away");
            return Ok(turned_away(status, fate));
        }
        // A large import takes its time, which is not the network's.
        let answered = tokio::task::spawn_blocking(move || host.answer(&base, &request)).await;
        let failed = TurnedAway(StatusCode::INTERNAL_SERVER_ERROR, "the model failed");
        let reply = answered.ok().flatten().ok_or(failed)?;
        tracing::info!(%method, path, status = reply.status, ?fate, "answered");
        Ok(match fate {
            Fate::Cut => exchange::cut(),
            Fate::Lost => exchange::response(Reply {
                status: 500,
                headers: Vec::new(),
                body: Vec::new(),
            }),
            _ => exchange::response(reply),
        })
    });
    let stopped = TurnedAway(StatusCode::SERVICE_UNAVAILABLE, "the sandbox is stopping");
    carried_out.await.unwrap_or(Err(stopped))
}

/// The reply to a request that is not carried out.
fn turned_away(status: StatusCode, fate: Fate) -> Response<HttpBody> {
    let mut response = Response::new(HttpBody::empty());
    *response.status_mut() = status;
    if let Fate::Throttled(wait) = fate {
        let seconds = wait.as_secs_f64().ceil().max(1.0) as u64;
        response
            .headers_mut()
            .insert(axum::http::header::RETRY_AFTER, seconds.into());
    }
    response
}
