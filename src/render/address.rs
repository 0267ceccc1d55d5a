//! Addresses as servers without SMTPUTF8 take them.

use std::borrow::Cow;

use crate::domain::address::EmailAddress;
use crate::wording::{Message, msg};

/// The address in ASCII: an internationalized domain becomes punycode. Nothing
/// stands for a local part that is not ASCII, so it is refused.
pub(super) fn ascii(address: &EmailAddress) -> Result<Cow<'_, EmailAddress>, Message> {
    let text = address.as_str();
    if text.is_ascii() {
        return Ok(Cow::Borrowed(address));
    }
    let refused = || msg!("render-address-domain", address = text);
    let (local, domain) = text.rsplit_once('@').ok_or_else(refused)?;
    if !local.is_ascii() {
        return Err(msg!("render-address-local", address = text));
    }
    let domain = idna::domain_to_ascii(domain).map_err(|_| refused())?;
    format!("{local}@{domain}").parse().map(Cow::Owned).map_err(|_| refused())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_become_punycode_and_local_parts_are_refused() {
        for (address, expected) in [
            ("compta@durand.example", Some("compta@durand.example")),
            ("compta@société.example", Some("compta@xn--socit-esab.example")),
            ("comptabilité@durand.example", None),
        ] {
            let address: EmailAddress = address.parse().expect("an address");
            let ascii = ascii(&address).ok();
            assert_eq!(ascii.as_ref().map(|a| a.as_str()), expected, "{address}");
        }
    }
}
