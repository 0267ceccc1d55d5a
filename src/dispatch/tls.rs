//! Encryption from the first byte, over a stream of our own.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use lettre::transport::smtp::client::{AsyncTokioStream, Certificate, TlsParameters, TlsVersion};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::failure::Failure;

/// Authorities that are trusted besides those of the machine.
pub struct Authorities {
    pem: Vec<u8>,
    certificates: Vec<CertificateDer<'static>>,
}

impl Authorities {
    /// # Errors
    /// What keeps the file from being read, or that it holds no certificate.
    pub fn read(path: &Path) -> Result<Self, String> {
        let pem = std::fs::read(path).map_err(|error| error.to_string())?;
        let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
        let certificates = certificates.map_err(|error| error.to_string())?;
        if certificates.is_empty() {
            return Err("no certificate (PEM)".to_owned());
        }
        Ok(Self { pem, certificates })
    }
}

/// For encryption from the first byte: TLS 1.2 or later, certificates verified.
///
/// # Errors
/// What keeps encryption from being set up.
pub fn implicit(authorities: Option<&Authorities>) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    for certificate in authorities.into_iter().flat_map(|it| &it.certificates) {
        roots.add(certificate.clone()).map_err(|error| error.to_string())?;
    }
    // Its protocol versions begin with TLS 1.2.
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// The same for STARTTLS, which lettre agrees on.
///
/// # Errors
/// As [`implicit`].
pub fn starttls(host: &str, authorities: Option<&Authorities>) -> Result<TlsParameters, String> {
    let mut builder =
        TlsParameters::builder(host.to_owned()).set_min_tls_version(TlsVersion::Tlsv12);
    if let Some(authorities) = authorities {
        let more = Certificate::from_pem(&authorities.pem).map_err(|error| error.to_string())?;
        builder = builder.add_root_certificate(more);
    }
    builder.build().map_err(|error| error.to_string())
}

/// An encrypted stream.
#[derive(Debug)]
pub struct Encrypted(TlsStream<TcpStream>);

/// # Errors
/// When encryption cannot be agreed on, for instance for a certificate that is
/// not trusted.
pub async fn encrypt(
    stream: TcpStream,
    host: &str,
    config: &Arc<ClientConfig>,
) -> Result<Encrypted, Failure> {
    let name = ServerName::try_from(host.to_owned())
        .map_err(|error| Failure::Invalid(error.to_string()))?;
    match TlsConnector::from(Arc::clone(config)).connect(name, stream).await {
        Ok(stream) => Ok(Encrypted(stream)),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(Failure::Invalid(error.to_string()))
        }
        Err(error) => Err(Failure::Lost(error.to_string())),
    }
}

impl AsyncTokioStream for Encrypted {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.0.get_ref().0.peer_addr()
    }
}

impl AsyncRead for Encrypted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
