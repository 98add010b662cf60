//! How a run is going, for whoever watches.

/// How a run is going.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether it waits for requests of an earlier run that may still be at work.
    pub is_waiting: bool,
    /// The wave that is being sent, from 1.
    pub wave: usize,
    /// How many waves there are.
    pub waves: usize,
    /// Operations of that wave with an outcome.
    pub settled_of_wave: usize,
    /// All operations of that wave.
    pub total_of_wave: usize,
    /// Operations with an outcome.
    pub settled: usize,
    /// Operations that failed or are unknown.
    pub failed: usize,
    /// All operations.
    pub total: usize,
}
