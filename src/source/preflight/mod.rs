//! A look into a container before a reader sees it: whatever would make a reader loop or take more memory than the
//! limits allow is refused here, from headers and declared sizes.

pub(super) mod biff;
pub(super) mod compound;
pub(super) mod package;
pub(super) mod part;

#[cfg(test)]
mod tests;
