//! The ways by which a reminder reaches somebody (domain document §6, §7).

/// What a reminder is: by which way it goes, and what it counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// A mail of the batch.
    Batch,
    /// A mail about selected invoices, by hand.
    Mail,
    /// A letter about selected invoices, by hand.
    Letter,
    /// A mail of the customer follow-up to the customer's contacts.
    FollowUp,
    /// An internal mail to the persons in charge of invoices.
    InCharge,
    /// An internal mail with the follow-up information of invoices.
    Information,
}

impl Channel {
    pub const ALL: [Self; 6] =
        [Self::Batch, Self::Mail, Self::Letter, Self::FollowUp, Self::InCharge, Self::Information];

    /// The name used in the store, in scripts and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Batch => "batch",
            Self::Mail => "mail",
            Self::Letter => "letter",
            Self::FollowUp => "follow_up",
            Self::InCharge => "in_charge",
            Self::Information => "information",
        }
    }

    /// The name of a run by hand in the list of runs; `None` for a batch, which
    /// has its own.
    pub fn run_name(self) -> Option<&'static str> {
        match self {
            Self::Batch => None,
            Self::Mail => Some("Relances manuelles"),
            Self::Letter => Some("Lettres"),
            Self::FollowUp => Some("Suivi de l'arriéré"),
            Self::InCharge => Some("Rappel aux responsables"),
            Self::Information => Some("Informations de suivi"),
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text)
    }

    /// Whether a reminder by this way raises levels, dates and postpones the
    /// expected payment date; the follow-up does not (domain document §7).
    pub fn counts(self) -> bool {
        matches!(self, Self::Batch | Self::Mail | Self::Letter)
    }
}
