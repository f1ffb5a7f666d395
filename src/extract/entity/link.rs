//! Places to gazetteer entries.
