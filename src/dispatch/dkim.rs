//! Signatures by DKIM (RFC 6376, RFC 8463) over finished messages.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use sha2::{Digest as _, Sha256};
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;

use super::canonical;
use crate::wording::{Message, msg};

/// Headers that are signed, each as often as it stands in the message. One more
/// `From` is signed than there is, so that none can be added.
const SIGNED: [&str; 13] = [
    "from",
    "reply-to",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "auto-submitted",
];

/// Characters of base64 on a line of the header.
const LINE: usize = 70;

/// Bytes that one string of a TXT record holds.
const LONGEST_STRING: usize = 255;

/// An RSA public key as a SubjectPublicKeyInfo is longer by these: the sequence
/// with the name of the algorithm.
const RSA_ALGORITHM: [u8; 15] =
    [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/// The text is not a key that signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DkimError {
    /// No private key in PEM.
    #[error("{}", self.message())]
    NotPem,
    /// Neither RSA of 2048 bits or more nor Ed25519.
    #[error("{}", self.message())]
    Unsupported,
}

impl DkimError {
    pub fn message(self) -> Message {
        match self {
            Self::NotPem => msg!("dispatch-dkim-not-pem"),
            Self::Unsupported => msg!("dispatch-dkim-unsupported"),
        }
    }
}

/// The random source of the machine failed.
#[derive(Debug)]
pub struct SigningFailed;

enum Key {
    Rsa(Box<RsaKeyPair>),
    Ed25519(Box<Ed25519KeyPair>),
}

/// Signs for a domain with one key, headers and body `relaxed`. The same
/// message gets the same signature, whenever it is signed.
pub struct Signer {
    domain: String,
    selector: String,
    key: Key,
}

/// What is to be published in the DNS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DkimRecord {
    /// Name of the TXT record, without the last dot.
    pub name: String,
    pub value: String,
}

impl DkimRecord {
    /// As a line of a zone, the value in strings of at most 255 bytes.
    pub fn zone_line(&self) -> String {
        let mut line = format!("{}. IN TXT (", self.name);
        // The value is ASCII: every byte is a character.
        for part in self.value.as_bytes().chunks(LONGEST_STRING) {
            // Writing to a string cannot fail.
            let _ = write!(line, " \"{}\"", String::from_utf8_lossy(part));
        }
        line + " )"
    }
}

impl Signer {
    /// With a private key in PEM: RSA (PKCS #1 or PKCS #8) or Ed25519 (PKCS #8).
    /// Line breaks may be written `\n`, as in an environment file.
    ///
    /// # Errors
    /// When the text is no such key.
    pub fn new(domain: &str, selector: &str, pem: &str) -> Result<Self, DkimError> {
        let pem = pem.replace("\\n", "\n");
        let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| DkimError::NotPem)?;
        let rsa = match &key {
            PrivateKeyDer::Pkcs1(der) => RsaKeyPair::from_der(der.secret_pkcs1_der()).ok(),
            PrivateKeyDer::Pkcs8(der) => RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()).ok(),
            _ => None,
        };
        let key = match (rsa, &key) {
            (Some(pair), _) => Key::Rsa(Box::new(pair)),
            (None, PrivateKeyDer::Pkcs8(der)) => {
                // Those of openssl hold no public key to compare with.
                let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der.secret_pkcs8_der());
                Key::Ed25519(Box::new(pair.map_err(|_| DkimError::Unsupported)?))
            }
            _ => return Err(DkimError::Unsupported),
        };
        Ok(Self { domain: domain.to_owned(), selector: selector.to_owned(), key })
    }

    pub fn domain(&self) -> &str {
        &self.domain
    }

    pub fn selector(&self) -> &str {
        &self.selector
    }

    /// The record that receivers look the public key up in.
    pub fn record(&self) -> DkimRecord {
        let (name, key) = match &self.key {
            Key::Rsa(pair) => ("rsa", public_key_info(pair.public_key().as_ref())),
            Key::Ed25519(pair) => ("ed25519", pair.public_key().as_ref().to_vec()),
        };
        DkimRecord {
            name: format!("{}._domainkey.{}", self.selector, self.domain),
            value: format!("v=DKIM1; k={name}; p={}", STANDARD.encode(key)),
        }
    }

    /// The message with its signature before it.
    ///
    /// # Errors
    /// When the machine gives no randomness, which RSA needs to hide the key.
    pub fn signed(&self, message: &[u8]) -> Result<Vec<u8>, SigningFailed> {
        let (fields, body) = canonical::parts(message);
        let signed: Vec<(&str, &[u8])> = SIGNED
            .iter()
            .flat_map(|name| {
                // The last one first (RFC 6376 §5.4.2).
                let same = fields.iter().rev().filter(|field| field.is_named(name));
                same.map(|field| (*name, field.value))
            })
            .collect();
        let mut names: Vec<&str> = signed.iter().map(|(name, _)| *name).collect();
        names.push("from");
        let body_hash = STANDARD.encode(Sha256::digest(canonical::body(body)));
        let algorithm = match self.key {
            Key::Rsa(_) => "rsa-sha256",
            Key::Ed25519(_) => "ed25519-sha256",
        };
        let unsigned = format!(
            " v=1; a={algorithm}; c=relaxed/relaxed; d={}; s={};\r\n\th={};\r\n\tbh={body_hash};\r\n\tb=",
            self.domain,
            self.selector,
            names.join(":\r\n\t "),
        );
        let mut input = Vec::new();
        for (name, value) in signed {
            canonical::header(name, value, &mut input);
            input.extend_from_slice(b"\r\n");
        }
        canonical::header("dkim-signature", unsigned.as_bytes(), &mut input);
        let signature = STANDARD.encode(self.sign(&input)?);

        let mut out = Vec::with_capacity(message.len() + 1_024);
        out.extend_from_slice(b"DKIM-Signature:");
        out.extend_from_slice(unsigned.as_bytes());
        for (place, line) in signature.as_bytes().chunks(LINE).enumerate() {
            if place > 0 {
                out.extend_from_slice(b"\r\n\t ");
            }
            out.extend_from_slice(line);
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(message);
        Ok(out)
    }

    fn sign(&self, input: &[u8]) -> Result<Vec<u8>, SigningFailed> {
        match &self.key {
            Key::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), input, &mut signature)
                    .map_err(|_| SigningFailed)?;
                Ok(signature)
            }
            // Over the hash (RFC 8463 §3).
            Key::Ed25519(pair) => Ok(pair.sign(&Sha256::digest(input)).as_ref().to_vec()),
        }
    }
}

/// A SubjectPublicKeyInfo, which is what receivers expect, of an RSAPublicKey.
fn public_key_info(key: &[u8]) -> Vec<u8> {
    // A string of bits, none of them unused.
    let bits: Vec<u8> = std::iter::once(0).chain(key.iter().copied()).collect();
    let content: Vec<u8> = RSA_ALGORITHM.into_iter().chain(der(0x03, &bits)).collect();
    der(0x30, &content)
}

/// A value with its tag and length (X.690 §8.1).
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let length: &[u8] = &length[length.iter().take_while(|byte| **byte == 0).count()..];
    let mut out = vec![tag];
    match length {
        [] => out.push(0),
        [short] if *short < 0x80 => out.push(*short),
        long => {
            // At most eight bytes.
            out.push(0x80 | u8::try_from(long.len()).unwrap_or(8));
            out.extend_from_slice(long);
        }
    }
    out.extend_from_slice(content);
    out
}
