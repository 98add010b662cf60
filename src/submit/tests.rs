//! A plan sent to a small server of our own.
