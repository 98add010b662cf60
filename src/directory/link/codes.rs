//! Departments by their codes.

use compact_str::CompactString;

use super::super::DepartmentId;
use super::Map;
use super::references::small_number;

/// How many times as large as the number of departments a code may be that is found without hashing.
const SPARSE: usize = 16;

/// Departments by code. Those whose codes are small numbers, as most are, stand at these.
#[derive(Debug, Default)]
pub(super) struct Codes {
    numbers: Vec<Option<DepartmentId>>,
    others: Map<CompactString, DepartmentId>,
    count: usize,
}

impl Codes {
    /// The department with this code.
    #[inline]
    pub(super) fn get(&self, code: &str) -> Option<DepartmentId> {
        let number = small_number(code);
        let numbered = number.and_then(|number| self.numbers.get(number).copied().flatten());
        match numbered {
            None if !self.others.is_empty() => self.others.get(code).copied(),
            numbered => numbered,
        }
    }

    /// Gives `department` a code that none has.
    pub(super) fn insert(&mut self, code: &str, department: DepartmentId) {
        self.count += 1;
        match small_number(code).filter(|number| *number < SPARSE * self.count) {
            Some(number) => {
                if self.numbers.len() <= number {
                    self.numbers.resize((number + 1).next_power_of_two(), None);
                }
                self.numbers[number] = Some(department);
            }
            None => {
                self.others.insert(code.into(), department);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_is_found_by_just_its_code() {
        let mut codes = Codes::default();
        let texts = ["1", "15", "999999", "0", "007", "A7", "7", ""];
        for (index, text) in (0..).zip(texts) {
            assert_eq!(codes.get(text), None);
            codes.insert(text, DepartmentId(index));
        }
        for (index, text) in (0..).zip(texts) {
            assert_eq!(codes.get(text), Some(DepartmentId(index)));
        }
        for other in ["2", "01", "+1", "99999", "9999999", "a7"] {
            assert_eq!(codes.get(other), None);
        }
    }
}
