//! What references lead to, item by item.

use super::super::DepartmentId;
use super::references::ReferenceNumber;

/// What references lead to, item by item.
#[derive(Debug, Default)]
pub(in crate::directory) struct Targets {
    items: Vec<Item>,
    /// By reference, where its items end.
    ends: Vec<u32>,
    /// The references in which a path has an empty level between filled ones, in order.
    gaps: Vec<u32>,
    unresolved: Vec<Unresolved>,
}

/// Where the items of a reference stand, of which there is at least one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    start: u32,
    end: u32,
    first: Item,
}

impl Span {
    /// How many items there are.
    pub(super) fn len(self) -> usize {
        (self.end - self.start) as usize
    }
}

/// What one item of a reference leads to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    /// The item is empty.
    Empty,
    Department(DepartmentId),
    /// Nothing, or several departments: the number among what is not resolved.
    Unresolved(u32),
}

/// An item that leads to no department, or to several.
#[derive(Debug)]
pub(super) struct Unresolved {
    pub(super) text: Box<str>,
    /// The departments that fit equally.
    pub(super) candidates: Vec<DepartmentId>,
}

/// What one item of a reference leads to.
pub(super) enum Resolved<'t> {
    /// The item is empty.
    Empty,
    /// A department.
    Department(DepartmentId),
    /// Nothing, or several departments.
    Not(&'t Unresolved),
}

impl Targets {
    pub(super) fn with_capacity(references: usize) -> Self {
        Self {
            items: Vec::with_capacity(references + references / 2),
            ends: Vec::with_capacity(references),
            ..Self::default()
        }
    }

    /// Where the items of the reference `number` stand.
    #[inline]
    pub(super) fn span(&self, number: ReferenceNumber) -> Span {
        let index = number.index();
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        Span {
            start,
            end: self.ends[index],
            first: self.items[start as usize],
        }
    }

    /// What the items at `span` lead to.
    pub(super) fn items(&self, span: Span) -> impl Iterator<Item = Resolved<'_>> {
        let others = self.items[span.start as usize..span.end as usize].iter();
        let items = std::iter::once(span.first).chain(others.skip(1).copied());
        items.map(|item| match item {
            Item::Empty => Resolved::Empty,
            Item::Department(id) => Resolved::Department(id),
            Item::Unresolved(number) => Resolved::Not(&self.unresolved[number as usize]),
        })
    }

    /// Whether in the reference `number` a path has an empty level between filled ones.
    pub(super) fn has_gap(&self, number: ReferenceNumber) -> bool {
        let index = number.index() as u32;
        !self.gaps.is_empty() && self.gaps.binary_search(&index).is_ok()
    }

    /// Keeps what is not resolved, for the items that are.
    pub(super) fn note(&mut self, unresolved: Unresolved) -> Item {
        self.unresolved.push(unresolved);
        Item::Unresolved(self.unresolved.len() as u32 - 1)
    }

    /// Adds an item to the reference that comes next.
    pub(super) fn push(&mut self, item: Item) {
        self.items.push(item);
    }

    /// Ends the items of a reference.
    pub(super) fn end(&mut self, has_gap: bool) {
        if has_gap {
            self.gaps.push(self.ends.len() as u32);
        }
        self.ends.push(self.items.len() as u32);
    }
}
