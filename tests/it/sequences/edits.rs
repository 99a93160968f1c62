//! What can be done to a digest between two builds.

use proptest::prelude::*;

/// Something that is done to a digest. Numbers choose among what is there, and among a few values.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    Add(u8, u8),
    Translate(u8),
    Text(u8, u8),
    Front(u8, u8),
    Retag(u8, u8),
    Rename(u8, u8),
    MoveFolder(u8),
    Swap(u8, u8),
    Delete(u8),
    Topic(u8, u8),
    Agency(u8),
    Indicator(u8, u8),
    Instrument(u8),
    Edition(u8),
    Term(u8),
    Page(u8),
    Static(u8, u8),
    Stored(u8),
    Record(u8),
    Template(u8, u8),
    Theme(u8),
    Labels(u8),
    Units(u8),
    Site(u8),
    Moment(u8),
    Drafts,
    BaseUrl,
    Touch(u8),
    Backwards(u8),
    SameStamp(u8, u8),
    Tamper(u8, u8),
    List(u8),
    Cache(u8, u8),
    OldCache(u8, u8),
    Interrupt(u8),
    Copy,
    Move,
    Break(u8, u8),
}

/// Any of them, the commonest most often.
pub(super) fn edit() -> impl Strategy<Value = Edit> {
    let n = any::<u8>;
    let two = move || (n(), n());
    prop_oneof![
        4 => two().prop_map(|(a, b)| Edit::Add(a, b)),
        1 => n().prop_map(Edit::Translate),
        4 => two().prop_map(|(a, b)| Edit::Text(a, b)),
        8 => two().prop_map(|(a, b)| Edit::Front(a, b)),
        2 => two().prop_map(|(a, b)| Edit::Retag(a, b)),
        2 => two().prop_map(|(a, b)| Edit::Rename(a, b)),
        1 => n().prop_map(Edit::MoveFolder),
        1 => two().prop_map(|(a, b)| Edit::Swap(a, b)),
        2 => n().prop_map(Edit::Delete),
        2 => two().prop_map(|(a, b)| Edit::Topic(a, b)),
        1 => n().prop_map(Edit::Agency),
        2 => two().prop_map(|(a, b)| Edit::Indicator(a, b)),
        1 => n().prop_map(Edit::Instrument),
        3 => n().prop_map(Edit::Edition),
        1 => n().prop_map(Edit::Term),
        1 => n().prop_map(Edit::Page),
        2 => two().prop_map(|(a, b)| Edit::Static(a, b)),
        2 => n().prop_map(Edit::Stored),
        3 => n().prop_map(Edit::Record),
        2 => two().prop_map(|(a, b)| Edit::Template(a, b)),
        1 => n().prop_map(Edit::Theme),
        1 => n().prop_map(Edit::Labels),
        1 => n().prop_map(Edit::Units),
        4 => n().prop_map(Edit::Site),
        2 => n().prop_map(Edit::Moment),
        1 => Just(Edit::Drafts),
        1 => Just(Edit::BaseUrl),
        1 => n().prop_map(Edit::Touch),
        1 => n().prop_map(Edit::Backwards),
        2 => two().prop_map(|(a, b)| Edit::SameStamp(a, b)),
        3 => two().prop_map(|(a, b)| Edit::Tamper(a, b)),
        1 => n().prop_map(Edit::List),
        2 => two().prop_map(|(a, b)| Edit::Cache(a, b)),
        2 => two().prop_map(|(a, b)| Edit::OldCache(a, b)),
        2 => n().prop_map(Edit::Interrupt),
        1 => Just(Edit::Copy),
        1 => Just(Edit::Move),
        1 => two().prop_map(|(a, b)| Edit::Break(a, b)),
    ]
}

/// One of those that change no text of the sources.
pub(super) fn outer_edit() -> impl Strategy<Value = Edit> {
    let n = any::<u8>;
    let two = move || (n(), n());
    prop_oneof![
        8 => n().prop_map(Edit::Moment),
        1 => Just(Edit::Drafts),
        1 => Just(Edit::BaseUrl),
        1 => n().prop_map(Edit::MoveFolder),
        1 => two().prop_map(|(a, b)| Edit::Swap(a, b)),
        1 => n().prop_map(Edit::Touch),
        2 => two().prop_map(|(a, b)| Edit::Tamper(a, b)),
        1 => two().prop_map(|(a, b)| Edit::Cache(a, b)),
        2 => two().prop_map(|(a, b)| Edit::OldCache(a, b)),
        1 => n().prop_map(Edit::Interrupt),
        2 => Just(Edit::Copy),
        1 => Just(Edit::Move),
    ]
}
