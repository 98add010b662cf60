//! How much one request to the sandbox may be.

/// The largest body, in bytes.
pub(super) const BODY: usize = 256 << 20;

/// How long all headers may be together, in bytes.
pub(super) const HEADERS: usize = 32 << 10;

/// How long an address may be, in bytes.
pub(super) const ADDRESS: usize = 16 << 10;
