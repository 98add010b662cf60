//! What all targets have in common: some bytes as a file, taken in, judged and converted; every row accounted for.

use std::fs;
use std::sync::Arc;

use orgferry::config::{Limits, Reading};
use orgferry::intake::{self, Options};
use orgferry::rule::{self, Context, RULES};
use orgferry::source::{Meter, locate};
use orgferry::system::{PayloadOptions, SYSTEMS, Style};

/// Takes `bytes` in as a file called `name`.
pub fn take_in(name: &str, bytes: &[u8]) {
    let folder = std::env::temp_dir().join(format!("orgferry-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the input");
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a file for the input");
    let limits = Limits { text: 1 << 16, ..Limits::default() };
    let reading = Reading::default();
    let options = Options { reading: &reading, limits: &limits, keeps_keys: true };
    let located = locate(&[path.to_string_lossy()], &mut std::io::empty(), &limits);
    let taken = intake::read(&located, options, &Arc::new(Meter::default()));
    assert!(taken.rows.is_conserved(), "{:?}", taken.rows);
    let context = Context { directory: &taken.directory, limits: &limits };
    let _ = rule::run(&RULES.iter().collect::<Vec<_>>(), context);
    for system in SYSTEMS {
        let options = PayloadOptions::default();
        let payload = system.payload(&taken.directory, &options);
        for index in 0..payload.bodies.count() {
            payload.bodies.write(index, Style::Compact, &mut std::io::sink()).expect("a sink takes everything");
        }
    }
}
