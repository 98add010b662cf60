//! Everything that is tested from outside: the program as it is called, the README, who may name whom.

#[cfg(test)]
mod broken;
#[cfg(test)]
mod command_line;
#[cfg(test)]
#[path = "../company/mod.rs"]
mod company;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod layering;
#[cfg(test)]
mod mapping;
#[cfg(test)]
mod payloads;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod template;
#[cfg(test)]
mod way_back;
