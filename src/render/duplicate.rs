//! A duplicate of an invoice, where no document of it is known.

use std::sync::Arc;

use super::Renderer;
use super::context::{self, ReminderFacts};
use super::mail::RenderError;
use super::origin;
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::plan::outcome::{CustomerPlan, ItemRef, Line, PlannedReminder};
use crate::rules::set::CompanyRules;
use crate::typeset::Source;
use crate::wording::msg;

/// The template of duplicates.
pub(super) const TEMPLATE: &str = "layout/duplicate.typ";

impl Renderer {
    /// What is known of an invoice, as a PDF: `layout/duplicate.typ` with the
    /// invoice's open items as the lines.
    ///
    /// # Errors
    /// When there is no such template, or it fails on this data.
    pub(super) fn duplicate(
        &self,
        rules: &CompanyRules,
        plan: &CustomerPlan,
        reminder: &PlannedReminder,
        position: usize,
        language: &Language,
    ) -> Result<Vec<u8>, RenderError> {
        let missing = || RenderError::from(self.missing(TEMPLATE));
        if !self.sources.by_name.contains_key(TEMPLATE) {
            return Err(missing());
        }
        let formats = self.languages.get(language).ok_or_else(missing)?;
        let of_invoice = of_invoice(plan, reminder, position);
        let facts = ReminderFacts { rules, plan, reminder: &of_invoice };
        let variables = context::of(&facts, None, language, &formats.locale, &formats.words);
        let source = Source {
            name: self.shown(TEMPLATE),
            text: self.render(formats, TEMPLATE, &variables)?,
            images: Arc::clone(&self.sources.images),
            title: String::new(),
            language: language.as_str().into(),
        };
        self.typesetter.pdf(source, plan.run_date).map_err(|problems| {
            let told = origin::in_templates(problems, &self.sources, formats, TEMPLATE, &variables);
            match told.into_iter().next() {
                Some(problem) => problem.into(),
                None => RenderError::Refused(msg!("letters-typesetter-failed")),
            }
        })
    }
}

/// The reminder with all that is open of one invoice.
fn of_invoice(plan: &CustomerPlan, reminder: &PlannedReminder, position: usize) -> PlannedReminder {
    let invoice = plan.facts.invoices.get(position).map(|facts| &facts.invoice);
    let lines = invoice.into_iter().flat_map(|invoice| {
        invoice.items.iter().enumerate().map(|(item, due)| Line {
            item: ItemRef { invoice: position, item },
            days_late: (plan.run_date - due.due_date).num_days(),
            open: Money::new(due.open_amount, invoice.currency),
        })
    });
    PlannedReminder { lines: lines.collect(), ..reminder.clone() }
}
