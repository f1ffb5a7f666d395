//! Any text as a label set, from a file or from an address.

#![no_main]

use hashiya::session::labels;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let _ = labels::from_fragment(data);
    let Ok((set, _)) = labels::read(data) else { return };
    assert_eq!(labels::read(&labels::write(&set)), Ok((set.clone(), Vec::new())));
    let again = labels::from_fragment(&labels::to_fragment(&set)).unwrap().unwrap();
    assert_eq!(again, (set, Vec::new()));
});
