//! The types of schema.org that pages use. A struct has the properties of its type that we write, and holds the struct of the
//! type above it: so the compiler holds that no type has a property that schema.org does not give it.

#![expect(clippy::struct_field_names, reason = "fields have the names of schema.org's properties")]

use serde::{Serialize, Serializer};

/// Something of which a page tells, or the mere id of something that is described elsewhere.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub(in crate::pages) enum Node {
    AdministrativeArea(Thing),
    BreadcrumbList(Breadcrumbs),
    CollectionPage(Work),
    CorrectionComment(Work),
    CreativeWork(Work),
    DataCatalog(Work),
    DataDownload(Download),
    Dataset(Dataset),
    DefinedTerm(Term),
    DefinedTermSet(TermSet),
    Event(Event),
    GovernmentOrganization(Organization),
    Legislation(Box<Legislation>),
    ListItem(ListItem),
    NewsArticle(Work),
    Organization(Organization),
    Person(Person),
    PropertyValue(Quantity),
    PublicationIssue(Work),
    Report(Work),
    WebPage(Work),
    WebSite(Work),
    #[serde(untagged)]
    Reference(Reference),
}

/// What has its description under this address, on this page or another.
#[derive(Debug, Clone, Serialize)]
pub(in crate::pages) struct Reference {
    #[serde(rename = "@id")]
    pub(in crate::pages) id: String,
}

/// <https://schema.org/Thing>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Thing {
    /// The full address of the page about it, or its place on a page.
    #[serde(rename = "@id")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) alternate_name: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) same_as: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) image: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) subject_of: Vec<Node>,
}

/// <https://schema.org/CreativeWork>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Work {
    #[serde(flatten)]
    pub(in crate::pages) thing: Thing,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) headline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) creative_work_status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) in_language: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) author: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) creator: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) source_organization: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) publisher: Vec<Node>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) license: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) is_accessible_for_free: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) is_part_of: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) has_part: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) about: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) mentions: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) spatial_coverage: Vec<Node>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) temporal_coverage: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) citation: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) is_based_on: Vec<Node>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) archived_at: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) correction: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) translation_of_work: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) work_translation: Vec<Node>,
}

/// <https://schema.org/Organization>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Organization {
    #[serde(flatten)]
    pub(in crate::pages) thing: Thing,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) logo: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) parent_organization: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) area_served: Vec<Node>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) founding_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) dissolution_date: Option<String>,
}

/// <https://schema.org/Person>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Person {
    #[serde(flatten)]
    pub(in crate::pages) thing: Thing,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) job_title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) affiliation: Vec<Node>,
}

/// <https://schema.org/Event>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Event {
    #[serde(flatten)]
    pub(in crate::pages) thing: Thing,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) previous_start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) event_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) location: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) about: Vec<Node>,
}

/// <https://schema.org/Legislation>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Legislation {
    #[serde(flatten)]
    pub(in crate::pages) work: Work,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) legislation_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) legislation_type: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) legislation_jurisdiction: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) legislation_responsible: Vec<Node>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) legislation_date: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) legislation_date_of_applicability: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) legislation_date_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) legislation_legal_force: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) legislation_changes: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) legislation_repeals: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) legislation_transposes: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) legislation_ensures_implementation_of: Vec<Node>,
}

/// <https://schema.org/Dataset>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Dataset {
    #[serde(flatten)]
    pub(in crate::pages) work: Work,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) variable_measured: Vec<Node>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) distribution: Vec<Node>,
}

/// <https://schema.org/DataDownload>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Download {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) content_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) encoding_format: Option<&'static str>,
}

/// <https://schema.org/PropertyValue>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Quantity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) unit_text: Option<String>,
}

/// <https://schema.org/DefinedTerm>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Term {
    #[serde(flatten)]
    pub(in crate::pages) thing: Thing,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) in_defined_term_set: Vec<Node>,
}

/// <https://schema.org/DefinedTermSet>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct TermSet {
    #[serde(flatten)]
    pub(in crate::pages) work: Work,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) has_defined_term: Vec<Node>,
}

/// <https://schema.org/BreadcrumbList>
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::pages) struct Breadcrumbs {
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "one_or_all")]
    pub(in crate::pages) item_list_element: Vec<Node>,
}

/// <https://schema.org/ListItem>
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::pages) struct ListItem {
    pub(in crate::pages) position: usize,
    pub(in crate::pages) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::pages) item: Option<Reference>,
}

/// Without brackets around a single value: they mean nothing in JSON-LD.
fn one_or_all<T: Serialize, S: Serializer>(values: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    match values {
        [one] => one.serialize(serializer),
        all => all.serialize(serializer),
    }
}
