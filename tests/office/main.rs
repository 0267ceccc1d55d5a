//! Documents of a word processor as templates of letters.

mod documents;
mod environment;
mod hostile;
mod shipped;
mod torn;
