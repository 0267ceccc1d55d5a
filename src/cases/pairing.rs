//! Which expectation is met by which mail, when several fit.

use std::collections::{HashMap, VecDeque};

/// For each mail the expectation that it meets, as many as can be: where none
/// is free, an expectation gives its mail up for another that fits it as well.
/// `fits` tells whether a mail meets an expectation.
pub fn pairs(
    expected: usize,
    mails: usize,
    fits: impl Fn(usize, usize) -> bool,
) -> Vec<Option<usize>> {
    let mut pairing = Pairing { fits, known: HashMap::new(), pairs: vec![None; mails] };
    let waiting: Vec<usize> = (0..expected).filter(|at| !pairing.take_free(*at)).collect();
    for expected in waiting {
        pairing.make_room(expected);
    }
    pairing.pairs
}

struct Pairing<F> {
    fits: F,
    known: HashMap<(usize, usize), bool>,
    pairs: Vec<Option<usize>>,
}

impl<F: Fn(usize, usize) -> bool> Pairing<F> {
    fn fits(&mut self, expected: usize, mail: usize) -> bool {
        let fits = &self.fits;
        *self.known.entry((expected, mail)).or_insert_with(|| fits(expected, mail))
    }

    fn take_free(&mut self, expected: usize) -> bool {
        let free = (0..self.pairs.len())
            .find(|mail| self.pairs[*mail].is_none() && self.fits(expected, *mail));
        if let Some(mail) = free {
            self.pairs[mail] = Some(expected);
        }
        free.is_some()
    }

    /// Looks for a chain of expectations that can each move to the next mail,
    /// up to one that is free, nearest first.
    fn make_room(&mut self, expected: usize) {
        // By which expectation each mail was reached.
        let mut reached: HashMap<usize, usize> = HashMap::new();
        let mut moving = VecDeque::from([expected]);
        while let Some(next) = moving.pop_front() {
            for mail in 0..self.pairs.len() {
                if reached.contains_key(&mail) || !self.fits(next, mail) {
                    continue;
                }
                reached.insert(mail, next);
                match self.pairs[mail] {
                    Some(other) => moving.push_back(other),
                    None => return self.shift(mail, expected, &reached),
                }
            }
        }
    }

    /// Gives each mail of the chain to the expectation that reached it.
    fn shift(&mut self, mut mail: usize, first: usize, reached: &HashMap<usize, usize>) {
        while let Some(&by) = reached.get(&mail) {
            let before = self.pairs.iter().position(|pair| *pair == Some(by));
            self.pairs[mail] = Some(by);
            match before {
                Some(before) if by != first => mail = before,
                _ => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::pairs;

    /// Which mails fit each expectation, and how many of these can be met.
    #[test]
    fn as_many_expectations_are_met_as_can_be() {
        for (fits, mails, met) in [
            (vec![vec![0]], 1, 1),
            (vec![vec![]], 1, 0),
            (vec![vec![0], vec![0]], 1, 1),
            // The first gives the mail up that only the second can have.
            (vec![vec![0, 1], vec![0]], 2, 2),
            (vec![vec![0, 1], vec![0, 2], vec![0]], 3, 3),
            // A chain over all of them.
            (vec![vec![0, 1], vec![1, 2], vec![2, 3], vec![0]], 4, 4),
            (vec![vec![0, 1], vec![0, 1], vec![0, 1]], 3, 2),
            (vec![vec![0, 1, 2], vec![0, 1, 2], vec![0], vec![0]], 3, 3),
        ] {
            let fits = &fits;
            let pairs = pairs(fits.len(), mails, |it, mail| fits[it].contains(&mail));
            let mut found: Vec<usize> = pairs.iter().copied().flatten().collect();
            assert_eq!(found.len(), met, "{fits:?}: {pairs:?}");
            for (mail, expected) in pairs.iter().enumerate() {
                assert!(expected.is_none_or(|it| fits[it].contains(&mail)), "{fits:?}: {pairs:?}");
            }
            found.sort_unstable();
            found.dedup();
            assert_eq!(found.len(), met, "each is met once: {fits:?}: {pairs:?}");
        }
    }
}
