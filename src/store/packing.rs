//! Messages as they are stored: packed, since mails are mostly text that many
//! of them share, and a large run writes gigabytes of it.

use std::io::{self, Read as _};

use rayon::prelude::*;

use super::error::StoreError;

/// Fast rather than small: a run waits for it.
const LEVEL: i32 = 1;
/// Larger messages are not unpacked: none that was recorded is, in bytes.
const LARGEST: u64 = 512 * 1024 * 1024;

/// How a message is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Byte for byte.
    Plain,
    Zstd,
}

impl Packing {
    /// The name used in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Zstd => "zstd",
        }
    }

    fn from_stored(stored: &str) -> Result<Self, StoreError> {
        match stored {
            "" => Ok(Self::Plain),
            "zstd" => Ok(Self::Zstd),
            other => Err(StoreError::bad_value("messages.packing", other)),
        }
    }
}

/// Packs messages, on all cores. One that does not get smaller stays as it is.
pub fn packed(messages: Vec<Vec<u8>>) -> Vec<(Packing, Vec<u8>)> {
    messages
        .into_par_iter()
        .map(|message| match zstd::bulk::compress(&message, LEVEL) {
            Ok(packed) if packed.len() < message.len() => (Packing::Zstd, packed),
            _ => (Packing::Plain, message),
        })
        .collect()
}

/// The message byte for byte as it was recorded.
///
/// # Errors
/// When what is stored was not written by [`packed`].
pub fn unpacked(packing: &str, stored: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    match Packing::from_stored(packing)? {
        Packing::Plain => Ok(stored),
        Packing::Zstd => unpack(&stored)
            .map_err(|error| StoreError::bad_value("messages.message", error.to_string())),
    }
}

fn unpack(stored: &[u8]) -> io::Result<Vec<u8>> {
    let mut message = Vec::new();
    zstd::Decoder::with_buffer(stored)?.take(LARGEST + 1).read_to_end(&mut message)?;
    if message.len() as u64 > LARGEST {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge));
    }
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_back_byte_for_byte() {
        let mail = "Madame, Monsieur,\r\n".repeat(500).into_bytes();
        let noise: Vec<u8> =
            (0_u32..300).map(|n| blake3::hash(&n.to_le_bytes()).as_bytes()[0]).collect();
        for (message, expected) in
            [(mail, Packing::Zstd), (noise, Packing::Plain), (Vec::new(), Packing::Plain)]
        {
            let (packing, stored) = packed(vec![message.clone()]).remove(0);
            assert_eq!(packing, expected);
            assert_eq!(unpacked(packing.as_str(), stored).expect("a message"), message);
        }
    }

    #[test]
    fn what_is_not_a_packed_message_is_told() {
        assert!(unpacked("zstd", b"Subject: Rappel".to_vec()).is_err());
        assert!(unpacked("lz4", Vec::new()).is_err());
    }
}
