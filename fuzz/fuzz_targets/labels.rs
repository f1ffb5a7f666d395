//! Any text as a label set.

#![no_main]

use hashiya::annotate::LabelRecord;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let Ok(labels) = serde_json::from_str::<Vec<LabelRecord>>(data) else { return };
    let json = serde_json::to_string(&labels).unwrap();
    assert_eq!(serde_json::from_str::<Vec<LabelRecord>>(&json).unwrap(), labels);
});
