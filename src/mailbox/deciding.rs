//! What a message means for the reminder that it is about.

use super::reading::{Content, Incoming};
use super::report::RecipientStatus;
use super::status::Verdict;
use crate::domain::address::EmailAddress;
use crate::domain::incoming::{Effect, MessageKind, MessageOutcome};
use crate::domain::suppression::SuppressionCause;

/// What becomes of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub kind: MessageKind,
    pub outcome: MessageOutcome,
    pub effects: Vec<Effect>,
    /// What servers said, one line for each recipient.
    pub detail: String,
}

/// Decides by the addresses that the reminder went to, copies included; `None`
/// where no reminder of ours is named. Whoever knows the Message-ID of a
/// reminder can forge a report: it counts for these addresses alone.
pub fn decide(incoming: &Incoming, went_to: Option<&[EmailAddress]>) -> Decision {
    let addresses = went_to.unwrap_or_default();
    match &incoming.content {
        Content::DeliveryStatus(statuses) => delivery_status(statuses, addresses),
        Content::Complaint(named) => complaint(named, addresses),
        Content::Reply { .. } if went_to.is_some() => Decision {
            kind: MessageKind::Reply,
            outcome: MessageOutcome::Linked,
            effects: vec![Effect::Answered { detail: from_and_subject(incoming) }],
            detail: String::new(),
        },
        Content::AutoReply if went_to.is_some() => {
            nothing(MessageKind::AutoReply, MessageOutcome::Noted)
        }
        Content::Reply { .. } => nothing(MessageKind::Reply, MessageOutcome::Ignored),
        Content::AutoReply => nothing(MessageKind::AutoReply, MessageOutcome::Ignored),
        Content::Other => nothing(MessageKind::Other, MessageOutcome::Ignored),
    }
}

fn nothing(kind: MessageKind, outcome: MessageOutcome) -> Decision {
    Decision { kind, outcome, effects: Vec::new(), detail: String::new() }
}

fn from_and_subject(incoming: &Incoming) -> String {
    format!("{}: {}", incoming.from, incoming.subject)
}

fn delivery_status(statuses: &[RecipientStatus], went_to: &[EmailAddress]) -> Decision {
    let mut decision = nothing(MessageKind::DeliveryStatus, MessageOutcome::NotMatched);
    let mut lines = Vec::new();
    for status in statuses {
        let Some((address, certain)) = meant(status, went_to) else { continue };
        let detail = format!("{address}: {}", status.words());
        let came_back = match status.verdict() {
            Verdict::Arrived | Verdict::Delayed => false,
            Verdict::Bounced => true,
            Verdict::HardBounce => {
                if certain {
                    decision.effects.push(Effect::Suppressed {
                        address: address.clone(),
                        cause: SuppressionCause::HardBounce,
                        detail: status.words(),
                    });
                }
                true
            }
        };
        if came_back {
            decision.outcome = MessageOutcome::Bounced;
            decision.effects.push(Effect::Bounced { detail: detail.clone() });
        } else if decision.outcome == MessageOutcome::NotMatched {
            decision.outcome = MessageOutcome::Noted;
        }
        lines.push(detail);
    }
    decision.detail = lines.join("\n");
    decision
}

/// The address of the reminder that a status is about, and whether it names it.
fn meant<'a>(
    status: &RecipientStatus,
    went_to: &'a [EmailAddress],
) -> Option<(&'a EmailAddress, bool)> {
    if status.addresses().next().is_none() {
        return only(went_to).map(|address| (address, false));
    }
    status.addresses().find_map(|told| ours(told, went_to)).map(|address| (address, true))
}

fn complaint(named: &[EmailAddress], went_to: &[EmailAddress]) -> Decision {
    let mut decision = nothing(MessageKind::Complaint, MessageOutcome::NotMatched);
    // Most reports hide who complained: of one recipient it is known all the same.
    let meant: Vec<&EmailAddress> = match named {
        [] => only(went_to).into_iter().collect(),
        named => named.iter().filter_map(|told| ours(told, went_to)).collect(),
    };
    for address in meant {
        decision.outcome = MessageOutcome::Complained;
        decision.effects.push(Effect::Complained { detail: address.to_string() });
        decision.effects.push(Effect::Suppressed {
            address: address.clone(),
            cause: SuppressionCause::Complaint,
            detail: String::new(),
        });
    }
    decision
}

fn only(went_to: &[EmailAddress]) -> Option<&EmailAddress> {
    match went_to {
        [only] => Some(only),
        _ => None,
    }
}

fn ours<'a>(told: &EmailAddress, went_to: &'a [EmailAddress]) -> Option<&'a EmailAddress> {
    let told = told.normal();
    went_to.iter().find(|address| address.normal() == told)
}
