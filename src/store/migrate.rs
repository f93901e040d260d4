//! The form of the file, in numbered steps. A step is never changed once released; an older file is backed up, then brought up to date.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::fault::StoreError;
use super::reviews;

/// "MLPT": says that an SQLite file is ours.
pub(super) const APPLICATION_ID: i64 = 0x4D4C_5054;

pub(super) const STEPS: &[&str] =
    &[include_str!("schema/0001.sql"), include_str!("schema/0002.sql"), include_str!("schema/0003.sql"), include_str!("schema/0004.sql")];

/// The newest form this program knows.
pub(super) const NEWEST: i64 = STEPS.len() as i64;

/// The form since which counts hold reasons too: those of an older file are counted anew.
const COUNTS_SINCE: usize = 2;

/// The statements of every form, oldest first: what `milepost print schema` shows of the file.
pub fn statements() -> &'static [&'static str] {
    STEPS
}

/// The form of an open file.
pub(super) fn version(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Brings the file to the newest form, in one transaction.
pub(super) fn bring_up_to_date(conn: &mut Connection) -> Result<(), StoreError> {
    let tx = Transaction::new(conn, TransactionBehavior::Immediate)?;
    steps(&tx, STEPS)?;
    tx.commit()?;
    Ok(())
}

/// The steps that are still wanting, inside a transaction.
pub(super) fn steps(tx: &Transaction, steps: &[&str]) -> Result<(), StoreError> {
    let from = usize::try_from(version(tx)?).unwrap_or(0);
    for (step, sql) in steps.iter().enumerate().skip(from) {
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", step as i64 + 1)?;
    }
    if (1..COUNTS_SINCE).contains(&from) && steps.len() >= COUNTS_SINCE {
        reviews::recount_all(tx)?;
    }
    Ok(tx.pragma_update(None, "application_id", APPLICATION_ID)?)
}
