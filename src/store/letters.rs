//! The letters of a run, as they were written.

use sea_orm::ConnectionTrait;

use super::amount;
use super::claim::{QueuedLetter, letter};
use super::connection::Store;
use super::enclosures;
use super::error::StoreError;
use super::find::currency;
use super::packing;
use super::rows::{Columns, number, parameters, sql, text};
use super::run::ReminderState;
use crate::domain::identity::{ReminderId, RunId};
use crate::domain::money::Money;

/// A letter on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenLetter {
    pub id: ReminderId,
    pub letter: QueuedLetter,
    pub customer_name: String,
    /// The whole file.
    pub file: Vec<u8>,
    pub lines: Vec<LetterLine>,
    /// The names of what went with it.
    pub enclosures: Vec<String>,
}

/// A due item in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterLine {
    pub invoice: String,
    pub instalment: u32,
    pub open: Money,
}

impl Store {
    /// The next letters of a run that were written, in print order, after the
    /// one given. Empty at the end.
    ///
    /// # Errors
    /// When the database fails or holds what it should not.
    pub async fn written_letters(
        &self,
        run: RunId,
        after: Option<ReminderId>,
        count: u32,
    ) -> Result<Vec<WrittenLetter>, StoreError> {
        let read = "SELECT r.id, c.name, m.packing, m.message, r.format, r.level, c.code, \
            r.id - (SELECT MIN(id) FROM reminders WHERE run_id = $1) + 1 \
            FROM reminders r JOIN messages m ON m.reminder_id = r.id \
            JOIN customers c ON c.id = r.customer_id \
            WHERE r.run_id = $1 AND r.state = $2 AND r.format IS NOT NULL AND r.id > $3 \
            ORDER BY r.id LIMIT $4";
        let values = [
            number(run.0),
            text(ReminderState::Sent.as_str()),
            number(after.map_or(i64::MIN, |after| after.0)),
            number(i64::from(count)),
        ];
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, read, values)).await?;
        let mut letters = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut columns = Columns::of(row);
            let id = ReminderId(columns.take()?);
            let customer_name = columns.take()?;
            let packing: String = columns.take()?;
            let file = packing::unpacked(&packing, columns.take()?)?;
            if let Some(letter) = letter(columns)? {
                let (lines, enclosures) = (Vec::new(), Vec::new());
                letters.push(WrittenLetter { id, letter, customer_name, file, lines, enclosures });
            }
        }
        self.add_lines(&mut letters).await?;
        let ids: Vec<ReminderId> = letters.iter().map(|letter| letter.id).collect();
        let mut enclosures = enclosures::names_of(connection, &ids).await?;
        for letter in &mut letters {
            letter.enclosures = enclosures.remove(&letter.id).unwrap_or_default();
        }
        Ok(letters)
    }

    async fn add_lines(&self, letters: &mut [WrittenLetter]) -> Result<(), StoreError> {
        if letters.is_empty() {
            return Ok(());
        }
        let read = format!(
            "SELECT l.reminder_id, i.number, d.instalment, l.open_amount, i.currency \
             FROM reminder_lines l JOIN due_items d ON d.id = l.item_id \
             JOIN invoices i ON i.id = d.invoice_id WHERE l.reminder_id IN ({}) \
             ORDER BY l.reminder_id, i.invoice_date, i.number, d.instalment",
            parameters(1, letters.len())
        );
        let values: Vec<_> = letters.iter().map(|letter| number(letter.id.0)).collect();
        let connection = self.readers();
        let rows = connection.query_all_raw(sql(connection, read, values)).await?;
        for row in &rows {
            let mut columns = Columns::of(row);
            let id = ReminderId(columns.take()?);
            let line = LetterLine {
                invoice: columns.take()?,
                instalment: columns.take::<i32>()?.unsigned_abs(),
                open: {
                    let open = amount::from_stored(columns.take()?);
                    Money::new(open, currency("invoices.currency", columns.take()?)?)
                },
            };
            if let Some(letter) = letters.iter_mut().find(|letter| letter.id == id) {
                letter.lines.push(line);
            }
        }
        Ok(())
    }
}
