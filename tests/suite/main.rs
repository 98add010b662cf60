//! The tests that look at orgferry from outside.

#[path = "../company/mod.rs"]
mod company;
mod fixtures;
