//! Formats of a workbook's cells.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::domain::money::Money;

/// Most decimals of an amount.
const MOST_DECIMALS: u32 = 4;

pub struct Styles {
    pub heading: Format,
    pub bold: Format,
    pub date: Format,
    /// By the number of decimals.
    amounts: Vec<Format>,
    bold_amounts: Vec<Format>,
}

impl Styles {
    pub fn new() -> Self {
        let decimals = |decimals: u32| {
            let fraction = "0".repeat(decimals as usize);
            let point = if decimals == 0 { "" } else { "." };
            Format::new().set_num_format(format!("#,##0{point}{fraction}"))
        };
        Self {
            heading: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin),
            bold: Format::new().set_bold(),
            date: Format::new().set_num_format("dd/mm/yyyy"),
            amounts: (0..=MOST_DECIMALS).map(decimals).collect(),
            bold_amounts: (0..=MOST_DECIMALS).map(|count| decimals(count).set_bold()).collect(),
        }
    }

    /// With the decimals of the currency, or of the amount where it has more.
    pub fn amount(&self, money: &Money, bold: bool) -> &Format {
        let decimals = money.amount.normalize().scale().max(money.currency.decimals());
        let decimals = decimals.min(MOST_DECIMALS) as usize;
        let formats = if bold { &self.bold_amounts } else { &self.amounts };
        formats.get(decimals).unwrap_or(&self.bold)
    }
}
