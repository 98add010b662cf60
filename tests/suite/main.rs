//! Everything that is tested from outside: the program as it is called, the README, who may name whom.

mod command_line;
mod layering;
mod readme;
