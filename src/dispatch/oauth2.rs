//! Signing in by a token (XOAUTH2).

use std::time::Duration;

use serde::Deserialize;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

use crate::wording::{Message, msg};

/// A token is renewed so long before it expires.
const EARLY: Duration = Duration::from_secs(60);

/// How long a token counts where its issuer does not say.
const USUAL_LIFE: Duration = Duration::from_secs(600);

/// No answer of an issuer is longer.
const LONGEST_ANSWER: usize = 64 * 1024;

/// Who signs in, and where the token comes from. Shows no secret.
pub struct OAuth2 {
    pub user: String,
    pub source: TokenSource,
}

pub enum TokenSource {
    /// Renewed by somebody else.
    Given(String),
    /// Asked for at an issuer (RFC 6749): with a refresh token, or else with the
    /// program's own credentials.
    Issuer(Box<Issuer>),
}

/// An issuer of tokens, and what it is shown.
pub struct Issuer {
    pub url: Url,
    pub client_id: String,
    pub client_secret: Option<String>,
    pub refresh_token: Option<String>,
    pub scope: Option<String>,
}

/// Why there is no token. Holds nothing of what the issuer was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoToken {
    pub detail: String,
    /// Whether asking again may help.
    pub transient: bool,
}

/// The tokens of one account, for all its connections.
pub struct Tokens {
    pub user: String,
    source: TokenSource,
    timeout: Duration,
    current: Mutex<Option<Current>>,
}

struct Current {
    token: String,
    until: Instant,
}

/// What an issuer answers.
#[derive(Deserialize)]
struct Answer {
    access_token: String,
    expires_in: Option<u64>,
}

#[derive(Deserialize)]
struct Refusal {
    error: String,
}

impl Tokens {
    pub fn new(account: OAuth2, timeout: Duration) -> Self {
        let OAuth2 { user, source } = account;
        Self { user, source, timeout, current: Mutex::new(None) }
    }

    /// A token that counts for now. Connections that are opened together share
    /// one.
    ///
    /// # Errors
    /// When the issuer gives none.
    pub async fn current(&self) -> Result<String, NoToken> {
        let issuer = match &self.source {
            TokenSource::Given(token) => return Ok(token.clone()),
            TokenSource::Issuer(issuer) => issuer,
        };
        let mut current = self.current.lock().await;
        if let Some(known) = current.as_ref().filter(|known| Instant::now() < known.until) {
            return Ok(known.token.clone());
        }
        let Answer { access_token, expires_in } = issued(issuer, self.timeout).await?;
        let life = expires_in.map_or(USUAL_LIFE, Duration::from_secs);
        // One that lives shorter than that serves once.
        let until = Instant::now() + life.saturating_sub(EARLY).min(Duration::from_secs(86_400));
        *current = Some(Current { token: access_token.clone(), until });
        Ok(access_token)
    }

    /// Drops a token that a server has refused. Whether another one can be had.
    pub async fn forget(&self, refused: &str) -> bool {
        if matches!(self.source, TokenSource::Given(_)) {
            return false;
        }
        let mut current = self.current.lock().await;
        if current.as_ref().is_some_and(|known| known.token == refused) {
            *current = None;
        }
        true
    }
}

async fn issued(issuer: &Issuer, timeout: Duration) -> Result<Answer, NoToken> {
    let later = |error: reqwest::Error| NoToken {
        detail: error.without_url().to_string(),
        transient: true,
    };
    let client = reqwest::Client::builder()
        .timeout(timeout)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(later)?;
    let mut form = vec![("client_id", issuer.client_id.as_str())];
    form.extend(issuer.client_secret.as_deref().map(|secret| ("client_secret", secret)));
    form.extend(issuer.scope.as_deref().map(|scope| ("scope", scope)));
    match issuer.refresh_token.as_deref() {
        Some(token) => form.extend([("grant_type", "refresh_token"), ("refresh_token", token)]),
        None => form.push(("grant_type", "client_credentials")),
    }
    let mut answer = client.post(issuer.url.clone()).form(&form).send().await.map_err(later)?;
    let status = answer.status();
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(later)? {
        body.extend_from_slice(&chunk);
        if body.len() > LONGEST_ANSWER {
            break;
        }
    }
    if status.is_success() {
        return serde_json::from_slice(&body)
            .map_err(|_| NoToken { detail: format!("{status}, access_token?"), transient: false });
    }
    // Its code says why, and is no secret.
    let code = serde_json::from_slice::<Refusal>(&body).map(|refusal| refusal.error);
    let code: String = code.unwrap_or_default().chars().take(60).collect();
    Err(NoToken {
        detail: format!("{status} {code}").trim_end().to_owned(),
        transient: status.is_server_error() || status.as_u16() == 429,
    })
}

impl NoToken {
    pub fn message(&self, server: &str) -> Message {
        msg!("dispatch-no-token", server = server, detail = &self.detail)
    }
}
