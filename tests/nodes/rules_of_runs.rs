//! A run uses the rules it was planned with, whatever the files say by then.

use crate::cluster::{
    Process, RUN_DATE, acknowledged, customers, on_postgres, on_sqlite, wait_for_the_end,
    wait_until, workers,
};
use crate::desk::{Desk, day};
use crate::smtp::SmtpServer;
use relance::domain::identity::RunId;
use relance::store::entity::due_item;
use sea_orm::EntityTrait;

const POSTPONED: &str = "postpone_expected_payment_days: 10";

fn edit(desk: &Desk) {
    desk.change_rules("relance.yaml", POSTPONED, "postpone_expected_payment_days: 30");
}

async fn expected(desk: &Desk, number: usize) -> Option<chrono::NaiveDate> {
    let item = desk.item(&format!("C{number}"), &format!("F{number}")).await.id;
    let database = sea_orm::Database::connect(desk.database()).await.expect("a connection");
    let found = due_item::Entity::find_by_id(item.0).one(&database).await.expect("a query");
    found.expect("an item").expected_payment_date
}

async fn rules_edited_between_plan_and_sending(desk: &Desk, server: &SmtpServer) {
    desk.fill(&customers(2, "c")).await;
    desk.relance(&["preview", "--save", "--as-of", RUN_DATE]).expect(0);
    edit(desk);
    desk.relance(&["run", "--plan", "1", "--yes"]).expect(0);
    assert_eq!(acknowledged(server).len(), 2);
    assert_eq!(expected(desk, 0).await, Some(day("2026-12-04")), "as it was planned");
    // The next one follows the files.
    desk.relance(&["run", "--yes", "--as-of", "2026-11-25"]).expect(0);
    assert_eq!(acknowledged(server).len(), 4);
    assert_eq!(expected(desk, 0).await, Some(day("2026-12-25")));
}

#[tokio::test]
async fn rules_edited_between_plan_and_sending_do_not_count() {
    let (desk, server) = on_sqlite();
    rules_edited_between_plan_and_sending(&desk, &server).await;
    if let Some((desk, server)) = on_postgres().await {
        rules_edited_between_plan_and_sending(&desk, &server).await;
    }
}

#[tokio::test]
async fn a_run_is_resumed_with_its_rules() {
    let (desk, server) = on_sqlite();
    desk.fill(&customers(60, "slow100-")).await;
    let mut run = Process::start(&desk, &["run", "--yes", "--as-of", RUN_DATE]);
    wait_until("some have arrived", || acknowledged(&server).len() > 2);
    run.kill();
    edit(&desk);
    desk.relance(&["resume"]).expect(0);
    assert_eq!(acknowledged(&server).len(), 60);
    for number in [0, 59] {
        assert_eq!(expected(&desk, number).await, Some(day("2026-12-04")));
    }
}

#[tokio::test]
async fn nodes_with_other_files_use_the_rules_of_the_run() {
    let Some((desk, server)) = on_postgres().await else { return };
    desk.fill(&customers(60, "slow100-")).await;
    let mut run = Process::start(&desk, &["run", "--yes", "--as-of", RUN_DATE]);
    wait_until("some have arrived", || acknowledged(&server).len() > 2);
    run.kill();
    edit(&desk);
    let _nodes = workers(&desk, 2);
    wait_for_the_end(&desk.store().await, RunId(1)).await;
    for number in [0, 20, 40, 59] {
        assert_eq!(expected(&desk, number).await, Some(day("2026-12-04")), "C{number}");
    }
}
