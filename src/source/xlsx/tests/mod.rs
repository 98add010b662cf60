//! What our reader makes of workbooks, by hand, by a writer and beside calamine.
