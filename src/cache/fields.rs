//! What a view consists of, so that a build can say which part of it changed.
//!
//! A view is fingerprinted as one piece. Here that piece is made field by field, in the form that it would have anyway, and
//! each field's few bytes of fingerprint are kept beside the whole one. They explain and never decide: two texts that look
//! alike to them cost a word in an explanation and no page.

use std::fmt;

use postcard::ser_flavors::Flavor;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// The fields whose own fields are told apart too: what is particular to a kind of page, and its listing.
const OPENED: [&str; 2] = ["page", "paginator"];

/// The bytes of a part's fingerprint.
const WIDTH: usize = 4;

/// A field of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    /// The field that it is a field of, where that is opened.
    of: Option<&'static str>,
    name: &'static str,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(of) = self.of {
            write!(f, "{of}.")?;
        }
        f.write_str(self.name)
    }
}

/// A value as postcard writes it, and where its fields end.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// The value's bytes.
    pub(super) bytes: Vec<u8>,
    /// Each field with the end of its bytes; none if the value is no struct.
    ends: Vec<(Field, usize)>,
}

impl Fields {
    /// The fields of a value.
    pub(super) fn of(value: &(impl Serialize + ?Sized)) -> Self {
        let mut plain = postcard::Serializer { output: Buffer(Vec::with_capacity(1024)) };
        let mut ends = Vec::with_capacity(32);
        value.serialize(Opened { plain: &mut plain, ends: &mut ends, of: None }).expect("only a sequence of unknown length could fail, and no view holds one");
        Self { bytes: plain.output.0, ends }
    }

    /// Their names.
    pub(super) fn names(&self) -> impl Iterator<Item = Field> {
        self.ends.iter().map(|(field, _)| *field)
    }

    /// Their fingerprints.
    pub(super) fn parts(&self) -> Parts {
        let mut parts = Vec::with_capacity((self.ends.len() + 1) * WIDTH);
        let mut start = 0;
        for (_, end) in &self.ends {
            parts.extend(brief(&self.bytes[start..*end]));
            start = *end;
        }
        Parts(parts)
    }
}

/// The fingerprints of the parts of a view, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts(Vec<u8>);

impl Parts {
    /// Adds a part.
    pub(super) fn push(&mut self, part: [u8; WIDTH]) {
        self.0.extend(part);
    }

    /// The positions of those that differ from `old`. None if it has another number of parts: it was another kind of view.
    pub(super) fn changed<'p>(&'p self, old: &'p Self) -> impl Iterator<Item = usize> + 'p {
        let comparable = self.0.len() == old.0.len();
        let pairs = self.0.chunks_exact(WIDTH).zip(old.0.chunks_exact(WIDTH));
        pairs.enumerate().filter(move |(_, (new, old))| comparable && new != old).map(|(at, _)| at)
    }
}

// As one run of bytes, so that reading a large memo copies them instead of reading number by number.
impl Serialize for Parts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Parts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Parts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Parts, E> {
                Ok(Parts(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

/// A fingerprint that costs next to nothing: eight bytes at a time are mixed in by a multiplication.
pub(super) fn brief(bytes: &[u8]) -> [u8; WIDTH] {
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = words.iter().fold(bytes.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    for byte in rest {
        hash = mix(hash, u64::from(*byte));
    }
    let [.., a, b, c, d] = hash.to_le_bytes();
    [a, b, c, d]
}

/// Bytes whose number can be asked for while they come.
struct Buffer(Vec<u8>);

impl Flavor for Buffer {
    type Output = Vec<u8>;

    #[inline]
    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(data);
        Ok(())
    }

    #[inline]
    fn try_push(&mut self, data: u8) -> postcard::Result<()> {
        self.0.push(data);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<Vec<u8>> {
        Ok(self.0)
    }
}

/// Writes as postcard does.
type Plain<'p> = &'p mut postcard::Serializer<Buffer>;

/// Writes a value and notes where its fields end.
struct Opened<'p> {
    plain: Plain<'p>,
    ends: &'p mut Vec<(Field, usize)>,
    /// The field that the value is, if that is opened.
    of: Option<&'static str>,
}

impl SerializeStruct for Opened<'_> {
    type Ok = ();
    type Error = postcard::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> postcard::Result<()> {
        let noted = self.ends.len();
        if self.of.is_none() && OPENED.contains(&name) {
            value.serialize(Opened { plain: &mut *self.plain, ends: &mut *self.ends, of: Some(name) })?;
        } else {
            value.serialize(&mut *self.plain)?;
        }
        if self.ends.len() == noted {
            self.ends.push((Field { of: self.of, name }, self.plain.output.0.len()));
        }
        Ok(())
    }

    fn end(self) -> postcard::Result<()> {
        Ok(())
    }
}

/// What is no struct goes on as it is.
macro_rules! plain {
    ($($name:ident($($argument:ident: $type:ty),*) -> $made:ty;)*) => {
        $(fn $name(self, $($argument: $type),*) -> postcard::Result<$made> {
            self.plain.$name($($argument),*)
        })*
    };
}

impl<'p> Serializer for Opened<'p> {
    type Ok = ();
    type Error = postcard::Error;
    type SerializeSeq = Plain<'p>;
    type SerializeTuple = Plain<'p>;
    type SerializeTupleStruct = Plain<'p>;
    type SerializeTupleVariant = Plain<'p>;
    type SerializeMap = Plain<'p>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Plain<'p>;

    fn is_human_readable(&self) -> bool {
        false
    }

    /// Before its fields postcard writes nothing.
    fn serialize_struct(self, _: &'static str, _: usize) -> postcard::Result<Self> {
        Ok(self)
    }

    plain! {
        serialize_bool(v: bool) -> ();
        serialize_i8(v: i8) -> ();
        serialize_i16(v: i16) -> ();
        serialize_i32(v: i32) -> ();
        serialize_i64(v: i64) -> ();
        serialize_i128(v: i128) -> ();
        serialize_u8(v: u8) -> ();
        serialize_u16(v: u16) -> ();
        serialize_u32(v: u32) -> ();
        serialize_u64(v: u64) -> ();
        serialize_u128(v: u128) -> ();
        serialize_f32(v: f32) -> ();
        serialize_f64(v: f64) -> ();
        serialize_char(v: char) -> ();
        serialize_str(v: &str) -> ();
        serialize_bytes(v: &[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(name: &'static str) -> ();
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str) -> ();
        serialize_seq(length: Option<usize>) -> Plain<'p>;
        serialize_tuple(length: usize) -> Plain<'p>;
        serialize_tuple_struct(name: &'static str, length: usize) -> Plain<'p>;
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, length: usize) -> Plain<'p>;
        serialize_map(length: Option<usize>) -> Plain<'p>;
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, length: usize) -> Plain<'p>;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> postcard::Result<()> {
        self.plain.serialize_some(value)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> postcard::Result<()> {
        self.plain.serialize_newtype_struct(name, value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, name: &'static str, index: u32, variant: &'static str, value: &T) -> postcard::Result<()> {
        self.plain.serialize_newtype_variant(name, index, variant, value)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> postcard::Result<()> {
        self.plain.collect_str(value)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::{Fields, Parts};

    #[derive(Clone, Serialize)]
    struct View {
        head: Vec<String>,
        page: Page,
        paginator: Option<u8>,
    }

    #[derive(Clone, Serialize)]
    struct Page {
        title: String,
        paginator: BTreeMap<String, i64>,
        empty: (),
    }

    fn view() -> View {
        let page = Page { title: "A title".to_owned(), paginator: BTreeMap::from([("a".to_owned(), -700)]), empty: () };
        View { head: vec!["x".to_owned(), String::new()], page, paginator: Some(1) }
    }

    fn changed(new: &View, old: &View) -> Vec<String> {
        let (new, old) = (Fields::of(new), Fields::of(old));
        let names: Vec<String> = new.names().map(|n| n.to_string()).collect();
        new.parts().changed(&old.parts()).map(|at| names[at].clone()).collect()
    }

    #[test]
    fn the_bytes_are_those_of_postcard() {
        for erased in [false, true] {
            let view: Box<dyn erased_serde::Serialize> = Box::new(view());
            let fields = if erased { Fields::of(&*view) } else { Fields::of(&self::view()) };
            assert_eq!(fields.bytes, postcard::to_stdvec(&self::view()).unwrap());
            let names: Vec<String> = fields.names().map(|n| n.to_string()).collect();
            assert_eq!(names, ["head", "page.title", "page.paginator", "page.empty", "paginator"]);
        }
        let values: [&dyn erased_serde::Serialize; 6] =
            [&"text", &Some(5_u32), &vec![1_u64, 300], &serde_json::json!({"a": [1, null]}), &(1, 'x'), &Ok::<_, ()>(1.5)];
        for value in values {
            let fields = Fields::of(value);
            assert_eq!(fields.bytes, postcard::to_stdvec(value).unwrap());
            assert_eq!(fields.names().count(), 0);
        }
    }

    #[test]
    fn a_changed_field_is_found() {
        let other = |change: fn(&mut View)| {
            let mut other = view();
            change(&mut other);
            changed(&other, &view())
        };
        assert!(other(|_| {}).is_empty());
        assert_eq!(other(|v| v.page.title.push('s')), ["page.title"]);
        assert_eq!(other(|v| v.head[1].push('y')), ["head"]);
        assert_eq!(other(|v| (v.paginator, v.page.paginator) = (None, BTreeMap::new())), ["page.paginator", "paginator"]);
    }

    #[test]
    fn parts_come_back_as_they_were_written() {
        let parts = Fields::of(&view()).parts();
        assert_eq!(postcard::from_bytes::<Parts>(&postcard::to_stdvec(&parts).unwrap()).unwrap(), parts);
        assert_eq!(parts.changed(&Parts::default()).count(), 0);
    }
}
