//! Results that take long to compute and are asked for often: kept as long as
//! the data under them stay the same, and computed once however many ask at
//! the same time.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

use super::error::AppError;

/// How much of the memory a result takes, in a unit of its own.
pub trait Weight {
    fn weight(&self) -> usize;
}

/// What a result is of.
struct Slot<Q, S, V> {
    question: Q,
    /// The state of the data that it was computed from, or of one later.
    state: S,
    answer: Arc<OnceCell<Arc<V>>>,
}

/// Answers to questions, for one state of the data each. Bounded in number
/// and in weight: who was asked for longest ago goes first.
pub struct Kept<Q, S, V> {
    /// The one asked for last stands last.
    slots: Mutex<Vec<Slot<Q, S, V>>>,
    most: usize,
    heaviest: usize,
}

impl<Q: PartialEq, S: PartialEq, V: Weight> Kept<Q, S, V> {
    /// At most so many answers, of at most this weight together; the latest
    /// one is kept whatever it weighs.
    pub fn new(most: usize, heaviest: usize) -> Self {
        Self { slots: Mutex::new(Vec::new()), most, heaviest }
    }

    /// The answer that is kept, or else the one that `compute` finds. `state`
    /// must have been read before: what is computed may then know of more
    /// than it says, never of less.
    ///
    /// # Errors
    /// Those of `compute`, which are not kept.
    pub async fn get(
        &self,
        question: Q,
        state: S,
        compute: impl AsyncFnOnce() -> Result<V, AppError>,
    ) -> Result<Arc<V>, AppError> {
        let answer = self.slot(question, state);
        let computed = async || Ok::<_, AppError>(Arc::new(compute().await?));
        let found = answer.get_or_try_init(computed).await?;
        self.make_room();
        Ok(Arc::clone(found))
    }

    fn slot(&self, question: Q, state: S) -> Arc<OnceCell<Arc<V>>> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let known = slots.iter().position(|slot| slot.question == question);
        let slot = match known.map(|place| slots.remove(place)) {
            Some(slot) if slot.state == state => slot,
            _ => Slot { question, state, answer: Arc::default() },
        };
        let answer = Arc::clone(&slot.answer);
        slots.push(slot);
        answer
    }

    fn make_room(&self) {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let mut room = self.heaviest;
        let mut keep = 0;
        for slot in slots.iter().rev() {
            let weight = slot.answer.get().map_or(0, |answer| answer.weight());
            if keep == self.most || (keep > 0 && weight > room) {
                break;
            }
            room = room.saturating_sub(weight);
            keep += 1;
        }
        let gone = slots.len() - keep;
        slots.drain(..gone);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    impl Weight for usize {
        fn weight(&self) -> usize {
            *self
        }
    }

    #[tokio::test]
    async fn many_who_ask_at_once_have_it_computed_once() {
        let kept = Arc::new(Kept::new(4, 100));
        let computed = Arc::new(AtomicUsize::new(0));
        let ask = || {
            let (kept, computed) = (Arc::clone(&kept), Arc::clone(&computed));
            async move {
                let answer = kept
                    .get("open", 1, async || {
                        computed.fetch_add(1, Ordering::SeqCst);
                        tokio::task::yield_now().await;
                        Ok(7)
                    })
                    .await;
                *answer.expect("an answer")
            }
        };
        let answers = futures_util::future::join_all((0..20).map(|_| ask())).await;
        assert_eq!(answers, vec![7; 20]);
        assert_eq!(computed.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn another_state_of_the_data_is_computed_anew_and_a_failure_is_not_kept() {
        let kept = Kept::new(4, 100);
        let get = async |state, answer| kept.get("open", state, async || Ok(answer)).await;
        assert_eq!(*get(1, 10).await.expect("an answer"), 10);
        assert_eq!(*get(1, 11).await.expect("an answer"), 10, "nothing has changed");
        assert_eq!(*get(2, 12).await.expect("an answer"), 12, "an import has come");
        let failed = kept.get("open", 3, async || Err(AppError::Worker)).await;
        assert!(failed.is_err());
        assert_eq!(*get(3, 13).await.expect("an answer"), 13);
    }

    #[tokio::test]
    async fn what_was_asked_for_longest_ago_goes_first() {
        let kept = Kept::new(2, 10);
        let get = async |question: &'static str, answer| {
            *kept.get(question, 1, async || Ok(answer)).await.expect("an answer")
        };
        get("a", 1).await;
        get("b", 2).await;
        get("a", 0).await;
        get("c", 3).await;
        assert_eq!(get("a", 9).await, 1, "asked for after b");
        assert_eq!(get("b", 8).await, 8, "gone, since there is room for two");
        assert_eq!(get("d", 50).await, 50, "heavier than all there is room for");
        assert_eq!(get("d", 0).await, 50, "kept all the same");
        assert_eq!(get("b", 4).await, 4, "but alone");
    }
}
