//! A JSON document or lines of them: dumps, bodies, replies, our own format.
#![no_main]

mod take_in;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| take_in::take_in("any.json", bytes));
