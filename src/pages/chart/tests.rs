use jiff::civil::{self, date};
use rust_decimal::Decimal;

use super::{BOTTOM, Chart, Form, Granularity, Point, Qualifier, Spec, TOP, chart, percent, px, sparkline};

/// 5G base stations in mainland China, in thousands, as stated.
const STATIONS: [(i16, i8, i8, i64, Qualifier); 13] = [
    (2023, 3, 31, 2640, Qualifier::Over),
    (2023, 7, 31, 3055, Qualifier::Exact),
    (2023, 10, 31, 3215, Qualifier::Exact),
    (2023, 12, 31, 3377, Qualifier::Exact),
    (2024, 3, 31, 3647, Qualifier::Exact),
    (2024, 6, 30, 3917, Qualifier::Exact),
    (2024, 9, 30, 4089, Qualifier::Exact),
    (2024, 12, 31, 4250, Qualifier::About),
    (2025, 3, 31, 4390, Qualifier::Over),
    (2025, 6, 30, 4549, Qualifier::Exact),
    (2025, 9, 30, 4710, Qualifier::About),
    (2025, 11, 30, 4830, Qualifier::Exact),
    (2025, 12, 31, 4838, Qualifier::Exact),
];

/// Telecom revenue from January to the end of a month, in hundred million yuan.
const REVENUE: [(i16, i8, i64, Qualifier); 8] = [
    (2023, 7, 10_056, Qualifier::Exact),
    (2023, 10, 14_200, Qualifier::Exact),
    (2024, 3, 4_437, Qualifier::Exact),
    (2024, 6, 8_941, Qualifier::Exact),
    (2024, 12, 17_000, Qualifier::Over),
    (2025, 6, 9_055, Qualifier::Exact),
    (2025, 11, 16_100, Qualifier::About),
    (2025, 12, 17_500, Qualifier::Exact),
];

fn point(at: civil::Date, value: Decimal) -> Point {
    Point { from: None, at, value, label: value.normalize().to_string(), when: at.to_string(), provisional: false, qualifier: Qualifier::Exact, breaks: false }
}

fn words(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "",
        Qualifier::About => "about ",
        Qualifier::Over => "over ",
        Qualifier::Under => "under ",
    }
}

fn stations() -> Vec<Point> {
    let one = |&(year, month, day, thousands, qualifier): &(i16, i8, i8, i64, Qualifier)| {
        let millions = Decimal::new(thousands, 3).normalize();
        let at = date(year, month, day);
        Point { qualifier, label: format!("{}{millions} million", words(qualifier)), ..point(at, Decimal::from(thousands * 1000)) }
    };
    STATIONS.iter().map(one).collect()
}

fn revenue() -> Vec<Point> {
    let one = |&(year, month, value, qualifier): &(i16, i8, i64, Qualifier)| {
        let at = date(year, month, 1).last_of_month();
        let label = format!("{}CNY {} billion", words(qualifier), Decimal::new(value, 1).normalize());
        Point { from: Some(date(year, 1, 1)), qualifier, label, ..point(at, Decimal::from(value) * Decimal::from(100_000_000)) }
    };
    REVENUE.iter().map(one).collect()
}

/// Growth in percent at the ends of quarters.
fn growth(tenths: &[i64]) -> Vec<Point> {
    let quarter = |(i, tenths): (usize, &i64)| {
        let i = i16::try_from(i).unwrap();
        let at = date(2023 + i / 4, i8::try_from(i % 4).unwrap() * 3 + 3, 1).last_of_month();
        Point { label: format!("{} %", Decimal::new(*tenths, 1)), ..point(at, Decimal::new(*tenths, 1)) }
    };
    tenths.iter().enumerate().map(quarter).collect()
}

fn spec(form: Form, power: u32) -> Spec<'static> {
    Spec {
        form,
        from_zero: false,
        axis_title: "the unit".to_owned(),
        power,
        format: &|number| number.replace('-', "\u{2212}"),
        date: &|date, granularity| match granularity {
            Granularity::Year => date.year().to_string(),
            Granularity::Month => date.strftime("%b %Y").to_string(),
        },
        title: "What it shows".to_owned(),
        description: "What is to be seen".to_owned(),
        id: "chart",
    }
}

fn drawn(points: &[Point], form: Form) -> Chart {
    chart(points, &spec(form, 0)).unwrap()
}

fn shares(text: &str) -> f64 {
    text.trim_end_matches('%').parse().unwrap()
}

/// The default theme's markup.
fn html(name: &'static str, view: &impl serde::Serialize) -> String {
    let mut tera = tera::Tera::new();
    tera.register_function("t", |kwargs: tera::Kwargs, _: &tera::State<'_>| -> tera::TeraResult<String> { Ok(kwargs.must_get::<&str>("key")?.to_owned()) });
    let chart = include_str!("../../../themes/gazette/templates/partials/chart.html");
    let spark = include_str!("../../../themes/gazette/templates/partials/sparkline.html");
    tera.add_raw_templates([("chart.html", chart), ("spark.html", spark)]).unwrap();
    let mut context = tera::Context::new();
    context.insert(name, view);
    tera.render(&format!("{name}.html"), &context).unwrap()
}

#[test]
fn an_empty_series_has_no_chart() {
    assert!(chart(&[], &spec(Form::Line, 0)).is_none());
    assert!(sparkline(&[], Form::Bar).is_none());
}

#[test]
fn the_stations_stand_at_their_dates_and_values() {
    let chart = chart(&stations(), &spec(Form::Line, 6)).unwrap();
    assert_eq!(chart.values.iter().map(|v| &v.label[..]).collect::<Vec<_>>(), ["0", "1", "2", "3", "4", "5"]);
    assert!(chart.values[0].zero && chart.starts_at.is_none());
    assert_eq!(chart.periods.iter().map(|p| &p.label[..]).collect::<Vec<_>>(), ["2023", "2024", "2025"]);
    assert_eq!((chart.strokes.len(), chart.marks.len()), (12, 13));
    // March has 31 of 1037 days, July ends on day 153.
    assert_eq!((&chart.marks[0].x[..], &chart.marks[1].x[..], &chart.marks[12].x[..]), ("2.99%", "14.75%", "100%"));
    assert_eq!(chart.marks[12].y, px(BOTTOM - (BOTTOM - TOP) * 4.838 / 5.0));
    let shapes: Vec<&str> = chart.marks.iter().map(|m| &m.shape[..]).collect();
    assert_eq!(shapes.iter().filter(|s| **s == "over").count(), 2);
    assert_eq!(shapes.iter().filter(|s| **s == "about").count(), 2);
    assert_eq!(chart.legend, ["exact", "about", "over"]);
    assert_eq!((&chart.latest.label[..], &chart.latest.anchor[..], chart.latest.leader.is_none()), ("4.838 million", "end", true));
}

#[test]
fn a_break_is_a_gap() {
    let mut points = stations();
    points[4].breaks = true;
    let chart = drawn(&points, Form::Line);
    assert_eq!(chart.strokes.len(), 11);
    assert!(chart.strokes.iter().all(|s| s.x2 != chart.marks[4].x));
    let spark = sparkline(&points, Form::Line).unwrap();
    assert_eq!(spark.strokes.len(), 2);
}

#[test]
fn totals_of_a_growing_year_stand_at_its_dates() {
    let chart = chart(&revenue(), &spec(Form::Bar, 9)).unwrap();
    assert!(chart.cumulative && chart.strokes.is_empty());
    let bars: Vec<_> = chart.marks.iter().map(|m| m.bar.as_ref().unwrap()).collect();
    assert!(bars.iter().all(|bar| (shares(&bar.y) + shares(&bar.height) - BOTTOM).abs() < 0.11), "they stand on zero");
    assert!(bars.windows(2).all(|two| shares(&two[0].x) + shares(&two[0].width) < shares(&two[1].x)), "they do not touch");
    assert!((shares(&bars[7].x) + shares(&bars[7].width) - 100.0).abs() < 0.02);
    assert_eq!(chart.legend, ["about", "over"]);
    assert_eq!(chart.values.last().unwrap().label, "2000");
}

#[test]
fn amounts_of_periods_that_follow_one_another_stand_in_their_middle() {
    let year = |y: i16| Point { from: Some(date(y, 1, 1)), ..point(date(y, 12, 31), Decimal::from(y - 2000)) };
    let chart = drawn(&[year(2022), year(2023), year(2024)], Form::Bar);
    assert!(!chart.cumulative);
    for (mark, name) in chart.marks.iter().zip(&chart.periods) {
        assert_eq!(mark.x, name.x);
    }
}

#[test]
fn bars_begin_at_zero_and_lines_say_where_they_do_not() {
    let points = [point(date(2024, 3, 31), Decimal::new(480, 1)), point(date(2024, 9, 30), Decimal::new(495, 1))];
    assert_eq!(drawn(&points, Form::Bar).starts_at, None);
    assert_eq!(drawn(&points, Form::Line).starts_at.as_deref(), Some("48.0"));
    assert_eq!(chart(&points, &Spec { from_zero: true, ..spec(Form::Line, 0) }).unwrap().starts_at, None);
}

#[test]
fn values_on_both_sides_of_zero_show_it() {
    for form in [Form::Line, Form::Bar] {
        let chart = drawn(&growth(&[12, -5, 0, 20]), form);
        assert_eq!(chart.values.iter().filter(|v| v.zero).count(), 1);
        let zero = chart.values.iter().find(|v| v.zero).unwrap();
        assert!(shares(&zero.y) < BOTTOM);
        if let Some(bar) = &chart.marks[1].bar {
            assert_eq!(bar.y, zero.y, "a fall hangs from zero");
            assert_eq!(chart.marks[2].bar.as_ref().unwrap().height, "0");
        }
    }
}

#[test]
fn odd_series_are_drawn_within_the_plot() {
    let at = |month: i8| date(2024, month, 1).last_of_month();
    let (one, huge) = (Decimal::ONE, Decimal::MAX);
    let tiny = Decimal::new(1, 28);
    let series: [&[Decimal]; 9] =
        [&[one], &[Decimal::ZERO], &[one, one], &[one, one, one], &[-one, -one], &[huge, -huge], &[huge, huge - one], &[tiny], &[one, one + tiny]];
    for values in series {
        let points: Vec<Point> = values.iter().zip(1..).map(|(value, month)| point(at(month), *value)).collect();
        for form in [Form::Line, Form::Bar] {
            let chart = drawn(&points, form);
            assert_eq!(chart.marks.len(), values.len());
            for mark in &chart.marks {
                let (x, y) = (shares(&mark.x), shares(&mark.y));
                assert!((0.0..=100.0).contains(&x) && (TOP - 11.0..=BOTTOM + 11.0).contains(&y), "{values:?}: {x} {y}");
            }
            assert!((2..=8).contains(&chart.values.len()), "{values:?}");
            let spark = sparkline(&points, form).unwrap();
            assert!(!format!("{spark:?} {chart:?}").contains("NaN"));
        }
    }
}

#[test]
fn several_values_of_one_day_are_drawn() {
    let points = [point(date(2024, 1, 1), Decimal::ONE), point(date(2024, 1, 1), Decimal::TWO)];
    for form in [Form::Line, Form::Bar] {
        assert_eq!(drawn(&points, form).marks.len(), 2);
        assert!(!format!("{:?}", sparkline(&points, form)).contains("NaN"));
    }
}

#[test]
fn the_newest_value_covers_nothing() {
    // Rising: above. Falling: beneath, or above what is higher, with a line to it.
    let y = |tenths: &[i64], form| {
        let mut points = growth(tenths);
        points.last_mut().unwrap().label = "about this value".to_owned();
        let chart = drawn(&points, form);
        (shares(&chart.latest.y) - shares(&chart.marks.last().unwrap().y), chart.latest.leader.is_some())
    };
    let (rising, leader) = y(&[10, 20, 30, 40], Form::Line);
    assert!(rising < 0.0 && !leader);
    let (falling, leader) = y(&[77, 62, 69, 50], Form::Line);
    assert!(falling > 0.0 && !leader);
    let (low, leader) = y(&[77, 62, 69, 1], Form::Line);
    assert!(low < -30.0 && leader);
    let (bars, leader) = y(&[77, 62, 69, 10, 60, 10], Form::Bar);
    assert!(bars < -30.0 && leader);
}

#[test]
fn the_markup_is_small_and_has_ids_of_its_own() {
    let stations = html("chart", &chart(&stations(), &spec(Form::Line, 6)).unwrap());
    assert!(stations.len() < 6_000, "{} bytes", stations.len());
    assert_eq!(stations.matches("<title").count(), 14);
    assert!(stations.contains(r#"aria-labelledby="_chart-title _chart-text""#));
    assert!(!stations.contains("style=") && !stations.contains("<script"));
    let revenue = html("chart", &chart(&revenue(), &spec(Form::Bar, 9)).unwrap());
    assert!(revenue.len() < 5_000, "{} bytes", revenue.len());
    let spark = html("spark", &sparkline(&self::stations(), Form::Line).unwrap());
    assert!(spark.len() < 500, "{} bytes", spark.len());
}

#[test]
fn a_crowd_of_points_stays_small() {
    let points: Vec<Point> = (0..100_i16)
        .map(|i| {
            let at = date(2015 + i / 12, i8::try_from(i % 12).unwrap() + 1, 1).last_of_month();
            Point { qualifier: if i == 7 { Qualifier::Under } else { Qualifier::Exact }, ..point(at, Decimal::from(i * i)) }
        })
        .collect();
    let chart = drawn(&points, Form::Line);
    assert!(chart.dense && chart.marks.len() == 2 && chart.marks[0].words.is_none());
    // A point between two gaps has no line that would show it.
    let mut alone = points.clone();
    (alone[50].breaks, alone[51].breaks) = (true, true);
    assert_eq!(drawn(&alone, Form::Line).marks.len(), 3);
    for form in [Form::Line, Form::Bar] {
        let text = html("chart", &drawn(&points, form));
        assert!(text.len() < 12_000, "{} bytes", text.len());
    }
}

#[test]
fn what_is_provisional_has_an_outline() {
    let mut points = stations();
    points[12].provisional = true;
    assert_eq!(drawn(&points, Form::Line).legend, ["exact", "about", "over", "provisional"]);
    assert!(html("chart", &drawn(&points, Form::Line)).contains("class=\"ring\""));
    assert!(html("chart", &drawn(&points, Form::Bar)).contains("<rect class=\"provisional\""));
    let plain: Vec<Point> = growth(&[1, 2]);
    assert!(drawn(&plain, Form::Line).legend.is_empty());
}

#[test]
fn places_are_short() {
    assert_eq!([px(80.0), px(80.04), px(0.0), px(-0.01), px(7.25)], ["80", "80", "0", "0", "7.2"]);
    assert_eq!([percent(100.0), percent(37.256), percent(50.5)], ["100%", "37.26%", "50.5%"]);
}
