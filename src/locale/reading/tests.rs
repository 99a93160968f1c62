use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::locale::{Language, Units};

/// What is read of a text: words of number, unit, bound and course. Of several units that which is expected is shown.
fn read(tag: &str, text: &str, expected: &[&str]) -> Vec<String> {
    let units = Units::built_in();
    let language = Language::parse(tag).expect("tests use valid tags");
    let shown = |reading: &Reading<'_>| {
        let mut words = vec![reading.amount.normalize().to_string()];
        let is_expected = |code: &&&str| expected.iter().any(|line| line.split(' ').any(|word| word == **code));
        words.extend(reading.units.iter().find(is_expected).or(reading.units.first()).map(|code| (*code).to_owned()));
        words.extend((reading.bound != Bound::Exact).then(|| format!("{:?}", reading.bound).to_lowercase()));
        words.extend(reading.minus.then(|| "minus".to_owned()));
        words.extend(reading.course.map(|course| format!("{course:?}").to_lowercase()));
        words.join(" ")
    };
    Reader::new(&language, &units).read(text).iter().map(shown).collect()
}

#[test]
fn numbers_are_read_with_what_is_said_of_them() {
    for (tag, text, expected) in [
        ("en", "The number of 5G base stations reached 4.089 million.", &["4089000"][..]),
        ("en", "a total of 4.089 million 5G base stations", &["4089000 station"]),
        ("en", "Revenue was CNY 325.2 billion, up 9.4 percent year on year.", &["325200000000 CNY", "9.4 percent rise"]),
        ("en", "more than 300 million rural residents", &["300000000 over"]),
        ("en", "nearly 300 million people", &["300000000 person nearly"]),
        ("en", "€35m in grants; $1.2bn in loans", &["35000000 EUR", "1200000000 USD"]),
        ("en", "The rate fell by 0.2 percentage points to 3.9%.", &["0.2 points fall", "3.9 percent"]),
        ("en", "Output shrank 3.2% in the third quarter of 2024.", &["3.2 percent fall"]),
        ("en", "between 3.2 and 3.4 per cent", &["3.2 percent", "3.4 percent"]),
        ("en", "from 3 to 4 million", &["3", "4000000"]),
        ("en", "The price was minus 37.63 dollars a barrel", &["37.63 USD minus"]),
        ("en", "three million homes", &["3000000 home"]),
        ("en", "30% or more", &["30 percent over"]),
        ("zh-Hans", "5G基站总数达408.9万个", &["4089000 job"]),
        ("zh-Hans", "业务收入3252亿元，同比增长9.4%", &["325200000000 CNY", "9.4 percent rise"]),
        ("zh-Hans", "农村网民超过3亿人", &["300000000 person over"]),
        ("zh-Hans", "300多万户", &["3000000 household over"]),
        ("zh-Hans", "移动电话用户11亿9000万户", &["1190000000 household"]),
        ("zh-Hans", "同比下降1.2个百分点", &["1.2 points fall"]),
        ("zh-Hans", "占比百分之九点四，约三成", &["9.4 percent", "30 percent about"]),
        ("zh-Hans", "2024年前三季度，共有24家企业", &["24 company"]),
        ("zh-Hans", "三亿两千万人", &["320000000 person"]),
        ("zh-Hant", "收入約1.2兆元", &["1200000000000 CNY about"]),
        ("ja", "基地局は約408万9000局", &["4089000 station about"]),
        ("ja", "前年同月比3.2%減", &["3.2 percent fall"]),
        ("ja", "売上高は3252億円で、9.4%増加した", &["325200000000 JPY", "9.4 percent rise"]),
        ("ja", "3億人を超える", &["300000000 person over"]),
        ("ja", "3割弱", &["30 percent under"]),
        ("ko", "기지국은 408만 9000개로", &["4089000 piece"]),
        ("ko", "매출은 3조 2520억 원으로 전년 동기 대비 9.4% 증가", &["3252000000000 KRW", "9.4 percent rise"]),
        ("ko", "300만여 명", &["3000000 person over"]),
        ("ko", "3.2%포인트 하락했다", &["3.2 points fall"]),
        ("de", "Die Zahl stieg um 9,4 Prozent auf 4,089 Millionen Stationen.", &["9.4 percent rise", "4089000 station"]),
        ("de", "Der Umsatz ist um rund 3,2 % gesunken.", &["3.2 percent about fall"]),
        ("de", "mehr als 325,2 Mrd. Euro", &["325200000000 EUR over"]),
        ("de", "15.000 Unternehmen", &["15000 company"]),
        ("de", "nahm um 1,5 Prozentpunkte zu", &["1.5 points rise"]),
        ("fr", "4,089 millions de stations de base", &["4089000 station"]),
        ("fr", "un chiffre d'affaires de 325,2 milliards d'euros, en hausse de 9,4 %", &["325200000000 EUR", "9.4 percent rise"]),
        ("fr", "près de 15 000 entreprises", &["15000 company nearly"]),
        ("fr", "a reculé de 0,3 point de pourcentage", &["0.3 points fall"]),
        ("es", "más de 4,089 millones de estaciones", &["4089000 station over"]),
        ("es", "cayó un 3,2 % interanual", &["3.2 percent fall"]),
        ("es", "325.200 millones de euros", &["325200000000 EUR"]),
        ("it", "oltre 4,089 milioni di stazioni", &["4089000 station over"]),
        ("it", "in calo del 3,2 per cento", &["3.2 percent fall"]),
        ("pt", "cerca de 4,089 milhões de pessoas", &["4089000 person about"]),
        ("pt", "subiu 9,4% em relação ao ano anterior", &["9.4 percent rise"]),
        ("nl", "ruim 4,089 miljoen stations", &["4089000 station over"]),
        ("nl", "daalde met 3,2 procent", &["3.2 percent fall"]),
    ] {
        assert_eq!(read(tag, text, expected), expected, "{tag}: {text}");
    }
}

#[test]
fn what_is_no_number_is_not_read() {
    for (tag, text) in [
        ("en", "In 2024 the 5G roll-out went on, under Regulation (EU) 2022/2065."),
        ("zh-Hans", "2024年10月23日，进一步扩大开放"),
        ("de", "Am 23. Oktober 2024 wurde es bekannt."),
        ("en", "A strong increase was seen."),
    ] {
        let read = read(tag, text, &[]);
        assert!(read.is_empty() || tag == "de" && read == ["23"], "{text}: {read:?}");
    }
}

#[test]
fn a_text_tells_its_language() {
    let english = Language::english();
    for (text, tag) in [
        ("5G基站总数达408.9万个", "zh-Hans"),
        ("收入約1.2兆元", "zh-Hant"),
        ("基地局は約408万局", "ja"),
        ("매출은 3조 원", "ko"),
        ("Die Zahl stieg um 9,4 Prozent auf 4,089 Millionen.", "de"),
        ("en hausse de 9,4 % sur un an, selon le ministère", "fr"),
        ("cayó un 3,2 % en el tercer trimestre", "es"),
        ("in calo del 3,2 per cento nel terzo trimestre", "it"),
        ("subiu 9,4% em relação ao ano anterior, com o apoio dos municípios", "pt"),
        ("daalde met 3,2 procent ten opzichte van het jaar ervoor", "nl"),
        ("up 9.4%", "en"),
    ] {
        assert_eq!(language_of_text(text, &english).tag(), tag, "{text}");
    }
}

#[test]
fn what_a_blind_trial_missed_is_read() {
    for (tag, text, expected) in [
        ("zh-Hans", "全国累计发电装机容量约33.5亿千瓦，同比增长14.6%。", &["3350000000 kW about", "14.6 percent rise"][..]),
        ("zh-Hans", "同比分别增长34.4%和35.5%", &["34.4 percent rise", "35.5 percent rise"]),
        ("zh-Hans", "2070多万户", &["20700000 household over"]),
        ("zh-Hans", "工业负增长2.0%", &["2 percent fall"]),
        ("zh-Hans", "下调20个基点", &["20 basis-points fall"]),
        ("zh-Hant", "外銷訂單金額５，８９５．４億美元，年增５．０％。", &["589540000000 USD", "5 percent rise"]),
        ("zh-Hant", "充電器逾十萬個", &["100000 job over"]),
        ("ja", "（前年比△2.0％）", &["2 percent minus"]),
        ("ko", "백만 명", &[]),
        ("en", "half a million homes", &["500000 home"]),
        ("en", "one and a half million homes", &["1500000 home"]),
        ("en", "Rates rose up to 6.4% by June.", &["6.4 percent"]),
        ("en", "Nearly two million smart meters", &["2000000 nearly"]),
        ("en", "As of 30 September there were 400 stations.", &["400 station"]),
        ("en", "It was 0.3 points less than a year earlier", &["0.3 points fall"]),
        ("de", "anderthalb Millionen Haushalte", &["1500000 household"]),
        ("de", "das waren 1,0 % weniger als im Vorjahr", &["1 percent fall"]),
        ("de", "Zum 1. Januar 2025 gab es 400 Schulen", &["400 school"]),
        ("fr", "Le plan mobilise au moins 2 milliards d'euros.", &["2000000000 EUR over"]),
        ("fr", "soit une baisse de 0,6 point", &["0.6 points fall"]),
        ("fr", "(- 2,0 %)", &["2 percent minus"]),
        ("es", "El paro registrado bajó en 146.738 personas", &["146738 person fall"]),
        ("es", "36 mil 872 millones de dólares", &["36872000000 USD"]),
        ("es", "El paro bajó hasta 2.560.718 personas.", &["2560718 person"]),
        ("es", "En 2024 el número de líneas volvió a crecer", &[]),
        ("it", "oltre un miliardo di euro", &["1000000000 EUR over"]),
        ("it", "è sceso di 0,5 punti", &["0.5 points fall"]),
        ("pt", "inferior em 0,1 pontos percentuais ao do ano anterior", &["0.1 points fall"]),
        ("nl", "anderhalf miljoen huishoudens", &["1500000 household"]),
        ("nl", "Op grond van artikel 12", &[]),
    ] {
        assert_eq!(read(tag, text, expected), expected, "{tag}: {text}");
    }
}

#[test]
fn years_are_those_of_the_number_and_not_of_its_comparison() {
    let units = Units::built_in();
    for (tag, text, years) in [
        ("en", "In 2024 it grew by 3.2%, against the 3.5% recorded in 2023.", &[2024][..]),
        ("it", "Il deficit si attesta al 3,4% del PIL, a fronte del 7,2% registrato nel 2023.", &[]),
        ("de", "Das Defizit betrug 2,8 % im Jahr 2024 nach 2,5 % im Jahr 2023.", &[2024]),
        ("ja", "令和6年9月末時点で、2023年に記録した3.5％を下回った", &[2024]),
        ("zh-Hant", "民國113年，較2023年上升", &[2024]),
        ("zh-Hans", "比2023年增长，2024年达到", &[2024]),
        ("en", "Regulation (EU) 2022/2065 cost €2000 and 2,024 hours", &[]),
    ] {
        let language = Language::parse(tag).expect("tests use valid tags");
        assert_eq!(Reader::new(&language, &units).years(text), years, "{text}");
    }
}

proptest! {
    /// Whatever a text says, it is read to its end, in every language.
    #[test]
    fn any_text_is_read(text in "[-0-9.,  万亿億千百十一二三兆成割第年月日%％€$£¥a-zA-Zäöüéß’'\u{a0}(（）)、。约超过以上多余至から増減▲△−+/＋５，]{0,40}", language in 0_usize..12) {
        let tags = ["en", "zh-Hans", "zh-Hant", "ja", "ko", "de", "fr", "es", "it", "pt", "nl", "sv"];
        let units = Units::built_in();
        let reader = Reader::new(&Language::parse(tags[language]).expect("a tag"), &units);
        for reading in reader.read(&text) {
            prop_assert!(reading.amount >= Decimal::ZERO && reading.half > Decimal::ZERO);
        }
        prop_assert!(reader.years(&text).len() <= text.len());
        prop_assert!(!language_of_text(&text, &Language::english()).tag().is_empty());
    }
}
