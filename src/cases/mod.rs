//! Rule tests: cases that administrators write under `rules/tests/`, played
//! by the planner in memory, with what they expect, what they found, and
//! which parts of the rules they exercise.
