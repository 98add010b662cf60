//! Ids as aisuda's look: ten letters and digits that tell nothing, made from a number and leading back to it.

/// What an id is made of.
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// How many characters an id has.
const LENGTH: usize = 10;

/// How many ids there are.
const COUNT: u128 = 62u128.pow(LENGTH as u32);

/// What scatters the numbers; it shares no divisor with [`COUNT`], so that no two numbers get the same id.
const FACTOR: u128 = 518_276_145_903_217_649;

/// What leads back: the inverse of [`FACTOR`] modulo [`COUNT`].
const INVERSE: u128 = inverse(FACTOR, COUNT);

/// The id of the thing numbered `number`.
pub(super) fn encode(number: u64) -> String {
    let mut rest = u128::from(number) * FACTOR % COUNT;
    let mut id = [b'0'; LENGTH];
    for place in id.iter_mut().rev() {
        *place = ALPHABET[(rest % 62) as usize];
        rest /= 62;
    }
    id.iter().copied().map(char::from).collect()
}

/// The number that `id` was made from.
pub(super) fn decode(id: &str) -> Option<u64> {
    if id.len() != LENGTH {
        return None;
    }
    let mut scattered = 0;
    for byte in id.bytes() {
        let digit = ALPHABET.iter().position(|known| *known == byte)?;
        scattered = scattered * 62 + digit as u128;
    }
    u64::try_from(scattered * INVERSE % COUNT).ok()
}

/// The inverse of `value` modulo `modulus`, by Euclid's way.
const fn inverse(value: u128, modulus: u128) -> u128 {
    let (mut old, mut new) = (modulus as i128, value as i128);
    let (mut old_factor, mut factor) = (0i128, 1i128);
    while new != 0 {
        let quotient = old / new;
        (old, new) = (new, old - quotient * new);
        (old_factor, factor) = (factor, old_factor - quotient * factor);
    }
    assert!(old == 1, "the factor shares no divisor with the count");
    old_factor.rem_euclid(modulus as i128) as u128
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_back_to_its_number() {
        let mut ids = std::collections::BTreeSet::new();
        for number in (0..1000).chain([u64::from(u32::MAX), 1 << 59]) {
            let id = encode(number);
            assert_eq!((id.len(), decode(&id)), (10, Some(number)), "{id}");
            assert!(ids.insert(id));
        }
        for other in ["", "0", "000000000é", "0000000000 ", "k1Jw8ME8G/"] {
            assert_eq!(decode(other), None, "{other}");
        }
    }
}
