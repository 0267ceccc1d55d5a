//! What stands in the rules files. Each top-level section stands in one file;
//! the doc comments are the descriptions of the JSON Schema.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::aged_balance::AgedBalanceSection;
use super::bank::{Bic, Iban};
use super::calendar::CalendarSection;
use super::charges::ChargesSection;
use super::levels::LevelsSection;
use super::read::{Read, Reader, section};
use super::retention::RetentionSection;
use super::sending::SendingSection;
use super::tree::Node;
use super::values::{
    Amount, Code, CronText, CurrencyCode, DayCount, Email, LanguageCode, LevelName, SourceName,
    Text, Whole, Zone, choice, words,
};
use super::wrappers::{At, Entries, Keyed, Section};
use crate::rules::set::{Attachments, LetterGrouping};
use crate::schedule::{MissedRuns, OnClosedDays};

section! {
    /// A rules file of Relance. Each section stands in one file of the folder.
    RulesFile {
        /// The companies that send reminders.
        companies: Option<Section<Vec<At<CompanySection>>>>,
        /// The two switches of the dunning function.
        switches: Option<Section<SwitchesSection>>,
        /// The levels in rising order, and NA.
        levels: Option<Section<LevelsSection>>,
        /// The status list of due items.
        statuses: Option<Section<Vec<StatusSection>>>,
        /// What the payment methods of invoices mean for dunning.
        payment_methods: Option<Section<PaymentMethodsSection>>,
        /// Per currency: an invoice with this open amount or less is not reminded.
        minimum_amounts: Option<Section<Entries<CurrencyCode, Amount>>>,
        /// Where the recipients of a reminder come from.
        recipients: Option<Section<RecipientsSection>>,
        /// Items that are left out when a condition holds.
        exclusions: Option<Section<Vec<ExclusionSection>>>,
        /// Dunning options (options de relance).
        options: Option<Section<OptionsSection>>,
        /// What the legal mentions of the texts say.
        legal: Option<Section<LegalSection>>,
        /// The aged balance: buckets, age, exchange rates.
        aged_balance: Option<Section<AgedBalanceSection>>,
        /// What late payment adds to a debt between businesses.
        charges: Option<Section<ChargesSection>>,
        /// The business calendar: days on which a company is closed.
        calendar: Option<Section<CalendarSection>>,
        /// The batches.
        batches: Option<Section<Vec<At<BatchSection>>>>,
        /// When a preview warns.
        warnings: Option<Section<WarningsSection>>,
        /// How mails are handed to the server.
        dispatch: Option<Section<DispatchSection>>,
        /// By which accounts reminders leave, and how fast.
        sending: Option<Section<SendingSection>>,
        /// How long what holds personal data is kept.
        retention: Option<Section<RetentionSection>>,
    }
}

section! {
    /// A company as its customers see it.
    CompanySection {
        /// The short code that every row of the company carries.
        code: At<Code>,
        /// The name as printed.
        name: Text,
        /// The lines of the postal address.
        address: Vec<Text>,
        /// Legal form, capital, register and VAT number, for the foot of a mail.
        legal: Option<Text>,
        /// As printed.
        phone: Option<Text>,
        /// The currency of the books, ISO 4217.
        currency: CurrencyCode,
        /// The time zone whose civil days count, such as Europe/Paris.
        time_zone: Zone,
        /// The language of mails when neither contact nor customer has one.
        language: LanguageCode,
        /// Where customers pay.
        bank: Option<BankSection>,
        /// Whom reminders are from.
        sender: SenderSection,
        /// Sections that hold for this company in place of the common ones.
        overrides: Option<OverridesSection>,
    }
}

section! {
    /// A bank account.
    BankSection {
        /// The IBAN, with or without blanks; its check digits must agree.
        iban: Iban,
        /// The BIC.
        bic: Option<Bic>,
    }
}

section! {
    /// A name and an address that mails are from.
    SenderSection {
        /// The name shown.
        name: Text,
        /// The e-mail address.
        address: Email,
    }
}

section! {
    /// Sections of one company; each replaces the whole common section.
    OverridesSection {
        /// In place of the common switches.
        switches: Option<Keyed<SwitchesSection>>,
        /// In place of the common levels.
        levels: Option<Keyed<LevelsSection>>,
        /// In place of the common payment methods.
        payment_methods: Option<Keyed<PaymentMethodsSection>>,
        /// In place of the common minimum amounts.
        minimum_amounts: Option<Keyed<Entries<CurrencyCode, Amount>>>,
        /// In place of the common recipients.
        recipients: Option<Keyed<RecipientsSection>>,
        /// In place of the common exclusions.
        exclusions: Option<Keyed<Vec<ExclusionSection>>>,
        /// In place of the common dunning options.
        options: Option<Keyed<OptionsSection>>,
        /// In place of the common legal mentions.
        legal: Option<Keyed<LegalSection>>,
        /// In place of the common settings of the aged balance.
        aged_balance: Option<Keyed<AgedBalanceSection>>,
        /// In place of the common charges.
        charges: Option<Keyed<ChargesSection>>,
        /// In place of the common calendar.
        calendar: Option<Keyed<CalendarSection>>,
    }
}

section! {
    /// The two switches of the dunning function; off where they are not given.
    SwitchesSection {
        /// On: days are counted from the last reminder, not from the due date.
        bornerel = "RELCLI_BORNEREL": Option<bool>,
        /// On: contacts flagged Relance are looked for at the customer to be invoiced only.
        fc_contact_cli_fact = "FC_CONTACT_CLI_FACT": Option<bool>,
    }
}

section! {
    /// An entry of the status list of due items.
    StatusSection {
        /// The code stored at the item.
        code: At<Code>,
        /// What people read, per language code.
        label: Entries<LanguageCode, Text>,
    }
}

section! {
    /// What the payment methods of invoices mean for dunning.
    PaymentMethodsSection {
        /// Methods that are never reminded, by any channel: direct debit
        /// (prélèvement) in every spelling that invoices may have. Case and
        /// surrounding blanks do not matter.
        never_dunned: Vec<Text>,
    }
}

section! {
    /// Where the recipients of a reminder come from.
    RecipientsSection {
        /// The sources in order; the first that yields an address wins.
        order: Vec<At<SourceName>>,
    }
}

section! {
    /// Items that are left out when a condition holds.
    ExclusionSection {
        /// The name shown as the reason.
        name: At<Text>,
        /// The condition, a Rhai expression over `item`.
        when: At<Text>,
        /// False: the exclusion is kept here but not applied.
        enabled: Option<bool>,
    }
}

section! {
    /// Dunning options (options de relance).
    OptionsSection {
        /// A reminder moves the expected payment date to its own date plus this.
        postpone_expected_payment_days: Option<DayCount>,
        /// What of the invoices goes with a reminder.
        attachments: Option<Attachments>,
        /// Largest attached file, in MiB; 5 if left out.
        attachment_mib: Option<Whole<1, 100>>,
        /// All attached files of a reminder together, in MiB; 15 if left out.
        attachments_mib: Option<Whole<1, 100>>,
        /// Remind customers whose net balance is not positive.
        remind_creditors: Option<bool>,
        /// How letters are grouped. Kept for letters; it has no effect on mails.
        letter_grouping: Option<LetterGrouping>,
    }
}

const ATTACHMENTS: [(&str, Attachments); 3] = [
    (Attachments::None.as_str(), Attachments::None),
    (Attachments::Originals.as_str(), Attachments::Originals),
    (Attachments::OriginalsOrDuplicates.as_str(), Attachments::OriginalsOrDuplicates),
];
const LETTER_GROUPINGS: [(&str, LetterGrouping); 2] =
    [("customer", LetterGrouping::Customer), ("billing_site", LetterGrouping::BillingSite)];

words!(Attachments, ATTACHMENTS);
words!(LetterGrouping, LETTER_GROUPINGS);

section! {
    /// What the legal mentions of the texts say (Code de commerce, L441-10, D441-5).
    LegalSection {
        /// Flat recovery fee per unpaid invoice, in the company's currency.
        recovery_fee: Amount,
        /// The late interest rate in words, per language code.
        late_interest: Entries<LanguageCode, Text>,
        /// Days that a formal notice leaves to pay.
        formal_notice_days: DayCount,
    }
}

section! {
    /// A batch such as RelancesAutomatiques.
    BatchSection {
        /// The name used on the command line.
        name: At<Text>,
        /// When it starts by itself, in cron's five fields; left out: by hand only.
        schedule: Option<At<CronText>>,
        /// The time zone of the schedule.
        time_zone: Option<Zone>,
        /// What becomes of a start on a day on which the company is closed: run
        /// (if left out), skip, or next_open_day, at the same time of day.
        on_closed_days: Option<OnClosedDays>,
        /// What is done about a start that was missed: run_once (if left out), skip, or ask.
        missed_runs: Option<MissedRuns>,
        /// After so many minutes a start counts as missed; 60 if left out.
        missed_after_minutes: Option<Whole<1, 10_080>>,
        /// Codes of the companies that it runs for; left out: all.
        companies: Option<Vec<At<Code>>>,
        /// Which items it takes; left out: all.
        filter: Option<FilterSection>,
        /// Template languages to try when the recipient's has none.
        language_fallback: Option<Vec<LanguageCode>>,
    }
}

section! {
    /// Which items a batch takes: all that is given must hold.
    FilterSection {
        /// Only these currencies.
        currencies: Option<Vec<CurrencyCode>>,
        /// Only these customer codes.
        customers: Option<Vec<Text>>,
        /// Only items that would get one of these levels.
        levels: Option<Vec<At<LevelName>>>,
        /// Only items for which this Rhai expression over `item` holds.
        when: Option<At<Text>>,
    }
}

section! {
    /// When a preview warns.
    WarningsSection {
        /// A run of more than this many times the usual number of reminders…
        flood_factor: Option<Amount>,
        /// …and of at least this many is a flood.
        flood_minimum: Option<Whole<0, 10_000_000>>,
        /// Payment data older than this many days is worth a warning.
        payments_older_than_days: Option<DayCount>,
    }
}

section! {
    /// How mails are handed to the server.
    DispatchSection {
        /// Connections held at once.
        connections: Option<Whole<1, 64>>,
        /// Tries per mail, the first included.
        attempts: Option<Whole<1, 20>>,
        /// Wait before the second try in milliseconds, doubled after each.
        first_delay_ms: Option<Whole<0, 600_000>>,
        /// Longest wait for an answer of the server, in seconds.
        timeout_seconds: Option<Whole<1, 3600>>,
    }
}
