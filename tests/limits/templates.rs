//! Templates that cost more than they say.

use std::time::Duration;

use crate::desk::Desk;
use crate::folders::Folder;
use crate::watched::{Watched, watch};

fn check(name: &str, body: &str) -> Watched {
    let (desk, rules) = (Desk::new(), Folder::new());
    rules.write_least("");
    let templates = Folder::templates(&["N1", "N2"]);
    templates.write(&format!("mail/N1/fr/{name}"), body);
    let mut command = desk.command(&["check"]);
    command.env("RELANCE_RULES", rules.path()).env("RELANCE_TEMPLATES", templates.path());
    watch(command)
}

#[test]
fn templates_that_do_not_end_or_fill_the_memory_are_refused() {
    let times = |text: &str, count: usize| text.repeat(count);
    let ns = "{% set ns = namespace(a=1) %}";
    let cases = [
        // Loops and recursion.
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}".to_owned(),
        "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}".to_owned(),
        "{% include \"mail/N1/fr/body.txt\" %}".to_owned(),
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}".to_owned(),
        // Lists that are joined without being made.
        format!("{{% set a = lines %}}{}", times("{% set a = a + a %}", 60)),
        format!("{}{{{{ a }}}}", times("{% set a = [a, a] %}", 40)),
        format!("{}{{{{ a ~ 1 }}}}", times("{% set a = (a, a) %}", 40)),
        format!("{}{{{{ a|length }}}}", times("{% set a = {\"x\": a, \"y\": a} %}", 40)),
        "{{ (lines * 999999999)|string }}".to_owned(),
        "{{ (lines * 999999999)|list }}".to_owned(),
        "{{ lines|batch(999999999, \"x\") }}".to_owned(),
        "{{ lines|slice(999999999) }}".to_owned(),
        // What is one inside the other.
        format!("{ns}{{% for i in range(99999) %}}{{% set ns.a = [ns.a] %}}{{% endfor %}}"),
        format!("{ns}{{% set ns.a = ns %}}{{{{ ns }}}}"),
        format!("{ns}{{% for i in range(99999) %}}{{% set ns.a = ns.a[0:] %}}{{% endfor %}}"),
        format!("{}{{{{ a|length }}}}", times("{% set a = a|reverse %}", 10_000)),
        times("{% macro m() %}{{ a }}{% endmacro %}{% set a = m %}", 4_000),
        format!("{{{{ 1{} }}}}", times(" + 1", 60_000)),
        format!("{{{{ {}1 }}}}", times("-", 200_000)),
        format!("{{{{ {}1{} }}}}", times("(", 100_000), times(")", 100_000)),
        format!("{{{{ a{} }}}}", times("|upper", 40_000)),
        format!("{{{{ a{} }}}}", times(".a", 100_000)),
        format!("{{{{ {}true }}}}", times("not ", 60_000)),
        format!("{{{{ {}1{} }}}}", times("[", 100_000), times("]", 100_000)),
        format!("{{{{ 1{} }}}}", times(" if 1 else 1", 20_000)),
        format!("{}{}", times("{% if 1 %}", 12_000), times("{% endif %}", 12_000)),
        format!("{{% if 1 %}}{}{{% endif %}}", times("{% elif 1 %}", 20_000)),
        // Texts.
        "{{ \"x\" * 99999999999 }}".to_owned(),
        format!("{ns}{}", times("{% set ns.a = ns.a ~ ns.a %}", 60)),
        format!("{{% set s = \"x\" * 9999999 %}}{{{{ \"{}\"|fill(s) }}}}", times("{1}", 5_000)),
        "{{ (\"x\" * 9999999)|replace(\"x\", \"y\" * 9999) }}".to_owned(),
        "{{ (\"x\" * 9999999)|list|join(\"y\" * 9999) }}".to_owned(),
        "{{ \"%999999999d\"|format(1) }}".to_owned(),
        "{{ \"x\"|indent(999999999, true) }}".to_owned(),
        format!("{{% set s = \"<\" * 40000000 %}}{}", times("{{ s|escape }}", 50)),
    ];
    for body in cases {
        let shown: String = body.chars().take(90).collect();
        let done = check("body.txt", &body);
        assert_eq!(done.code, Some(3), "{shown}: {done:?}");
        assert!(done.err.contains("body.txt"), "{shown}: {done:?}");
        assert!(done.took < Duration::from_secs(30), "{shown}: {done:?}");
        assert!(done.memory < 700, "{shown}: {done:?}");
    }
}
