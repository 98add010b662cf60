//! The start of an element: its name and its attributes, as they stand there.

/// The start of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'x> {
    pub(super) name: &'x [u8],
    attributes: &'x [u8],
}

impl<'x> Tag<'x> {
    /// The tag of the element `name`; the rest of it are its `attributes`.
    pub(super) fn new(name: &'x [u8], attributes: &'x [u8]) -> Self {
        Self { name, attributes }
    }

    /// The value of the attribute `key` as it stands there.
    pub(super) fn attribute(&self, key: &[u8]) -> Option<&'x [u8]> {
        let mut attributes = self.attributes();
        attributes.find_map(|(found, value)| (found == key).then_some(value))
    }

    /// The attributes, each with its prefix and its value as it stands there.
    pub(super) fn attributes(&self) -> Attributes<'x> {
        Attributes(self.attributes)
    }
}

/// The attributes of a tag; ends where there are no further ones that are well formed.
pub(super) struct Attributes<'x>(&'x [u8]);

impl<'x> Iterator for Attributes<'x> {
    type Item = (&'x [u8], &'x [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.0.trim_ascii_start();
        let equals = text.iter().position(|byte| *byte == b'=')?;
        let (quote, rest) = text[equals + 1..].trim_ascii_start().split_first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let end = rest.iter().position(|byte| byte == quote)?;
        self.0 = &rest[end + 1..];
        Some((text[..equals].trim_ascii_end(), &rest[..end]))
    }
}

/// The name behind the prefix.
pub(super) fn local(name: &[u8]) -> &[u8] {
    match name.iter().rposition(|byte| *byte == b':') {
        Some(colon) => &name[colon + 1..],
        None => name,
    }
}

/// Whether the value of an attribute says yes.
pub(super) fn is_true(value: &[u8]) -> bool {
    matches!(value, b"1" | b"true")
}

/// Where the tag that `bytes` begin with has its last character, quoted values left aside.
pub(super) fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut quote = 0;
    for (at, byte) in bytes.iter().enumerate() {
        match *byte {
            b'>' if quote == 0 => return Some(at),
            b'"' | b'\'' if quote == 0 => quote = *byte,
            byte if byte == quote => quote = 0,
            _ => {}
        }
    }
    None
}
