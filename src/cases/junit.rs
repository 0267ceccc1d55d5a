//! The results as JUnit XML, for continuous integration.

use quick_junit::{NonSuccessKind, Report, SerializeError, TestCase, TestCaseStatus, TestSuite};

use super::result::{CaseResult, Outcome, Suite};
use super::text::failure;
use crate::wording::UiLanguage;

/// One suite per file, one test case per case.
///
/// # Errors
/// When the XML cannot be written.
pub fn xml(outcome: &Outcome, language: UiLanguage) -> Result<String, SerializeError> {
    let mut report = Report::new("relance");
    report.set_time(outcome.elapsed);
    report.add_test_suites(outcome.suites.iter().map(|it| suite(it, language)));
    report.to_string()
}

fn suite(suite: &Suite, language: UiLanguage) -> TestSuite {
    let mut made = TestSuite::new(&*suite.file);
    made.set_time(suite.elapsed());
    made.add_test_cases(suite.results.iter().map(|result| case(suite, result, language)));
    made
}

fn case(suite: &Suite, result: &CaseResult, language: UiLanguage) -> TestCase {
    let status = match result.failures.first() {
        None => TestCaseStatus::success(),
        Some(first) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let texts: Vec<String> =
                result.failures.iter().map(|it| failure(it, language)).collect();
            let message = failure(first, language);
            status
                .set_message(message.lines().next().unwrap_or_default())
                .set_description(texts.join("\n"));
            status
        }
    };
    let mut made = TestCase::new(result.name.as_str(), status);
    made.set_classname(&*suite.file).set_time(result.elapsed);
    made.extra.insert("file".into(), (&*suite.file).into());
    made.extra.insert("line".into(), result.line.to_string().into());
    made
}
