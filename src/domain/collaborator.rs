//! The company's own people.

use super::address::EmailAddress;
use super::identity::CollaboratorId;

/// A collaborator, for instance the person in charge of an invoice
/// (responsable d'affaires).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Collaborator {
    pub id: CollaboratorId,
    pub code: String,
    pub name: String,
    pub email: Option<EmailAddress>,
}
