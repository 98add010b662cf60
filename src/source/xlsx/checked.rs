//! Bytes that are looked at as UTF-8 where they are needed, some at a time.

/// How many bytes are looked at together.
const BLOCK: usize = 2 << 10;

/// Bytes of which some are known to be UTF-8.
pub(super) struct Checked<'x> {
    bytes: &'x [u8],
    known: &'x str,
    /// Where the known ones begin.
    from: usize,
}

impl<'x> Checked<'x> {
    /// Begins to look at `bytes`.
    pub(super) fn new(bytes: &'x [u8]) -> Self {
        Self {
            bytes,
            known: "",
            from: 0,
        }
    }

    /// The first `length` bytes of `rest`, which is the end of the bytes; `None` where they are no UTF-8.
    #[inline]
    pub(super) fn get(&mut self, rest: &[u8], length: usize) -> Option<&'x str> {
        let start = self.bytes.len() - rest.len();
        let at = start.wrapping_sub(self.from);
        match self.known.get(at..at.wrapping_add(length)) {
            Some(text) => Some(text),
            None => self.look(start, length),
        }
    }

    #[inline(never)]
    fn look(&mut self, start: usize, length: usize) -> Option<&'x str> {
        let rest = &self.bytes[start..];
        let is_inside = |byte: &u8| byte & 0xC0 == 0x80;
        let mut end = rest.len().min(length.max(BLOCK));
        while end > length && rest.get(end).is_none_or(is_inside) {
            end -= 1;
        }
        if let Ok(known) = simdutf8::basic::from_utf8(&rest[..end]) {
            (self.known, self.from) = (known, start);
            return known.get(..length);
        }
        simdutf8::basic::from_utf8(&rest[..length]).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_from_bytes_that_are_none() {
        let long = "部".repeat(1_000);
        let mut bytes = format!("<t>林芳</t><t>{long}</t><t>").into_bytes();
        let end = bytes.len();
        bytes.extend(b"\xff</t><t>\xe6\x9e\x97</t>\xe6\x9e");
        let mut checked = Checked::new(&bytes);
        let mut get = |start: usize, length: usize| checked.get(&bytes[start..], length);
        assert_eq!(get(3, 6), Some("林芳"));
        assert_eq!(get(3, 5), None);
        assert_eq!(get(16, 3_000), Some(long.as_str()));
        assert_eq!(get(19, 3), Some("部"));
        assert_eq!(get(end, 1), None);
        assert_eq!(get(end + 8, 3), Some("林"));
        assert_eq!(get(end + 15, 2), None);
        assert_eq!(get(3, 3), Some("林"));
        assert_eq!(get(0, 0), Some(""));
    }
}
