//! Signatures, checked by somebody else's program.

use std::io::Write as _;
use std::process::{Command, Stdio};

use relance::dispatch::{DkimError, Limits, Signer};

use crate::record::{Record, account, mail, retry, transport};
use crate::smtp::{Folder, SmtpServer, python};

/// A private key, made by openssl.
fn key(arguments: &[&str]) -> String {
    let made = Command::new("openssl").args(arguments).output().expect("openssl");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    String::from_utf8(made.stdout).expect("PEM")
}

fn rsa() -> String {
    key(&["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
}

fn ed25519() -> String {
    key(&["genpkey", "-algorithm", "ED25519"])
}

/// Whether dkimpy finds the message's signature good, looking records up in
/// this one.
fn is_good(message: &[u8], signer: &Signer) -> bool {
    const SCRIPT: &str = "import sys, dkim\n\
        name, value = sys.argv[1].encode() + b'.', sys.argv[2].encode()\n\
        def lookup(asked, timeout=5):\n\
        \x20   return value if asked == name else None\n\
        print(dkim.verify(sys.stdin.buffer.read(), dnsfunc=lookup))\n";
    let record = signer.record();
    let mut child = Command::new(python())
        .args(["-c", SCRIPT, &record.name, &record.value])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python");
    child.stdin.take().expect("its input").write_all(message).expect("the message");
    let output = child.wait_with_output().expect("an answer");
    assert!(output.status.success(), "requirements.txt lists dkimpy");
    String::from_utf8_lossy(&output.stdout).trim() == "True"
}

const MESSAGE: &str = "From: =?utf-8?q?Comptabilit=C3=A9?= <compta@exemple.fr>\r\n\
    To: client@exemple.fr,\r\n\tautre@exemple.fr\r\n\
    Cc: interne@exemple.fr\r\n\
    Subject: Relance  de la   facture\r\n FA26-00118\r\n\
    Message-ID: <1.relance@exemple.fr>\r\n\
    Date: Tue, 24 Nov 2026 08:30:00 +0100\r\n\
    MIME-Version: 1.0\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\
    \r\n\
    Bonjour,  \r\n\r\nDeux   blancs\tet une tabulation. \r\n.un point\r\n\r\n\r\n";

#[test]
fn somebody_else_finds_every_signature_good() {
    for pem in [rsa(), ed25519(), rsa().replace('\n', "\\n")] {
        let signer = Signer::new("exemple.fr", "relance1", &pem).expect("a key");
        for message in [MESSAGE, "From: a@exemple.fr\r\n\r\n", "From: a@exemple.fr\r\n\r\nx"] {
            let signed = signer.signed(message.as_bytes()).expect("a signature");
            assert!(signed.ends_with(message.as_bytes()), "the message is as it was");
            assert_eq!(signer.signed(message.as_bytes()).expect("a signature"), signed);
            assert!(is_good(&signed, &signer), "{}", String::from_utf8_lossy(&signed));
            let forged = String::from_utf8_lossy(&signed).replace("exemple.fr\r\n", "autre.fr\r\n");
            assert!(!is_good(forged.as_bytes(), &signer), "a change is found: {forged}");
        }
    }
}

#[test]
fn a_second_sender_cannot_be_added() {
    let signer = Signer::new("exemple.fr", "s", &ed25519()).expect("a key");
    let signed = signer.signed(MESSAGE.as_bytes()).expect("a signature");
    let added = [b"From: fraude@exemple.com\r\n", signed.as_slice()].concat();
    assert!(!is_good(&added, &signer));
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_arrive_with_a_good_signature_also_after_another_try() {
    let server = SmtpServer::start(&[]);
    let pem = rsa();
    let signer = || Signer::new("exemple.fr", "relance1", &pem).expect("a key");
    let to = transport(vec![account("a", &server).signing(signer())], Limits::default());
    let mails = ["client", "data452", "drop-after-data", "grey451"];
    let mails = (0..).zip(mails).map(|(id, to)| mail(id, &format!("{to}@exemple.fr"), None));
    let record = Record::of(mails.collect());
    record.send(&to, &retry(), 1).await.expect("a run to its end");
    let received = server.received();
    assert_eq!(received.len(), 4, "one of them twice, one of them never");
    for received in &received {
        let text = String::from_utf8_lossy(&received.message).into_owned();
        assert!(is_good(&received.message, &signer()), "{text}");
        assert_eq!(text.matches("DKIM-Signature:").count(), 1, "{text}");
    }
    let copies: Vec<_> =
        received.iter().filter(|one| one.to[0].starts_with("drop-after-data")).collect();
    assert_eq!(copies[0].message, copies[1].message, "what is sent again is the same message");
}

#[test]
fn keys_that_do_not_sign_are_refused() {
    let small = key(&["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"]);
    let curve = key(&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]);
    let folder = Folder::new();
    let file = folder.path().join("key.pem");
    std::fs::write(&file, rsa()).expect("a file");
    let public = key(&["pkey", "-pubout", "-in", &file.display().to_string()]);
    for (pem, error) in [
        ("", DkimError::NotPem),
        ("hunter2", DkimError::NotPem),
        (&public, DkimError::NotPem),
        (&small, DkimError::Unsupported),
        (&curve, DkimError::Unsupported),
    ] {
        assert_eq!(Signer::new("exemple.fr", "s", pem).err(), Some(error), "{pem}");
    }
    // Of openssl's older form.
    let traditional = key(&["rsa", "-traditional", "-in", &file.display().to_string()]);
    assert!(traditional.starts_with("-----BEGIN RSA PRIVATE KEY-----"));
    let signer = Signer::new("exemple.fr", "s", &traditional).expect("a key");
    assert!(is_good(&signer.signed(MESSAGE.as_bytes()).expect("a signature"), &signer));
}

#[test]
fn a_record_is_cut_into_strings_that_the_dns_can_hold() {
    let record = Signer::new("exemple.fr", "relance1", &rsa()).expect("a key").record();
    assert_eq!(record.name, "relance1._domainkey.exemple.fr");
    assert!(record.value.starts_with("v=DKIM1; k=rsa; p=MII"), "{}", record.value);
    let line = record.zone_line();
    let strings: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
    assert!(strings.iter().all(|part| part.len() <= 255), "{line}");
    assert_eq!(strings.concat(), record.value);
}
