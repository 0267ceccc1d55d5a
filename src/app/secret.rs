//! Tokens that stand for somebody: random, shown once, kept as hashes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::error::AppError;

/// 256 random bits as text. Never shown by `Debug`.
pub struct Secret(String);

impl Secret {
    /// With a prefix that tells what it is for.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn new(prefix: &str) -> Result<Self, AppError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| AppError::Worker)?;
        Ok(Self(format!("{prefix}_{}", URL_SAFE_NO_PAD.encode(bytes))))
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn hash(&self) -> String {
        Self::hash_of(&self.0)
    }

    /// The hash of a token that somebody presents. It has as many random bits
    /// as the hash, so a plain hash is enough.
    pub fn hash_of(token: &str) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
