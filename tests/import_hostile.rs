//! Whatever bytes a file has, an import gives a set or a list of mistakes.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use relance::domain::money::Currency;
use relance::import::{FecOptions, csv_folder, fec};

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import_hostile").join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A good file with some of its bytes replaced, removed or added.
fn damaged(good: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let good = std::fs::read(good).expect("a good file");
    let length = good.len();
    let byte =
        prop_oneof![any::<u8>(), prop::sample::select(b"\"\n\r;,\t|.-0\xFF\xE9\x00 ".to_vec()),];
    let edit = (0..length, 0..3_u8, byte);
    prop::collection::vec(edit, 0..6).prop_map(move |edits| {
        let mut bytes = good.clone();
        for (at, kind, byte) in edits {
            let at = at.min(bytes.len().saturating_sub(1));
            match kind {
                0 => bytes[at] = byte,
                1 => {
                    bytes.remove(at);
                }
                _ => bytes.insert(at, byte),
            }
        }
        bytes
    })
}

fn imports_or_says_why(folder: &Path) {
    let read = csv_folder(folder).expect("a folder");
    if let Err(error) = read.resolve(|_| false) {
        assert!(!error.problems().is_empty());
        for problem in error.problems() {
            assert!(problem.position.is_none_or(|at| at.line > 0 && at.column > 0), "{problem}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_csv(bytes in damaged("tests/cases/good_csv/windows_1252_semicolon_french/factures.csv")) {
        let folder = folder("damaged_csv");
        std::fs::write(folder.join("invoices.csv"), bytes).expect("a file");
        imports_or_says_why(&folder);
    }

    #[test]
    fn any_bytes_as_csv(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let folder = folder("any_csv");
        std::fs::write(folder.join("customers.csv"), bytes).expect("a file");
        imports_or_says_why(&folder);
    }

    #[test]
    fn damaged_fec(bytes in damaged("tests/cases/good_fec.txt"), days in any::<u32>()) {
        let file = folder("damaged_fec").join("fec.txt");
        std::fs::write(&file, bytes).expect("a file");
        let options = FecOptions { default_terms_days: days, currency: Currency::EUR };
        if let Err(error) = fec(&file, &options) {
            prop_assert!(!error.problems().is_empty());
        }
    }
}
