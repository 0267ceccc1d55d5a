//! A balance as the source of a Typst document.
