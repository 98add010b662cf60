//! Texts of an element that wait until they can be pushed in the order of their slots.

use std::ops::Range;

use crate::record::{OpenRecord, Value};

/// How many slots are waited for; texts of others are pushed at once.
const MOST: usize = 32;

/// Where the texts stand in the element, by slot.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    spans: [(u32, u32); MOST],
    /// A bit for each slot that has one.
    slots: u32,
}

impl Waiting {
    /// Adds the text at `span`; `false` where it cannot wait.
    #[inline]
    pub(super) fn add(&mut self, slot: usize, span: &Range<usize>) -> bool {
        let (Ok(start), Ok(end)) = (u32::try_from(span.start), u32::try_from(span.end)) else {
            return false;
        };
        let Some(place) = self.spans.get_mut(slot) else {
            return false;
        };
        let bit = 1 << slot;
        let is_free = self.slots & bit == 0;
        if is_free {
            *place = (start, end);
            self.slots |= bit;
        }
        is_free
    }

    /// Pushes the texts, which stand in `element`.
    #[inline]
    pub(super) fn push_all(&mut self, element: &str, record: &mut OpenRecord<'_>) {
        let mut left = std::mem::take(&mut self.slots);
        while left != 0 {
            let slot = left.trailing_zeros() as usize;
            left &= left - 1;
            let (start, end) = self.spans[slot];
            let text = &element[start as usize..end as usize];
            record.push_at(slot, Value::Text(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::SourceId;
    use crate::record::{BlockWriter, Column, Field, Form, Lookup, Order, RecordKind, Shape};

    #[test]
    fn texts_come_in_the_order_of_their_slots_and_one_a_slot() {
        let fields = [Field::USERID, Field::MEMBER_NAME, Field::EMAIL];
        let column = |field| Column {
            field,
            number: 0,
            header: "".into(),
        };
        let mut writer = BlockWriter::new(Arc::new(Shape {
            source: SourceId(0),
            form: Form::Json,
            order: Order::SmallerFirst,
            columns: fields.map(column).into(),
        }));
        let mut record = writer.open(RecordKind::Member, 1);
        let mut waiting = Waiting::default();
        assert!(waiting.add(2, &(0..0)));
        assert!(waiting.add(0, &(3..10)));
        assert!(!waiting.add(0, &(0..3)));
        assert!(!waiting.add(MOST, &(0..3)));
        assert!(!waiting.add(1, &(0..1 << 33)));
        waiting.push_all("林linfang", &mut record);
        waiting.push_all("no more", &mut record);
        let block = writer.take();
        let record = block.records().next().expect("one was begun");
        let values = [Value::Text("linfang"), Value::Absent, Value::Text("")];
        assert_eq!(record.get_each(&mut Lookup::new(&fields)), values);
    }
}
