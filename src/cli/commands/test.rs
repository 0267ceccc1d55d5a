//! `test`.

use super::super::args::test::TestArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::error::AppError;
use crate::app::rule_tests::rule_tests;
use crate::cases::junit;
use crate::export::PartFile;
use crate::wording::msg;

pub fn test(context: &Context, args: &TestArgs) -> Result<Exit, AppError> {
    let (paths, only) = (args.files.clone(), args.only.clone());
    let everything = paths.is_empty() && only.is_none();
    let outcome = rule_tests(&context.rules, &context.templates, paths, only)?;
    let language = context.language;
    if let Some(path) = &args.junit {
        let failed = |error| AppError::File { path: path.display().to_string(), error };
        let xml =
            junit::xml(&outcome, language).map_err(|error| failed(std::io::Error::other(error)))?;
        PartFile::write_whole(path, xml.as_bytes()).map_err(failed)?;
    }
    if args.json {
        context.print(&format!("{:#}\n", show::rule_tests::data(&outcome, language)))?;
    } else if outcome.count() == 0 {
        let folder = context.rules.join(crate::cases::files::FOLDER);
        context.say(&msg!("cases-nothing", folder = folder.display().to_string()))?;
        // Whoever names cases means some: a name misspelt must not look green.
        if !everything {
            return Ok(Exit::Usage);
        }
    } else {
        let mut text = show::rule_tests::results(&outcome, language);
        if args.coverage {
            text.push_str(&show::rule_tests::coverage(&outcome.coverage, language));
        } else if everything {
            text.push_str(&show::rule_tests::coverage_line(&outcome.coverage, language));
        }
        context.print(&text)?;
    }
    Ok(if outcome.failed() > 0 { Exit::SomeFailed } else { Exit::Done })
}
