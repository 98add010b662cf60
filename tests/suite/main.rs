//! Everything that is tested from outside: the program as it is called, the README, who may name whom.

#[cfg(test)]
mod any_sheet;
#[cfg(test)]
mod broken;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod clients;
#[cfg(test)]
mod command_line;
#[cfg(test)]
#[path = "../company/mod.rs"]
mod company;
#[cfg(test)]
mod correction;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod layering;
#[cfg(test)]
mod leavers;
#[cfg(test)]
mod mapping;
#[cfg(test)]
mod merged;
#[cfg(test)]
mod months;
#[cfg(test)]
mod payloads;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod remotes;
#[cfg(test)]
mod rosters;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod scope;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod signing;
#[cfg(test)]
mod submission;
#[cfg(test)]
mod template;
#[cfg(test)]
mod text_files;
#[cfg(test)]
mod way_back;
