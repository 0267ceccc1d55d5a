//! Criteria for open due items, which commands by hand share.

use chrono::NaiveDate;
use clap::Args;
use rust_decimal::Decimal;

use crate::domain::level::LevelCode;
use crate::domain::money::Currency;
use crate::store::Criteria;

/// The word for items that have no level or no status.
const NONE: &str = "none";

#[derive(Debug, Args)]
pub struct CriteriaArgs {
    #[arg(id = "by_customer", long = "customer", value_name = "CODE", value_delimiter = ',')]
    pub customers: Vec<String>,
    #[arg(id = "by_text", long = "text", value_name = "TEXT")]
    pub text: Option<String>,
    #[arg(id = "by_overdue", long = "overdue")]
    pub overdue: bool,
    #[arg(id = "by_remindable", long = "remindable")]
    pub remindable: bool,
    #[arg(id = "by_level", long = "level", value_name = "LEVEL", value_delimiter = ',')]
    pub levels: Vec<String>,
    #[arg(id = "by_status", long = "status", value_name = "CODE", value_delimiter = ',')]
    pub statuses: Vec<String>,
    #[arg(id = "by_due_from", long = "due-from", value_name = "YYYY-MM-DD")]
    pub due_from: Option<NaiveDate>,
    #[arg(id = "by_due_to", long = "due-to", value_name = "YYYY-MM-DD")]
    pub due_to: Option<NaiveDate>,
    #[arg(id = "by_invoice_from", long = "invoice-from", value_name = "YYYY-MM-DD")]
    pub invoice_from: Option<NaiveDate>,
    #[arg(id = "by_invoice_to", long = "invoice-to", value_name = "YYYY-MM-DD")]
    pub invoice_to: Option<NaiveDate>,
    #[arg(id = "by_min", long = "min", value_name = "AMOUNT", allow_negative_numbers = true)]
    pub min: Option<Decimal>,
    #[arg(id = "by_max", long = "max", value_name = "AMOUNT", allow_negative_numbers = true)]
    pub max: Option<Decimal>,
    #[arg(id = "by_person", long = "person", value_name = "CODE")]
    pub person: Option<String>,
    #[arg(id = "by_currency", long = "currency", value_name = "CODE")]
    pub currency: Option<Currency>,
    #[arg(id = "by_promise_broken", long = "promise-broken")]
    pub promise_broken: bool,
    #[arg(id = "by_disputed", long = "disputed")]
    pub disputed: bool,
}

impl CriteriaArgs {
    pub fn criteria(&self) -> Criteria {
        let given = |text: &String| (text != NONE).then(|| text.clone());
        let level = |text: &String| (text != NONE).then(|| LevelCode::new(text));
        Criteria {
            customers: self.customers.clone(),
            text: self.text.clone(),
            overdue: self.overdue,
            levels: self
                .levels
                .iter()
                .filter(|text| chosen_level(text).is_none())
                .map(level)
                .collect(),
            statuses: self.statuses.iter().map(given).collect(),
            due: (self.due_from, self.due_to),
            invoiced: (self.invoice_from, self.invoice_to),
            open: (self.min, self.max),
            person: self.person.clone(),
            currency: self.currency,
            promise_broken: self.promise_broken,
            disputed: self.disputed,
            remindable: self.remindable,
        }
    }

    /// `--level ITEM=LEVEL`: the level that an item is to be reminded at.
    pub fn chosen_levels(&self) -> Vec<(String, String)> {
        self.levels.iter().filter_map(|text| chosen_level(text)).collect()
    }
}

fn chosen_level(text: &str) -> Option<(String, String)> {
    let (item, level) = text.rsplit_once('=')?;
    Some((item.trim().to_owned(), level.trim().to_owned()))
}
