//! What is asked of the issuer, and what its answers are worth.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, TokenResponse as _,
};
use url::Url;

use super::flows::Flow;
use super::provider::Provider;
use crate::domain::account::Role;

/// How long the issuer may take for one answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Somebody that the issuer vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Issuer and subject.
    pub subject: String,
    /// Only where the issuer has verified it.
    pub email: Option<String>,
    /// By the claim of the settings: the highest that it names.
    pub role: Option<Role>,
}

/// What went wrong, for the log.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Where a browser goes to sign in, and what it has to come back with: state,
/// nonce and verifier.
///
/// # Errors
/// When the issuer cannot be reached.
pub async fn authorization(provider: &Provider, back: &str) -> Result<(Url, [String; 3]), Failure> {
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let client = CoreClient::from_provider_metadata(
        discover(provider, &http()?).await?,
        ClientId::new(provider.client_id.clone()),
        Some(ClientSecret::new(provider.client_secret.clone())),
    )
    .set_redirect_uri(RedirectUrl::new(back.to_owned())?);
    let flow = CoreAuthenticationFlow::AuthorizationCode;
    let (url, state, nonce) = client
        .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
        .add_scope(Scope::new("email".to_owned()))
        .add_scope(Scope::new("profile".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    let words = [state.secret(), nonce.secret(), verifier.secret()];
    Ok((url, words.map(ToOwned::to_owned)))
}

/// Who came back with this code.
///
/// # Errors
/// When the issuer does not take the code, or its answer is not valid.
pub async fn identity(
    provider: &Provider,
    back: &str,
    flow: Flow,
    code: String,
) -> Result<Identity, Failure> {
    let http = http()?;
    let client = CoreClient::from_provider_metadata(
        discover(provider, &http).await?,
        ClientId::new(provider.client_id.clone()),
        Some(ClientSecret::new(provider.client_secret.clone())),
    )
    .set_redirect_uri(RedirectUrl::new(back.to_owned())?);
    let answer = client
        .exchange_code(AuthorizationCode::new(code))?
        .set_pkce_verifier(PkceCodeVerifier::new(flow.verifier))
        .request_async(&http)
        .await?;
    let token = answer.id_token().ok_or("the issuer gave no ID token")?;
    let claims = token.claims(&client.id_token_verifier(), &Nonce::new(flow.nonce))?;
    let verified = claims.email_verified() == Some(true);
    Ok(Identity {
        subject: format!("{} {}", provider.issuer, claims.subject().as_str()),
        email: claims.email().filter(|_| verified).map(|email| email.as_str().to_owned()),
        role: match &provider.role_claim {
            Some(claim) => role(token, claim)?,
            None => None,
        },
    })
}

async fn discover(
    provider: &Provider,
    http: &reqwest::Client,
) -> Result<CoreProviderMetadata, Failure> {
    let issuer = IssuerUrl::new(provider.issuer.clone())?;
    Ok(CoreProviderMetadata::discover_async(issuer, http).await?)
}

/// Follows nobody elsewhere.
fn http() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE).build()
}

/// The highest role that a claim of a token names; the token was verified.
fn role(token: &CoreIdToken, claim: &str) -> Result<Option<Role>, Failure> {
    let token = token.to_string();
    let payload = token.split('.').nth(1).ok_or("a token has three parts")?;
    let claims: serde_json::Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload)?)?;
    Ok(named_role(&claims[claim]))
}

fn named_role(claim: &serde_json::Value) -> Option<Role> {
    let words = match claim {
        serde_json::Value::Array(words) => words.iter().filter_map(|word| word.as_str()).collect(),
        other => Vec::from_iter(other.as_str()),
    };
    words.into_iter().filter_map(|word| word.parse().ok()).max()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_highest_role_that_a_claim_names_counts() {
        for (claim, expected) in [
            (json!("clerk"), Some(Role::Clerk)),
            (json!(["staff", "reader", "administrator"]), Some(Role::Administrator)),
            (json!(["staff"]), None),
            (json!(7), None),
            (json!(null), None),
        ] {
            assert_eq!(named_role(&claim), expected, "{claim}");
        }
    }
}
