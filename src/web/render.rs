//! The templates of the pages, compiled into the program.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde};
use minijinja::{Environment, Error, State, UndefinedBehavior, Value, context};
use rust_embed::RustEmbed;
use serde::Serialize;

use super::assets;
use super::visit::{Visit, base};
use crate::domain::account::{Companies, Role};
use crate::wording::{Arg, Catalogue, UiLanguage};

#[derive(RustEmbed)]
#[folder = "src/web"]
#[include = "*.html"]
struct Sources;

/// What begins the identifier of a notice, so that an address cannot show
/// any other text.
const NOTICE: &str = "notice-";

pub struct Templates(Environment<'static>);

impl Templates {
    pub fn new() -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        // The usual delimiters, which are always accepted.
        if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
            environment.set_syntax(syntax);
        }
        environment.set_auto_reload(cfg!(debug_assertions));
        environment.set_loader(|name| {
            let Some(file) = Sources::get(name) else { return Ok(None) };
            Ok(Some(String::from_utf8_lossy(&file.data).into_owned()))
        });
        environment.add_function("t", text);
        environment.add_function("asset", |name: &str| assets::address(name));
        Self(environment)
    }

    /// A page of a visit.
    ///
    /// # Errors
    /// When the template has a mistake.
    pub fn page(
        &self,
        visit: &Visit,
        template: &str,
        context: impl Serialize,
    ) -> Result<String, Error> {
        self.bare(Some(visit), visit.language, template, context)
    }

    /// A page that may know of no visit.
    ///
    /// # Errors
    /// When the template has a mistake.
    pub fn bare(
        &self,
        visit: Option<&Visit>,
        language: UiLanguage,
        template: &str,
        context: impl Serialize,
    ) -> Result<String, Error> {
        let frame = Value::from(Serde(Frame::of(visit, language)));
        let all = context! { frame, ..Value::from(Serde(context)) };
        self.0.get_template(template)?.render(all)
    }
}

/// What the layout shows around every page.
#[derive(Serialize)]
struct Frame {
    language: &'static str,
    /// The address without the notice, for the switch of languages.
    here: String,
    path: String,
    notice: Option<String>,
    user: Option<User>,
    /// The company at hand: code, name, `/c/CODE`.
    company: Option<CompanyLink>,
    companies: Vec<CompanyLink>,
    /// How many mistakes keep the files on disk from taking over.
    broken: usize,
    as_of: Option<String>,
}

#[derive(Serialize)]
struct User {
    name: String,
    role: &'static str,
    clerk: bool,
    administrator: bool,
    /// An administrator of all companies.
    whole: bool,
}

#[derive(Serialize)]
struct CompanyLink {
    code: String,
    name: String,
    base: String,
}

impl Frame {
    fn of(visit: Option<&Visit>, language: UiLanguage) -> Self {
        let link = |rules: &crate::rules::set::CompanyRules| CompanyLink {
            code: rules.company.code.to_string(),
            name: rules.company.name.clone(),
            base: base(&rules.company.code),
        };
        let visitor = visit.and_then(|visit| visit.visitor.as_ref());
        let query: Vec<(String, String)> = visit
            .and_then(|visit| visit.uri.query())
            .map(|query| url::form_urlencoded::parse(query.as_bytes()).into_owned().collect())
            .unwrap_or_default();
        let kept: Vec<&(String, String)> =
            query.iter().filter(|(name, _)| name != "notice").collect();
        let path = visit.map_or("/", |visit| visit.uri.path()).to_owned();
        let rest: String = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(kept.iter().map(|(name, value)| (name, value)))
            .finish();
        Self {
            language: match language {
                UiLanguage::English => "en",
                UiLanguage::French => "fr",
            },
            here: if rest.is_empty() { path.clone() } else { format!("{path}?{rest}") },
            path,
            notice: query
                .iter()
                .find(|(name, value)| name == "notice" && value.starts_with(NOTICE))
                .and_then(|(_, id)| Catalogue::of(language).find(id)),
            user: visitor.map(|visitor| User {
                name: visitor.name.clone(),
                role: visitor.role.as_str(),
                clerk: visitor.role >= Role::Clerk,
                administrator: visitor.role == Role::Administrator,
                whole: visitor.role == Role::Administrator && visitor.companies == Companies::All,
            }),
            company: visit.and_then(|visit| visit.company.as_deref()).map(link),
            companies: match (visit, visitor) {
                (Some(visit), Some(visitor)) => {
                    let all = visit.engine.rules.companies.iter();
                    all.filter(|it| visitor.companies.has(&it.company.code)).map(link).collect()
                }
                _ => Vec::new(),
            },
            broken: visit.map_or(0, |visit| visit.web.files.in_force().problems.len()),
            as_of: visit
                .and_then(|visit| visit.web.node_settings.as_of)
                .map(|day| super::format::Format::new(language).day(day)),
        }
    }
}

/// `t("id", name=value)`: an entry of the catalogue, in the page's language.
fn text(state: &State<'_, '_>, id: &str, named: Kwargs) -> Result<String, Error> {
    let frame = state.lookup("frame").unwrap_or_default();
    let language = match frame.get_attr("language")?.as_str() {
        Some("fr") => UiLanguage::French,
        _ => UiLanguage::English,
    };
    let mut args: Vec<(String, Arg)> = Vec::new();
    for name in named.args() {
        let value: Value = named.get(name)?;
        let arg = match i64::try_from(value.clone()) {
            Ok(number) => Arg::Number(number),
            Err(_) => Arg::Text(value.to_string()),
        };
        args.push((name.to_owned(), arg));
    }
    Ok(Catalogue::of(language).text_of(id, &args))
}
