//! The words that reminders leave in an item's status section.

use chrono::NaiveDate;

use super::channel::Channel;

/// What a sent reminder appends, word for word (domain document §6, §7);
/// nothing where the reminder does not count.
pub fn comment(channel: Channel, date: NaiveDate) -> Option<String> {
    let how = match channel {
        Channel::Batch => "automatiquement par mail",
        Channel::Mail => "manuellement par mail",
        Channel::Letter => "par courrier",
        Channel::FollowUp | Channel::InCharge | Channel::Information => return None,
    };
    Some(format!("Relancé {how} le {}", date.format("%d/%m/%Y")))
}
