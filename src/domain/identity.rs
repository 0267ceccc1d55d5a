//! Row identities given by the store. They are opaque and only compared.

macro_rules! identity {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);
    )+};
}

identity! {
    /// A customer row.
    CustomerId,
    /// A site row.
    SiteId,
    /// A contact row.
    ContactId,
    /// A collaborator row.
    CollaboratorId,
    /// An invoice row.
    InvoiceId,
    /// A due item row.
    DueItemId,
    /// A hold row.
    HoldId,
    /// A run row.
    RunId,
    /// A reminder row.
    ReminderId,
}
