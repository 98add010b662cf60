//! Plans sent to the models of servers.

mod aisuda;
mod faults;
mod late;
mod network;
mod runs;
mod stage;
mod summary;
mod thresholds;
