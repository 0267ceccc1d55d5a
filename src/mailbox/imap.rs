//! A mailbox of a server, over TLS from the first byte.

use std::sync::Arc;
use std::time::Duration;

use async_imap::error::Error;
use async_imap::{Client, Session};
use futures_util::TryStreamExt as _;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use super::LONGEST;
use super::source::SourceError;

/// For connecting, and for each answer of the server.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where a mailbox is, and who reads it.
#[derive(Clone)]
pub struct Imap {
    pub host: String,
    pub port: u16,
    pub user: String,
    pub(super) password: String,
    pub folder: String,
}

/// Up to where a mailbox was read: what it holds is numbered, and the numbers
/// are good as long as the validity stays the same (RFC 3501 §2.3.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub validity: u32,
    /// The number of the last message that was handled.
    pub last: u32,
}

/// A mailbox that is open.
pub struct ImapSession<'a> {
    imap: &'a Imap,
    session: Session<TlsStream<TcpStream>>,
    validity: u32,
}

impl Imap {
    pub fn name(&self) -> String {
        format!("imaps://{}@{}:{}/{}", self.user, self.host, self.port, self.folder)
    }

    /// Signs in and opens the mailbox. The certificate must be good for the host
    /// by the machine's authorities.
    ///
    /// # Errors
    /// When the server cannot be reached, refuses, or is silent.
    pub async fn open(&self) -> Result<ImapSession<'_>, SourceError> {
        let stream = self.waited(TcpStream::connect((self.host.as_str(), self.port))).await?;
        let name = ServerName::try_from(self.host.clone()).map_err(|error| self.failed(error))?;
        let connector = TlsConnector::from(Arc::new(self.tls()?));
        let stream = self.waited(connector.connect(name, stream)).await?;
        let mut client = Client::new(stream);
        self.waited(client.read_response()).await?;
        let signed_in = async { client.login(&self.user, &self.password).await.map_err(|it| it.0) };
        let mut session = self.waited(signed_in).await?;
        let opened = self.waited(session.select(&self.folder)).await?;
        Ok(ImapSession { imap: self, session, validity: opened.uid_validity.unwrap_or_default() })
    }

    fn tls(&self) -> Result<ClientConfig, SourceError> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let provider = Arc::new(crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| self.failed(error))?;
        Ok(config.with_root_certificates(roots).with_no_client_auth())
    }

    async fn waited<T, E: ToString>(
        &self,
        answer: impl Future<Output = Result<T, E>>,
    ) -> Result<T, SourceError> {
        match tokio::time::timeout(PATIENCE, answer).await {
            Ok(answer) => answer.map_err(|error| self.failed(error)),
            Err(_) => Err(SourceError::Silent { host: self.host.clone() }),
        }
    }

    fn failed(&self, error: impl ToString) -> SourceError {
        SourceError::Server { host: self.host.clone(), cause: error.to_string() }
    }
}

impl ImapSession<'_> {
    /// The numbers of what is to be read, rising: all that is new since the
    /// position, or, where that is of no use, all that nobody has read.
    ///
    /// # Errors
    /// As [`Imap::open`].
    pub async fn new_since(&mut self, known: Option<Position>) -> Result<Vec<u32>, SourceError> {
        let last = known.filter(|it| it.validity == self.validity).map(|it| it.last);
        let query = match last {
            Some(last) => format!("UID {}:*", last.saturating_add(1)),
            None => "UNSEEN".to_owned(),
        };
        let found = self.imap.waited(self.session.uid_search(&query)).await?;
        // `n:*` means the last message even where its number is below n.
        let mut new: Vec<u32> =
            found.into_iter().filter(|&uid| last.is_none_or(|last| uid > last)).collect();
        new.sort_unstable();
        Ok(new)
    }

    /// The beginning of a message, and how long it is; `None` where it is gone.
    ///
    /// # Errors
    /// As [`Imap::open`].
    pub async fn read(&mut self, uid: u32) -> Result<Option<(Vec<u8>, u64)>, SourceError> {
        let query = format!("(UID RFC822.SIZE BODY.PEEK[]<0.{LONGEST}>)");
        let session = &mut self.session;
        let fetched = async {
            let fetched: Vec<_> =
                session.uid_fetch(uid.to_string(), query).await?.try_collect().await?;
            Ok::<_, Error>(fetched.into_iter().find(|it| it.uid == Some(uid)))
        };
        let fetched = self.imap.waited(fetched).await?;
        Ok(fetched.and_then(|message| {
            let bytes = message.body()?.to_vec();
            let length = message.size.map_or(bytes.len() as u64, u64::from);
            Some((bytes, length))
        }))
    }

    /// Gives a message the flag `\Seen`.
    ///
    /// # Errors
    /// As [`Imap::open`].
    pub async fn mark_read(&mut self, uid: u32) -> Result<(), SourceError> {
        let session = &mut self.session;
        let marked = async {
            let flags = session.uid_store(uid.to_string(), "+FLAGS.SILENT (\\Seen)").await?;
            flags.try_collect::<Vec<_>>().await
        };
        self.imap.waited(marked).await.map(drop)
    }

    pub fn position(&self, last: u32) -> Position {
        Position { validity: self.validity, last }
    }

    /// Signs out; a server that does not answer is left alone.
    pub async fn close(mut self) {
        let _ = self.imap.waited(self.session.logout()).await;
    }
}
