//! Everything that is tested from outside: the program as it is called, the README, who may name whom.

mod command_line;
#[path = "../company/mod.rs"]
mod company;
mod fixtures;
mod layering;
mod readme;
mod round_trip;
