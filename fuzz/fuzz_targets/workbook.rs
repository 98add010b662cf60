//! A whole workbook, as it comes: the zip directory, its parts, its sheets.
#![no_main]

mod take_in;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| take_in::take_in("any.xlsx", bytes));
