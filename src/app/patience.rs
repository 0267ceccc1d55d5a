//! Waiting for a database that cannot be used for a moment.

use std::time::Duration;

use tokio::time::Instant;

use crate::store::StoreError;

/// No longer than this is a result kept that cannot be recorded.
const PATIENCE: Duration = Duration::from_secs(120);
const FIRST_DELAY: Duration = Duration::from_millis(250);
const LONGEST_DELAY: Duration = Duration::from_secs(10);

/// The wait after so many failed tries that took so long in all; `None` when
/// patience is at its end.
fn delay_after(tries: u32, waited: Duration) -> Option<Duration> {
    let factor = 2_u32.checked_pow(tries.saturating_sub(1)).unwrap_or(u32::MAX);
    let delay = FIRST_DELAY.saturating_mul(factor).min(LONGEST_DELAY);
    (waited.saturating_add(delay) <= PATIENCE).then_some(delay)
}

/// Does the work, again and again while its failure may pass. It is told how
/// often it failed before.
///
/// # Errors
/// The work's last one.
pub async fn patiently<T>(
    work: impl AsyncFn(u32) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let start = Instant::now();
    let mut tries = 0_u32;
    loop {
        let error = match work(tries).await {
            Err(error) if error.may_pass() => error,
            result => return result,
        };
        tries = tries.saturating_add(1);
        let Some(delay) = delay_after(tries, start.elapsed()) else { return Err(error) };
        tracing::warn!(%error, ?delay, "recording again");
        tokio::time::sleep(delay).await;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn the_wait_doubles_and_ends_after_two_minutes() {
        let delay = |tries, waited| delay_after(tries, Duration::from_secs(waited));
        assert_eq!(delay(1, 0), Some(Duration::from_millis(250)));
        assert_eq!(delay(3, 2), Some(Duration::from_secs(1)));
        assert_eq!(delay(40, 30), Some(Duration::from_secs(10)));
        assert_eq!(delay(40, 110), Some(Duration::from_secs(10)));
        assert_eq!(delay(40, 111), None);
    }

    #[tokio::test]
    async fn a_busy_database_is_asked_again_and_a_full_disk_is_not() {
        let calls = Cell::new(0_u32);
        let recorded = patiently(async |tries| {
            calls.set(calls.get() + 1);
            if tries < 2 { Err(StoreError::Locked) } else { Ok("recorded") }
        })
        .await;
        assert!(matches!(recorded, Ok("recorded")), "{recorded:?}");
        assert_eq!(calls.get(), 3);

        calls.set(0);
        let full = patiently(async |_| {
            calls.set(calls.get() + 1);
            Err::<(), _>(StoreError::DiskFull)
        })
        .await;
        assert!(matches!(full, Err(StoreError::DiskFull)), "{full:?}");
        assert_eq!(calls.get(), 1);
    }
}
