//! A schedule in words, where it is a usual one: certain hours on certain days
//! of the week.

use crate::schedule::Schedule;
use crate::wording::{Message, UiLanguage, msg};

/// `None` for a schedule that is better read as it is written.
pub fn words(schedule: &Schedule, language: UiLanguage) -> Option<String> {
    let fields: Vec<&str> = schedule.expression.split_whitespace().collect();
    let [minute, hours, "*", "*", days] = fields.as_slice() else { return None };
    let minute: u32 = minute.parse().ok().filter(|minute| *minute < 60)?;
    let hours: Option<Vec<String>> = hours
        .split(',')
        .map(|hour| {
            let hour: u32 = hour.parse().ok().filter(|hour| *hour < 24)?;
            Some(format!("{hour:02}:{minute:02}"))
        })
        .collect();
    let hours = hours?.join(", ");
    let message = match *days {
        "*" | "0-6" | "1-7" => msg!("web-batches-every-day", hours = hours),
        "1-5" => msg!("web-batches-working-days", hours = hours),
        days => {
            let names: Option<Vec<String>> = days
                .split(',')
                .map(|day| Some(weekday(day.parse().ok()?)?.in_language(language)))
                .collect();
            msg!("web-batches-on-days", days = names?.join(", "), hours = hours)
        }
    };
    Some(message.in_language(language))
}

fn weekday(day: u32) -> Option<Message> {
    Some(match day {
        1 => msg!("web-batches-monday"),
        2 => msg!("web-batches-tuesday"),
        3 => msg!("web-batches-wednesday"),
        4 => msg!("web-batches-thursday"),
        5 => msg!("web-batches-friday"),
        6 => msg!("web-batches-saturday"),
        0 | 7 => msg!("web-batches-sunday"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_schedule_reads_as_people_say_it() {
        for (expression, english, french) in [
            (
                "0 7 * * 1-5",
                Some("From Monday to Friday at 07:00"),
                Some("Du lundi au vendredi à 07:00"),
            ),
            (
                "30 6,18 * * *",
                Some("Every day at 06:30, 18:30"),
                Some("Chaque jour à 06:30, 18:30"),
            ),
            ("5 9 * * 2,4", Some("On Tuesday, Thursday at 09:05"), Some("Le mardi, jeudi à 09:05")),
            ("*/5 * * * *", None, None),
            ("0 7 1 * *", None, None),
        ] {
            let cron = expression.parse().expect("a schedule");
            let schedule = Schedule::new(cron, expression, chrono_tz::Europe::Paris);
            assert_eq!(words(&schedule, UiLanguage::English).as_deref(), english, "{expression}");
            assert_eq!(words(&schedule, UiLanguage::French).as_deref(), french, "{expression}");
        }
    }
}
