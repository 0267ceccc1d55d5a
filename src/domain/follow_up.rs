//! The status section of a due item: what staff and reminders note on it.

use chrono::NaiveDate;

use super::channel::Channel;

/// What a sent reminder appends, word for word (domain document §6, §7);
/// nothing where the reminder does not count.
pub fn comment(channel: Channel, date: NaiveDate) -> Option<String> {
    let how = match channel {
        Channel::Batch => "automatiquement par mail",
        Channel::Mail => "manuellement par mail",
        Channel::Letter => "par courrier",
        Channel::FollowUp | Channel::InCharge | Channel::Information => return None,
    };
    Some(format!("Relancé {how} le {}", date.format("%d/%m/%Y")))
}

/// The latest day of which a comment says, in the words of [`comment`], that
/// the item was reminded.
pub fn reminded_on(text: &str) -> Option<NaiveDate> {
    let day = |line: &str| {
        let (_, date) = line.rsplit_once(' ')?;
        let date = NaiveDate::parse_from_str(date, "%d/%m/%Y").ok()?;
        let mut known = Channel::ALL.into_iter().filter_map(|channel| comment(channel, date));
        known.any(|known| known == line).then_some(date)
    };
    text.lines().filter_map(|line| day(line.trim())).max()
}

/// The follow-up information of a due item.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct FollowUp {
    /// Code from the configured status list.
    pub status: Option<String>,
    /// Lines, the newest last.
    pub comment: String,
    /// Day on which the customer promised to have paid.
    pub promised_on: Option<NaiveDate>,
    pub disputed: bool,
    pub next_action_on: Option<NaiveDate>,
    /// Code of a collaborator.
    pub next_action_by: Option<String>,
}

/// What somebody wrote, trimmed and with plain line breaks; `None` where it has
/// other control characters.
pub fn plain_text(text: &str) -> Option<String> {
    let text = text.trim().replace("\r\n", "\n");
    text.chars().all(|c| c == '\n' || !c.is_control()).then_some(text)
}

/// What becomes of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommentEdit {
    Replace(String),
    /// On a line of its own below what is there.
    Append(String),
}

/// A change of follow-up information; what is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FollowUpEdit {
    /// `Some(None)` takes the status away; the same for the others.
    pub status: Option<Option<String>>,
    pub comment: Option<CommentEdit>,
    pub promised_on: Option<Option<NaiveDate>>,
    pub disputed: Option<bool>,
    pub next_action_on: Option<Option<NaiveDate>>,
    pub next_action_by: Option<Option<String>>,
}

impl FollowUpEdit {
    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What an item's follow-up information is afterwards.
    pub fn applied_to(&self, before: &FollowUp) -> FollowUp {
        let comment = match &self.comment {
            None => before.comment.clone(),
            Some(CommentEdit::Replace(text)) => text.clone(),
            Some(CommentEdit::Append(text)) if before.comment.is_empty() => text.clone(),
            Some(CommentEdit::Append(text)) => format!("{}\n{text}", before.comment),
        };
        FollowUp {
            status: self.status.clone().unwrap_or_else(|| before.status.clone()),
            comment,
            promised_on: self.promised_on.unwrap_or(before.promised_on),
            disputed: self.disputed.unwrap_or(before.disputed),
            next_action_on: self.next_action_on.unwrap_or(before.next_action_on),
            next_action_by: self
                .next_action_by
                .clone()
                .unwrap_or_else(|| before.next_action_by.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted() -> FollowUp {
        FollowUp {
            status: Some("PROMISE".into()),
            comment: "Appelé le 12".into(),
            promised_on: NaiveDate::from_ymd_opt(2026, 12, 1),
            disputed: false,
            next_action_on: None,
            next_action_by: Some("CM".into()),
        }
    }

    #[test]
    fn what_is_not_named_stays() {
        assert_eq!(FollowUpEdit::default().applied_to(&noted()), noted());
        let edit = FollowUpEdit { disputed: Some(true), ..FollowUpEdit::default() };
        assert_eq!(edit.applied_to(&noted()), FollowUp { disputed: true, ..noted() });
    }

    #[test]
    fn what_is_named_none_goes() {
        let edit = FollowUpEdit {
            status: Some(None),
            promised_on: Some(None),
            next_action_by: Some(None),
            ..FollowUpEdit::default()
        };
        let after = edit.applied_to(&noted());
        assert_eq!((after.status, after.promised_on, after.next_action_by), (None, None, None));
        assert_eq!(after.comment, "Appelé le 12");
    }

    #[test]
    fn comments_are_replaced_or_grow_by_a_line() {
        for (edit, before, after) in [
            (CommentEdit::Append("Rappelé".into()), "Appelé", "Appelé\nRappelé"),
            (CommentEdit::Append("Rappelé".into()), "", "Rappelé"),
            (CommentEdit::Replace("Rappelé".into()), "Appelé", "Rappelé"),
            (CommentEdit::Replace(String::new()), "Appelé", ""),
        ] {
            let edit = FollowUpEdit { comment: Some(edit), ..FollowUpEdit::default() };
            let before = FollowUp { comment: before.into(), ..FollowUp::default() };
            assert_eq!(edit.applied_to(&before).comment, after);
        }
    }
}
