//! Any text as a backup: refused, or written and read again the same.

#![no_main]

use hashiya::session::backup;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let _ = backup::claims(data);
    // The hashes stop whatever was changed; what stands behind them is read without them too.
    if let Ok(kept) = backup::Kept::read(data) {
        let _ = kept.work();
    }
    let Ok(found) = backup::read(data) else { return };
    let again = backup::write(found.records.clone(), &found.made).unwrap();
    assert_eq!(backup::read(&again).unwrap(), found);
});
