//! Where a letter goes.

use super::facts::CustomerFacts;
use super::outcome::Line;
use crate::domain::customer::Site;
use crate::domain::letter::PostalAddress;

/// The address of the billing site that all lines share, else the customer's,
/// else that of the first line's billing site that has one; the customer's name first, and
/// the site's where it differs.
pub(super) fn of_lines(facts: &CustomerFacts, lines: &[Line]) -> Option<PostalAddress> {
    let sites = || {
        lines.iter().map(|line| {
            let id = facts.invoices[line.item.invoice].invoice.billing_site?;
            facts.site(id)
        })
    };
    let shared = sites()
        .next()
        .flatten()
        .filter(|first| sites().all(|site| site.is_some_and(|site| site.id == first.id)));
    let customer = &facts.billed.customer;
    if let Some(address) = shared.and_then(|site| at_site(&customer.name, site)) {
        return Some(address);
    }
    if has_text(&customer.address) {
        return Some(address(&customer.name, None, &customer.address));
    }
    sites().flatten().find_map(|site| at_site(&customer.name, site))
}

fn at_site(name: &str, site: &Site) -> Option<PostalAddress> {
    has_text(&site.address).then(|| address(name, Some(&site.name), &site.address))
}

fn has_text(lines: &[String]) -> bool {
    lines.iter().any(|line| !line.trim().is_empty())
}

fn address(name: &str, site: Option<&str>, lines: &[String]) -> PostalAddress {
    let differs = |site: &&str| !site.trim().is_empty() && site.trim() != name.trim();
    let heading = std::iter::once(name).chain(site.filter(differs));
    let rest = lines.iter().map(String::as_str).filter(|line| !line.trim().is_empty());
    PostalAddress { lines: heading.chain(rest).map(str::to_owned).collect() }
}
