//! What hooks may answer, besides `()` for "as the policy says".

use rhai::Dynamic;

use super::failure::type_word;
use crate::domain::level::{EXCLUDED_CODE, LevelCode};
use crate::plan::policy::{Eligibility, LevelChoice, RecipientChoice};
use crate::wording::{Message, msg};

fn wrong(hook: &str, answer: &Dynamic, expected: Message) -> Message {
    msg!(
        "rules-wrong-answer",
        hook = hook,
        found = type_word(answer.type_name()),
        expected = expected
    )
}

/// `true`, or the reason of the refusal.
pub fn eligibility(answer: Dynamic) -> Result<Eligibility, Message> {
    if let Ok(true) = answer.as_bool() {
        return Ok(Eligibility::Eligible);
    }
    match answer.into_text() {
        Ok(reason) => Ok(Eligibility::Refused(reason)),
        Err(answer) => Err(wrong("eligible", &answer, msg!("rules-answer-eligible"))),
    }
}

/// The code of a level, or `"NA"` for no reminder.
pub fn level(answer: Dynamic) -> Result<LevelChoice, Message> {
    match answer.into_text() {
        Ok(code) if code == EXCLUDED_CODE => Ok(LevelChoice::None),
        Ok(code) => Ok(LevelChoice::Level(LevelCode::new(&code))),
        Err(answer) => Err(wrong("level", &answer, msg!("rules-answer-level"))),
    }
}

/// An address, a list of addresses, or a map with `to` and `cc`.
pub fn recipients(answer: Dynamic) -> Result<RecipientChoice, Message> {
    if !answer.is_map() {
        let to = addresses("recipients", answer)?;
        return Ok(RecipientChoice { to, cc: Vec::new() });
    }
    let mut choice = RecipientChoice::default();
    let expected = || msg!("rules-answer-recipients");
    for (key, value) in answer.cast::<rhai::Map>() {
        match key.as_str() {
            "to" => choice.to = addresses("recipients", value)?,
            "cc" => choice.cc = addresses("recipients", value)?,
            _ => return Err(wrong("recipients", &Dynamic::from(key.to_string()), expected())),
        }
    }
    Ok(choice)
}

/// An address or a list of addresses; whether they are addresses is seen later.
pub fn addresses(hook: &str, answer: Dynamic) -> Result<Vec<String>, Message> {
    if answer.is_array() {
        return answer
            .cast::<rhai::Array>()
            .into_iter()
            .map(|entry| {
                entry
                    .into_text()
                    .map_err(|entry| wrong(hook, &entry, msg!("rules-answer-addresses")))
            })
            .collect();
    }
    answer
        .into_text()
        .map(|address| vec![address])
        .map_err(|answer| wrong(hook, &answer, msg!("rules-answer-addresses")))
}

/// A text or a whole number.
pub fn group_key(answer: Dynamic) -> Result<String, Message> {
    if let Ok(number) = answer.as_int() {
        return Ok(number.to_string());
    }
    answer.into_text().map_err(|answer| wrong("group_key", &answer, msg!("rules-answer-group-key")))
}

/// A text on one line.
pub fn subject(answer: Dynamic) -> Result<String, Message> {
    let text = answer
        .into_text()
        .map_err(|answer| wrong("subject", &answer, msg!("rules-answer-subject")))?;
    if text.chars().any(char::is_control) || text.trim().is_empty() {
        return Err(msg!("rules-subject-not-one-line"));
    }
    Ok(text)
}

/// A text, or the value back.
trait IntoText: Sized {
    fn into_text(self) -> Result<String, Self>;
}

impl IntoText for Dynamic {
    fn into_text(self) -> Result<String, Self> {
        if self.is_string() {
            Ok(self.cast::<rhai::ImmutableString>().to_string())
        } else {
            Err(self)
        }
    }
}
