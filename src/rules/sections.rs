//! Sections without references to others, as the planner and the texts use
//! them.

use super::set::{AttachmentLimits, DunningOptions, LegalMentions, RetentionRules};
use super::yaml::document::{CompanySection, LegalSection, OptionsSection, SwitchesSection};
use super::yaml::retention::RetentionSection;
use crate::domain::company::{BankAccount, Company, CompanyCode, Sender};
use crate::domain::retention::RetentionSection as Kept;
use crate::plan::policy::Switches;

/// Switches that are not given are off.
pub fn switches(section: &SwitchesSection) -> Switches {
    Switches {
        bornerel: section.bornerel.unwrap_or(false),
        fc_contact_cli_fact: section.fc_contact_cli_fact.unwrap_or(false),
    }
}

/// Options that are not given have their default.
pub fn dunning_options(section: &OptionsSection) -> DunningOptions {
    DunningOptions {
        postpone_expected_payment_days: section
            .postpone_expected_payment_days
            .map_or(0, |days| days.unsigned()),
        attachments: section.attachments.unwrap_or_default(),
        attachment_limits: AttachmentLimits::new(
            section.attachment_mib.map_or(5, |limit| limit.unsigned()),
            section.attachments_mib.map_or(15, |limit| limit.unsigned()),
        ),
        remind_creditors: section.remind_creditors.unwrap_or(false),
        letter_grouping: section.letter_grouping.unwrap_or_default(),
    }
}

/// What the legal mentions say.
pub fn legal_mentions(section: &LegalSection) -> LegalMentions {
    LegalMentions {
        recovery_fee: section.recovery_fee.0,
        late_interest: section
            .late_interest
            .0
            .iter()
            .map(|(language, words)| (language.0.clone(), words.0.clone()))
            .collect(),
        formal_notice_days: section.formal_notice_days.unsigned(),
    }
}

/// How long what is on record is kept.
pub fn retention(section: Option<&RetentionSection>) -> RetentionRules {
    let Some(given) = section else { return RetentionRules::default() };
    let kept = Kept::ALL.into_iter().filter_map(|what| {
        let period = match what {
            Kept::Messages => given.messages,
            Kept::History => given.history,
            Kept::Audit => given.audit,
            Kept::WebhookDeliveries => given.webhook_deliveries,
        };
        Some((what, period?.0?))
    });
    RetentionRules(kept.collect())
}

/// The company as its customers see it.
pub fn company_data(section: &CompanySection) -> Company {
    Company {
        code: CompanyCode(section.code.value.0.as_str().into()),
        name: section.name.0.clone(),
        address: section.address.iter().map(|line| line.0.clone()).collect(),
        legal: section.legal.as_ref().map(|text| text.0.clone()),
        phone: section.phone.as_ref().map(|text| text.0.clone()),
        currency: section.currency.0,
        time_zone: section.time_zone.0,
        language: section.language.0.clone(),
        bank: section.bank.as_ref().map(|bank| BankAccount {
            iban: bank.iban.0.clone(),
            bic: bank.bic.as_ref().map(|bic| bic.0.clone()),
        }),
        sender: Sender {
            name: section.sender.name.0.clone(),
            address: section.sender.address.0.clone(),
        },
    }
}
