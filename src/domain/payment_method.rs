//! Payment methods (modes de règlement) as accounting programs spell them.

use std::collections::BTreeMap;

/// A set of payment methods, as they were written. Names are compared without
/// regard to case and surrounding blanks, as programs spell them differently.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentMethods(BTreeMap<String, String>);

impl PaymentMethods {
    pub fn contains(&self, method: &str) -> bool {
        self.0.contains_key(&folded(method))
    }

    /// As they were written, in the order of the alphabet.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }

    /// The name under which a method is in the set.
    pub fn get(&self, method: &str) -> Option<&str> {
        self.0.get(&folded(method)).map(String::as_str)
    }
}

impl<S: AsRef<str>> FromIterator<S> for PaymentMethods {
    fn from_iter<I: IntoIterator<Item = S>>(methods: I) -> Self {
        let named = |method: S| (folded(method.as_ref()), method.as_ref().trim().to_owned());
        Self(methods.into_iter().map(named).collect())
    }
}

fn folded(method: &str) -> String {
    method.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_method() {
        let methods: PaymentMethods = ["PRLV", "Prélèvement automatique "].into_iter().collect();
        for (method, expected) in [
            ("PRLV", true),
            (" prlv ", true),
            ("PRÉLÈVEMENT AUTOMATIQUE", true),
            ("Prélèvement", false),
            ("virement", false),
            ("", false),
        ] {
            assert_eq!(methods.contains(method), expected, "{method:?}");
        }
    }
}
