//! The schedule played day by day on a copy of the facts: what leaves when,
//! and what the rules never catch. Pure; the random source is given.
