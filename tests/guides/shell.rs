//! Commands of a guide, at a desk of the demonstration company.

use crate::blocks::Block;
use crate::desk::Desk;

/// A desk with the demonstration company, as guides speak of it.
pub struct Demonstration(Option<Desk>);

impl Demonstration {
    pub fn new() -> Self {
        Self(None)
    }

    /// Every line is a command that succeeds.
    pub fn run(&mut self, block: &Block) {
        let desk = self.0.get_or_insert_with(|| {
            let desk = Desk::new();
            desk.relance(&["demo", "--as-of", "2026-11-24"]).expect(0);
            desk
        });
        let mut commands = 0;
        for line in block.text.lines().filter(|line| !line.trim().is_empty()) {
            let words = words(line);
            let Some((program, args)) = words.split_first() else { continue };
            assert_eq!(program, "relance", "{}: {line}", block.place);
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let output = desk
                .command(&args)
                .current_dir(desk.folder.path())
                .env("RELANCE_TEMPLATES", std::path::absolute("templates").expect("a path"))
                .output()
                .expect("the binary runs");
            assert!(
                output.status.success(),
                "{}: {line}\n{}{}",
                block.place,
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
            commands += 1;
        }
        assert!(commands > 0, "{}: no command", block.place);
    }
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
