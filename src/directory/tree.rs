//! The department tree: parents, depth, pre-order, cycles. The only file that knows petgraph.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::{Department, DepartmentId};

/// The shape of a department tree. Every department is in it exactly once: a cycle is cut above its first department.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    parents: Vec<Option<DepartmentId>>,
    /// Children of all departments, grouped by parent, each group in sibling order.
    children: Vec<DepartmentId>,
    child_starts: Vec<u32>,
    roots: Vec<DepartmentId>,
    preorder: Vec<DepartmentId>,
    depths: Vec<u32>,
    cycles: Vec<Vec<DepartmentId>>,
}

impl Tree {
    /// Builds the tree over the linked parents of `departments`.
    #[must_use]
    pub(super) fn of(departments: &[Department]) -> Self {
        let mut parents: Vec<_> = departments
            .iter()
            .map(|department| department.parent)
            .collect();
        let cycles = cycles(&parents);
        for ring in &cycles {
            parents[ring[0].0 as usize] = None;
        }
        let mut order: Vec<DepartmentId> =
            (0..departments.len() as u32).map(DepartmentId).collect();
        let group =
            |id: &DepartmentId| parents[id.0 as usize].map_or(0, |parent| parent.0 as usize + 1);
        order.sort_by_key(|id| (group(id), departments[id.0 as usize].rank));
        let root_count = order.partition_point(|id| group(id) == 0);
        let children = order.split_off(root_count);
        let mut child_starts = vec![0; departments.len() + 1];
        for id in &children {
            child_starts[group(id)] += 1;
        }
        let mut start = 0;
        for count in &mut child_starts {
            start += *count;
            *count = start;
        }
        let mut tree = Self {
            parents,
            children,
            child_starts,
            roots: order,
            cycles,
            ..Self::default()
        };
        tree.walk();
        tree
    }

    /// Fills pre-order and depths.
    fn walk(&mut self) {
        let mut depths = vec![0; self.parents.len()];
        let mut preorder = Vec::with_capacity(self.parents.len());
        let mut open: Vec<DepartmentId> = self.roots.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            depths[id.0 as usize] = self
                .parent(id)
                .map_or(1, |parent| depths[parent.0 as usize] + 1);
            preorder.push(id);
            open.extend(self.children(id).iter().rev());
        }
        self.depths = depths;
        self.preorder = preorder;
    }

    /// The parent; `None` at the top, for unlinked departments and for the first department of a cycle.
    #[must_use]
    pub fn parent(&self, id: DepartmentId) -> Option<DepartmentId> {
        self.parents[id.0 as usize]
    }

    /// The ancestors, nearest first.
    pub fn ancestors(&self, id: DepartmentId) -> impl Iterator<Item = DepartmentId> + use<'_> {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// The children in sibling order.
    #[must_use]
    pub fn children(&self, id: DepartmentId) -> &[DepartmentId] {
        let index = id.0 as usize;
        &self.children[self.child_starts[index] as usize..self.child_starts[index + 1] as usize]
    }

    /// The departments without a parent, in sibling order.
    #[must_use]
    pub fn roots(&self) -> &[DepartmentId] {
        &self.roots
    }

    /// All departments, parents before children, siblings in order.
    #[must_use]
    pub fn preorder(&self) -> &[DepartmentId] {
        &self.preorder
    }

    /// The level from the top: 1 for departments without a parent.
    #[must_use]
    pub fn depth(&self, id: DepartmentId) -> u32 {
        self.depths[id.0 as usize]
    }

    /// The cycles, each from its first department in source order along the parents.
    #[must_use]
    pub fn cycles(&self) -> &[Vec<DepartmentId>] {
        &self.cycles
    }
}

/// The rings among `parents`, by their first department; departments that are their own parent are none.
fn cycles(parents: &[Option<DepartmentId>]) -> Vec<Vec<DepartmentId>> {
    if !has_cycle(parents) {
        return Vec::new();
    }
    let mut graph = DiGraph::<(), ()>::with_capacity(parents.len(), parents.len());
    for _ in parents {
        graph.add_node(());
    }
    for (child, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            graph.add_edge(NodeIndex::new(child), NodeIndex::new(parent.0 as usize), ());
        }
    }
    let rings = kosaraju_scc(&graph)
        .into_iter()
        .filter(|component| component.len() > 1);
    let mut cycles: Vec<Vec<DepartmentId>> = rings
        .map(|ring| {
            let first = ring
                .iter()
                .map(|node| DepartmentId(node.index() as u32))
                .min();
            let next =
                |id: &DepartmentId| parents[id.0 as usize].filter(|parent| Some(*parent) != first);
            std::iter::successors(first, next).collect()
        })
        .collect();
    cycles.sort_unstable();
    cycles
}

/// Whether a department is above itself.
fn has_cycle(parents: &[Option<DepartmentId>]) -> bool {
    // By department, which walk upwards met it first.
    let mut met: Vec<Option<usize>> = vec![None; parents.len()];
    (0..parents.len()).any(|walk| {
        let mut at = Some(walk);
        while let Some(index) = at {
            if let Some(first) = met[index].replace(walk) {
                return first == walk;
            }
            at = parents[index].map(|parent| parent.0 as usize);
        }
        false
    })
}
