//! Every Rust name of the emitted crate, claimed in one pass, each in its scope. Its users read the
//! scheme in `explain/names.md`.
//!
//! | the document says | kind | Rust |
//! |---|---|---|
//! | schema `Bank`, `bank_dto`, `Bank.Dto` | type | `Bank`, `BankDto`, `BankDto2` |
//! | schema `2fa`, `Option`, `名前`, `🚀` | type | `T2fa`, `OptionType`, `名前`, `Schema` |
//! | schema `Bank`, `con`, `名前` | file | `bank.rs`, `con_.rs`, `u540d_u524d.rs` |
//! | property `fullName`, `type`, `3d`, `@id` | field | `full_name`, `type_`, `n3d`, `id` |
//! | inline schema of `amount` in `Payment` | type | `PaymentAmount` |
//! | inline items of `banks` in `Registry` | type | `RegistryBank` |
//! | `Pet` where requests have other properties than responses | type | `Pet` in responses, `PetInput` in requests |
//! | inline body, response of `addBank` | type | `AddBankRequest`, `AddBankResponse` |
//! | inline response of `addBank` beside a schema `AddBankResponse` | type | `AddBankResponseBody` |
//! | value `PENDING_CONFIRMATION`, `+1`, `` | variant | `PendingConfirmation`, `Plus1`, `Empty` |
//! | tag `Bank-auth` | group | `BankAuth`, reached by `bank_auth()` |
//! | operation `addBank` in group `Banks` | method | `add` (the group's own noun goes when one word is left) |
//! | operation `listMyBanks` in group `Banks` | method | `list_my_banks` |
//! | operation `addBank` | marker, errors, successes that differ | `AddBank`, `AddBankError`, `AddBankSuccess` |
//! | body of `addBank` in several media types | body | `AddBankBody`, with `Json`, `Multipart`, `Csv` |
//! | server `https://api.example.com`, "Production" | constructor | `Server::production()` |
//! | response `404`, `4XX`, `default` | variant | `NotFound`, `ClientError`, `Default` |
//! | response `200` as `application/pdf` beside JSON | variant | `Pdf`, or `OkPdf` where other statuses have bodies |
//! | operation `health` in group `Health` | marker, errors | `HealthOperation`, `HealthError` |
//!
//! If several items want one name, it goes to
//!
//! 1. the one whose name in the document is spelled like it: `BankDto` before `bank_dto`, wherever
//!    they are; an operation may begin with a small letter;
//! 2. else the first in document order, but before items that would only be shortened to it: of
//!    `addBank` and `add` in group `Banks`, the latter is `add` and the former `add_bank`.
//!
//! The others get `2`, `3`, …, but never a name that the document spells itself: beside a schema
//! `BankDto2`, the second `BankDto` is `BankDto3`. Named schemas come before those that are named
//! after their place, and groups before operations. So an addition to the document takes a name
//! from an earlier item only if it is spelled like that name and the earlier item is not.

mod name;
mod operations;
mod scope;
mod security;
mod servers;
mod spelling;
mod types;

use std::collections::BTreeMap;

pub(crate) use self::name::Name;
use self::scope::{Scope, Wish};
pub(crate) use self::security::{FlowNames, SecurityNames};
pub(crate) use self::servers::ServerNames;
use self::spelling::{camel, file, legal_start, snake};
use crate::api::{Api, EnumValue, SchemaId, Shape};
use crate::rust::plan::Plan;

/// The names of one emitted crate.
#[derive(Debug)]
pub(crate) struct Names {
    types: Vec<Option<TypeName>>,
    fields: BTreeMap<SchemaId, Vec<Name>>,
    variants: BTreeMap<SchemaId, Vec<Name>>,
    groups: Vec<GroupNames>,
    operations: Vec<OperationNames>,
    servers: Vec<ServerNames>,
    security: SecurityNames,
}

/// The name of a type and of the file that declares it.
#[derive(Debug, Clone)]
pub(crate) struct TypeName {
    pub(crate) ident: Name,
    /// The module, and the file name without its extension: ASCII, and short enough for file
    /// systems.
    pub(crate) module: Name,
}

/// The names of a group.
#[derive(Debug, Clone)]
pub(crate) struct GroupNames {
    /// Its type and file.
    pub(crate) name: TypeName,
    /// The client's method that returns it.
    pub(crate) method: Name,
}

/// The names of an operation.
#[derive(Debug, Clone)]
pub(crate) struct OperationNames {
    /// The type that stands for it.
    pub(crate) marker: Name,
    /// The method of its group.
    pub(crate) method: Name,
    /// The type of its errors.
    pub(crate) error: Name,
    /// The type of its successes, if they have several types.
    pub(crate) success: Name,
    /// The variants of that type, by alternative.
    pub(crate) successes: Vec<Name>,
    /// The type of its body, if it can be sent in several ways.
    pub(crate) body: Name,
    /// The variants of that type, by way.
    pub(crate) bodies: Vec<Name>,
    /// The arguments, by parameter: a positional argument's name, or an optional one's method.
    pub(crate) parameters: Vec<Name>,
    /// The errors' variants, by error response and content.
    pub(crate) errors: Vec<Vec<Name>>,
    /// The methods that return a response's headers, by header.
    pub(crate) headers: Vec<Name>,
    /// The methods that return an error's headers, by header.
    pub(crate) error_headers: Vec<Name>,
}

impl Names {
    /// Returns the type's name; `None` if the schema has no named type.
    pub(crate) fn type_name(&self, id: SchemaId) -> Option<&TypeName> {
        self.types[id.0].as_ref()
    }

    /// Returns the names of a record's fields, in order.
    pub(crate) fn fields(&self, id: SchemaId) -> &[Name] {
        self.fields.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Returns the names of an enumeration's or a union's variants, in order.
    pub(crate) fn variants(&self, id: SchemaId) -> &[Name] {
        self.variants.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Returns the names of the group with this index.
    pub(crate) fn group(&self, index: usize) -> &GroupNames {
        &self.groups[index]
    }

    /// Whether any name has a letter outside ASCII, because rustc warns about some of these.
    pub(crate) fn are_foreign(&self) -> bool {
        let types = self.types.iter().flatten().map(|name| &name.ident);
        let parts = self.fields.values().chain(self.variants.values()).flatten();
        let groups = self.groups.iter().flat_map(|group| [&group.name.ident, &group.method]);
        let operations = self.operations.iter().flat_map(|operation| {
            let own = [&operation.marker, &operation.method, &operation.error];
            let more = operation.errors.iter().flatten().chain(&operation.headers);
            let more = more.chain(&operation.error_headers).chain(&operation.bodies).chain(&operation.successes);
            own.into_iter().chain(&operation.parameters).chain(more)
        });
        types.chain(parts).chain(groups).chain(operations).any(|name| !name.as_str().is_ascii())
    }

    /// Returns the names of the servers, in order.
    pub(crate) fn servers(&self) -> &[ServerNames] {
        &self.servers
    }

    /// Returns the names of credentials, flows and scopes.
    pub(crate) fn security(&self) -> &SecurityNames {
        &self.security
    }

    /// Returns the names of the operation with this index.
    pub(crate) fn operation(&self, index: usize) -> &OperationNames {
        &self.operations[index]
    }
}

/// Tells whether emitted files import an item with this name.
type Imported = fn(&str) -> bool;

/// Claims every name of the emitted crate.
pub(crate) fn assign(api: &Api, plan: &Plan<'_>, is_imported: Imported) -> Names {
    let (groups, operations) = operations::assign_operations(api, plan, is_imported);
    let types = types::assign_types(api);
    let mut fields = BTreeMap::new();
    let mut variants = BTreeMap::new();
    for (index, schema) in api.schemas.iter().enumerate() {
        let id = SchemaId(index);
        match &schema.shape {
            Shape::Record(record) => {
                let texts = record.fields.iter().map(|field| field.name.as_str());
                let wishes = texts.map(|text| Wish::new(text, snake(text, "field")));
                fields.insert(id, Scope::new(&["rest"]).claim_all(wishes));
            }
            Shape::Enumeration(enumeration) => {
                let wishes = enumeration.values.iter().map(|value| {
                    let text = match value {
                        EnumValue::Text(text) => text.clone(),
                        EnumValue::Number(number) => number.to_string().replace('.', " point "),
                        EnumValue::Integer(_) | EnumValue::Boolean(_) => value.to_string(),
                    };
                    Wish::new(&text, camel(&text, "Empty", "N"))
                });
                variants.insert(id, Scope::new(&["Unlisted", "Self"]).claim_all(wishes));
            }
            Shape::Union(union) => {
                let wishes = union
                    .variants
                    .iter()
                    .enumerate()
                    .map(|(index, variant)| Wish::made(types::variant_name(api, &types, variant.schema, index)));
                variants.insert(id, Scope::new(&["Unlisted", "Self"]).claim_all(wishes));
            }
            Shape::Any
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::Text(_)
            | Shape::List(_)
            | Shape::Map(_)
            | Shape::Alias(_) => {}
        }
    }
    Names {
        types,
        fields,
        variants,
        groups,
        operations,
        servers: servers::assign_servers(api, is_imported),
        security: security::assign_security(api, &plan.flows),
    }
}

/// Modules that every crate has, and file names that Windows reserves.
const TAKEN_MODULES: &[&str] = &[
    "mod", "codec", "serde", "aux", "con", "nul", "prn", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
    "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Names in Rust's prelude, and names that emitted files use without a path.
const TAKEN_TYPES: &[&str] = &[
    "Option",
    "Some",
    "None",
    "String",
    "Vec",
    "Box",
    "Result",
    "Ok",
    "Err",
    "Self",
    "Default",
    "Clone",
    "Copy",
    "Debug",
    "PartialEq",
    "Eq",
    "Hash",
    "From",
    "Into",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "Iterator",
    "IntoIterator",
    "ToString",
    "ToOwned",
    "AsRef",
    "AsMut",
    "Send",
    "Sync",
    "Sized",
    "Display",
    "Visitor",
    "Serialize",
    "Deserialize",
    "Serializer",
    "Deserializer",
    "BTreeMap",
];

impl TypeName {
    /// Names a type and its module.
    fn of(ident: Name, modules: &mut Scope, fallback: &str) -> Self {
        Self { module: modules.claim(&legal_start(&file(ident.as_str()), fallback, "n")), ident }
    }
}
