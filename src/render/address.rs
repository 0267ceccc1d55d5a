//! Addresses as servers without SMTPUTF8 take them.

use std::borrow::Cow;

use crate::domain::address::EmailAddress;
use crate::wording::{Message, msg};

/// The address in ASCII: an internationalized domain becomes punycode; what is
/// before it is ASCII always.
pub(super) fn ascii(address: &EmailAddress) -> Result<Cow<'_, EmailAddress>, Message> {
    let text = address.as_str();
    if text.is_ascii() {
        return Ok(Cow::Borrowed(address));
    }
    let refused = || msg!("render-address-domain", address = text);
    let (local, domain) = text.rsplit_once('@').ok_or_else(refused)?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| refused())?;
    format!("{local}@{domain}").parse().map(Cow::Owned).map_err(|_| refused())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_become_punycode() {
        for (address, expected) in [
            ("compta@durand.example", "compta@durand.example"),
            ("compta@société.example", "compta@xn--socit-esab.example"),
        ] {
            let address: EmailAddress = address.parse().expect("an address");
            assert_eq!(ascii(&address).expect("an address in ASCII").as_str(), expected);
        }
    }
}
