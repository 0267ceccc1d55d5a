//! The workbook: what a spreadsheet program finds in it, and works out by
//! itself.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use rust_decimal::Decimal;

use crate::desk::{Desk, day};
use crate::files::{AS_OF, desk};

fn workbook(path: &Path) -> Xlsx<std::io::BufReader<std::fs::File>> {
    open_workbook(path).expect("a workbook")
}

fn written(desk: &Desk, args: &[&str]) -> PathBuf {
    let path = desk.folder.path().join("balance.xlsx");
    let file = path.display().to_string();
    let all = [&["balance", "--as-of", AS_OF, "--out", &file], args].concat();
    desk.relance(&all).expect(0);
    path
}

/// Every amount as it reads back: the shortest decimal of the number.
fn number(cell: &Data) -> Decimal {
    match cell {
        Data::Float(number) => number.to_string().parse().expect("a decimal"),
        Data::Int(number) => Decimal::from(*number),
        other => panic!("not a number: {other:?}"),
    }
}

fn column(range: &Range<Data>, heading: &str) -> u32 {
    let headings = range.rows().next().expect("headings");
    let found = headings.iter().position(|cell| *cell == heading);
    u32::try_from(found.expect("a heading")).expect("few columns")
}

#[tokio::test]
async fn dates_are_dates_and_numbers_are_numbers_to_the_cent() {
    let desk = desk().await;
    let mut book = workbook(&written(&desk, &[]));
    let range = book.worksheet_range("Aged balance").expect("the sheet");
    let (date, balance, document) =
        (column(&range, "Date"), column(&range, "Balance"), column(&range, "Document"));
    let mut found = Vec::new();
    for row in 1..=range.end().expect("rows").0 {
        let cell = |column| range.get_value((row, column)).cloned().unwrap_or_default();
        let Data::String(document) = cell(document) else { continue };
        let Data::DateTime(date) = cell(date) else { panic!("{:?} is no date", cell(date)) };
        let date = date.as_datetime().expect("a date").date();
        found.push((document, date, number(&cell(balance))));
    }
    let expected = [
        ("=F1", "2026-01-15", "1000"),
        ("F2/1", "2026-10-20", "0.1"),
        ("F2/2", "2026-10-20", "0.2"),
        ("AV1", "2026-11-01", "-20.5"),
        ("U1", "2026-10-01", "10.05"),
        ("F3", "2026-11-10", "123456789.99"),
    ];
    let expected: Vec<(String, chrono::NaiveDate, Decimal)> = expected
        .map(|(document, date, amount)| {
            (document.to_owned(), day(date), amount.parse().expect("an amount"))
        })
        .into();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn totals_are_formulas_with_their_result() {
    let desk = desk().await;
    for args in
        [&[][..], &["--summary"], &["--group", "bucket"], &["--summary", "--group", "person"]]
    {
        let path = written(&desk, args);
        let mut book = workbook(&path);
        let values = book.worksheet_range("Aged balance").expect("the sheet");
        let formulas = book.worksheet_formula("Aged balance").expect("the sheet");
        let balance = column(&values, "Balance");
        let mut totals = 0;
        for row in 1..=values.end().expect("rows").0 {
            let label = values.get_value((row, 0)).map(ToString::to_string).unwrap_or_default();
            if label.starts_with("Total") {
                totals += 1;
                let formula = formulas.get_value((row, balance)).cloned().unwrap_or_default();
                assert!(
                    formula.starts_with("SUBTOTAL(9,") || formula.starts_with("SUMIFS("),
                    "{label}: {formula}"
                );
                number(values.get_value((row, balance)).expect("a result"));
            }
        }
        assert!(totals >= 3, "{args:?}: {totals}");
    }
}

/// The sheet's cells as LibreOffice shows them.
fn as_csv(path: &Path) -> String {
    let folder = path.parent().expect("a folder");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "csv", "--outdir"])
        .args([folder, path])
        .output()
        .expect("LibreOffice runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    std::fs::read_to_string(path.with_extension("csv")).expect("a converted sheet")
}

/// The same workbook without the results of its formulas.
fn without_results(path: &Path) -> PathBuf {
    let to = path.with_file_name("bare.xlsx");
    let mut from = zip::ZipArchive::new(std::fs::File::open(path).expect("a file")).expect("a zip");
    let mut out = zip::ZipWriter::new(std::fs::File::create(&to).expect("a file"));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).expect("an entry");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("XML");
        let mut bare = String::new();
        let mut parts = text.split("</f><v>");
        bare.push_str(parts.next().unwrap_or_default());
        for part in parts {
            bare.push_str("</f>");
            bare.push_str(part.split_once("</v>").expect("a result").1);
        }
        let options = zip::write::SimpleFileOptions::default();
        let name = entry.name().expect("a name").into_owned();
        out.start_file(name, options).expect("an entry");
        out.write_all(bare.as_bytes()).expect("an entry");
    }
    out.finish().expect("a zip");
    to
}

#[tokio::test]
async fn a_spreadsheet_program_works_out_the_same_totals() {
    let desk = desk().await;
    let shown = crate::files::rates(&desk);
    for args in [&[][..], &["--group", "person"], &["--summary"]] {
        let path = written(&desk, args);
        let (told, worked_out) = (as_csv(&path), as_csv(&without_results(&path)));
        assert!(told.contains(shown), "{told}");
        assert_eq!(told, worked_out, "{args:?}");
    }
}
