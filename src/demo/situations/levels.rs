//! Days late and levels (domain document §3). The shipped levels are N1 from
//! 5 to 15 days, N2 to 30, N3 to 60, N4 to 90, N5 beyond.

use rust_decimal::Decimal;

use super::super::builder::Builder;
use crate::domain::channel::Channel;
use crate::domain::follow_up;
use crate::domain::level::EXCLUDED_CODE;
use crate::import::set::DueItemRow;

/// Days late of items never reminded: before, at and after every bound.
const NEVER_REMINDED: [i64; 14] = [-45, -3, 0, 4, 5, 15, 16, 30, 31, 60, 61, 90, 91, 400];

/// Days late, level, days since the last reminder.
const REMINDED: [(i64, &str, i64); 13] = [
    (12, "N1", 6),
    (20, "N1", 10),
    (25, "N2", 8),
    (40, "N2", 15),
    (50, "N3", 12),
    (70, "N3", 30),
    (80, "N4", 15),
    (95, "N4", 20),
    (115, "N5", 20),
    (150, "N5", 45),
    // Raised by hand: its level never goes down by itself.
    (12, "N3", 2),
    // Reminded yesterday, and today.
    (31, "N2", 1),
    (16, "N1", 0),
];

pub fn add(builder: &mut Builder) {
    let never = builder.simple_customer("Menuiserie Chevallier SARL");
    for days_late in NEVER_REMINDED {
        let amount = builder.amount(150, 6_000);
        builder.sell(&never, days_late, amount, |_, _| {});
    }

    let reminded = builder.simple_customer("Garage Desmarets SAS");
    for (days_late, level, since) in REMINDED {
        let amount = builder.amount(150, 6_000);
        let day = builder.ago(since);
        builder.sell(&reminded, days_late, amount, |_, item| reminded_on(item, level, day));
    }

    let excluded = builder.simple_customer("Fonderie Hamel SA");
    for days_late in [12, 70] {
        let amount = builder.amount(500, 3_000);
        builder.sell(&excluded, days_late, amount, |_, item| {
            item.level = Some(EXCLUDED_CODE.to_owned());
            item.status = Some("COLLECTION".to_owned());
            item.comment = "Dossier chez l’huissier".to_owned();
        });
    }

    instalments(builder);
}

fn instalments(builder: &mut Builder) {
    let customer = builder.simple_customer("Hôtel des Remparts SARL");
    // The second is 20 days late and the third not yet due.
    builder.sell_in_instalments(&customer, 50, &[hundreds(9), hundreds(9), hundreds(9)]);
    // Two late at two levels: 38 and 8 days.
    builder.sell_in_instalments(&customer, 38, &[hundreds(12), hundreds(6)]);
    let first = builder.set.due_items.len();
    builder.sell_in_instalments(
        &customer,
        75,
        &[hundreds(10), hundreds(10), hundreds(10), hundreds(10)],
    );
    for item in builder.set.due_items.iter_mut().skip(first).take(2) {
        item.open_amount = Decimal::ZERO;
    }
}

fn hundreds(number: i64) -> Decimal {
    Decimal::new(number * 10_000, 2)
}

/// As a batch of that day left the item.
pub fn reminded_on(item: &mut DueItemRow, level: &str, day: chrono::NaiveDate) {
    item.level = Some(level.to_owned());
    item.last_reminded_on = Some(day);
    item.comment = follow_up::comment(Channel::Batch, day).unwrap_or_default();
}
