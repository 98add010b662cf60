//! Requests that nobody waits for any more, and users who do not wait.
