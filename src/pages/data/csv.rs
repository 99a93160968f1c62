//! Tables as CSV (RFC 4180), and what describes them to programs: CSV on the Web (W3C, Metadata Vocabulary for Tabular Data).
//!
//! **Texts stay as they are**, also one that starts with `=`, `+`, `-` or `@`, which a spreadsheet may take for a formula. An
//! apostrophe in front would protect it there, and would be wrong data everywhere else: in a statistics program, in the next
//! import, beside the page that shows the same text; quotes do not help, because they are read away first. Numbers below zero
//! start with `-`, too. What the files hold was written by the digest's editors under its name, not by strangers.
//!
//! **No byte-order mark**: the files are UTF-8, as the metadata's default says. Where a mark helps one spreadsheet, it becomes
//! a part of the first column's name in many other programs.

use serde_json::{Map, Value, json};

/// A column: its name stands in the table's first line, the rest in the metadata.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Column {
    /// Its name for programs: ASCII letters, digits and `_`, and the same in all languages.
    pub(in crate::pages) name: &'static str,
    /// Its name for people.
    pub(in crate::pages) title: String,
    /// What its cells hold.
    pub(in crate::pages) datatype: Datatype,
    /// What it means.
    pub(in crate::pages) description: Option<String>,
    /// Whether no cell is empty.
    pub(in crate::pages) required: bool,
}

/// What the cells of a column hold. An empty cell is an absent value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages) enum Datatype {
    /// Text.
    Text,
    /// `12`.
    Integer,
    /// `4.10`, exact.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// `2024-10-23`.
    Date,
    /// An address on the web.
    Address,
}

impl Datatype {
    /// Its name among the built-in datatypes of CSV on the Web.
    fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Address => "anyURI",
        }
    }
}

/// A table as CSV: a line of names, then one line for each row, each ended by CRLF. As many cells as columns, by type.
pub(in crate::pages) fn table<const N: usize, C: AsRef<str>>(columns: &[Column; N], rows: impl IntoIterator<Item = [C; N]>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |cells: [&str; N]| writer.write_record(cells).expect("memory takes every write, and rows are equally long by type");
    write(columns.each_ref().map(|column| column.name));
    for row in rows {
        write(row.each_ref().map(AsRef::as_ref));
    }
    let bytes = writer.into_inner().expect("memory takes every write");
    String::from_utf8(bytes).expect("cells are text, and only ASCII stands between them")
}

/// What the metadata of a table says of it.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Table<'t> {
    /// The name of its file, as seen from the metadata's own.
    pub(in crate::pages) file: &'t str,
    /// What it is called.
    pub(in crate::pages) title: &'t str,
    /// What it holds.
    pub(in crate::pages) description: Option<&'t str>,
    /// The full address of the licence that it may be used under.
    pub(in crate::pages) license: Option<&'t str>,
    /// The tag of the language of titles and descriptions (BCP 47).
    pub(in crate::pages) language: &'t str,
    /// Its columns, in order.
    pub(in crate::pages) columns: &'t [Column],
    /// The names of the columns that together tell its rows apart; none if nothing does.
    pub(in crate::pages) key: &'t [&'static str],
}

/// The metadata of a table. Programs that are given `figures.csv` look for it at `figures.csv-metadata.json`.
pub(in crate::pages) fn csvw(table: &Table<'_>) -> Value {
    let mut schema = object([("columns", Some(table.columns.iter().map(column).collect()))]);
    if !table.key.is_empty() {
        schema.insert("primaryKey".to_owned(), json!(table.key));
    }
    let metadata = object([
        ("@context", Some(json!(["http://www.w3.org/ns/csvw", { "@language": table.language }]))),
        ("url", Some(table.file.into())),
        ("dc:title", Some(table.title.into())),
        ("dc:description", table.description.map(Value::from)),
        ("dc:license", table.license.map(|license| json!({ "@id": license }))),
        ("tableSchema", Some(schema.into())),
    ]);
    metadata.into()
}

fn column(column: &Column) -> Value {
    // A validator compares the titles with the table's first line, so the name is one of them.
    let titles = if column.title == column.name { json!(column.name) } else { json!([column.name, column.title]) };
    let column = object([
        ("name", Some(column.name.into())),
        ("titles", Some(titles)),
        ("datatype", Some(column.datatype.name().into())),
        ("dc:description", column.description.as_deref().map(Value::from)),
        ("required", column.required.then(|| true.into())),
    ]);
    column.into()
}

/// An object of the members that have a value: an absent one is not the same as `null`.
fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Map<String, Value> {
    members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn columns() -> [Column; 3] {
        let column = |name, title: &str, datatype| Column { name, title: title.to_owned(), datatype, description: None, required: false };
        [
            Column { required: true, ..column("id", "id", Datatype::Text) },
            Column { description: Some("The day that the value is of.".to_owned()), ..column("as_of", "As of", Datatype::Date) },
            column("value", "Value", Datatype::Decimal),
        ]
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let rows =
            [["plain text", "2024-10-23", "4.10"], ["a, b", "say \"so\"", "one\ntwo"], ["", "", ""], [" 工信部 ", "", "-0.5"], ["=SUM(A1:A9)", "@x", "+1"]];
        let expected =
            ["id,as_of,value", "plain text,2024-10-23,4.10", "\"a, b\",\"say \"\"so\"\"\",\"one\ntwo\"", ",,", " 工信部 ,,-0.5", "=SUM(A1:A9),@x,+1", ""];
        assert_eq!(table(&columns(), rows), expected.join("\r\n"));
        assert_eq!(table::<3, &str>(&columns(), []), "id,as_of,value\r\n");
    }

    #[test]
    fn metadata_describes_the_table() {
        let columns = columns();
        let full = Table {
            file: "figures.csv",
            title: "Figures",
            description: Some("Every figure of 2024"),
            license: Some("https://creativecommons.org/licenses/by/4.0/"),
            language: "en",
            columns: &columns,
            key: &["id", "as_of"],
        };
        let expected = json!({
            "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
            "url": "figures.csv",
            "dc:title": "Figures",
            "dc:description": "Every figure of 2024",
            "dc:license": { "@id": "https://creativecommons.org/licenses/by/4.0/" },
            "tableSchema": {
                "columns": [
                    { "name": "id", "titles": "id", "datatype": "string", "required": true },
                    { "name": "as_of", "titles": ["as_of", "As of"], "datatype": "date", "dc:description": "The day that the value is of." },
                    { "name": "value", "titles": ["value", "Value"], "datatype": "decimal" },
                ],
                "primaryKey": ["id", "as_of"],
            },
        });
        assert_eq!(csvw(&full).to_string(), expected.to_string(), "in this order, too");

        let bare = csvw(&Table { description: None, license: None, key: &[], ..full });
        assert!(bare.get("dc:description").is_none() && bare.get("dc:license").is_none() && bare["tableSchema"].get("primaryKey").is_none());
    }

    /// Cells of all kinds of characters, and of those that need quotes.
    fn cells() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[\",\r\n a=;]{0,9}"]
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(rows in prop::collection::vec(prop::array::uniform3(cells()), 0..8)) {
            let text = table(&columns(), rows.clone());
            prop_assert!(text.ends_with("\r\n"));
            let mut reader = csv::ReaderBuilder::new().terminator(csv::Terminator::CRLF).from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(read, rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>());
        }
    }
}
