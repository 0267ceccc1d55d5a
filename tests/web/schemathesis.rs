//! The API against its own document, by schemathesis: no answer that the
//! document does not know, and no failure of the service.

use std::process::Command;

use crate::program::Program;
use crate::service::Service;
use crate::smtp;

const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_schema_conformance";

#[test]
fn no_answer_is_undocumented_and_none_is_a_failure() {
    let service = Service::with_demo();
    let program = Program::new(&service, "administrator", &[]);
    let document = format!("{}/api/v1/openapi.json", service.url);
    let authorization = format!("Authorization: Bearer {}", program.token);
    let output = Command::new(smtp::python())
        .args(["-m", "schemathesis.cli", "--config-file", "tests/support/schemathesis.toml"])
        .args(["run", &document, "-H", &authorization, "--checks", CHECKS])
        .args(["--max-examples", "5", "--phases", "examples,coverage,fuzzing"])
        .args(["--seed", "1", "--suppress-health-check", "all", "--no-color"])
        .output()
        .expect("the interpreter of the tests");
    let told = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}\n{errors}");
    assert!(told.contains("Tested:"), "{told}");
}
