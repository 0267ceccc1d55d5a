//! Passwords: kept as Argon2id hashes, checked slowly on purpose.

use argon2::password_hash::SaltString;
use argon2::{Argon2, PasswordHash, PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;

use super::account_error::AccountError;
use super::error::AppError;

/// Fewer characters are guessed.
const SHORTEST: usize = 12;

/// Bytes; nobody types more, and hashing them takes time.
const LONGEST: usize = 1024;

/// So many are worked on at once: each takes 19 MiB and a core.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// The hash of a password that nobody knows, for logins that do not exist: it
/// takes as long to check as any other.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ibw$9c0m6w1G5X1v2o0n7Qe3mYlq3o0v5n0m2dC4Zk3yD1I";

/// Argon2id as a PHC string.
///
/// # Errors
/// When the password is too short or too long.
pub async fn hash(password: &str) -> Result<String, AppError> {
    if password.chars().count() < SHORTEST {
        return Err(AccountError::ShortPassword { least: SHORTEST }.into());
    }
    if password.len() > LONGEST {
        return Err(AccountError::LongPassword { most: LONGEST }.into());
    }
    let password = password.to_owned();
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| AppError::Worker)?;
    slowly(move || {
        let salt = SaltString::encode_b64(&salt).map_err(|_| AppError::Worker)?;
        let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
        Ok(hash.map_err(|_| AppError::Worker)?.to_string())
    })
    .await?
}

/// Whether the password belongs to the hash; takes as long where there is
/// none.
///
/// # Errors
/// When a thread breaks down.
pub async fn verify(password: &str, known: Option<String>) -> Result<bool, AppError> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    let password = password.to_owned();
    slowly(move || {
        let checked = known.as_deref().unwrap_or(NOBODYS);
        let matches = PasswordHash::new(checked).is_ok_and(|hash| {
            Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
        });
        matches && known.is_some()
    })
    .await
}

/// On a thread of its own, a few at a time.
async fn slowly<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let _turn = AT_ONCE.acquire().await.map_err(|_| AppError::Worker)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Worker)
}

#[cfg(test)]
mod tests {
    use argon2::{Algorithm, Params, Version};

    use super::*;

    #[test]
    fn nobodys_hash_costs_as_much_as_any_other() {
        let hash = PasswordHash::new(NOBODYS).expect("a PHC string");
        assert_eq!(Algorithm::try_from(hash.algorithm), Ok(Algorithm::default()));
        assert_eq!(hash.version.map(Version::try_from), Some(Ok(Version::default())));
        let params = Params::try_from(&hash).expect("parameters");
        let usual = Params::default();
        assert_eq!(
            (params.m_cost(), params.t_cost(), params.p_cost()),
            (usual.m_cost(), usual.t_cost(), usual.p_cost())
        );
        assert_eq!(hash.hash.map(|output| output.len()), Some(Params::DEFAULT_OUTPUT_LEN));
        let salt = hash.salt.expect("a salt");
        assert_eq!(salt.decode_b64(&mut [0; 64]).expect("a salt of base64").len(), 16);
    }

    #[tokio::test]
    async fn a_password_belongs_to_its_hash_only() {
        let known = hash("correct horse battery").await.expect("a hash");
        assert!(verify("correct horse battery", Some(known.clone())).await.expect("an answer"));
        assert!(!verify("correct horse batterz", Some(known)).await.expect("an answer"));
        assert!(!verify("correct horse battery", None).await.expect("an answer"));
    }

    #[tokio::test]
    async fn passwords_have_bounds() {
        let refused = |password: String| async move {
            hash(&password).await.expect_err("refused").to_string()
        };
        assert!(refused("only eleven".to_owned()).await.contains("12 characters"));
        assert!(refused("x".repeat(1025)).await.contains("1024"));
    }
}
