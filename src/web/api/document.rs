//! The OpenAPI document: what the routes say of themselves, and what holds of
//! all of them.

use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, HeaderBuilder, InfoBuilder, LicenseBuilder, OpenApi,
    OpenApiBuilder, Paths, Ref, RefOr, Required, Response, ResponseBuilder,
};
use utoipa::{PartialSchema as _, ToSchema as _};

use super::problem::{MEDIA_TYPE, Problem};
use crate::web::routes::{Entry, Need};

const TITLE: &str = "Relance";
const BEARER: &str = "token";
const COOKIE: &str = "session";

const DESCRIPTION: &str = "Amounts are exact decimals as strings, dates ISO dates, moments \
    RFC 3339 in UTC.\n\n\
    Whoever asks presents a token as `Authorization: Bearer …`; it has a role, and companies \
    that it may see. What belongs to other companies does not exist for it.\n\n\
    Whatever is refused is told as `application/problem+json` (RFC 9457), in the language of \
    `Accept-Language` (French or English), with each mistake under `errors`.\n\n\
    Lists come in pages: `next` in the body, or the header `Link`, leads to the next one.\n\n\
    Answers to GET carry an `ETag`: with `If-None-Match` an answer that has not changed comes \
    without a body (304), with `If-Match` a change is refused (412) where somebody else was \
    faster.\n\n\
    A change with an `Idempotency-Key` is carried out once: for 24 hours the same request with \
    the same key gets the same answer, with `Idempotent-Replayed: true`. What was refused has \
    changed nothing and may be asked again.";

/// Every documented route, with its problems, its headers and who may use it.
pub fn document(mut paths: Paths, schemas: &[(String, RefOr<Schema>)], table: &[Entry]) -> OpenApi {
    for (path, item) in &mut paths.paths {
        let need = |method: &str| {
            let mut entries = table.iter();
            entries.find(|it| it.path == *path && it.method == method).map(|it| it.need)
        };
        let operations = [
            ("GET", &mut item.get),
            ("PUT", &mut item.put),
            ("POST", &mut item.post),
            ("DELETE", &mut item.delete),
            ("PATCH", &mut item.patch),
        ];
        for (method, operation) in operations {
            if let Some(operation) = operation {
                operation.operation_id = Some(operation_id(method, path));
                complete(operation, method, path, need(method));
            }
        }
    }
    let mut components = ComponentsBuilder::new()
        .security_scheme(BEARER, SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)))
        .security_scheme(
            COOKIE,
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
                "relance",
                "The session of a browser; changes must come from the same site.",
            ))),
        );
    let mut of_problems = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut of_problems);
    for (name, schema) in schemas.iter().cloned().chain(of_problems) {
        components = components.schema(name, schema);
    }
    let license = LicenseBuilder::new().name("MIT OR Apache-2.0").build();
    let info = InfoBuilder::new()
        .title(TITLE)
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .license(Some(license))
        .build();
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components.build())).build()
}

/// Names of handlers stand in several files; a path and a method do not.
fn operation_id(method: &str, path: &str) -> String {
    let mut id = method.to_lowercase();
    let parts = path.trim_start_matches("/api/v1/").split(['/', '-', '_']);
    for part in parts.map(|part| part.trim_matches(['{', '}'])) {
        let mut letters = part.chars();
        id.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        id.push_str(letters.as_str());
    }
    id
}

fn complete(operation: &mut Operation, method: &str, path: &str, need: Option<Need>) {
    let parameters = operation.parameters.get_or_insert_default();
    parameters.extend(headers_of(method));
    if let Some(Need::Role(role)) = need {
        let note = format!("Role: {} or above.", role.as_str());
        let description = match &operation.description {
            Some(said) => format!("{said}\n\n{note}"),
            None => note,
        };
        operation.description = Some(description);
        let schemes = [BEARER, COOKIE];
        let schemes = schemes.map(|scheme| SecurityRequirement::new(scheme, [] as [&str; 0]));
        operation.security = Some(schemes.into());
    }
    let has_body = operation.request_body.is_some();
    let responses = &mut operation.responses.responses;
    if method == "GET"
        && let Some(RefOr::T(found)) = responses.get_mut("200")
    {
        found.headers.insert("ETag".to_owned(), text_header("Tells this answer from others."));
        let description = "It is still what the tag in `If-None-Match` stands for.";
        let unchanged = ResponseBuilder::new().description(description).build();
        responses.insert("304".to_owned(), unchanged.into());
    }
    for (status, description) in problems(method, path, has_body) {
        responses.entry(status.to_owned()).or_insert_with(|| problem(description).into());
    }
}

fn text_header(description: &str) -> utoipa::openapi::Header {
    let schema = ObjectBuilder::new().schema_type(Type::String).build();
    HeaderBuilder::new().schema(schema).description(Some(description)).build()
}

/// What may be refused, by status.
fn problems(
    method: &str,
    path: &str,
    has_body: bool,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_change = method != "GET";
    let has_match = matches!(method, "PUT" | "PATCH");
    let all = [
        (true, "400", "What was sent cannot be read, or a parameter makes no sense."),
        (true, "401", "No token, or one that is not valid."),
        (true, "403", "The role does not allow it."),
        (path.contains('{'), "404", "There is no such thing in this company."),
        (is_change, "409", "It does not fit what there is now, or a run is at work."),
        (has_match, "412", "Somebody else has changed it since."),
        (is_change, "413", "The body is too large."),
        (has_body, "415", "The body is not `application/json`."),
        (true, "422", "It can be read, but not be done as it is."),
        (true, "500", "Something went wrong in the service."),
        (true, "503", "The service takes too long."),
    ];
    all.into_iter().filter(|(applies, ..)| *applies).map(|(_, status, text)| (status, text))
}

fn problem(description: &str) -> Response {
    let schema = Ref::from_schema_name(Problem::name());
    let content = ContentBuilder::new().schema(Some(schema)).build();
    ResponseBuilder::new().description(description).content(MEDIA_TYPE, content).build()
}

fn headers_of(method: &str) -> Vec<Parameter> {
    let tag = r#"^(\*|(W/)?"[!#-~]*")$"#;
    let none_match = || header("If-None-Match", "Tags that are known already.", tag);
    let key = || {
        let description = "Names the request, so that it is carried out once.";
        header("Idempotency-Key", description, "^[!-~]{1,255}$")
    };
    match method {
        "GET" => vec![none_match()],
        "PUT" | "PATCH" => {
            vec![header("If-Match", "The tag of what is to be changed.", tag), none_match(), key()]
        }
        _ => vec![key()],
    }
}

fn header(name: &str, description: &str, pattern: &str) -> Parameter {
    let schema = ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).build();
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(schema))
        .build()
}
