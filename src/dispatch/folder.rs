//! Messages as files in a folder.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use tokio::io::AsyncWriteExt;

use super::delivery::Outgoing;
use crate::domain::document::Enclosure;

/// Longest name that every file system takes, less room for `.eml` and the
/// marks of an unfinished file.
const LONGEST_NAME: usize = 230;

/// Writes a message under the name of its Message-ID; what stood there is
/// replaced. A reader sees the whole file or none. The file is not forced to
/// the disk.
///
/// Returns the name of the file.
pub async fn write(folder: &Path, mail: &Outgoing) -> io::Result<String> {
    tokio::fs::create_dir_all(folder).await?;
    let stem = file_stem(mail);
    let unfinished = folder.join(format!(".{stem}.part"));
    tokio::fs::write(&unfinished, &mail.message).await?;
    let name = format!("{stem}.eml");
    tokio::fs::rename(&unfinished, folder.join(&name)).await?;
    Ok(name)
}

/// Writes a letter under its name, what goes with it beside it under the same
/// name and its own, and forces them to the disk; what stood there is replaced.
/// A reader sees a whole file or none.
///
/// Returns the name of the file.
pub async fn write_letter(folder: &Path, letter: &Outgoing) -> io::Result<String> {
    tokio::fs::create_dir_all(folder).await?;
    let name = match &letter.file_name {
        Some(name) => escaped(name),
        None => format!("reminder-{}", letter.id.0),
    };
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    for Enclosure { name, content } in &letter.enclosures {
        write_whole(folder, &format!("{stem}-{name}"), content).await?;
    }
    write_whole(folder, &name, &letter.message).await?;
    tokio::fs::File::open(folder).await?.sync_all().await?;
    Ok(name)
}

async fn write_whole(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = tokio::fs::File::create(&unfinished).await?;
    file.write_all(content).await?;
    file.sync_all().await?;
    tokio::fs::rename(&unfinished, folder.join(name)).await
}

/// The Message-ID with everything escaped that could mean something to a file
/// system; a message without one goes by the number of its reminder.
fn file_stem(mail: &Outgoing) -> String {
    message_id(&mail.message)
        .map(|id| escaped(&id))
        .filter(|name| name.len() <= LONGEST_NAME)
        .unwrap_or_else(|| format!("reminder-{}", mail.id.0))
}

fn escaped(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for (place, byte) in id.bytes().enumerate() {
        let plain =
            byte.is_ascii_alphanumeric() || b"@-_+=".contains(&byte) || (byte == b'.' && place > 0);
        if plain {
            name.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(name, "%{byte:02X}");
        }
    }
    name
}

/// The value of the Message-ID header without its angle brackets.
fn message_id(message: &[u8]) -> Option<String> {
    let mut lines = message.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).peekable();
    while let Some(line) = lines.next() {
        if line.is_empty() {
            return None;
        }
        let Some((name, value)) = line.iter().position(|byte| *byte == b':').map(|colon| {
            let (name, value) = line.split_at(colon);
            (name, value.get(1..).unwrap_or_default())
        }) else {
            continue;
        };
        if !name.eq_ignore_ascii_case(b"message-id") {
            continue;
        }
        let mut value = value.to_vec();
        while let Some(more) =
            lines.next_if(|line| line.starts_with(b" ") || line.starts_with(b"\t"))
        {
            value.extend_from_slice(more);
        }
        let value = String::from_utf8_lossy(&value);
        let id = value.trim().trim_start_matches('<').trim_end_matches('>').trim();
        return (!id.is_empty()).then(|| id.to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::identity::ReminderId;

    fn mail(message: &str) -> Outgoing {
        Outgoing {
            id: ReminderId(7),
            message: message.as_bytes().to_vec(),
            envelope_from: "compta@exemple.fr".parse().unwrap(),
            envelope_to: vec!["client@exemple.fr".parse().unwrap()],
            envelope_cc: Vec::new(),
            account: None,
            attempts: 0,
            file_name: None,
            enclosures: Vec::new(),
        }
    }

    #[test]
    fn names_come_from_the_message_id() {
        for (message, name) in [
            ("Message-ID: <a.b@exemple.fr>\r\nSubject: x\r\n\r\ny", "a.b@exemple.fr"),
            ("Subject: x\r\nmessage-id:\r\n <folded@exemple.fr>\r\n\r\n", "folded@exemple.fr"),
            ("Message-ID: <../../etc/passwd>\r\n\r\n", "%2E.%2F..%2Fetc%2Fpasswd"),
            ("Subject: none\r\n\r\nMessage-ID: <body@exemple.fr>", "reminder-7"),
            ("Message-ID: <>\r\n\r\n", "reminder-7"),
            ("", "reminder-7"),
        ] {
            assert_eq!(file_stem(&mail(message)), name, "{message:?}");
        }
    }

    #[test]
    fn a_name_too_long_for_a_file_gives_way_to_the_number() {
        let message = format!("Message-ID: <{}@exemple.fr>\r\n\r\n", "a".repeat(300));
        assert_eq!(file_stem(&mail(&message)), "reminder-7");
    }
}
