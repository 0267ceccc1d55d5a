//! The aged balance as a table: rows of cells for CSV, XLSX, PDF and the
//! terminal, and as JSON.

mod cells;
mod columns;
pub mod csv;
mod error;
pub mod json;
mod part_file;
pub mod pdf;
mod tabulate;
mod words;
pub mod xlsx;
mod xlsx_styles;

pub use cells::{Cell, Level, Row, RowKind, RowSink, printed};
pub use columns::{Column, Layout, Optional};
pub use csv::spreadsheet_text;
pub use error::ExportError;
pub use part_file::PartFile;
pub use tabulate::Tabulator;
pub use words::{Title, Words};
