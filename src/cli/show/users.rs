//! Who may sign in.

use super::table::Rows;
use crate::domain::account::Companies;
use crate::domain::company::CompanyCode;
use crate::store::Account;
use crate::wording::{UiLanguage, msg};

pub fn users(accounts: &[Account], language: UiLanguage) -> String {
    let head = [
        msg!("accounts-column-login"),
        msg!("accounts-column-name"),
        msg!("accounts-column-role"),
        msg!("accounts-column-companies"),
        msg!("accounts-column-active"),
    ];
    let mut rows = Rows::new(&head.map(|text| (text, false)), language);
    for account in accounts {
        let companies = match &account.companies {
            Companies::All => msg!("accounts-all").in_language(language),
            Companies::Only(codes) => {
                codes.iter().map(CompanyCode::as_str).collect::<Vec<_>>().join(", ")
            }
        };
        let active = if account.active { msg!("accounts-yes") } else { msg!("accounts-no") };
        let (login, name) = (account.login.clone(), account.name.clone());
        let role = account.role.as_str().to_owned();
        rows.add(vec![login, name, role, companies, active.in_language(language)]);
    }
    rows.to_string()
}
