//! Collaborators, customers, sites and contacts.

use super::reader::Reader;
use super::table::Table;
use crate::domain::customer::{RecipientFlags, RoleFlags};
use crate::import::problems::Problems;
use crate::import::set::{CollaboratorRow, ContactRow, CustomerRow, SiteRow};
use crate::import::source::Source;
use crate::import::values;

pub fn collaborators(source: Source, problems: &mut Problems) -> Table<CollaboratorRow> {
    let mut reader = Reader::open(source, problems);
    let code = reader.required("code", &["code_collaborateur"]);
    let name = reader.required("name", &["nom"]);
    let email = reader.optional("email", &["e_mail", "mail", "courriel"]);
    reader.rows(|row| {
        let code = row.value(code, values::text);
        let name = row.value(name, values::text);
        let email = row.maybe(email, values::text);
        Ok(CollaboratorRow { code: code?, name: name?, email: email? })
    })
}

pub fn customers(source: Source, problems: &mut Problems) -> Table<CustomerRow> {
    let mut reader = Reader::open(source, problems);
    let code = reader.required("code", &["code_client"]);
    let name = reader.required("name", &["nom", "raison_sociale"]);
    let account = reader.optional("account", &["compte", "numero_de_compte"]);
    let language = reader.optional("language", &["langue"]);
    let manual = reader.optional("manual", &["manuellement"]);
    let automatic = reader.optional("automatic", &["automatiquement"]);
    let person = reader.optional("person_in_charge", &["responsable"]);
    let consumer = reader.optional("consumer", &["particulier"]);
    let address = reader.optional("address", &["adresse"]);
    reader.rows(|row| {
        let code = row.value(code, values::text);
        let name = row.value(name, values::text);
        let account = row.maybe(account, values::text);
        let language = row.maybe(language, values::language);
        let manual = row.maybe(manual, values::flag);
        let automatic = row.maybe(automatic, values::flag);
        let person_in_charge = row.maybe(person, values::text);
        let consumer = row.or_default(consumer, values::flag);
        let address = row.or_default(address, values::lines);
        let code = code?;
        Ok(CustomerRow {
            name: name?,
            account: account?.unwrap_or_else(|| code.clone()),
            language: language?,
            manual: manual?,
            automatic: automatic?,
            person_in_charge: person_in_charge?,
            consumer: consumer?,
            address: address?,
            code,
        })
    })
}

pub fn sites(source: Source, problems: &mut Problems) -> Table<SiteRow> {
    let mut reader = Reader::open(source, problems);
    let customer = reader.required("customer", &["client", "code_client"]);
    let code = reader.required("code", &["code_site"]);
    let name = reader.required("name", &["nom"]);
    let address = reader.optional("address", &["adresse"]);
    let email = reader.optional("email", &["e_mail", "mail", "courriel"]);
    reader.rows(|row| {
        let customer = row.value(customer, values::text);
        let code = row.value(code, values::text);
        let name = row.value(name, values::text);
        let address = row.or_default(address, values::lines);
        let email = row.maybe(email, values::text);
        Ok(SiteRow {
            customer: customer?,
            code: code?,
            name: name?,
            address: address?,
            email: email?,
        })
    })
}

pub fn contacts(source: Source, problems: &mut Problems) -> Table<ContactRow> {
    let mut reader = Reader::open(source, problems);
    let customer = reader.required("customer", &["client", "code_client"]);
    let code = reader.required("code", &["code_contact"]);
    let name = reader.required("name", &["nom"]);
    let language = reader.optional("language", &["langue"]);
    let decision_maker = reader.optional("decision_maker", &["decideur"]);
    let principal = reader.optional("principal", &[]);
    let financial = reader.optional("financial", &["financier"]);
    let reminder = reader.optional("reminder", &["relance"]);
    let all_sites = reader.optional("reminder_all_sites", &["relances_tous_sites"]);
    let invoice = reader.optional("invoice", &["facture_vente"]);
    let identity_email = reader.optional("identity_email", &["email_identite"]);
    let customer_email = reader.optional("customer_email", &["email_chez_le_client"]);
    let sites = reader.optional("sites", &["site"]);
    reader.rows(|row| {
        let customer = row.value(customer, values::text);
        let code = row.value(code, values::text);
        let name = row.value(name, values::text);
        let language = row.maybe(language, values::language);
        let decision_maker = row.or_default(decision_maker, values::flag);
        let principal = row.or_default(principal, values::flag);
        let financial = row.or_default(financial, values::flag);
        let reminder = row.or_default(reminder, values::flag);
        let reminder_all_sites = row.or_default(all_sites, values::flag);
        let invoice = row.or_default(invoice, values::flag);
        let identity_email = row.maybe(identity_email, values::text);
        let customer_email = row.maybe(customer_email, values::text);
        let sites = row.or_default(sites, values::codes);
        Ok(ContactRow {
            customer: customer?,
            code: code?,
            name: name?,
            language: language?,
            roles: RoleFlags {
                decision_maker: decision_maker?,
                principal: principal?,
                financial: financial?,
            },
            receives: RecipientFlags {
                reminder: reminder?,
                reminder_all_sites: reminder_all_sites?,
                invoice: invoice?,
            },
            identity_email: identity_email?,
            customer_email: customer_email?,
            sites: sites?,
        })
    })
}
