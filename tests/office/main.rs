//! Documents of a word processor as templates of letters.

mod environment;
mod shipped;
