//! Which variables a template uses: those that it looks up when it is made for
//! made-up reminders, and those that it names in branches that none of them
//! takes.

use std::collections::BTreeSet;

use minijinja::Value;

use super::tracked::Seen;
use crate::render::Renderer;
use crate::render::renderer::InLanguage;

impl Renderer {
    pub(super) fn uses(
        &self,
        template: &str,
        formats: &InLanguage,
        contexts: &[Value],
    ) -> BTreeSet<String> {
        let seen = Seen::default();
        for context in contexts {
            let context = seen.watch(context);
            // What a mistake leaves out is told by the check, not here.
            match self.documents.get(template) {
                Some(document) => drop(document.fill(&formats.environment, &context)),
                None => drop(self.render(formats, template, &context)),
            }
        }
        let mut used = seen.names();
        for name in self.named(template, formats) {
            // Of `a.b.c`, the groups are used too.
            let mut prefix = name.as_str();
            while let Some((group, _)) = prefix.rsplit_once('.') {
                used.insert(group.to_owned());
                prefix = group;
            }
            used.insert(name);
        }
        used
    }

    /// Names that stand in a template and in what it includes or extends,
    /// outside of loops.
    fn named(&self, template: &str, formats: &InLanguage) -> BTreeSet<String> {
        if let Some(document) = self.documents.get(template) {
            return document.undeclared(&formats.environment);
        }
        let mut named = BTreeSet::new();
        let mut waiting = vec![template.to_owned()];
        let mut done = BTreeSet::new();
        while let Some(name) = waiting.pop() {
            if !done.insert(name.clone()) {
                continue;
            }
            if let Ok(template) = formats.environment.get_template(&name) {
                named.extend(template.undeclared_variables(true));
            }
            waiting.extend(
                self.sources.by_name.get(&name).into_iter().flat_map(|it| brought_in(&it.text)),
            );
        }
        named
    }
}

/// Names of the templates that the tags of a source bring in.
fn brought_in(source: &str) -> Vec<String> {
    let tags = source.split("{%").skip(1).filter_map(|rest| rest.split("%}").next());
    let named = tags.filter_map(|tag| {
        let tag = tag.trim_start_matches(['-', '+']).trim();
        let (word, rest) = tag.split_once(char::is_whitespace)?;
        if !matches!(word, "extends" | "include" | "import" | "from") {
            return None;
        }
        let quote = rest.chars().find(|c| matches!(c, '"' | '\''))?;
        rest.split(quote).nth(1).map(str::to_owned)
    });
    named.collect()
}

/// The templates that bring this one in, directly.
pub(super) fn brings_in(source: &str, template: &str) -> bool {
    brought_in(source).iter().any(|name| name == template)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_bring_templates_in() {
        let source = "{% extends \"layout/mail.txt\" %}{%- include 'a.txt' %}\
                      {% from \"b.txt\" import x %}{% if \"c.txt\" %}{% endif %}";
        assert_eq!(brought_in(source), ["layout/mail.txt", "a.txt", "b.txt"]);
    }
}
