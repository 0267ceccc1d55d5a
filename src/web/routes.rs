//! The table of routes: each names, once, who may use it.
//!
//! A route whose path has `{company}` is open only to who may see that
//! company.

use axum::Router;
use axum::http::Method;
use axum::middleware;
use axum::routing::{MethodFilter, MethodRouter, on};
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{Paths, RefOr};
use utoipa_axum::router::UtoipaMethodRouter;

use super::access;
use super::state::Web;
use super::{api, assets, error, operation, pages, security};
use crate::domain::account::Role;

/// What a visitor needs for a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Also open to who is not signed in.
    Nothing,
    /// This role or one that may do more.
    Role(Role),
    /// An administrator of all companies: what concerns the whole service.
    Service,
}

impl Need {
    pub const READER: Self = Self::Role(Role::Reader);
    pub const CLERK: Self = Self::Role(Role::Clerk);
    pub const ADMINISTRATOR: Self = Self::Role(Role::Administrator);
}

/// Whom a route speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    Page,
    /// Programs: tokens, JSON, `problem+json`.
    Api,
}

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Entry {
    pub method: Method,
    /// Such as `/c/{company}/balance`.
    pub path: String,
    pub need: Need,
    pub surface: Surface,
}

/// Routes in the making.
pub struct Routes {
    web: Web,
    router: Router<Web>,
    table: Vec<Entry>,
    /// What the documented routes say of themselves.
    pub(super) paths: Paths,
    pub(super) schemas: Vec<(String, RefOr<Schema>)>,
}

impl Routes {
    fn new(web: Web) -> Self {
        Self {
            web,
            router: Router::new(),
            table: Vec::new(),
            paths: Paths::new(),
            schemas: Vec::new(),
        }
    }

    /// A page.
    pub fn get<H, T>(self, need: Need, path: &str, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Web>,
        T: 'static,
    {
        self.add(need, Surface::Page, path, Method::GET, on(MethodFilter::GET, handler))
    }

    /// What a form of a page does.
    pub fn post<H, T>(self, need: Need, path: &str, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Web>,
        T: 'static,
    {
        self.add(need, Surface::Page, path, Method::POST, on(MethodFilter::POST, handler))
    }

    /// An undocumented route for programs, such as `/healthz`.
    pub fn plain<H, T>(self, need: Need, path: &str, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Web>,
        T: 'static,
    {
        self.add(need, Surface::Api, path, Method::GET, on(MethodFilter::GET, handler))
    }

    /// Routes of the API, as `utoipa_axum::routes!(handler)` gives them: one
    /// path, one need.
    pub fn documented(mut self, need: Need, routes: UtoipaMethodRouter<Web>) -> Self {
        let (schemas, paths, methods) = routes;
        let mut path = String::new();
        for (name, item) in &paths.paths {
            path.clone_from(name);
            let operations = [
                (Method::GET, &item.get),
                (Method::PUT, &item.put),
                (Method::POST, &item.post),
                (Method::DELETE, &item.delete),
                (Method::PATCH, &item.patch),
            ];
            for (method, _) in operations.into_iter().filter(|(_, found)| found.is_some()) {
                let path = path.clone();
                self.table.push(Entry { method, path, need, surface: Surface::Api });
            }
        }
        self.paths.merge(paths);
        self.schemas.extend(schemas);
        let around = middleware::from_fn_with_state(self.web.clone(), api::exchange);
        self.route(need, Surface::Api, &path, methods.route_layer(around))
    }

    fn add(
        mut self,
        need: Need,
        surface: Surface,
        path: &str,
        method: Method,
        methods: MethodRouter<Web>,
    ) -> Self {
        self.table.push(Entry { method, path: path.to_owned(), need, surface });
        self.route(need, surface, path, methods)
    }

    /// The routes so far.
    pub(super) fn table(&self) -> &[Entry] {
        &self.table
    }

    fn route(
        mut self,
        need: Need,
        surface: Surface,
        path: &str,
        methods: MethodRouter<Web>,
    ) -> Self {
        let guard = access::Guard { web: self.web.clone(), need, surface };
        let guarded = methods.route_layer(middleware::from_fn_with_state(guard, access::guard));
        self.router = self.router.route(path, guarded);
        self
    }
}

/// Every route of the service, guarded.
pub fn router(web: &Web) -> Router {
    let mut routes = Routes::new(web.clone());
    routes = pages::routes(routes);
    routes = operation::routes(routes);
    routes = assets::routes(routes);
    routes = api::routes(routes);
    // The first router that is put together tells; all are alike.
    let _ = web.table.set(routes.table);
    let router = routes
        .router
        .fallback(error::no_such_page)
        .method_not_allowed_fallback(error::no_such_method);
    security::around(router, web).with_state(web.clone())
}

/// The table of all routes.
pub fn table(web: &Web) -> &[Entry] {
    web.table.get().map_or(&[], Vec::as_slice)
}
