//! The source's words for a figure agree with it, in ten languages; with one slip they no longer do.

use bulletin::diagnostics::At;

use crate::project::Project;

/// A quote with the figure that it is of, and one slip: what stands in the figure, and what is typed.
type Quoted = (&'static str, &'static str, &'static str, &'static str);

const QUOTES: &[Quoted] = &[
    // English
    (
        "The number of 5G base stations reached 4.089 million by the end of September 2024.",
        "value: 4.089, scale: million, unit: station, as_of: 2024-09-30",
        "scale: million",
        "scale: thousand",
    ),
    (
        "Business revenue came to CNY 325.2 billion, up 9.4 percent year on year.",
        "value: 325.2, scale: billion, unit: CNY, period: 2024-01/2024-09, change: {percent: 9.4, basis: year-on-year}",
        "percent: 9.4",
        "percent: -9.4",
    ),
    (
        "More than 300 million rural residents are online.",
        "value: 300, qualifier: over, scale: million, unit: person, as_of: 2024-10-23",
        "qualifier: over, ",
        "",
    ),
    (
        "The unemployment rate fell by 0.2 percentage points to 3.9% in September 2024.",
        "value: 3.9, unit: percent, period: 2024-09, change: {points: -0.2}",
        "2024-09",
        "2023-09",
    ),
    ("GDP shrank 3.2% in the third quarter of 2024.", "value: -3.2, unit: percent, period: 2024-Q3", "value: -3.2, unit: percent", "value: -32, unit: percent"),
    ("We will invest €35m in the programme.", "value: 35, scale: million, unit: EUR, period: 2024", "unit: EUR", "unit: USD"),
    ("Crude settled at minus 37.63 dollars a barrel.", "value: -37.63, unit: USD, as_of: 2020-04-20", "-37.63", "37.63"),
    ("Growth is put at between 3.2 and 3.4 per cent.", "low: 3.2, high: 3.4, unit: percent, period: 2024", "high: 3.4", "high: 4.4"),
    ("The Bank lowered the rate by 25 basis points.", "value: 25, unit: basis-points, period: 2024, note: x", "25", "0.25"),
    ("Some 15,000 firms applied.", "value: 15, qualifier: about, scale: thousand, unit: company, period: 2024", "scale: thousand, ", ""),
    ("Three million homes were connected in 2024.", "value: 3, scale: million, unit: home, period: 2024", "unit: home", "unit: company"),
    ("The deficit was 1.2 billion dollars.", "value: -1.2, scale: billion, unit: USD, period: 2024", "1.2", "2.1"),
    // Chinese
    ("截至9月末，5G基站总数达408.9万个", "value: 4.089, scale: million, unit: station, as_of: 2024-09-30", "4.089", "40.89"),
    (
        "新兴业务收入完成3252亿元，同比增长9.4%",
        "value: 325.2, scale: billion, unit: CNY, period: 2024-01/2024-09, change: {percent: 9.4, basis: year-on-year}",
        "unit: CNY",
        "unit: USD",
    ),
    ("农村网民规模超过3亿人", "value: 300, qualifier: over, scale: million, unit: person, as_of: 2024-10-23", "scale: million", "scale: thousand"),
    ("5G移动电话用户达11亿9000万户", "value: 1.19, scale: billion, unit: user, as_of: 2024-09-30", "1.19", "1.9"),
    ("发电量同比下降1.2%", "unit: kWh, period: 2024-09, change: {percent: -1.2, basis: year-on-year}", "percent: -1.2", "percent: 1.2"),
    (
        "2024年前三季度，电信业务总量同比增长10.7%",
        "unit: CNY, period: 2024-01/2024-09, change: {percent: 10.7, basis: year-on-year}",
        "period: 2024-01/2024-09",
        "period: 2023-01/2023-09",
    ),
    ("占比约三成", "value: 30, qualifier: about, unit: percent, as_of: 2024-09-30", "value: 30", "value: 3"),
    ("全国共有24家试点企业", "value: 24, unit: company, as_of: 2024-09-30", "unit: company", "unit: person"),
    (
        "失业率为5.2%，比上年同期下降0.3个百分点",
        "value: 5.2, unit: percent, period: 2024-09, change: {points: -0.3, basis: year-on-year}",
        "points: -0.3",
        "percent: -0.3",
    ),
    ("全年預算約1.2兆元新台幣", "value: 1.2, qualifier: about, scale: trillion, unit: TWD, period: 2024", "scale: trillion", "scale: billion"),
    ("净流出12.5亿元", "value: -1.25, scale: billion, unit: CNY, period: 2024", "-1.25", "-12.5"),
    // Japanese
    ("基地局数は約408万9000局に達した。", "value: 4.089, qualifier: about, scale: million, unit: station, as_of: 2024-09-30", "4.089", "4.98"),
    (
        "売上高は3252億円で、前年同期比9.4%増加した。",
        "value: 325.2, scale: billion, unit: JPY, period: 2024, change: {percent: 9.4, basis: year-on-year}",
        "percent: 9.4",
        "percent: -9.4",
    ),
    ("前年同月比3.2%減となった。", "unit: JPY, period: 2024-09, change: {percent: -3.2, basis: year-on-year}", "-3.2", "-2.3"),
    ("2024年の出生数は72万988人", "value: 720988, unit: person, period: 2024", "period: 2024", "period: 2022"),
    ("利用者は3億人を超える。", "value: 300, qualifier: over, scale: million, unit: user, as_of: 2024-09-30", "value: 300", "value: 30"),
    ("国と地方を合わせて1兆2000億円の予算", "value: 1.2, scale: trillion, unit: JPY, period: 2024", "unit: JPY", "unit: USD"),
    // Korean
    ("기지국은 408만 9000개로 집계됐다.", "value: 4.089, scale: million, unit: station, as_of: 2024-09-30", "scale: million", "scale: billion"),
    (
        "매출은 3조 2520억 원으로 전년 동기 대비 9.4% 증가했다.",
        "value: 3.252, scale: trillion, unit: KRW, period: 2024, change: {percent: 9.4, basis: year-on-year}",
        "percent: 9.4",
        "percent: 4.9",
    ),
    ("수출은 3.2% 감소했다.", "unit: USD, period: 2024-09, change: {percent: -3.2}", "-3.2", "3.2"),
    ("2024년 취업자는 2857만 6천 명", "value: 28.576, scale: million, unit: worker, period: 2024", "period: 2024", "period: 2021"),
    (
        "약 300만 명이 신청했다.",
        "value: 3, qualifier: about, scale: million, unit: person, period: 2024",
        "qualifier: about, scale: million, unit: person",
        "qualifier: about, scale: million, unit: percent",
    ),
    // German
    (
        "Die Zahl der Anschlüsse stieg um 9,4 Prozent auf 4,089 Millionen.",
        "value: 4.089, scale: million, unit: connection, as_of: 2024-09-30, change: {percent: 9.4}",
        "4.089",
        "4089",
    ),
    ("Der Umsatz ist um rund 3,2 % gesunken.", "unit: EUR, period: 2024, change: {percent: -3.2}", "-3.2", "3.2"),
    ("Das Volumen beträgt mehr als 325,2 Mrd. Euro.", "value: 325.2, qualifier: over, scale: billion, unit: EUR, period: 2024", "unit: EUR", "unit: CHF"),
    ("Im Jahr 2024 meldeten 15.000 Unternehmen.", "value: 15, scale: thousand, unit: company, period: 2024", "period: 2024", "period: 2025"),
    ("Die Schulden liegen bei 2,4 Billionen Euro.", "value: 2.4, scale: trillion, unit: EUR, as_of: 2024-09-30", "scale: trillion", "scale: billion"),
    // French
    ("Le pays compte 4,089 millions de stations de base.", "value: 4.089, scale: million, unit: station, as_of: 2024-09-30", "unit: station", "unit: person"),
    (
        "Le chiffre d'affaires atteint 325,2 milliards d'euros, en hausse de 9,4 % sur un an.",
        "value: 325.2, scale: billion, unit: EUR, period: 2024, change: {percent: 9.4, basis: year-on-year}",
        "scale: billion",
        "scale: million",
    ),
    ("Près de 15 000 entreprises ont répondu.", "value: 15, qualifier: about, scale: thousand, unit: company, period: 2024", "qualifier: about, ", ""),
    (
        "Le taux de chômage a reculé de 0,3 point de pourcentage pour s'établir à 7,2 % en 2024.",
        "value: 7.2, unit: percent, period: 2024, change: {points: -0.3}",
        "points: -0.3",
        "points: 0.3",
    ),
    ("Les exportations ont augmenté de 2,5 % en 2024.", "unit: EUR, period: 2024, change: {percent: 2.5}", "period: 2024", "period: 2021"),
    // Spanish
    ("Hay más de 4,089 millones de estaciones.", "value: 4.089, qualifier: over, scale: million, unit: station, as_of: 2024-09-30", "4.089", "4.809"),
    ("El gasto ascendió a 325.200 millones de euros.", "value: 325.2, scale: billion, unit: EUR, period: 2024", "scale: billion", "scale: million"),
    ("La producción cayó un 3,2 % interanual.", "unit: EUR, period: 2024-09, change: {percent: -3.2, basis: year-on-year}", "-3.2", "3.2"),
    ("En 2024 se registraron 1,5 millones de personas paradas.", "value: 1.5, scale: million, unit: person, period: 2024", "period: 2024", "period: 2022"),
    // Italian
    (
        "Le famiglie connesse sono oltre 4,089 milioni.",
        "value: 4.089, qualifier: over, scale: million, unit: household, as_of: 2024-09-30",
        "qualifier: over, ",
        "",
    ),
    ("La produzione è in calo del 3,2 per cento rispetto al 2023.", "unit: EUR, period: 2024, change: {percent: -3.2}", "-3.2", "3.2"),
    ("La spesa è pari a 325,2 miliardi di euro nel 2024.", "value: 325.2, scale: billion, unit: EUR, period: 2024", "unit: EUR", "unit: GBP"),
    ("Il tasso di occupazione è salito al 62,2 per cento.", "value: 62.2, unit: percent, period: 2024-09", "62.2", "6.22"),
    // Portuguese
    (
        "Cerca de 4,089 milhões de pessoas foram atendidas.",
        "value: 4.089, qualifier: about, scale: million, unit: person, period: 2024",
        "scale: million",
        "scale: billion",
    ),
    (
        "O PIB subiu 9,4% em relação ao ano anterior, segundo o instituto.",
        "unit: BRL, period: 2024, change: {percent: 9.4, basis: year-on-year}",
        "9.4",
        "-9.4",
    ),
    ("A dívida é de R$ 7,5 trilhões em 2024.", "value: 7.5, scale: trillion, unit: BRL, as_of: 2024-12-31", "unit: BRL", "unit: EUR"),
    ("A taxa de desemprego caiu para 6,4% no trimestre.", "value: 6.4, unit: percent, period: 2024-Q3", "6.4", "4.6"),
    // Dutch
    ("Er zijn ruim 4,089 miljoen woningen aangesloten.", "value: 4.089, qualifier: over, scale: million, unit: home, as_of: 2024-09-30", "4.089", "40.89"),
    (
        "De uitvoer daalde met 3,2 procent ten opzichte van het jaar ervoor.",
        "unit: EUR, period: 2024, change: {percent: -3.2, basis: year-on-year}",
        "-3.2",
        "3.2",
    ),
    ("De uitgaven bedroegen in 2024 325,2 miljard euro.", "value: 325.2, scale: billion, unit: EUR, period: 2024", "period: 2024", "period: 2023"),
    ("Het aantal banen steeg naar 11,6 miljoen.", "value: 11.6, scale: million, unit: job, as_of: 2024-09-30", "scale: million", "scale: thousand"),
    ("Er waren bijna 900 gemeenten.", "value: 900, qualifier: under, unit: town, as_of: 2024-09-30", "qualifier: under, ", ""),
];

/// Quotes that hold no number.
const WITHOUT: [&str; 10] = [
    "The number of base stations rose sharply.",
    "5G基站数量持续增长，进一步扩大覆盖。",
    "基地局の数は大幅に増加した。",
    "기지국 수가 크게 늘었다.",
    "Die Zahl der Stationen ist stark gestiegen.",
    "Le nombre de stations a fortement augmenté.",
    "El número de estaciones aumentó con fuerza.",
    "Il numero delle stazioni è aumentato molto.",
    "O número de estações aumentou muito.",
    "Het aantal stations is sterk gestegen.",
];

/// The lines of figures that are each of a kind of its own.
fn figures<'q>(quotes: impl Iterator<Item = (&'q str, String)>) -> String {
    let line = |(n, (quote, fields)): (usize, (&str, String))| format!("  - {{id: f{n}, label: \"What {n} is\", {fields}, quote: \"{quote}\"}}\n");
    format!("figures:\n{}", quotes.enumerate().map(line).collect::<String>())
}

/// The codes of what is told of quotes, each with the number of its figure.
fn told(figures: &str) -> Vec<(String, String)> {
    let project = Project::new().at("2026-06-01T12:00:00Z").briefing("2025-03-01-numbers", figures, "The text.");
    let build = project.check();
    let quotes = build.told().iter().filter(|told| ("B0617".."B0620").contains(&told.diagnostic.code.number()));
    let shown = |told: &bulletin::diagnostics::Located| {
        let At::Value(field) = &told.diagnostic.place.at else { panic!("{told:?}") };
        (told.diagnostic.code.number().to_owned(), format!("{field}: {}", told.diagnostic.message))
    };
    quotes.map(shown).collect()
}

#[test]
fn quotes_that_agree_are_silent() {
    let told = told(&figures(QUOTES.iter().map(|(quote, fields, ..)| (*quote, (*fields).to_owned()))));
    assert!(told.is_empty(), "{told:#?}");
    assert!(QUOTES.len() >= 60, "{} quotes", QUOTES.len());
}

#[test]
fn a_slip_in_a_figure_is_caught_by_its_quote() {
    for (quote, fields, from, ..) in QUOTES {
        assert_eq!(fields.matches(from).count(), 1, "{quote}: {from:?} in {fields:?}");
    }
    let slipped = |(quote, fields, from, to): &Quoted| (*quote, fields.replacen(from, to, 1));
    let told = told(&figures(QUOTES.iter().map(slipped)));
    let missed: Vec<String> = (0..QUOTES.len())
        .filter(|n| !told.iter().any(|(_, words)| words.starts_with(&format!("figures[{n}]"))))
        .map(|n| format!("{} ({} → {})", QUOTES[n].0, QUOTES[n].2, QUOTES[n].3))
        .collect();
    assert!(missed.is_empty(), "{} are missed:\n{}\n{told:#?}", missed.len(), missed.join("\n"));
}

#[test]
fn a_quote_without_a_number_is_warned_of() {
    let told = told(&figures(WITHOUT.iter().map(|quote| (*quote, "value: 4.089, scale: million, unit: station, as_of: 2024-09-30".to_owned()))));
    assert_eq!(told.iter().filter(|(code, _)| code == "B0618").count(), WITHOUT.len(), "{told:#?}");
    assert_eq!(told.len(), WITHOUT.len(), "{told:#?}");
}
