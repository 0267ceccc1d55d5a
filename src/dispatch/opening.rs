//! From a server's URL to a connection that is ready for mail.

use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::failure::Failure;
use super::interruption::Trouble;
use super::server::{Encryption, Server};

/// Connects, greets, encrypts and logs in as the URL asks for.
///
/// # Errors
/// When the server cannot be reached or does not want to speak with us.
pub async fn open(server: &Server) -> Result<AsyncSmtpConnection, Trouble> {
    let mut smtp = greeted(server).await.map_err(|failure| trouble(server, failure))?;
    if let Encryption::StartTls(tls) = &server.encryption {
        if !smtp.can_starttls() {
            return Err(Trouble::NoStartTls { server: server.to_string() });
        }
        let encrypted = timeout(server.timeout, smtp.starttls(tls.clone(), &server.hello)).await;
        flat(encrypted).map_err(|failure| trouble(server, failure))?;
    }
    if let Some(credentials) = &server.credentials {
        if smtp.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
            return Err(Trouble::NoLogin { server: server.to_string() });
        }
        let login = timeout(server.timeout, smtp.auth(DEFAULT_MECHANISMS, credentials)).await;
        flat(login).map_err(|failure| match failure {
            Failure::Negative(reply) => Trouble::LoginRefused { server: server.to_string(), reply },
            other => trouble(server, other),
        })?;
    }
    Ok(smtp)
}

async fn greeted(server: &Server) -> Result<AsyncSmtpConnection, Failure> {
    let address = (server.host.as_str(), server.port);
    if let Encryption::Implicit(tls) = &server.encryption {
        let connecting = AsyncSmtpConnection::connect_tokio1(
            address,
            Some(server.timeout),
            &server.hello,
            Some(tls.clone()),
            None,
        );
        return Ok(timeout(server.timeout, connecting).await??);
    }
    let stream = timeout(server.timeout, TcpStream::connect(address)).await??;
    // The end of a message is a small write of its own: it must not wait for
    // the acknowledgement of what went before.
    stream.set_nodelay(true)?;
    let greeting = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &server.hello);
    Ok(timeout(server.timeout, greeting).await??)
}

fn flat<T>(
    answer: Result<Result<T, lettre::transport::smtp::Error>, tokio::time::error::Elapsed>,
) -> Result<T, Failure> {
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
