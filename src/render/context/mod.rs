//! What a template sees of a reminder (`docs/templates.md`), and nothing else.

mod charges;
pub(super) mod follow_up;
mod group;
mod legal;
mod letter;
mod line;
mod parties;
mod scalar;
mod view;

use minijinja::Value;

pub(super) use scalar::{Amount, Day};
use view::view;

pub(super) use letter::Letter;

use super::locale::Locale;
use crate::domain::language::Language;
use crate::domain::money::Currency;
use crate::plan::charges::{ChargeRules, of as charges_of};
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::rules::set::CompanyRules;

/// What mails and letters are written from.
#[derive(Clone, Copy)]
pub(super) struct ReminderFacts<'a> {
    pub rules: &'a CompanyRules,
    pub plan: &'a CustomerPlan,
    pub reminder: &'a PlannedReminder,
}

view! {
    /// The variables of every template.
    Root {
        language,
        /// The words that the mails of the language share.
        words,
        run_date,
        company,
        sender,
        customer,
        recipients,
        /// Of the only recipient, or none.
        recipient_name,
        level,
        lines,
        /// How many invoices the lines belong to.
        invoice_count,
        /// Whether any line is past its due date.
        is_overdue,
        groups,
        person_in_charge,
        /// None for consumers.
        legal,
        formal_notice,
        /// None when nothing is charged.
        charges,
        /// Of a letter: the lines in the envelope's window; none in a mail.
        address,
        /// Of a letter, or none.
        subject,
        /// Where a letter is written, or none.
        place,
        /// Of a letter, or none.
        payment_code,
    }
}

view! {
    LevelView {
        code,
        /// From 1.
        rank,
        is_last,
    }
}

/// Names of every variable and field, to suggest one in place of a misspelt
/// one.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    [
        Root::FIELDS,
        follow_up::FIELDS,
        follow_up::ItemView::FIELDS,
        LevelView::FIELDS,
        Amount::FIELDS,
        line::LineView::FIELDS,
        group::GroupView::FIELDS,
        group::CreditView::FIELDS,
        legal::LegalView::FIELDS,
        legal::NoticeView::FIELDS,
        letter::PaymentCodeView::FIELDS,
        charges::ChargesView::FIELDS,
        charges::ChargeRowView::FIELDS,
        parties::CompanyView::FIELDS,
        parties::BankView::FIELDS,
        parties::CustomerView::FIELDS,
        parties::PersonView::FIELDS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The variables for one mail or letter, written in `language`.
pub(super) fn of(
    request: &ReminderFacts<'_>,
    letter: Option<&Letter<'_>>,
    language: &Language,
    locale: &Locale,
    words: &Value,
) -> Value {
    let ReminderFacts { rules, plan, reminder } = request;
    let charged = match plan.channel.counts() {
        true => charges_of(&rules.charges, plan, reminder),
        false => charges_of(&ChargeRules::default(), plan, reminder),
    };
    let lines = line::of(request, &charged, locale);
    let rank = rules.ladder.rank(&reminder.level);
    let invoices = line::distinct_invoices(&reminder.lines);
    Root {
        language: language.as_str().into(),
        words: words.clone(),
        run_date: Day::value(plan.run_date, locale),
        company: parties::company(&rules.company),
        sender: parties::sender(&reminder.sender),
        customer: parties::customer(&plan.facts.billed.customer),
        recipients: parties::recipients(&reminder.to),
        recipient_name: parties::only_name(&reminder.to),
        level: LevelView {
            code: reminder.level.as_str().into(),
            rank: rank.map(|rank| rank + 1).into(),
            is_last: rank.is_some_and(|rank| rank + 1 == rules.ladder.levels().len()).into(),
        }
        .into_value(),
        groups: group::of(request, &lines, locale),
        lines: Value::from(lines),
        invoice_count: invoices.len().into(),
        is_overdue: reminder.lines.iter().any(|line| line.days_late > 0).into(),
        person_in_charge: invoices
            .iter()
            .find_map(|&at| plan.facts.invoices.get(at)?.invoice.person_in_charge.as_ref())
            .map(parties::collaborator)
            .into(),
        legal: legal::mentions(request, language, locale).into(),
        formal_notice: legal::notice(request, locale),
        charges: charges::of(request, &charged, locale).into(),
        address: letter.map_or_else(|| Value::from(()), |it| letter::address(it.address)),
        subject: letter.map(|letter| letter.subject).into(),
        place: letter.and_then(|_| letter::place(&rules.company)).into(),
        payment_code: letter
            .and_then(|_| {
                let to_pay = charges::to_pay(request, &charged, Currency::EUR);
                letter::payment_code(request, to_pay, locale)
            })
            .into(),
    }
    .into_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_is_documented() {
        let documentation = include_str!("../../../docs/templates.md");
        // `name`, or `group.name` for a field.
        let written = |name: &str| {
            ['`', '.'].iter().any(|before| documentation.contains(&format!("{before}{name}`")))
        };
        let missing: Vec<&str> = names().filter(|name| !written(name)).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
