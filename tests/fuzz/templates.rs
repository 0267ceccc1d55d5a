//! Templates of mails, and the mails that those make that are accepted.

use relance::render::Renderer;

use crate::folders::Folder;
use crate::harness::run;
use crate::mails::{rule_set, rules};

const WORDS: &[&str] = &[
    "{% for a in lines %}",
    "{% for a in range(100000) %}",
    "{% endfor %}",
    "{% set a = a + a %}",
    "{% set a = [a, a] %}",
    "{% set a = a ~ a %}",
    "{% set a = \"x\" * 99999999 %}",
    "{% raw %}",
    "{% set ns = namespace(a=1) %}",
    "{% set ns.a = ns %}",
    "{% macro m(x) %}",
    "{% endmacro %}",
    "{{ m(m) }}",
    "{% include \"mail/N1/fr/body.txt\" %}",
    "{% extends \"mail/N1/fr/body.txt\" %}",
    "{% import \"mail/N1/fr/body.txt\" as m %}",
    "{% if ",
    " %}",
    "{% elif a %}",
    "{% else %}",
    "{% endif %}",
    "{{ lines }}",
    "{{ groups ~ \"\" }}",
    "|join(",
    "|list",
    "|map(attribute=",
    "|replace(\"\", ",
    "|fill(",
    "|pad(999999999)",
    "|sort",
    "|unique",
    "|split",
    "|reverse",
    "[0:]",
    "[::-1]",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "*",
    "**",
    "+",
    "-",
    "~",
    " is ",
    " in ",
    "{% block a %}",
    "{% endblock %}",
    "{{ super() }}",
    "{{ self.a() }}",
    "{{ loop(lines) }}",
    "{% call m() %}",
    "{% endcall %}",
    "{{ caller() }}",
    "{% with a = lines %}",
    "{% endwith %}",
    "{% filter upper %}",
    "{% endfilter %}",
    "{% autoescape true %}",
    "{% do m() %}",
    "{#",
    "#}",
    "{{ words.total }}",
    "|money",
    "|date(\"short\")",
    "|days",
    "|quoted",
    "not ",
    "-",
    ".a",
];

fn read(path: &str) -> Vec<u8> {
    std::fs::read(path).expect("a file of the project")
}

#[test]
fn templates() {
    let folder = Folder::new();
    for (name, text) in [("subject.txt", "Rappel"), ("body.html", "<p>x</p>")] {
        folder.write(&format!("mail/N1/fr/{name}"), text);
    }
    folder.write("layout/words/fr.txt", read("templates/layout/words/fr.txt"));
    let mut company = rules();
    company.mails.retain(|level, _| level.as_str() == "N1");
    company.letters.clear();
    let rules = rule_set(company);
    let seeds = [
        read("templates/layout/mail.txt"),
        read("templates/layout/mail.html"),
        b"{% macro row(line) %}{{ line.number }}{% endmacro %}{{ row(lines[0]) }}".to_vec(),
        b"{% for line in lines|sort(attribute=\"number\") %}{{ loop.index + 1 }}{% endfor %}"
            .to_vec(),
        b"{% set ns = namespace(n=0) %}{% for l in lines %}{% set ns.n = ns.n + 1 %}{% endfor %}"
            .to_vec(),
        b"{{ lines|map(attribute=\"number\")|join(\", \") }} {{ [company.name]|join }}".to_vec(),
    ];
    run("template", &seeds, WORDS, |input| {
        folder.write("mail/N1/fr/body.txt", input);
        let problems = match Renderer::load(folder.path()) {
            Ok(renderer) => renderer.check(&rules),
            Err(problems) => problems,
        };
        for problem in problems {
            assert!(!problem.file.is_empty());
            assert!(problem.position.is_none_or(|at| at.line > 0 && at.column > 0));
            assert!(problem.to_string().len() < 20_000, "a mistake is told briefly");
        }
    });
}
