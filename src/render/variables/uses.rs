//! Which variables a template uses: those that it looks up when it is made for
//! made-up reminders, and those that it names in branches that none of them
//! takes.

use std::collections::BTreeSet;

use minijinja::Value;

use super::tracked::Seen;
use crate::render::Renderer;
use crate::render::renderer::InLanguage;
use crate::render::tags;

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
            if let Some(source) = self.sources.by_name.get(&name) {
                waiting.extend(tags::names(&source.text).map(str::to_owned));
            }
        }
        named
    }
}

/// The templates that bring this one in, directly.
pub(super) fn brings_in(source: &str, template: &str) -> bool {
    tags::names(source).any(|name| name == template)
}
