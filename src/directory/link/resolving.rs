//! From references to departments: their items are told apart side by side, then each is resolved once, in the order
//! they are met, because departments are made on the way where paths are all that is known of them.

use std::ops::Range;

use crate::diagnostic::SourceId;
use crate::pieces;
use crate::record::{Field, Form};

use super::super::{Department, DepartmentId, Fault, RecordId};
use super::distinct::{Distinct, Open};
use super::paths::Found;
use super::references::{Reference, References};
use super::targets::{Item, Targets, Unresolved};
use super::{Linker, Map};

/// The items of some references, one behind the other.
#[derive(Default)]
struct Piece<'t> {
    parts: Vec<Part>,
    /// By reference, where its items end.
    ends: Vec<u32>,
    open: Distinct<'t>,
}

/// An item of a reference.
enum Part {
    /// It is empty.
    Empty,
    /// The code of a department.
    Department(DepartmentId),
    /// Still to be resolved: its number in the piece.
    Open(u32),
}

/// What items lead to, by number.
#[derive(Default)]
struct Resolutions {
    items: Vec<Item>,
    /// Those of them in which a path has an empty level between filled ones, in order.
    gaps: Vec<u32>,
    /// Which sources write whole paths, as far as it was asked.
    whole_paths: Map<SourceId, bool>,
    /// What names departments that only their numbers are known of: where first, and how many.
    unlisted: Option<(RecordId, Field, usize)>,
}

impl Linker<'_> {
    /// Resolves every reference. Departments are made where paths are all that is known of them.
    pub(in crate::directory) fn references<'r>(&mut self, references: &'r References) -> Targets {
        let count = references.len();
        // The fewer pieces there are, the less is met again in another one.
        let at_a_time = count.div_ceil(rayon::current_num_threads()).max(1);
        let make = |number, piece: &mut Piece<'r>| {
            let start = number * at_a_time;
            *piece = self.piece(references, start..count.min(start + at_a_time));
        };
        let mut pieces: Vec<Piece<'r>> = Vec::new();
        pieces::each(count.div_ceil(at_a_time), make, |piece| {
            pieces.push(std::mem::take(piece));
        });
        let (all, numbers) = self.together(&mut pieces);
        let mut targets = Targets::with_capacity(count);
        let resolutions = self.resolutions(references, &all, &mut targets);
        for (piece, numbers) in pieces.iter().zip(&numbers) {
            let mut start = 0;
            for end in &piece.ends {
                let mut has_gap = false;
                for part in &piece.parts[start..*end as usize] {
                    targets.push(match part {
                        Part::Empty => Item::Empty,
                        Part::Department(id) => Item::Department(*id),
                        Part::Open(number) => {
                            let number = numbers[*number as usize];
                            has_gap |= resolutions.has_gap(number);
                            resolutions.items[number as usize]
                        }
                    });
                }
                targets.end(has_gap);
                start = *end as usize;
            }
        }
        targets
    }

    /// The items of the references at `range`.
    fn piece<'t>(&self, references: &'t References, range: Range<usize>) -> Piece<'t> {
        let mut piece = Piece {
            parts: Vec::with_capacity(range.len() * 2),
            ends: Vec::with_capacity(range.len()),
            ..Piece::default()
        };
        for number in range.start as u32..range.end as u32 {
            let (reference, text) = references.at(number);
            let is_code = reference.field == Field::MEMBER_DEPARTMENT_CODE;
            let coded = |text: &str| self.codes.get(text);
            // No separator cuts a number.
            let is_number = is_code && text.bytes().all(|byte| byte.is_ascii_digit());
            if let Some(id) = is_number.then(|| coded(text)).flatten() {
                piece.parts.push(Part::Department(id));
                piece.ends.push(piece.parts.len() as u32);
                continue;
            }
            self.separators[&reference.source].each_item(text, &mut |item| {
                let by_code = is_code.then(|| coded(item)).flatten();
                piece.parts.push(match by_code {
                    _ if item.is_empty() => Part::Empty,
                    Some(id) => Part::Department(id),
                    None => {
                        let open = Open::new(number, reference.source, is_code, item);
                        Part::Open(self.number(&mut piece.open, open))
                    }
                });
            });
            piece.ends.push(piece.parts.len() as u32);
        }
        piece
    }

    /// What is open in any of `pieces`, and for each of these the numbers of its own there.
    fn together<'t>(&self, pieces: &mut [Piece<'t>]) -> (Distinct<'t>, Vec<Vec<u32>>) {
        let open = |piece: &mut Piece<'t>| std::mem::take(&mut piece.open);
        let mut open = pieces.iter_mut().map(open);
        let mut all = open.next().unwrap_or_default();
        let mut numbers = vec![(0..all.list().len() as u32).collect()];
        for others in open {
            let others = others.list().iter();
            numbers.push(others.map(|one| self.number(&mut all, *one)).collect());
        }
        (all, numbers)
    }

    /// The number of `open` among `distinct`. Without a department list, what a code leads to may change as departments
    /// are made.
    fn number<'t>(&self, distinct: &mut Distinct<'t>, open: Open<'t>) -> u32 {
        match self.has_departments || !open.is_code {
            true => distinct.number(open),
            false => distinct.add(open),
        }
    }

    /// Resolves what is `open`, in order.
    fn resolutions(
        &mut self,
        references: &References,
        open: &Distinct<'_>,
        targets: &mut Targets,
    ) -> Resolutions {
        let mut resolutions = Resolutions::default();
        if !self.has_departments {
            self.expect_departments(open.list().len());
        }
        for (number, one) in (0..).zip(open.list()) {
            if let Some((id, has_gap)) = self.below_known(references, *one, open, &resolutions) {
                resolutions.gaps.extend(has_gap.then_some(number));
                resolutions.items.push(Item::Department(id));
                continue;
            }
            let mut has_gap = false;
            let resolved = self.resolve(references, *one, &mut resolutions, &mut has_gap);
            if has_gap {
                resolutions.gaps.push(number);
            }
            let item =
                resolved.map_or_else(|unresolved| targets.note(unresolved), Item::Department);
            resolutions.items.push(item);
        }
        if let Some((record, field, departments)) = resolutions.unlisted {
            self.faults.push(Fault::NoDepartmentList {
                record,
                field,
                departments,
            });
        }
        resolutions
    }

    /// The department that the path `one` leads to, and whether the path has a gap, where all is known of what stands
    /// above its last level and the whole way need not be gone.
    fn below_known(
        &mut self,
        references: &References,
        one: Open<'_>,
        open: &Distinct<'_>,
        resolutions: &Resolutions,
    ) -> Option<(DepartmentId, bool)> {
        if self.has_departments || one.is_code {
            return None;
        }
        let (above, name) = self.separators[&one.source].split_last(one.text)?;
        let above = open.find(&Open::new(one.reference, one.source, false, above))?;
        let Item::Department(parent) = *resolutions.items.get(above as usize)? else {
            return None;
        };
        let (reference, _) = references.at(one.reference);
        let by = Some((reference.first, reference.field));
        let department = self.child_or_make(Some(parent), name, by);
        Some((department, resolutions.has_gap(above)))
    }

    fn resolve(
        &mut self,
        references: &References,
        open: Open<'_>,
        resolutions: &mut Resolutions,
        has_gap: &mut bool,
    ) -> Result<DepartmentId, Unresolved> {
        let Open { is_code, text, .. } = open;
        let by_code = self.codes.get(text);
        if let Some(id) = by_code.filter(|_| is_code) {
            return Ok(id);
        }
        let unresolved = |candidates| Unresolved {
            text: text.into(),
            candidates,
        };
        let (reference, _) = references.at(open.reference);
        let (levels, gap) = self.levels(open.source, text);
        *has_gap = gap;
        if !self.has_departments && !is_code {
            let made = self.find_or_make(&levels, Some((reference.first, reference.field)));
            return made.ok_or_else(|| unresolved(Vec::new()));
        }
        let whole_paths = resolutions.whole_paths.entry(open.source);
        let whole_paths = *whole_paths.or_insert_with(|| self.has_paths(references, open.source));
        match self.paths.find(&levels, whole_paths, &self.departments) {
            Found::One(id) => Ok(id),
            Found::Several(candidates) if by_code.is_none() => Err(unresolved(candidates)),
            _ => match by_code {
                Some(id) => Ok(id),
                None if self.is_unlisted(reference) => {
                    let unlisted = (reference.first, reference.field, 0);
                    let (_, _, count) = resolutions.unlisted.get_or_insert(unlisted);
                    *count += 1;
                    Ok(self.make_placeholder(text, reference))
                }
                None => Err(unresolved(Vec::new())),
            },
        }
    }

    /// Whether `source` writes whole paths.
    fn has_paths(&self, references: &References, source: SourceId) -> bool {
        let separators = &self.separators[&source];
        let has_levels = |item: &&str| separators.levels(item).nth(1).is_some();
        references.texts(source).any(|text| {
            separators.may_have_levels(text) && separators.items(text).iter().any(has_levels)
        })
    }

    /// Whether a dump names departments by id and no department list was read beside it.
    fn is_unlisted(&self, reference: &Reference) -> bool {
        !self.has_departments && self.record(reference.first).shape().form == Form::Json
    }

    fn make_placeholder(&mut self, code: &str, reference: &Reference) -> DepartmentId {
        let id = self.make_department(code, None, Some((reference.first, reference.field)));
        let department = self.department_mut(id);
        *department = Department {
            code: Some(code.into()),
            placeholder: true,
            ..department.clone()
        };
        self.codes.insert(code, id);
        id
    }
}

impl Resolutions {
    fn has_gap(&self, number: u32) -> bool {
        !self.gaps.is_empty() && self.gaps.binary_search(&number).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::directory::Directory;
    use crate::directory::example::{Sheet, departments, link, members};

    /// Everything that linking `sheets` leads to, on so many threads.
    fn linked(threads: usize, sheets: &[Sheet]) -> String {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().expect("threads can be started");
        let directory: Directory = pool.install(|| link(sheets));
        let departments: Vec<_> = directory.departments().collect();
        let (memberships, faults) = (directory.memberships(), directory.faults());
        format!("{departments:#?}{memberships:#?}{faults:#?}")
    }

    #[test]
    fn departments_are_made_alike_on_any_number_of_threads() {
        let lists = [
            ["a", "星河/研发部/平台组"],
            ["b", "星河/研发部;星河/研发部/平台组/接入组"],
            ["c", "星河//市场部"],
            ["d", "星河//市场部/渠道组;;/"],
            ["e", "星河/市场部;星河"],
            ["f", "星河/研发部/平台组;星河//市场部/渠道组"],
        ];
        let coded = [["g", "7"], ["h", "平台组"], ["i", "7;8"], ["j", "7;财务部"]];
        let listed = departments(
            "code name parent_code",
            &[["7", "财务部", ""], ["8", "税务组", "7"]],
        );
        let sheets = |listed: Option<Sheet>| {
            let mut sheets = vec![
                members("userid department_code", &coded),
                members("userid department", &lists),
                members("userid department_code", &coded[1..]).dumped(),
            ];
            sheets.extend(listed);
            sheets
        };
        for sheets in [sheets(None), sheets(Some(listed))] {
            let alone = linked(1, &sheets);
            assert_eq!(alone, linked(2, &sheets));
            assert_eq!(alone, linked(9, &sheets));
        }
    }

    #[test]
    fn a_gap_above_a_known_path_is_one_of_the_path_too() {
        let rows = [
            ["a", "星河//研发部"],
            ["b", "星河//研发部/平台组"],
            ["c", "星河/研发部"],
        ];
        let directory = link(&[members("userid department", &rows)]);
        assert_eq!(directory.departments().len(), 3);
        assert_eq!(directory.faults().len(), 2);
    }
}
