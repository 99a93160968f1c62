//! Maps of any values, kept as JSON text in the cache, whose format cannot hold values of unknown type.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::{Map, Value};

use crate::yaml::is_unprintable;

/// Drops what no text holds.
fn clean(value: &mut Value) {
    match value {
        Value::String(text) if text.chars().any(is_unprintable) => text.retain(|c| !is_unprintable(c)),
        Value::Array(values) => values.iter_mut().for_each(clean),
        Value::Object(map) => map.values_mut().for_each(clean),
        _ => {}
    }
}

pub(in crate::content) fn serialize<S: Serializer>(map: &Map<String, Value>, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        return map.serialize(serializer);
    }
    if map.is_empty() { serializer.serialize_str("") } else { serializer.collect_str(&Value::Object(map.clone())) }
}

pub(in crate::content) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    if deserializer.is_human_readable() {
        let mut map = Option::<Map<String, Value>>::deserialize(deserializer)?.unwrap_or_default();
        map.values_mut().for_each(clean);
        return Ok(map);
    }
    let text = String::deserialize(deserializer)?;
    if text.is_empty() { Ok(Map::new()) } else { serde_json::from_str(&text).map_err(D::Error::custom) }
}
