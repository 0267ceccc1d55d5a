//! What scripts see of an item: read-only views over its context.

use rhai::{Dynamic, Engine};

use super::date::Date;
use super::vocabulary::{Kind, Object, Vocabulary};
use crate::domain::customer::Customer;
use crate::domain::hold::HoldKind;
use crate::domain::invoice::{DueItem, Invoice};
use crate::plan::facts::ItemContext;

/// The name under which the item's properties are known.
pub const ITEM: &str = "item";

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident),+) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(pub ItemContext);
    )+};
}
views!(
    /// The due item with everything around it.
    ItemView,
    InvoiceView,
    CustomerView,
    /// The customer that ordered.
    OrderingView,
    SiteView,
    PersonView
);

fn text(text: &str) -> Dynamic {
    Dynamic::from(rhai::ImmutableString::from(text))
}

fn optional_text(value: Option<&str>) -> Dynamic {
    value.map_or(Dynamic::UNIT, text)
}

fn date(date: chrono::NaiveDate) -> Dynamic {
    Dynamic::from(Date(date))
}

fn optional_date(value: Option<chrono::NaiveDate>) -> Dynamic {
    value.map_or(Dynamic::UNIT, date)
}

/// Registers all views.
pub fn register(engine: &mut Engine, vocabulary: &mut Vocabulary) {
    engine.register_type_with_name::<ItemView>("item");
    engine.register_type_with_name::<InvoiceView>("invoice");
    engine.register_type_with_name::<CustomerView>("customer");
    engine.register_type_with_name::<OrderingView>("customer");
    engine.register_type_with_name::<SiteView>("site");
    engine.register_type_with_name::<PersonView>("person");
    vocabulary.note("date", &["year", "month", "day", "weekday"]);
    register_item(engine, vocabulary);
    register_invoice(engine, vocabulary);
    register_customers(engine, vocabulary);
    register_small(engine, vocabulary);
}

fn register_item(engine: &mut Engine, vocabulary: &mut Vocabulary) {
    let mut object = Object { name: ITEM, engine, vocabulary };
    macro_rules! of_item {
        ($($name:literal => |$item:ident| $value:expr),+ $(,)?) => {$(
            object.get($name, Kind::Plain, |view: &ItemView| {
                let $item: &DueItem = view.0.item();
                Dynamic::from($value)
            });
        )+};
    }
    of_item!(
        "instalment" => |item| i64::from(item.instalment),
        "amount" => |item| item.amount,
        "open" => |item| item.open_amount,
        "disputed" => |item| item.disputed,
    );
    object
        .get("level", Kind::Plain, |view: &ItemView| optional_text(view.0.item().standing.code()));
    object.get("status", Kind::Plain, |view: &ItemView| {
        optional_text(view.0.item().status.as_deref())
    });
    object.get("channel", Kind::Plain, |view: &ItemView| text(view.0.channel.as_str()));
    object.get("days_late", Kind::Plain, |view: &ItemView| view.0.days_late);
    object.get("days", Kind::Plain, |view: &ItemView| view.0.days);
    let day = Kind::Object("date");
    object.get("due_date", day, |view: &ItemView| date(view.0.item().due_date));
    object.get("run_date", day, |view: &ItemView| date(view.0.run_date));
    object.get("last_reminded_on", day, |view: &ItemView| {
        optional_date(view.0.item().last_reminded_on)
    });
    object.get("promised_on", day, |view: &ItemView| optional_date(view.0.item().promised_on));
    object.get("invoice", Kind::Object("invoice"), |view: &ItemView| {
        Dynamic::from(InvoiceView(view.0.clone()))
    });
    object.get("customer", Kind::Object("customer"), |view: &ItemView| {
        Dynamic::from(CustomerView(view.0.clone()))
    });
    object.get("ordering_customer", Kind::Object("ordering_customer"), |view: &ItemView| {
        Dynamic::from(OrderingView(view.0.clone()))
    });
    object.get("site", Kind::Object("site"), |view: &ItemView| match site(&view.0) {
        Some(_) => Dynamic::from(SiteView(view.0.clone())),
        None => Dynamic::UNIT,
    });
    object.get("person_in_charge", Kind::Object("person_in_charge"), |view: &ItemView| match view
        .0
        .invoice()
        .person_in_charge
    {
        Some(_) => Dynamic::from(PersonView(view.0.clone())),
        None => Dynamic::UNIT,
    });
}

fn register_invoice(engine: &mut Engine, vocabulary: &mut Vocabulary) {
    let mut object = Object { name: "invoice", engine, vocabulary };
    macro_rules! of_invoice {
        ($($name:literal => |$invoice:ident| $value:expr),+ $(,)?) => {$(
            object.get($name, Kind::Plain, |view: &InvoiceView| -> Dynamic {
                let $invoice: &Invoice = view.0.invoice();
                $value
            });
        )+};
    }
    of_invoice!(
        "number" => |invoice| text(&invoice.number),
        "total" => |invoice| Dynamic::from(invoice.total),
        "currency" => |invoice| text(invoice.currency.code()),
        "payment_method" => |invoice| text(&invoice.payment_method),
        "reference" => |invoice| text(invoice.reference()),
        "manual_hold" => |invoice| Dynamic::from(invoice.hold(HoldKind::Manual).is_some()),
        "automatic_hold" => |invoice| Dynamic::from(invoice.hold(HoldKind::Automatic).is_some()),
        "temporary_hold" => |invoice| Dynamic::from(invoice.hold(HoldKind::Temporary).is_some()),
    );
    object.get("open", Kind::Plain, |view: &InvoiceView| view.0.open_on_invoice().amount);
    object.get("date", Kind::Object("date"), |view: &InvoiceView| date(view.0.invoice().date));
}

fn register_customers(engine: &mut Engine, vocabulary: &mut Vocabulary) {
    macro_rules! of_customer {
        ($object:ident, $view:ident, $customer:expr) => {
            $object.get("code", Kind::Plain, |view: &$view| text(&$customer(view).code));
            $object.get("name", Kind::Plain, |view: &$view| text(&$customer(view).name));
            $object.get("account", Kind::Plain, |view: &$view| text(&$customer(view).account));
            $object.get("consumer", Kind::Plain, |view: &$view| $customer(view).consumer);
            $object.get("language", Kind::Plain, |view: &$view| {
                optional_text($customer(view).language.as_ref().map(|language| language.as_str()))
            });
        };
    }
    fn billed(view: &CustomerView) -> &Customer {
        view.0.customer()
    }
    fn ordering(view: &OrderingView) -> &Customer {
        &view.0.ordering().customer
    }
    let mut object =
        Object { name: "customer", engine: &mut *engine, vocabulary: &mut *vocabulary };
    of_customer!(object, CustomerView, billed);
    object.get("balance", Kind::Plain, |view: &CustomerView| {
        Dynamic::from(view.0.net_balance().amount)
    });
    let mut object = Object { name: "ordering_customer", engine, vocabulary };
    of_customer!(object, OrderingView, ordering);
}

fn site(context: &ItemContext) -> Option<&crate::domain::customer::Site> {
    context.invoice().billing_site.and_then(|id| context.facts().site(id))
}

fn register_small(engine: &mut Engine, vocabulary: &mut Vocabulary) {
    let mut object = Object { name: "site", engine: &mut *engine, vocabulary: &mut *vocabulary };
    object.get("code", Kind::Plain, |view: &SiteView| {
        optional_text(site(&view.0).map(|site| site.code.as_str()))
    });
    object.get("name", Kind::Plain, |view: &SiteView| {
        optional_text(site(&view.0).map(|site| site.name.as_str()))
    });
    object.get("email", Kind::Plain, |view: &SiteView| {
        optional_text(site(&view.0).and_then(|site| site.email.as_deref()))
    });
    let mut object = Object { name: "person_in_charge", engine, vocabulary };
    macro_rules! of_person {
        ($($name:literal => |$person:ident| $value:expr),+ $(,)?) => {$(
            object.get($name, Kind::Plain, |view: &PersonView| -> Dynamic {
                let person = view.0.invoice().person_in_charge.as_ref();
                optional_text(person.and_then(|$person| $value))
            });
        )+};
    }
    of_person!(
        "code" => |person| Some(person.code.as_str()),
        "name" => |person| Some(person.name.as_str()),
        "email" => |person| person.email.as_ref().map(|email| email.as_str()),
    );
}
