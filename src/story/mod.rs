//! Several documents: what they share and where they differ. Imports everything above it, nothing below.
