//! Items that a simulation does not catch, by reason.

use super::reason::reason_name;
use super::simulation::Shown;
use crate::plan::outcome::Reason;
use crate::simulation::{Case, Group, Groups};
use crate::wording::msg;

/// Items of a group that are shown.
const EXAMPLES: usize = 3;

impl Shown {
    /// Nothing where there is no group.
    pub(super) fn groups(&self, groups: &Groups, by_level: bool) -> String {
        if groups.is_empty() {
            return String::new();
        }
        let mut headings = vec![
            (msg!("cli-column-reason"), false),
            (msg!("simulation-column-rule"), false),
            (msg!("cli-column-items"), true),
            (msg!("cli-column-amount"), true),
            (msg!("simulation-column-examples"), false),
        ];
        if by_level {
            headings.insert(0, (msg!("cli-column-level"), false));
        }
        let mut rows = self.rows(&headings);
        for (key, group) in groups.iter() {
            let mut cells = vec![
                self.reason(key.reason, group),
                group.rule.as_ref().map(ToString::to_string).unwrap_or_default(),
                group.sum.items.to_string(),
                self.figures.moneys(&group.sum.amounts()),
                self.examples(group),
            ];
            if by_level {
                let level = key.level.as_ref().map(|(_, level)| level.to_string());
                cells.insert(0, level.unwrap_or_else(|| "?".to_owned()));
            }
            rows.add(cells);
        }
        rows.to_string()
    }

    /// What all items of a group have in common.
    fn reason(&self, code: &str, group: &Group) -> String {
        let message = match group.cases.first().map(|case| &case.reason) {
            Some(named @ (Reason::Exclusion { .. } | Reason::AlreadyAtLevel { .. })) => {
                named.message()
            }
            _ => reason_name(code),
        };
        message.in_language(self.language)
    }

    fn examples(&self, group: &Group) -> String {
        let shown = group.cases.iter().take(EXAMPLES);
        let mut names: Vec<String> = shown.map(item).collect();
        if group.sum.items > names.len() as u64 {
            names.push("…".to_owned());
        }
        names.join("\n")
    }
}

fn item(case: &Case) -> String {
    format!("{} {}/{}", case.customer, case.invoice, case.instalment)
}
