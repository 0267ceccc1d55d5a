//! Commands of a guide, at a desk of the demonstration company.

use std::process::Output;

use crate::blocks::Block;
use crate::desk::{Desk, copy_folder};

/// A desk with the demonstration company, as guides speak of it.
pub struct Demonstration(Option<Desk>);

impl Demonstration {
    pub fn new() -> Self {
        Self(None)
    }

    fn desk(&mut self) -> &Desk {
        self.0.get_or_insert_with(|| {
            let desk = Desk::new();
            desk.relance(&["demo", "--as-of", "2026-11-24"]).expect(0);
            give_files(&desk);
            desk
        })
    }

    /// All cases of the file pass on the shipped rules. Where `said` follows,
    /// its options are a change of `relance.yaml`, such as `"lower: 5" =>
    /// "lower: 6"`, and it is what is told then.
    pub fn rule_test(&mut self, block: &Block, said: Option<&Block>) {
        let name = block.text.lines().next().and_then(|line| line.strip_prefix("# "));
        let name = name.unwrap_or_default();
        let desk = self.desk();
        let file = desk.folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, &block.text).expect("a file of rule tests");
        let done = carry_out(desk, &["test", name]);
        assert!(done.status.success(), "{}\n{}", block.place, told(&done));
        let Some(said) = said else { return };
        let change = words(&said.options.join(" "));
        let [from, _, to] = change.as_slice() else {
            panic!("{}: a change of relance.yaml is expected", said.place)
        };
        desk.change_rules("relance.yaml", from, to);
        let told = told(&carry_out(desk, &["test", name]));
        desk.change_rules("relance.yaml", to, from);
        let mut lines = told.lines().map(squeezed);
        for line in said.text.lines().map(squeezed) {
            assert!(lines.any(|found| found == line), "{}: {line}\n{told}", said.place);
        }
    }

    /// Every line is a command that succeeds.
    pub fn run(&mut self, block: &Block) {
        let desk = self.desk();
        let mut commands = 0;
        for line in block.text.lines().filter(|line| !line.trim().is_empty()) {
            let words = words(line);
            let Some((program, args)) = words.split_first() else { continue };
            assert_eq!(program, "relance", "{}: {line}", block.place);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            // Who follows the guide answers yes.
            let asks = ASKING.iter().any(|asking| args.starts_with(asking))
                && !args.iter().any(|arg| ["--dry-run", "--yes", "--bind"].contains(arg));
            let yes: &[&str] = if asks { &["--yes"] } else { &[] };
            let done = carry_out(desk, &[args.as_slice(), yes].concat());
            assert!(done.status.success(), "{}: {line}\n{}", block.place, told(&done));
            commands += 1;
        }
        assert!(commands > 0, "{}: no command", block.place);
    }
}

/// Commands that ask before they send.
const ASKING: [&[&str]; 6] = [
    &["run"],
    &["remind"],
    &["letters"],
    &["customer", "remind"],
    &["customer", "remind-in-charge"],
    &["customer", "communicate"],
];

fn carry_out(desk: &Desk, args: &[&str]) -> Output {
    desk.command(args)
        .current_dir(desk.folder.path())
        .env("RELANCE_RULES", "rules")
        .env("RELANCE_TEMPLATES", std::path::absolute("templates").expect("a path"))
        .output()
        .expect("the binary runs")
}

/// Without regard to how wide the columns are.
fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn told(done: &Output) -> String {
    let out = String::from_utf8_lossy(&done.stdout);
    format!("{out}{}", String::from_utf8_lossy(&done.stderr))
}

/// The files that guides import, and rules that somebody proposes.
fn give_files(desk: &Desk) {
    let proposal = desk.folder.path().join("proposal");
    copy_folder(&desk.rules, &proposal);
    let proposed = std::fs::read_to_string(proposal.join("relance.yaml")).expect("rules");
    let proposed = proposed.replace("EUR: 5.00", "EUR: 5.00\n  GBP: 20.00");
    std::fs::write(proposal.join("relance.yaml"), proposed).expect("rules");
    let export = desk.folder.path().join("export");
    std::fs::create_dir_all(&export).expect("a folder");
    for entry in std::fs::read_dir("tests/cases/good_csv/utf8_bom_tab_mixed").expect("a folder") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, export.join(path.file_name().expect("a name"))).expect("a copy");
    }
    let ledger = desk.folder.path().join("ledger.txt");
    std::fs::copy("tests/cases/good_fec.txt", ledger).expect("a copy");
}

/// The words of a line, quotes around those with blanks, up to a comment.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut quoted, mut inside) = (false, false);
    for c in line.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                if !inside {
                    words.push(String::new());
                    inside = true;
                }
            }
            '#' if !quoted && !inside => break,
            _ if c.is_whitespace() && !quoted => inside = false,
            _ => {
                if !inside {
                    words.push(String::new());
                    inside = true;
                }
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
        }
    }
    assert!(!quoted, "{line}: a quote without an end");
    words
}
