//! The document of the API, and a page made of it.

use std::sync::Arc;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use serde_json::Value;

use super::document;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;

pub fn routes(routes: Routes) -> Routes {
    let document = document::document(routes.paths.clone(), &routes.schemas, routes.table());
    let value = serde_json::to_value(&document).unwrap_or_default();
    let json: Arc<str> = Arc::from(value.to_string());
    let reference = Arc::new(Reference::of(&value));
    let routes = routes.plain(Need::Nothing, "/api/v1/openapi.json", move || {
        let json = Arc::clone(&json);
        async move { as_json(&json) }
    });
    routes.get(Need::READER, "/api", move |visit: Visit| {
        let reference = Arc::clone(&reference);
        async move { page(&visit, &reference) }
    })
}

fn as_json(json: &str) -> Response {
    let headers =
        [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=60")];
    (headers, json.to_owned()).into_response()
}

fn page(visit: &Visit, reference: &Reference) -> Result<Response, WebError> {
    visit.page("api/reference.html", reference)
}

/// The document as the page shows it.
#[derive(Debug, Serialize)]
struct Reference {
    version: String,
    introduction: Vec<String>,
    groups: Vec<Group>,
    schemas: Vec<NamedSchema>,
}

#[derive(Debug, Serialize)]
struct Group {
    name: String,
    operations: Vec<Operation>,
}

#[derive(Debug, Serialize)]
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    paragraphs: Vec<String>,
    parameters: Vec<Parameter>,
    body: Option<Kind>,
    responses: Vec<Answer>,
}

#[derive(Debug, Serialize)]
struct Parameter {
    name: String,
    /// `path`, `query` or `header`.
    place: String,
    required: bool,
    kind: Kind,
    description: String,
}

#[derive(Debug, Serialize)]
struct Answer {
    status: String,
    description: String,
    media_types: Vec<String>,
    kind: Option<Kind>,
}

#[derive(Debug, Serialize)]
struct NamedSchema {
    name: String,
    paragraphs: Vec<String>,
    fields: Vec<Field>,
    values: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Field {
    name: String,
    required: bool,
    kind: Kind,
    description: String,
}

/// What a value is: words, or the name of a schema.
#[derive(Debug, Default, Serialize)]
struct Kind {
    words: String,
    schema: Option<String>,
    list: bool,
    nullable: bool,
}

const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];

impl Reference {
    fn of(document: &Value) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        for (path, item) in entries(&document["paths"]) {
            for method in METHODS {
                let Some(found) = item.get(method) else { continue };
                let tag = text(&found["tags"][0]);
                let operation = operation(method, path, found);
                match groups.iter_mut().find(|group| group.name == tag) {
                    Some(group) => group.operations.push(operation),
                    None => groups.push(Group { name: tag, operations: vec![operation] }),
                }
            }
        }
        Self {
            version: text(&document["info"]["version"]),
            introduction: paragraphs(&document["info"]["description"]),
            groups,
            schemas: entries(&document["components"]["schemas"])
                .map(|(name, schema)| named(name, schema))
                .collect(),
        }
    }
}

fn operation(method: &str, path: &str, found: &Value) -> Operation {
    let body = found["requestBody"]["content"]["application/json"].get("schema");
    Operation {
        id: text(&found["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&found["summary"]),
        paragraphs: paragraphs(&found["description"]),
        parameters: list(&found["parameters"]).map(parameter).collect(),
        body: body.map(kind),
        responses: entries(&found["responses"])
            .map(|(status, answer)| Answer {
                status: status.clone(),
                description: text(&answer["description"]),
                media_types: entries(&answer["content"]).map(|(kind, _)| kind.clone()).collect(),
                kind: entries(&answer["content"])
                    .next()
                    .and_then(|(_, content)| content.get("schema").map(kind)),
            })
            .collect(),
    }
}

fn parameter(found: &Value) -> Parameter {
    Parameter {
        name: text(&found["name"]),
        place: text(&found["in"]),
        required: found["required"] == Value::Bool(true),
        kind: kind(&found["schema"]),
        description: text(&found["description"]),
    }
}

fn named(name: &str, schema: &Value) -> NamedSchema {
    let mut fields = Vec::new();
    gather(schema, &mut fields);
    NamedSchema {
        name: name.to_owned(),
        paragraphs: paragraphs(&schema["description"]),
        fields,
        values: list(&schema["enum"]).map(text).collect(),
    }
}

/// The fields of an object, those that it has from others named as such.
fn gather(schema: &Value, fields: &mut Vec<Field>) {
    for part in list(&schema["allOf"]) {
        if part.get("$ref").is_some() {
            fields.push(Field {
                name: "…".to_owned(),
                required: true,
                kind: kind(part),
                description: String::new(),
            });
        }
        gather(part, fields);
    }
    let required: Vec<String> = list(&schema["required"]).map(text).collect();
    fields.extend(entries(&schema["properties"]).map(|(name, found)| Field {
        name: name.clone(),
        required: required.contains(name),
        kind: kind(found),
        description: text(&found["description"]),
    }));
}

fn kind(schema: &Value) -> Kind {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default().to_owned();
        return Kind { schema: Some(name), ..Kind::default() };
    }
    if let Some(part) = list(&schema["oneOf"]).find(|part| part["type"] != "null") {
        return Kind { nullable: true, ..kind(part) };
    }
    let types: Vec<String> = match &schema["type"] {
        Value::Array(types) => types.iter().map(text).collect(),
        single => vec![text(single)],
    };
    let nullable = types.iter().any(|name| name == "null");
    let name = types.into_iter().find(|name| name != "null").unwrap_or_default();
    if name == "array" {
        return Kind { list: true, nullable, ..kind(&schema["items"]) };
    }
    let words = match (schema["format"].as_str(), schema.get("enum")) {
        (_, Some(values)) => list(values).map(text).collect::<Vec<_>>().join(" | "),
        (Some(format), None) => format!("{name} ({format})"),
        (None, None) => name,
    };
    Kind { words, nullable, ..Kind::default() }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn paragraphs(value: &Value) -> Vec<String> {
    let text = value.as_str().unwrap_or_default();
    let joined = text.split("\n\n").map(|part| part.replace('\n', " "));
    joined.filter(|part| !part.trim().is_empty()).collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}
