//! A text file: encodings, delimiters, quotes, headers, paths.
#![no_main]

mod take_in;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| take_in::take_in("any.csv", bytes));
