//! Lists of what is in a digest, as text: in columns for people, as CSV for programs.

/// Columns of one width each, rows under the headings of their groups, which stand in the order of their first rows. The last
/// cell of a row, an address, is for programs.
#[must_use]
pub fn columns(headings: &[&str], rows: &[(String, Vec<String>)]) -> String {
    if rows.is_empty() {
        return "nothing answers to this\n".to_owned();
    }
    let wide = textwrap::core::display_width;
    let shown = headings.len().saturating_sub(1);
    let cell = |row: &[String], column: usize| row.get(column).map_or(0, |cell| wide(cell));
    let width = |column: usize| rows.iter().map(|(_, row)| cell(row, column)).chain([headings[column].len()]).max().unwrap_or(0);
    let widths: Vec<usize> = (0..shown).map(width).collect();
    let line = |cells: &[String]| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(wide(cell)))));
        format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
    };
    let mut out = line(&headings.iter().map(|heading| (*heading).to_owned()).collect::<Vec<_>>());
    let mut groups: Vec<&str> = Vec::new();
    for (group, _) in rows {
        if !groups.contains(&group.as_str()) {
            groups.push(group);
        }
    }
    for group in groups {
        if !group.is_empty() {
            out.extend(["\n", group, "\n"]);
        }
        out.extend(rows.iter().filter(|(own, _)| own == group).map(|(_, cells)| line(cells)));
    }
    out
}

/// A table with a line of headings.
#[must_use]
pub fn csv<'r>(headings: &[&str], rows: impl Iterator<Item = &'r Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = rows;
    let written = writer.write_record(headings).and_then(|()| rows.try_for_each(|row| writer.write_record(row)));
    let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
