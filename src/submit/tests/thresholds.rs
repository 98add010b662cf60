//! Limits that no plan gets past.
