//! From a server's URL to a connection that is ready for mail.

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream};
use lettre::transport::smtp::commands::Auth;
use tokio::net::TcpStream;
use tokio::time::error::Elapsed;
use tokio::time::timeout;

use super::failure::Failure;
use super::interruption::Trouble;
use super::oauth2::Tokens;
use super::reason::Reply;
use super::server::{Encryption, Login, Server};
use super::tls;

/// Connects, greets, encrypts and logs in as the URL asks for.
///
/// # Errors
/// When the server cannot be reached or does not want to speak with us.
pub async fn open(server: &Server) -> Result<AsyncSmtpConnection, Trouble> {
    match &server.login {
        Login::None => connected(server).await,
        Login::Password(credentials) => {
            let smtp = connected(server).await?;
            by_password(smtp, server, credentials).await
        }
        Login::Token(tokens) => {
            let token = token(tokens, server).await?;
            match by_token(connected(server).await?, server, &tokens.user, &token).await {
                // It may have expired before its time.
                Err(Trouble::LoginRefused { .. }) if tokens.forget(&token).await => {
                    let token = self::token(tokens, server).await?;
                    by_token(connected(server).await?, server, &tokens.user, &token).await
                }
                opened => opened,
            }
        }
    }
}

async fn connected(server: &Server) -> Result<AsyncSmtpConnection, Trouble> {
    let mut smtp = greeted(server).await.map_err(|failure| trouble(server, failure))?;
    if let Encryption::StartTls(tls) = &server.encryption {
        if !smtp.can_starttls() {
            return Err(Trouble::NoStartTls { server: server.to_string() });
        }
        let encrypted = timeout(server.timeout, smtp.starttls(tls.clone(), &server.hello)).await;
        flat(encrypted).map_err(|failure| trouble(server, failure))?;
    }
    Ok(smtp)
}

async fn by_password(
    mut smtp: AsyncSmtpConnection,
    server: &Server,
    credentials: &Credentials,
) -> Result<AsyncSmtpConnection, Trouble> {
    offered(&smtp, server, DEFAULT_MECHANISMS)?;
    let login = timeout(server.timeout, smtp.auth(DEFAULT_MECHANISMS, credentials)).await;
    flat(login).map_err(|failure| refused(server, failure))?;
    Ok(smtp)
}

async fn by_token(
    mut smtp: AsyncSmtpConnection,
    server: &Server,
    user: &str,
    token: &str,
) -> Result<AsyncSmtpConnection, Trouble> {
    offered(&smtp, server, &[Mechanism::Xoauth2])?;
    let shown = Credentials::new(user.to_owned(), token.to_owned());
    let login = Auth::new(Mechanism::Xoauth2, shown, None).map_err(Failure::from);
    let login = login.map_err(|failure| refused(server, failure))?;
    let answer = flat(timeout(server.timeout, smtp.command(login)).await);
    let mut answer = answer.map_err(|failure| refused(server, failure))?;
    if answer.has_code(334) {
        // Why it refuses, in its own notation; an empty line asks for the end.
        let end = timeout(server.timeout, smtp.command("\r\n")).await;
        answer = flat(end).map_err(|failure| refused(server, failure))?;
    }
    if answer.has_code(235) {
        return Ok(smtp);
    }
    let reply = Reply { code: answer.code().into(), text: answer.message().collect() };
    Err(Trouble::LoginRefused { server: server.to_string(), reply })
}

async fn token(tokens: &Tokens, server: &Server) -> Result<String, Trouble> {
    let none = |reason| Trouble::NoToken { server: server.to_string(), reason };
    tokens.current().await.map_err(none)
}

fn offered(
    smtp: &AsyncSmtpConnection,
    server: &Server,
    mechanisms: &[Mechanism],
) -> Result<(), Trouble> {
    if smtp.server_info().get_auth_mechanism(mechanisms).is_some() {
        return Ok(());
    }
    let known: Vec<String> = mechanisms.iter().map(ToString::to_string).collect();
    Err(Trouble::NoLogin { server: server.to_string(), known: known.join(", ") })
}

fn refused(server: &Server, failure: Failure) -> Trouble {
    match failure {
        Failure::Negative(reply) => Trouble::LoginRefused { server: server.to_string(), reply },
        other => trouble(server, other),
    }
}

async fn greeted(server: &Server) -> Result<AsyncSmtpConnection, Failure> {
    let address = (server.host.as_str(), server.port);
    let stream = timeout(server.timeout, TcpStream::connect(address)).await??;
    // The end of a message is a small write of its own: it must not wait for
    // the acknowledgement of what went before.
    stream.set_nodelay(true)?;
    let stream: Box<dyn AsyncTokioStream> = match &server.encryption {
        Encryption::Implicit(config) => {
            let encrypting = tls::encrypt(stream, &server.host, config);
            Box::new(timeout(server.timeout, encrypting).await??)
        }
        Encryption::None | Encryption::StartTls(_) => Box::new(stream),
    };
    let greeting = AsyncSmtpConnection::connect_with_transport(stream, &server.hello);
    Ok(timeout(server.timeout, greeting).await??)
}

fn flat<T>(answer: Result<Result<T, SmtpError>, Elapsed>) -> Result<T, Failure> {
    Ok(answer??)
}

fn trouble(server: &Server, failure: Failure) -> Trouble {
    let encrypted = !matches!(server.encryption, Encryption::None);
    let server = server.to_string();
    match failure {
        Failure::Negative(reply) => Trouble::GreetingRefused { server, reply },
        Failure::TimedOut => Trouble::Silent { server },
        Failure::Invalid(detail) if encrypted => Trouble::Encryption { server, detail },
        Failure::Lost(detail) | Failure::Invalid(detail) => Trouble::Unreachable { server, detail },
    }
}
