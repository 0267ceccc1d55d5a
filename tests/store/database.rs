//! A fresh database for each test.

use std::sync::atomic::{AtomicU32, Ordering};

use relance::domain::company::CompanyCode;
use relance::store::Store;
use relance::store::entity::due_item;
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait};
use tempfile::TempDir;

pub struct Fresh {
    pub store: Store,
    pub url: String,
    _folder: Option<TempDir>,
}

impl Fresh {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("relance.db").display());
        Self::open(url, Some(folder)).await
    }

    /// `None` where no server is named.
    pub async fn postgres() -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let server = std::env::var("RELANCE_TEST_POSTGRES").ok().filter(|url| !url.is_empty())?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("relance_test_{}_{number}", std::process::id());
        let admin = sea_orm::Database::connect(&server).await.expect("the server of the tests");
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
        let (base, _) = server.rsplit_once('/').expect("a URL with a database");
        Some(Self::open(format!("{base}/{name}"), None).await)
    }

    async fn open(url: String, folder: Option<TempDir>) -> Self {
        let store = Store::open(&url).await.expect("a store");
        store.migrate().await.expect("a schema");
        Self { store, url, _folder: folder }
    }

    /// Past the store, to see what it wrote.
    pub async fn raw(&self) -> DatabaseConnection {
        sea_orm::Database::connect(&self.url).await.expect("a connection")
    }

    /// The same database as another process has it.
    pub async fn another(&self) -> Store {
        Store::open(&self.url).await.expect("a second store")
    }

    /// As others do with processes that are gone.
    pub async fn bury_all(&self) {
        let buried = self.raw().await.execute_unprepared("DELETE FROM workers").await;
        buried.expect("a burial");
    }

    pub async fn item(&self, id: i64) -> due_item::Model {
        let found = due_item::Entity::find_by_id(id).one(&self.raw().await).await;
        found.expect("a query").expect("a due item")
    }
}

pub fn company() -> CompanyCode {
    CompanyCode("MAIN".into())
}

/// Each test once per database.
macro_rules! on_every_database {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test(&$crate::database::Fresh::sqlite().await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $test() {
                match $crate::database::Fresh::postgres().await {
                    Some(database) => super::$test(&database).await,
                    None => eprintln!("skipped: RELANCE_TEST_POSTGRES is not set"),
                }
            })+
        }
    };
}
