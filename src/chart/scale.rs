//! The axis of values: round, whole steps from below the lowest to above the
//! highest.

/// Steps that an axis has at most.
const MOST_STEPS: f64 = 7.0;

/// From the lowest to the highest mark, both multiples of the step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
    pub step: f64,
}

impl Scale {
    /// Holds zero, `low` and `high`; the step is 1, 2 or 5 times a power of
    /// ten and never a fraction.
    pub fn of(low: f64, high: f64) -> Self {
        let (low, high) = (low.min(0.0), high.max(0.0));
        let span = (high - low).max(1.0);
        let power = 10_f64.powf((span / MOST_STEPS).log10().floor()).max(1.0);
        let steps = [1.0, 2.0, 5.0, 10.0].map(|times| times * power);
        let step = steps.into_iter().find(|step| span / step <= MOST_STEPS).unwrap_or(steps[3]);
        let low = (low / step).floor() * step;
        let high = ((high / step).ceil() * step).max(low + step);
        Self { low, high, step }
    }

    pub fn marks(self) -> impl Iterator<Item = f64> {
        let count = ((self.high - self.low) / self.step).round();
        // At most some nine steps: nothing is cut off.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = count as u32;
        (0..=count).map(move |mark| self.low + f64::from(mark) * self.step)
    }

    /// How high a value lies: 0 at the lowest mark, 1 at the highest.
    pub fn share(self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}
