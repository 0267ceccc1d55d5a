//! How many mails a customer gets within a window of days.

use chrono::NaiveDate;

/// The fullest window of a customer, from its first mail to its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busiest {
    pub mails: u32,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// The window of so many days, the first and the last counted, that holds the
/// most mails; of several the earliest. `mails` are the days of the mails,
/// rising, a day as often as there are mails on it.
pub fn busiest_window(mails: &[NaiveDate], window: u32) -> Option<Busiest> {
    let mut first = 0;
    let mut busiest: Option<Busiest> = None;
    for (last, &to) in mails.iter().enumerate() {
        while (to - mails[first]).num_days() >= i64::from(window.max(1)) {
            first += 1;
        }
        let mails_within = u32::try_from(last - first + 1).unwrap_or(u32::MAX);
        if busiest.is_none_or(|busiest| mails_within > busiest.mails) {
            busiest = Some(Busiest { mails: mails_within, from: mails[first], to });
        }
    }
    busiest
}
