//! What other programs can be told of.

/// Something that happened to a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WebhookEvent {
    /// The mail server took it, or it was written as a letter.
    Sent,
    /// It could not be sent.
    Failed,
    /// It was sent, and came back.
    Bounced,
    /// Nothing: somebody tries a webhook.
    Test,
}

impl WebhookEvent {
    /// What a webhook can be subscribed to.
    pub const OFFERED: [Self; 3] = [Self::Sent, Self::Failed, Self::Bounced];

    /// The name in the store and in what is delivered.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "reminder.sent",
            Self::Failed => "reminder.failed",
            Self::Bounced => "reminder.bounced",
            Self::Test => "webhook.test",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Sent, Self::Failed, Self::Bounced, Self::Test]
            .into_iter()
            .find(|event| event.as_str() == text)
    }
}
