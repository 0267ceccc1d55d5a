//! Columns that can tell of a person, beside contacts, reminders and history.
//! A table that comes to hold addresses or words about people adds its columns
//! here: export and erasure go by this list.

use sea_orm::{ConnectionTrait, Value};

use super::needles::Needles;
use super::person::Person;
use super::traces::TracedText;
use crate::store::error::StoreError;
use crate::store::lists;
use crate::store::rows::{Columns, number, sql, text};
use crate::store::search::like;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A list of addresses: the person's are taken out.
    Addresses,
    /// One address, or nothing.
    Address,
    /// Words: the person is left out.
    Words,
}

struct Column {
    table: &'static str,
    column: &'static str,
    form: Form,
    /// The table as `t`, with what its company is read from as `c`.
    from: &'static str,
    /// Where the customer's number is, for words that name somebody.
    customer: Option<&'static str>,
}

const OF_CUSTOMER: Option<&str> = Some("t.customer_id");

const OF_MAILBOX: &str = "runs c JOIN reminders r ON r.run_id = c.id \
    JOIN mailbox_messages t ON t.reminder_id = r.id";

const COLUMNS: [Column; 12] = [
    Column {
        table: "invoices",
        column: "recipients",
        form: Form::Addresses,
        from: "customers c JOIN invoices t ON t.customer_id = c.id",
        customer: None,
    },
    Column {
        table: "invoices",
        column: "copies",
        form: Form::Addresses,
        from: "customers c JOIN invoices t ON t.customer_id = c.id",
        customer: None,
    },
    Column {
        table: "sites",
        column: "email",
        form: Form::Address,
        from: "customers c JOIN sites t ON t.customer_id = c.id",
        customer: None,
    },
    Column {
        table: "due_items",
        column: "comment",
        form: Form::Words,
        from: "customers c JOIN due_items t ON t.customer_id = c.id",
        customer: OF_CUSTOMER,
    },
    Column {
        table: "holds",
        column: "comment",
        form: Form::Words,
        from: "customers c JOIN holds t ON t.customer_id = c.id",
        customer: OF_CUSTOMER,
    },
    Column {
        table: "webhook_deliveries",
        column: "payload",
        form: Form::Words,
        from: "webhooks c JOIN webhook_deliveries t ON t.webhook_id = c.id",
        customer: None,
    },
    Column {
        table: "webhook_deliveries",
        column: "detail",
        form: Form::Words,
        from: "webhooks c JOIN webhook_deliveries t ON t.webhook_id = c.id",
        customer: None,
    },
    Column {
        table: "mailbox_messages",
        column: "sender",
        form: Form::Words,
        from: OF_MAILBOX,
        customer: Some("r.customer_id"),
    },
    Column {
        table: "mailbox_messages",
        column: "subject",
        form: Form::Words,
        from: OF_MAILBOX,
        customer: Some("r.customer_id"),
    },
    Column {
        table: "mailbox_messages",
        column: "detail",
        form: Form::Words,
        from: OF_MAILBOX,
        customer: Some("r.customer_id"),
    },
    Column {
        table: "mailbox_messages",
        column: "excerpt",
        form: Form::Words,
        from: OF_MAILBOX,
        customer: Some("r.customer_id"),
    },
    // The address itself stays: nothing is sent to it.
    Column {
        table: "suppressions",
        column: "detail",
        form: Form::Words,
        from: "suppressions t JOIN customers c ON c.id = t.customer_id",
        customer: OF_CUSTOMER,
    },
];

impl Column {
    fn tells(&self, needles: &Needles, found: &str) -> bool {
        match self.form {
            Form::Addresses => {
                let list = lists::from_stored(self.column, found).unwrap_or_default();
                list.iter().any(|address| needles.is(address))
            }
            Form::Address => needles.is(found),
            Form::Words => needles.in_text(found),
        }
    }

    fn without(&self, needles: &Needles, found: &str) -> Value {
        match self.form {
            Form::Addresses => {
                let mut list = lists::from_stored(self.column, found).unwrap_or_default();
                list.retain(|address| !needles.is(address));
                text(lists::to_stored(&list))
            }
            Form::Address => Value::String(None),
            Form::Words => text(needles.left_out(found)),
        }
    }
}

/// The condition that one of the columns may tell of the person.
pub(super) fn may_tell(
    columns: &[&str],
    customer: Option<&str>,
    person: &Person,
    needles: &Needles,
    values: &mut Vec<Value>,
) -> String {
    let addresses = needles.addresses.iter();
    let mut conditions: Vec<String> =
        addresses.map(|address| like(columns, address, values)).collect();
    if let (Some(column), Some(number_of), Some(name)) =
        (customer, person.customer(), &needles.name)
    {
        values.push(number(number_of));
        let of_customer = format!("{column} = ${}", values.len());
        // Letters of other alphabets are folded by neither database alike:
        // all of the customer's are read, and looked through here.
        let narrowed =
            if name.is_ascii() { like(columns, name, values) } else { "1 = 1".to_owned() };
        conditions.push(format!("{of_customer} AND ({narrowed})"));
    }
    if conditions.is_empty() { "1 = 0".to_owned() } else { conditions.join(" OR ") }
}

/// All that these columns tell of a person.
pub(super) async fn find(
    connection: &impl ConnectionTrait,
    person: &Person,
) -> Result<Vec<TracedText>, StoreError> {
    let needles = person.needles();
    let mut traced = Vec::new();
    for column in &COLUMNS {
        let mut values = vec![text(person.company.as_str())];
        let name = format!("t.{}", column.column);
        let condition = may_tell(&[&name], column.customer, person, &needles, &mut values);
        let statement = format!(
            "SELECT t.id, {name} FROM {} WHERE c.company = $1 AND {name} IS NOT NULL \
             AND ({condition}) ORDER BY t.id",
            column.from
        );
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        for row in &rows {
            let mut columns = Columns::of(row);
            let (id, found): (i64, String) = (columns.take()?, columns.take()?);
            if column.tells(&needles, &found) {
                let (table, column) = (column.table, column.column);
                traced.push(TracedText { table, id, column, text: found });
            }
        }
    }
    Ok(traced)
}

/// Takes the person out of what was found.
pub(super) async fn erase(
    connection: &impl ConnectionTrait,
    person: &Person,
    found: &[TracedText],
) -> Result<(), StoreError> {
    let needles = person.needles();
    for traced in found {
        let named = |it: &&Column| it.table == traced.table && it.column == traced.column;
        let Some(column) = COLUMNS.iter().find(named) else { continue };
        let statement = format!("UPDATE {} SET {} = $1 WHERE id = $2", traced.table, traced.column);
        let values = [column.without(&needles, &traced.text), number(traced.id)];
        connection.execute_raw(sql(connection, statement, values)).await?;
    }
    Ok(())
}
