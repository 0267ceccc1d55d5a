//! Role and companies, as forms show and send them.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use crate::app::account_error::AccountError;
use crate::domain::account::{Companies, Role};
use crate::domain::company::CompanyCode;
use crate::web::query::Choice;
use crate::web::visit::Visit;

/// The fields of `rights.html`.
#[derive(Debug, Clone, Default)]
pub struct RightsForm {
    pub role: String,
    /// `all`, or only those that are ticked.
    pub extent: String,
    pub companies: Vec<String>,
}

impl RightsForm {
    pub fn of(role: Role, companies: &Companies) -> Self {
        let role = role.as_str().to_owned();
        match companies {
            Companies::All => Self { role, extent: "all".to_owned(), companies: Vec::new() },
            Companies::Only(codes) => Self {
                role,
                extent: "some".to_owned(),
                companies: codes.iter().map(ToString::to_string).collect(),
            },
        }
    }

    /// # Errors
    /// When there is no such role.
    pub fn read(&self) -> Result<(Role, Companies), AccountError> {
        let unknown = |_| AccountError::UnknownRole { name: self.role.clone() };
        let role = self.role.parse().map_err(unknown)?;
        if self.extent == "all" {
            return Ok((role, Companies::All));
        }
        let codes = self.companies.iter().map(|code| CompanyCode(Arc::from(code.as_str())));
        Ok((role, Companies::Only(codes.collect())))
    }
}

/// What `rights.html` shows.
#[derive(Debug, Serialize)]
pub struct Rights {
    /// Those that the visitor may give; labels are the page's.
    roles: Vec<Choice>,
    /// Whether the visitor may give all companies.
    may_give_all: bool,
    all: bool,
    companies: Vec<Choice>,
}

impl Rights {
    pub fn of(visit: &Visit, form: &RightsForm) -> Self {
        let visitor = visit.visitor.as_ref();
        let named = |code: &str| form.companies.iter().any(|it| it == code);
        let rules = visit.engine.rules.companies.iter().map(|rules| &rules.company);
        let mut companies: Vec<Choice> = rules
            .filter(|company| visitor.is_some_and(|it| it.companies.has(&company.code)))
            .map(|company| Choice {
                value: company.code.to_string(),
                label: company.name.clone(),
                chosen: named(company.code.as_str()),
            })
            .collect();
        // Companies that the rules have no longer.
        let known: BTreeSet<String> = companies.iter().map(|it| it.value.clone()).collect();
        let former = form.companies.iter().filter(|code| !known.contains(*code)).cloned();
        companies.extend(former.map(|code| Choice {
            label: code.clone(),
            value: code,
            chosen: true,
        }));
        Self {
            roles: Role::ALL
                .into_iter()
                .filter(|role| visitor.is_some_and(|it| *role <= it.role))
                .map(|role| Choice {
                    value: role.as_str().to_owned(),
                    label: String::new(),
                    chosen: role.as_str() == form.role,
                })
                .collect(),
            may_give_all: visitor.is_some_and(|it| it.companies == Companies::All),
            all: form.extent == "all",
            companies,
        }
    }
}

/// The companies as a list shows them; nothing for all of them.
pub fn listed(companies: &Companies) -> Option<String> {
    match companies {
        Companies::All => None,
        Companies::Only(codes) => {
            let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
            Some(codes.join(", "))
        }
    }
}
