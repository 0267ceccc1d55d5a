//! What reminding by hand meets (domain document §7), added to customers that
//! show holds, disputes and promises already.

use super::super::builder::Builder;
use crate::domain::customer::{RecipientFlags, RoleFlags};

const NOTHING: RecipientFlags =
    RecipientFlags { reminder: false, reminder_all_sites: false, invoice: false };

const NO_ROLE: RoleFlags = RoleFlags { decision_maker: false, principal: false, financial: false };

/// Local part of the address, role, and whether there are both e-mails.
const CONTACTS: [(&str, RoleFlags, bool); 4] = [
    ("direction", RoleFlags { decision_maker: true, ..NO_ROLE }, true),
    ("accueil", RoleFlags { principal: true, ..NO_ROLE }, false),
    ("comptabilite", RoleFlags { financial: true, ..NO_ROLE }, true),
    ("atelier", NO_ROLE, false),
];

/// With holds, and with disputes and promises.
const REMINDED_BY_HAND: [&str; 2] = ["Charpentes Bouvier SAS", "Imprimerie Perrin SARL"];

/// Nobody knows where it is.
const WITHOUT_ADDRESS: &str = "SCI du Moulin";

/// Changes no other customer: what is drawn for them stays the same.
pub fn add(builder: &mut Builder) {
    let drawn = builder.rng.clone();
    for name in REMINDED_BY_HAND {
        let Some(code) = switch_on(builder, name, &["8 place du Marché", "21000 Dijon"]) else {
            continue;
        };
        let host = builder.host(&code);
        for (local, roles, both) in CONTACTS {
            builder.contact(&code, NOTHING, &["S1"], |row| {
                row.roles = roles;
                row.customer_email = Some(format!("{local}@{host}"));
                row.identity_email = both.then(|| format!("{local}@courriel.example"));
            });
        }
    }
    if let Some(code) = switch_on(builder, WITHOUT_ADDRESS, &[]) {
        for site in builder.set.sites.iter_mut().filter(|site| site.customer == code) {
            site.address.clear();
        }
    }
    builder.rng = drawn;
}

/// The customer may be reminded by hand, at this address.
fn switch_on(builder: &mut Builder, name: &str, address: &[&str]) -> Option<String> {
    let row = builder.set.customers.iter_mut().find(|row| row.name == name)?;
    row.manual = Some(true);
    row.address = address.iter().map(|line| (*line).to_owned()).collect();
    Some(row.code.clone())
}
