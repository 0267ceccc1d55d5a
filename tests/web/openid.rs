//! Signing in by OpenID Connect, with an issuer that signs real tokens.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKeyId, PrivateSigningKey as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::Url;

use crate::desk::Desk;
use crate::service::{Service, TODAY, Visitor};

/// What the issuer says of who signs in next, and what it was asked.
#[derive(Default)]
struct Said {
    claims: Value,
    nonce: String,
    challenge: String,
    /// Whether the verifier of PKCE belonged to the challenge.
    proven: Vec<bool>,
}

struct Issuer {
    url: String,
    said: Arc<Mutex<Said>>,
}

impl Issuer {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let said: Arc<Mutex<Said>> = Arc::default();
        let (own, shared) = (url.clone(), Arc::clone(&said));
        std::thread::spawn(move || {
            let key = key();
            for stream in listener.incoming().map_while(Result::ok) {
                answer(stream, &own, &key, &shared);
            }
        });
        Self { url, said }
    }

    fn says(&self, claims: Value) {
        self.said.lock().expect("what is said").claims = claims;
    }
}

/// Ed25519, made for this test: random bits behind the head of PKCS #8.
fn key() -> CoreEdDsaPrivateSigningKey {
    let mut bytes = [
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04,
        0x20,
    ]
    .to_vec();
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).expect("randomness");
    bytes.extend_from_slice(&secret);
    let [begin, end] = ["BEGIN", "END"].map(|word| format!("-----{word} PRIVATE KEY-----"));
    let pem = format!("{begin}\n{}\n{end}\n", STANDARD.encode(bytes));
    let id = JsonWebKeyId::new("key".to_owned());
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(id)).expect("a key")
}

fn answer(stream: TcpStream, own: &str, key: &CoreEdDsaPrivateSigningKey, said: &Mutex<Said>) {
    let mut reader = BufReader::new(stream);
    let (mut request, mut length) = (String::new(), 0);
    reader.read_line(&mut request).expect("a request");
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a header");
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("a body");
    let path = request.split(' ').nth(1).unwrap_or_default();
    let document = match path {
        "/.well-known/openid-configuration" => json!({
            "issuer": own,
            "authorization_endpoint": format!("{own}/authorize"),
            "token_endpoint": format!("{own}/token"),
            "jwks_uri": format!("{own}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA"],
        }),
        "/keys" => json!({ "keys": [key.as_verification_key()] }),
        "/token" => {
            let form: HashMap<String, String> =
                url::form_urlencoded::parse(&body).into_owned().collect();
            let mut said = said.lock().expect("what is said");
            let digest = Sha256::digest(form["code_verifier"].as_bytes());
            let proven = URL_SAFE_NO_PAD.encode(digest) == said.challenge;
            said.proven.push(proven);
            json!({
                "access_token": "unused",
                "token_type": "Bearer",
                "id_token": signed(own, key, &said),
            })
        }
        other => panic!("nobody asks for {other}"),
    };
    let document = document.to_string();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n",
        document.len()
    );
    let mut stream = reader.into_inner();
    stream.write_all(format!("{head}{document}").as_bytes()).expect("an answer");
}

fn signed(own: &str, key: &CoreEdDsaPrivateSigningKey, said: &Said) -> String {
    let now = chrono::Utc::now().timestamp();
    let mut claims = json!({
        "iss": own, "aud": "relance", "iat": now, "exp": now + 300, "nonce": said.nonce,
    });
    for (name, value) in said.claims.as_object().expect("claims") {
        claims[name] = value.clone();
    }
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(&json!({"alg": "EdDSA", "kid": "key"})), part(&claims));
    let signature = key.sign(&CoreJwsSigningAlgorithm::EdDsa, text.as_bytes()).expect("it");
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A service that asks this issuer, with an account for an address.
fn service(issuer: &Issuer, role_claim: Option<&str>) -> Service {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", TODAY]).expect(0);
    for (login, role) in [("alix@atelier.example", "clerk"), ("boss", "administrator")] {
        let mut command = desk.command(&["user", "add", login, "--role", role]);
        let added = command.env("RELANCE_PASSWORD", crate::service::PASSWORD).output();
        assert!(added.expect("the program").status.success());
    }
    let mut environment = vec![
        ("RELANCE_OIDC_ISSUER", issuer.url.as_str()),
        ("RELANCE_OIDC_CLIENT_ID", "relance"),
        ("RELANCE_OIDC_CLIENT_SECRET", "hidden-here"),
    ];
    environment.extend(role_claim.map(|claim| ("RELANCE_OIDC_ROLE_CLAIM", claim)));
    Service::start_in(desk, &[], &environment)
}

/// To the issuer and back, where it lets in whomever it is told to; the answer
/// to who comes back.
fn way(issuer: &Issuer, browser: &Visitor) -> reqwest::blocking::Response {
    let left = browser.get("/sign-in/openid?next=%2Faccount");
    assert_eq!(left.status(), 303);
    let asked = left.headers()["location"].to_str().expect("an address");
    let asked = Url::parse(asked).expect("an address");
    let words: HashMap<String, String> = asked.query_pairs().into_owned().collect();
    assert_eq!(words["response_type"], "code");
    assert_eq!(words["code_challenge_method"], "S256");
    assert!(words["redirect_uri"].ends_with("/sign-in/openid/back"));
    {
        let mut said = issuer.said.lock().expect("what is said");
        said.nonce.clone_from(&words["nonce"]);
        said.challenge.clone_from(&words["code_challenge"]);
    }
    browser.get(&format!("/sign-in/openid/back?code=it&state={}", words["state"]))
}

#[test]
fn who_has_an_account_comes_in_by_the_issuer() {
    let issuer = Issuer::start();
    let service = service(&issuer, None);
    let browser = service.stranger();
    assert!(browser.page("/sign-in").contains("Sign in with OpenID Connect"));

    // An address that the issuer has not verified is worth nothing.
    let (alix, unverified) = ("alix@atelier.example", false);
    issuer.says(json!({ "sub": "17", "email": alix, "email_verified": unverified }));
    assert_eq!(way(&issuer, &browser).status(), 422);
    issuer.says(json!({ "sub": "18", "email": "eve@atelier.example", "email_verified": true }));
    assert_eq!(way(&issuer, &browser).status(), 422, "no account is made");

    issuer.says(json!({ "sub": "17", "email": "Alix@Atelier.example", "email_verified": true }));
    let back = way(&issuer, &browser);
    assert_eq!(
        (back.status().as_u16(), &back.headers()["location"]),
        (303, &"/account".parse().expect("it"))
    );
    assert!(browser.page("/account").contains(alix));
    assert!(issuer.said.lock().expect("it").proven.iter().all(|proven| *proven));

    // From now on the subject counts, whatever the address.
    issuer.says(json!({ "sub": "17", "email": "moved@atelier.example", "email_verified": true }));
    assert_eq!(way(&issuer, &service.stranger()).status(), 303);
    issuer.says(json!({ "sub": "19", "email": alix, "email_verified": true }));
    assert_eq!(way(&issuer, &service.stranger()).status(), 422, "another subject");

    // Tokens for others, by others or of another way are refused.
    for claims in [
        json!({ "sub": "17", "aud": "another" }),
        json!({ "sub": "17", "iss": "http://127.0.0.1:1" }),
        json!({ "sub": "17", "exp": 1 }),
        json!({ "sub": "17", "nonce": "of another way" }),
    ] {
        issuer.says(claims.clone());
        assert_eq!(way(&issuer, &service.stranger()).status(), 422, "{claims}");
    }

    // Nobody comes back who did not leave, or a second time.
    let stranger = service.stranger();
    assert_eq!(stranger.get("/sign-in/openid/back?code=it&state=any").status(), 422);
    assert_eq!(browser.get("/sign-in/openid/back?code=it&state=any").status(), 422);

    // Whoever is deactivated stays out.
    service.desk.relance(&["user", "deactivate", alix]).expect(0);
    issuer.says(json!({ "sub": "17" }));
    assert_eq!(way(&issuer, &service.stranger()).status(), 422);
    assert_eq!(browser.get("/account").status(), 303);
    let log = service.visitor("boss").page("/admin/audit");
    assert!(log.contains("signed in by OpenID Connect") && log.contains("bound to an identity"));
}

#[test]
fn a_claim_may_name_the_role() {
    let issuer = Issuer::start();
    let service = service(&issuer, Some("roles"));
    let alix = |roles: Value| {
        json!({
            "sub": "17", "email": "alix@atelier.example", "email_verified": true, "roles": roles,
        })
    };
    let browser = service.stranger();
    issuer.says(alix(json!(["staff", "reader"])));
    assert_eq!(way(&issuer, &browser).status(), 303);
    assert!(browser.page("/account").contains("<dd>reader</dd>"));
    issuer.says(alix(json!(["staff"])));
    assert_eq!(way(&issuer, &service.stranger()).status(), 403);
}
