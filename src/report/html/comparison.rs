//! How a directory was before, as far as a page tells it.

use crate::directory::Headcounts;
use crate::plan::Diff;

use super::extent::Extent;
use super::listed::Listed;
use super::past::Past;

/// The differences, and where what is no longer there stands on the page.
pub(super) struct Comparison<'d> {
    pub(super) diff: &'d Diff<'d>,
    /// The heads of the departments as they were.
    pub(super) counts: Headcounts,
    pub(super) listed: Listed<'d>,
    pub(super) past: Past,
}

impl<'d> Comparison<'d> {
    pub(super) fn of(diff: &'d Diff<'d>, listed: Listed<'d>, extent: &Extent) -> Self {
        Self {
            past: Past::of(diff, &listed, extent),
            counts: Headcounts::of(diff.before),
            diff,
            listed,
        }
    }
}
