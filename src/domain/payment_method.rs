//! Payment methods (modes de règlement) as accounting programs spell them.

use std::collections::BTreeSet;

/// A set of payment methods. Names are compared without regard to case and
/// surrounding blanks, as programs spell them differently.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaymentMethods(BTreeSet<String>);

impl PaymentMethods {
    pub fn contains(&self, method: &str) -> bool {
        self.0.contains(&folded(method))
    }

    /// The name under which a method is in the set.
    pub fn get(&self, method: &str) -> Option<&str> {
        self.0.get(&folded(method)).map(String::as_str)
    }

    /// The names as they are compared, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl<S: AsRef<str>> FromIterator<S> for PaymentMethods {
    fn from_iter<I: IntoIterator<Item = S>>(methods: I) -> Self {
        Self(methods.into_iter().map(|method| folded(method.as_ref())).collect())
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
