//! Objects that templates read: named fields, looked up without serializing.

use std::cmp::Ordering;

use minijinja::Value;
use minijinja::value::ValueKind;

/// Compares two of a kind by their fields in order, without those that have
/// fields or items of their own: whatever a template compares, it costs no
/// more than that, and the order is the same each time.
pub(in crate::render) fn compare(one: &[&Value], other: &[&Value]) -> Ordering {
    let plain = |value: &&&Value| {
        !matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable | ValueKind::Map)
    };
    one.iter().filter(plain).cmp(other.iter().filter(plain))
}

/// Declares a struct of [`minijinja::Value`] fields that a template reads by
/// name. A name that is not a field is undefined, hence an error.
macro_rules! view {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $field:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(in crate::render) struct $name {
            $($(#[$about])* pub $field: minijinja::Value),+
        }

        impl $name {
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];

            pub fn into_value(self) -> minijinja::Value {
                minijinja::Value::from_object(self)
            }
        }

        impl minijinja::value::Object for $name {
            fn get_value(
                self: &std::sync::Arc<Self>,
                key: &minijinja::Value,
            ) -> Option<minijinja::Value> {
                self.get_value_by_str(key.as_str()?)
            }

            fn get_value_by_str(
                self: &std::sync::Arc<Self>,
                key: &str,
            ) -> Option<minijinja::Value> {
                match key {
                    $(stringify!($field) => Some(self.$field.clone()),)+
                    _ => None,
                }
            }

            fn enumerate(self: &std::sync::Arc<Self>) -> minijinja::value::Enumerator {
                minijinja::value::Enumerator::Str(Self::FIELDS)
            }

            fn custom_cmp(
                self: &std::sync::Arc<Self>,
                other: &minijinja::value::DynObject,
            ) -> Option<std::cmp::Ordering> {
                let other = other.downcast_ref::<Self>()?;
                Some($crate::render::context::view::compare(
                    &[$(&self.$field),+],
                    &[$(&other.$field),+],
                ))
            }
        }
    };
}
pub(super) use view;
