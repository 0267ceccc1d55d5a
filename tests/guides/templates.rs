//! Templates in the place of shipped ones.

use std::path::Path;

use relance::domain::channel::Channel;
use relance::domain::letter::LetterFormat;
use relance::domain::money::{Currency, Money};
use relance::plan::charges::{AtLevels, ChargeRules, FeeRule, InterestRule, RateTable, Switched};
use relance::plan::outcome::CustomerPlan;
use relance::plan::policy::Origin;
use relance::render::Renderer;
use relance::render::follow_up::FollowUpRequest;
use relance::render::mail::{MailRequest, RenderError};

use crate::blocks::Block;
use crate::facts::decimal;
use crate::folder::Folder;
use crate::letters::{by_post, letter};
use crate::mails::{consumer, mail, plain_plan, reminder, rich_plan, rules};

/// The shipped templates with one file of another content.
fn with(name: &str, content: &str) -> (Folder, Result<Renderer, String>) {
    let folder = Folder::new();
    copy(Path::new("templates"), folder.path());
    folder.write(name, content);
    let renderer = Renderer::load(folder.path()).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        named(&told.join("\n"), &folder)
    });
    (folder, renderer)
}

fn named(told: &str, folder: &Folder) -> String {
    told.replace(&format!("{}/", folder.path().display()), "templates/")
}

/// Without documents of word processors, which take long to read.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let there = to.join(path.file_name().expect("a name"));
        let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        if path.is_dir() {
            copy(&path, &there);
        } else if !["docx", "odt"].contains(&extension) {
            std::fs::copy(&path, &there).expect("a copy");
        }
    }
}

fn language(block: &Block) -> &'static str {
    if block.has("en") { "en" } else { "fr" }
}

fn plan(block: &Block) -> CustomerPlan {
    match (block.has("rich"), block.has("consumer")) {
        (true, _) => rich_plan(),
        (false, true) => consumer(plain_plan()),
        (false, false) => plain_plan(),
    }
}

/// A block of Jinja as `body.txt` (or `body.html`) of level N1: it prints
/// exactly what the block after it says, or fails as it says.
pub fn jinja(block: &Block, after: &Block) {
    let part = if block.has("html") { "html" } else { "txt" };
    let follow_up = block.has("follow-up");
    let level = if follow_up { "follow_up/contacts" } else { "mail/N1" };
    let name = format!("{level}/{}/body.{part}", language(block));
    let (folder, renderer) = with(&name, &block.text);
    let told = renderer.and_then(|renderer| {
        let made = if follow_up { made_by_hand(block, &renderer) } else { made(block, &renderer) };
        made.map_err(|error| match error {
            RenderError::Template(problem) => named(&problem.to_string(), &folder),
            RenderError::Refused(message) => message.to_string(),
        })
    });
    match (told, after.language.as_str()) {
        (Ok(printed), "text") => assert_eq!(printed.trim(), after.text.trim(), "{}", block.place),
        (Err(told), "mistake") => assert_eq!(told.trim(), after.text.trim(), "{}", block.place),
        (Ok(printed), _) => panic!("{}: it prints {printed}", block.place),
        (Err(told), _) => panic!("{}: {told}", block.place),
    }
}

fn made(block: &Block, renderer: &Renderer) -> Result<String, RenderError> {
    let plan = plan(block);
    let reminder = reminder(&plan, "N1", language(block));
    let mut rules = rules();
    if block.has("charged") {
        rules.charges = charged();
    }
    let mail = mail(renderer, &rules, &plan, &reminder)?;
    Ok(if block.has("html") { mail.html } else { mail.text })
}

/// A fee of 40 euros and interest of ten per cent, at every level.
fn charged() -> ChargeRules {
    let origin = Origin { file: "rules/test.yaml".into(), line: 1 };
    let levels = AtLevels::All;
    ChargeRules {
        recovery_fee: Switched::On(FeeRule {
            amount: Money::new(decimal("40.00"), Currency::EUR),
            levels: levels.clone(),
            origin: origin.clone(),
        }),
        late_interest: Switched::On(InterestRule {
            rates: RateTable::flat(decimal("10"), origin.clone()),
            levels,
            customers: Default::default(),
            origin,
        }),
    }
}

fn made_by_hand(block: &Block, renderer: &Renderer) -> Result<String, RenderError> {
    let mut plan = plan(block);
    plan.channel = Channel::FollowUp;
    let reminder = reminder(&plan, "", language(block));
    let request = FollowUpRequest {
        mail: MailRequest {
            rules: &rules(),
            plan: &plan,
            reminder: &reminder,
            language_fallback: &[],
            message_id: "0123456789abcdef.relance@atelier-lumiere.example",
            date: "2026-11-24T08:30:00+01:00".parse().expect("a date"),
        },
        note: Some("Merci de votre appel."),
        information: &Default::default(),
        statuses: &[],
    };
    Ok(renderer.follow_up_mail(&request)?.text)
}

/// A block of Typst as `letter.typ` of level N1: it becomes a PDF with the
/// words of the block after it, if there is one.
pub fn typst(block: &Block, after: Option<&Block>) {
    let name = format!("letter/N1/{}/letter.typ", language(block));
    let (folder, renderer) = with(&name, &block.text);
    let renderer = renderer.unwrap_or_else(|told| panic!("{}: {told}", block.place));
    let plan = plan(block);
    let reminder = by_post(&plan, "N1", language(block));
    let made = letter(&renderer, &rules(), &plan, &reminder, LetterFormat::Pdf);
    let file = match made {
        Ok(letter) => letter.file,
        Err(RenderError::Template(problem)) => {
            panic!("{}: {}", block.place, named(&problem.to_string(), &folder))
        }
        Err(RenderError::Refused(message)) => panic!("{}: {message}", block.place),
    };
    let printed = crate::letters::text_of(&file);
    let words =
        |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    if let Some(after) = after {
        assert!(words(&printed).contains(&words(&after.text)), "{}: {printed}", after.place);
    }
}

/// What a piece of a template prints in a language.
pub fn prints(piece: &str, code: &str) -> String {
    let loop_around = if piece.contains("line.") {
        format!("{{% for line in lines %}}{{% if loop.first %}}{piece}{{% endif %}}{{% endfor %}}")
    } else {
        piece.to_owned()
    };
    let (_folder, renderer) = with(&format!("mail/N1/{code}/body.txt"), &loop_around);
    let renderer = renderer.unwrap_or_else(|told| panic!("{piece}: {told}"));
    let plan = rich_plan();
    let made = mail(&renderer, &rules(), &plan, &reminder(&plan, "N1", code));
    made.unwrap_or_else(|error| panic!("{piece}: {error}")).text.trim_end_matches('\n').to_owned()
}
