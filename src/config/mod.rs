//! What the user configured: how to read, how strict to be, how much to take in.

mod limits;
mod reading;

pub use limits::Limits;
pub use reading::Reading;
