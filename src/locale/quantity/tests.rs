use super::*;
use crate::locale::{Standing, Units, locale};

/// No-break spaces, wide and narrow, shown as `~`.
fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], "~")
}

fn scale(word: &str) -> Option<Scale> {
    [Scale::Thousand, Scale::Million, Scale::Billion, Scale::Trillion].into_iter().find(|scale| scale.word() == word)
}

fn told(tag: &str, units: &Units, (value, scale_word, code): (&str, &str, &str), qualifier: Qualifier) -> String {
    let unit = units.find(code).expect(code);
    spaced(&locale(tag).quantity(&Quantity { value: Value::One(value), qualifier, standing: None, scale: scale(scale_word), unit, base: None }, None))
}

#[test]
fn figures_are_told_in_the_language() {
    let units = Units::built_in();
    let figures = [
        ("325.2", "billion", "CNY"),
        ("1.17", "trillion", "EUR"),
        ("4.089", "million", "station"),
        ("24", "", "company"),
        ("100", "", "percent"),
        ("1000", "", "Mbps"),
        ("1.2", "", "points"),
        ("34.4", "thousand", "person"),
    ];
    for (tag, expected) in [
        ("en", "CNY~325.2~billion|EUR~1.17~trillion|4.089~million stations|24~companies|100%|1,000~Mbps|1.2 percentage points|34.4~thousand people"),
        ("zh-Hans", "3252亿元|1.17万亿欧元|408.9万个|24家|100%|1,000Mbps|1.2个百分点|3.44万人"),
        ("zh-Hant", "3252億元|1.17兆歐元|408.9萬個|24家|100%|1,000Mbps|1.2個百分點|3.44萬人"),
        ("zh-HK", "3252億元|1.17萬億歐元|408.9萬個|24家|100%|1,000Mbps|1.2個百分點|3.44萬人"),
        ("ja", "3252億元|1.17兆ユーロ|408.9万局|24社|100%|1,000Mbps|1.2ポイント|3.44万人"),
        ("ko", "3252억~위안|1.17조~유로|408.9만~개|24개사|100%|1,000Mbps|1.2%포인트|3.44만~명"),
        (
            "fr",
            "325,2~milliards de~yuans|1~170~milliards d’euros|4,089~millions de~stations|24~entreprises|100~%|1~000~Mbit/s|\
             1,2 point de pourcentage|34~400~personnes",
        ),
        ("de", "325,2~Milliarden Yuan|1,17~Billionen Euro|4,089~Millionen Stationen|24~Unternehmen|100~%|1.000~Mbit/s|1,2 Prozentpunkte|34.400~Personen"),
        (
            "es",
            "325.200~millones de~yuanes|1,17~billones de~euros|4,089~millones de~estaciones|24~empresas|100~%|1000~Mbps|\
             1,2 puntos porcentuales|34.400~personas",
        ),
        ("it", "325,2~miliardi di~yuan|1170~miliardi di~euro|4,089~milioni di~stazioni|24~imprese|100%|1000~Mbps|1,2 punti percentuali|34.400~persone"),
        ("pt-BR", "325,2~bilhões de~yuans|1,17~trilhão de~euros|4,089~milhões de~estações|24~empresas|100%|1.000~Mbps|1,2 ponto percentual|34.400~pessoas"),
        (
            "pt-PT",
            "325,2~mil milhões de~yuans|1,17~biliões de~euros|4,089~milhões de~estações|24~empresas|100%|1000~Mbps|\
             1,2 pontos percentuais|34~400~pessoas",
        ),
        ("nl", "325,2~miljard yuan|1,17~biljoen euro|4,089~miljoen stations|24~bedrijven|100%|1.000~Mbps|1,2~procentpunt|34.400~personen"),
        ("sv", "325~200~000~000~CNY|1~170~000~000~000~EUR|4~089~000~stations|24~companies|100~%|1~000~Mbps|1,2~pp|34~400~people"),
        ("qaa", "325,200,000,000~CNY|1,170,000,000,000~EUR|4,089,000~stations|24~companies|100%|1,000~Mbps|1.2~pp|34,400~people"),
    ] {
        let written = figures.map(|figure| told(tag, &units, figure, Qualifier::Exact));
        assert_eq!(written.join("|"), expected, "{tag}");
    }
}

#[test]
fn bounds_are_told_in_the_language() {
    let units = Units::built_in();
    for (tag, expected) in [
        ("en", "over 300~million people|about 4.25~million stations|under CNY~1.7~trillion"),
        ("zh-Hans", "超过3亿人|约425万个|不到1.7万亿元"),
        ("zh-Hant", "超過3億人|約425萬個|不到1.7兆元"),
        ("ja", "3億人超|約425万局|1.7兆元未満"),
        ("ko", "3억~명 초과|약 425만~개|1.7조~위안 미만"),
        ("fr", "plus de 300~millions de~personnes|environ 4,25~millions de~stations|moins de 1~700~milliards de~yuans"),
        ("de", "mehr als 300~Millionen Personen|rund 4,25~Millionen Stationen|weniger als 1,7~Billionen Yuan"),
        ("es", "más de 300~millones de~personas|alrededor de 4,25~millones de~estaciones|menos de 1,7~billones de~yuanes"),
        ("it", "oltre 300~milioni di~persone|circa 4,25~milioni di~stazioni|meno di 1700~miliardi di~yuan"),
        ("pt", "mais de 300~milhões de~pessoas|cerca de 4,25~milhões de~estações|menos de 1,7~trilhão de~yuans"),
        ("nl", "meer dan 300~miljoen personen|ongeveer 4,25~miljoen stations|minder dan 1,7~biljoen yuan"),
        ("pl", ">300~000~000~people|≈4~250~000~stations|<1~700~000~000~000~CNY"),
    ] {
        let written = [
            told(tag, &units, ("300", "million", "person"), Qualifier::Over),
            told(tag, &units, ("4.25", "million", "station"), Qualifier::About),
            told(tag, &units, ("1.7", "trillion", "CNY"), Qualifier::Under),
        ];
        assert_eq!(written.join("|"), expected, "{tag}");
    }
}

#[test]
fn one_is_singular_where_the_language_says_so() {
    let units = Units::built_in();
    for (tag, figure, expected) in [
        ("en", ("1", "", "company"), "1~company"),
        ("en", ("1.0", "", "company"), "1.0~companies"),
        ("en", ("1", "million", "station"), "1~million stations"),
        ("fr", ("1.5", "million", "station"), "1,5~million de~stations"),
        ("fr", ("2", "billion", "KZT"), "2~milliards~de~KZT"),
        ("fr", ("2", "billion", "AED"), "2~milliards~d’AED"),
        ("fr", ("2", "million", "hour"), "2~millions d’heures"),
        ("de", ("1", "billion", "EUR"), "1~Milliarde Euro"),
        ("es", ("1", "million", "person"), "1~millón de~personas"),
        ("es", ("1", "billion", "EUR"), "1000~millones de~euros"),
        ("zh-Hans", ("3", "billion", "kWh"), "30亿千瓦时"),
        ("zh-Hans", ("2.5", "million", "GB"), "250万GB"),
        ("zh-Hant", ("3", "million", "GHz"), "300萬GHz"),
        ("ko", ("16", "", "GB"), "16GB"),
        ("en", ("3", "billion", "kWh"), "3~billion~kWh"),
        ("en", ("21.5", "", "degC"), "21.5~°C"),
        ("en", ("-3.2", "billion", "USD"), "USD~−3.2~billion"),
        ("zh-Hans", ("-3.2", "billion", "USD"), "−32亿美元"),
        ("en", ("-0.5", "", "percent"), "−0.5%"),
        ("tr", ("-0.5", "", "percent"), "−%0,5"),
        ("en", ("34.4", "", "per-10000-people"), "34.4 per 10,000 people"),
        ("zh-Hans", ("34.4", "", "per-10000-people"), "每万人34.4个"),
        ("fr", ("34.4", "", "per-10000-people"), "34,4 pour 10~000 habitants"),
        ("sv", ("34.4", "", "per-10000-people"), "34,4 per 10,000 people"),
    ] {
        assert_eq!(told(tag, &units, figure, Qualifier::Exact), expected, "{tag} {figure:?}");
    }
}

#[test]
fn chinese_regroups_without_losing_a_digit() {
    let units = Units::built_in();
    for (value, scale, expected) in [
        ("4.10", "million", "410万人"),
        ("4.1005", "million", "410.05万人"),
        ("4.10", "billion", "41.0亿人"),
        ("325.25", "billion", "3252.5亿人"),
        ("27.32", "million", "2732万人"),
        ("220", "million", "2.2亿人"),
        ("1190", "million", "11.9亿人"),
        ("1000", "million", "10亿人"),
        ("200", "thousand", "20万人"),
        ("5", "thousand", "5,000人"),
        ("0.004", "million", "4,000人"),
        ("0", "million", "0人"),
        ("0.5", "billion", "5亿人"),
        ("0.05", "thousand", "50人"),
        ("99995", "trillion", "99,995万亿人"),
        ("15000", "", "15,000人"),
        ("many", "million", "many人"),
    ] {
        assert_eq!(told("zh-Hans", &units, (value, scale, "person"), Qualifier::Exact), expected, "{value} {scale}");
    }
}

#[test]
fn every_unit_is_told_in_every_language() {
    let units = Units::built_in();
    for tag in ["en", "en-US", "zh-Hans", "zh-Hant", "ja", "ko", "fr", "de", "es", "it", "pt", "nl", "ru", "ar-EG", "tlh"] {
        let locale = locale(tag);
        for unit in units.codes().filter_map(|code| units.find(code)) {
            for scale in [None, Some(Scale::Thousand), Some(Scale::Trillion)] {
                let text = locale.quantity(&Quantity { value: Value::One("1.5"), qualifier: Qualifier::About, standing: None, scale, unit, base: None }, None);
                let title = locale.unit_title(unit, scale);
                for text in [&text, &title] {
                    assert!(text.trim() == text && !text.is_empty() && !text.contains(['{', '|']), "{tag} {}: {text:?}", unit.code());
                }
            }
        }
    }
}

#[test]
fn shifting_is_exact() {
    for (decimal, places, expected) in [
        ("4.10", 2, "410"),
        ("4.10", 1, "41.0"),
        ("4.1", 6, "4100000"),
        ("0.05", 1, "0.5"),
        ("-0.05", 3, "-50"),
        ("325.25", -1, "32.525"),
        ("220", -2, "2.2"),
        ("5", -3, "0.005"),
        ("5.0", -1, "0.50"),
        ("0", 4, "0"),
        ("1,000", 3, "1,000"),
    ] {
        assert_eq!(shift(decimal, places), expected, "{decimal} by {places}");
    }
}

#[test]
fn columns_name_the_unit() {
    let units = Units::built_in();
    let [station, yuan, percent] = ["station", "CNY", "percent"].map(|code| units.find(code).expect(code));
    for (tag, expected) in [
        ("en", "million stations|CNY billion|%|stations|CNY"),
        ("zh-Hans", "万个|亿元|%|个|元"),
        ("ja", "万局|億元|%|局|元"),
        ("ko", "만 개|억 위안|%|개|위안"),
        ("fr", "millions de stations|milliards de yuans|%|stations|yuans"),
        ("es", "millones de estaciones|miles de millones de yuanes|%|estaciones|yuanes"),
        ("de", "Millionen Stationen|Milliarden Yuan|%|Stationen|Yuan"),
        ("pl", "10⁶ stations|10⁹ CNY|%|stations|CNY"),
    ] {
        let locale = locale(tag);
        let title = |unit, scale| locale.unit_title(unit, scale);
        let told = [title(station, Some(Scale::Million)), title(yuan, Some(Scale::Billion)), title(percent, None), title(station, None), title(yuan, None)];
        assert_eq!(told.map(|text: String| spaced(&text)).join("|"), expected, "{tag}");
    }
}

#[test]
fn a_range_is_told_by_its_two_ends() {
    let units = Units::built_in();
    for (tag, expected) in [
        ("en", "about 1.2 to 1.4~million stations|CNY~0.9 to 1.4~billion|4% to 5%|-0.5 to 0.3 percentage points|900 to 1,100~Mbps"),
        ("zh-Hans", "约120至140万个|9至14亿元|4%至5%|-0.5至0.3个百分点|900至1,100Mbps"),
        ("ja", "約120～140万局|9～14億元|4%～5%|-0.5～0.3ポイント|900～1,100Mbps"),
        ("de", "rund 1,2 bis 1,4~Millionen Stationen|0,9 bis 1,4~Milliarden Yuan|4~% bis 5~%|-0,5 bis 0,3 Prozentpunkte|900 bis 1.100~Mbit/s"),
        ("fr", "environ 1,2 à 1,4~million de~stations|0,9 à 1,4~milliard de~yuans|4~% à 5~%|-0,5 à 0,3 point de pourcentage|900 à 1~100~Mbit/s"),
        ("sv", "≈1~200~000 – 1~400~000~stations|900~000~000 – 1~400~000~000~CNY|4~% – 5~%|-0,5 – 0,3~pp|900 – 1~100~Mbps"),
    ] {
        let range = |low, high, qualifier, scale, code| {
            let unit = units.find(code).expect(code);
            let quantity = Quantity { value: Value::Between(low, high), qualifier, standing: None, scale, unit, base: None };
            spaced(&locale(tag).quantity(&quantity, None)).replace(MINUS, "-")
        };
        let told = [
            range("1.2", "1.4", Qualifier::About, Some(Scale::Million), "station"),
            range("0.9", "1.4", Qualifier::Exact, Some(Scale::Billion), "CNY"),
            range("4", "5", Qualifier::Exact, None, "percent"),
            range("-0.5", "0.3", Qualifier::Exact, None, "points"),
            range("900", "1100", Qualifier::Exact, None, "Mbps"),
        ];
        assert_eq!(told.join("|"), expected, "{tag}");
    }
}

#[test]
fn what_a_figure_is_stands_behind_it() {
    let units = Units::built_in();
    let unit = units.find("percent").expect("it is built in");
    for (tag, expected) in [
        ("en", "5.2% (provisional)|5.2% (up, 5.1% to 5.4%, forecast)|5.2% (target)"),
        ("zh-Hans", "5.2%（初步数据）|5.2%（up，5.1%至5.4%，预测）|5.2%（目标）"),
        ("fr", "5,2~% (provisoire)|5,2~% (up, 5,1~% à 5,4~%, prévision)|5,2~% (objectif)"),
        ("fi", "5,2~% (provisional)|5,2~% (up, 5,1~% – 5,4~%, forecast)|5,2~% (target)"),
    ] {
        let told = |value, standing, beside| {
            spaced(&locale(tag).quantity(&Quantity { value, qualifier: Qualifier::Exact, standing: Some(standing), scale: None, unit, base: None }, beside))
        };
        let all = [
            told(Value::One("5.2"), Standing::Preliminary, None),
            told(Value::Within("5.2", "5.1", "5.4"), Standing::Forecast, Some("up")),
            told(Value::One("5.2"), Standing::Target, None),
        ];
        assert_eq!(all.join("|"), expected, "{tag}");
    }
}

#[test]
fn an_axis_counts_in_the_language_s_powers() {
    let units = Units::built_in();
    for (tag, code, scale_word, largest, title, power) in [
        ("en", "subscriber", "million", "1190", "million subscribers", 6),
        ("zh-Hans", "subscriber", "million", "1190", "亿户", 8),
        ("zh-Hans", "subscriber", "million", "", "万户", 4),
        ("zh-Hans", "CNY", "trillion", "1.75", "万亿元", 12),
        ("zh-Hans", "CNY", "billion", "912.5", "亿元", 8),
        ("zh-Hans", "station", "thousand", "8", "个", 0),
        ("zh-Hans", "station", "thousand", "18", "万个", 4),
        ("zh-Hans", "VED", "billion", "1", "亿委内瑞拉数字玻利瓦尔", 8),
        ("fr", "EUR", "trillion", "1.75", "milliers de milliards d’euros", 12),
        ("it", "station", "thousand", "18", "migliaia di stazioni", 3),
        ("sv", "station", "trillion", "18", "10¹² stations", 12),
        ("en", "per-10000-people", "", "34.4", "per 10,000 people", 0),
        ("zh-Hans", "per-10000-people", "", "34.4", "每万人（个）", 0),
        ("tr", "percent", "", "34.4", "%", 0),
    ] {
        let axis = locale(tag).axis(units.find(code).expect(code), scale(scale_word), largest);
        assert_eq!((axis.title.as_str(), axis.power), (title, power), "{tag} {code}");
    }
}
