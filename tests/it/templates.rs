//! Templates and themes: what is right passes, however it is spelt; what is wrong is told at its place; and what is edited is
//! never shown as it was.

mod spellings;

use crate::project::Project;

fn project() -> Project {
    Project::new().briefing("2024-10-23-letter", "title: The letter\nsummary: A letter.\nkey_points: [One, Two]", "The letter.")
}

const BRIEFING: &str = "content/templates/briefing.html";
const LETTER: &str = "briefings/2024/letter/index.html";

/// A briefing's page made by this template alone says what is expected.
#[track_caller]
fn says(template: &str, expected: &str) {
    let build = project().file(BRIEFING, template).build();
    build.succeeds();
    assert_eq!(build.page(LETTER).text, expected, "{template}");
}

/// This template is refused, with this code at this place.
#[track_caller]
fn refused(template: &str, code: &str, line: usize, column: usize) {
    project().file(BRIEFING, template).build().fails([(code, BRIEFING, line, column)]);
}

#[test]
fn a_component_is_depended_on_however_its_name_is_spelt() {
    let own = "content/templates/partials/own.html";
    for (define, call) in [
        ("{% component\nown() %}old{% endcomponent %}", "{{ <own /> }}"),
        ("{%-component\t own ( ) -%} old {%- endcomponent own -%}", "{{<own/>}}"),
        ("{% component ui . own() %}old{% endcomponent ui.own %}", "{{ < ui\n.own /> }}"),
        ("{# {% raw %} #}{% component own() %}old{% endcomponent %}", "{{ \"%}\" ~ <own /> }}"),
        ("{% component own() %}{{ body }}old{% endcomponent %}", "{% <own> %}{% </own> %}"),
        ("{% component own() %}old{% endcomponent %}", "{% set x = [1, 2] %}{{ x[0] < 3 }}{% if 1 < 2 %}{{ <own\n/> }}{% endif %}"),
    ] {
        let project = project().file(own, define).file(BRIEFING, format!("{{{{ page.title }}}}{call}"));
        project.build().succeeds();
        let project = project.edit(own, "old", "new");
        let build = project.build();
        build.succeeds().writes([LETTER]);
        build.page(LETTER).says("new");
        assert_eq!(build.tree, project.cold().tree, "{define}");
    }
}

#[test]
fn what_is_included_by_an_odd_spelling_is_depended_on() {
    for include in [
        "{%include'partials/own.html'%}",
        "{%-\ninclude\n`partials/own.html`\n-%}",
        "{% include \"partials\\/own.html\" %}",
        "{{ \"{#\" }}{% include 'partials/own.html' %}",
    ] {
        let project = project().file("content/templates/partials/own.html", "old").file(BRIEFING, format!("{{{{ page.title }}}}{include}"));
        project.build().succeeds();
        let build = project.edit("content/templates/partials/own.html", "old", "new").build();
        build.succeeds().writes([LETTER]);
        build.page(LETTER).says("new");
    }
}

#[test]
fn names_that_a_template_binds_pass() {
    says("{% for page in [{\"colour\": \"red\"}] %}{{ page.colour }}{% endfor %}", "red");
    says("{% set page = {\"colour\": \"red\"} %}{% if page.colour %}{{ page.colour }}{% endif %}", "red");
    says("{% set_global head = {\"colour\": \"red\"} %}{{ head.colour }}", "red");
    says("{% for page, head in {\"a\": {\"b\": 1}} %}{{ page }}{{ head.b }}{% endfor %}", "a1");
    says("{{ [page.b for page in [{\"b\": 7}] if page.b > 1] | first }}", "7");
    says("{% component own(page, ...head) %}{{ page.colour }}{{ head.more }}{% endcomponent %}{{ <own page={ {\"colour\": \"red\"} } more=\"!\" /> }}", "red!");
    says("{% component page.card(a) %}{{ a }}{% endcomponent %}{{ <page.card a=\"x\" /> }}", "x");
    says("{% component own() %}{{ body }}{% endcomponent own %}{% <own> %}x{% </own> %}", "x");
    says("{% set page %}{% filter upper %}a{% endfilter %}{% endset %}{{ page }}", "A");
    let listing = project().file(
        "content/templates/topic.html",
        "{% for page in paginator.pages %}{{ page.date }}{% for topic in page.topics %}{{ loop.index }}{% endfor %}{% endfor %}",
    );
    listing.build().succeeds();
}

#[test]
fn a_name_that_the_parent_binds_passes() {
    let project = project()
        .file(
            "content/templates/base.html",
            "{% set head = {\"colour\": \"red\"} %}{% block canonical %}{% endblock %}{% block head %}{% endblock %}{% block content %}{% endblock %}",
        )
        .file(BRIEFING, "{% extends \"base.html\" %}{% block content %}{{ head.colour }}{% endblock %}");
    let build = project.build();
    build.succeeds();
    build.page(LETTER).says("red");
}

#[test]
fn raw_text_comments_and_quotation_marks_are_no_tags() {
    says("{% raw %}{% include \"your.html\" %}{{ page.titel }}{% endraw %}", "{% include \"your.html\" %}{{ page.titel }}");
    says("{%- raw -%} {{ <nothing /> }} {%- endraw -%} x", "{{ <nothing /> }}x");
    says("{% raw %}{% raw %}{% endraw %}{{ page.title }}", "{% raw %}The letter");
    says("{# {% include \"x\" %} {{ page.titel }} #}{{- page.title -}}", "The letter");
    says("{{ \"{% include 'x' %}\" | safe }}", "{% include 'x' %}");
    says("{% set a = \"%}\" %}{{ a }}{{ '}}' }}", "%}}}");
    says("{{ page[\"title\"] }}{{ page?.nothing or \"-\" }}{{ page.event?.nothing or \"-\" }}", "The letter--");
    says("{% if page.nothing is defined %}{{ page.nothing.at_all }}{% endif %}{{ page.other | default(value=\"-\") }}", "-");
    says("{{ config.language.tag }}{% if config.nothing_of_the_kind is defined %}{{ config.nothing_of_the_kind.x }}{% endif %}", "en");
}

#[test]
fn a_misspelt_field_is_told_also_where_other_names_are_bound() {
    refused("{% set other = {\"a\": 1} %}{{ other.a }}{% if page.withdrawn %}{{ page.withdrawn.raeson }}{% endif %}", "B0402", 1, 81);
    refused("{% if page.withdrawn %}{{\npage . withdrawn\n. raeson }}{% endif %}", "B0402", 3, 3);
    refused("{{ page.titel }}", "B0402", 1, 9);
    refused("{% for x in page.key_pionts %}{% endfor %}", "B0402", 1, 13);
}

#[test]
fn arguments_that_are_not_taken_are_told() {
    for (template, column) in [
        ("{{ page.date | date(format='%Y') }}", 21),
        ("{% if false %}{{ page.date | date( stlye = \"year\" ) }}{% endif %}", 36),
        ("{{ page.date | date(style=\"yaer\") }}", 28),
        ("{{ page.date | date(style=3) }}", 27),
        ("{{ 5 | number(digits=2) }}", 15),
        ("{{ page | json_script(indent=2) }}", 23),
        ("{% filter upper | trim(chars=\"a\") %}a{% endfilter %}", 24),
        ("{% set a | indent(with=2) %}a{% endset %}{{ a }}", 19),
        ("{{ page.title is containing(pattern=\"a\") }}", 29),
        ("{% for a in range(end=2, step=1) %}{% endfor %}", 26),
        ("{{ t(name=\"home\") }}", 4),
        ("{{ t(key=\"made-with\", nmae=\"x\") }}", 23),
        ("{{ t(key=\"n-briefings\", n=\"3\") }}", 27),
        ("{{ t(key=3) }}", 10),
    ] {
        refused(template, "B0402", 1, column);
    }
    says("{{ t(key=\"made-with\", name=\"x\") }} {{ page.date | date(style=\"year\") }}", "Made with x 2024");
    says("{% set s = \"year\" %}{{ page.date | date(style=s) }}{{ t(key=\"n-briefings\", n=1) }}", "20241 briefing");
    // What a language has no place for is no mistake while nothing stays empty.
    says("{{ t(key=\"home\", name=\"x\") }}", "Home");
}

#[test]
fn a_theme_without_a_style_sheet_has_that_of_the_built_in_one() {
    let project = project()
        .setting("theme: mine")
        .file("themes/mine/theme.yaml", "name: mine\nversion: 1.0.0\napi: \"1\"\n")
        .file("themes/mine/static/logo.svg", "<svg/>");
    let build = project.build();
    build.succeeds().has(["style.css", "favicon.svg", "logo.svg"]);
    let build = project.file("themes/mine/static/style.css", "p {}").build();
    assert_eq!(build.page("style.css").text, "p {}");
    let project = Project::new().setting("theme: mine").file("themes/mine/theme.yaml", "name: mine\nversion: 1.0.0\napi: \"1\"\n");
    let project = project.file("themes/mine/static/style.css", "p {}").file("content/static/style.css", "q {}");
    assert_eq!(project.build().page("style.css").text, "q {}");
    let build = project.remove("content/static/style.css").remove("themes/mine/static/style.css").build();
    build.page("style.css").says("--");
}

#[test]
fn what_the_site_adds_to_the_frame_stands_on_every_page() {
    let blocks = ["canonical", "head", "masthead", "aside", "footer", "scripts"];
    let block = |block: &&str| format!("{{% block {block} %}}{{{{ super() }}}}<!-- own {block} -->{{% endblock %}}");
    let added = blocks.iter().map(block).collect::<Vec<String>>().concat();
    let build = project().file("content/templates/base.html", format!("{{% extends \"theme/base.html\" %}}{added}")).build();
    build.succeeds();
    let framed = build.pages().filter(|page| page.text.contains("class=\"masthead\""));
    let mut count = 0;
    for page in framed {
        count += 1;
        for block in blocks {
            // The page that is not found has no address of its own.
            if (page.path.as_str(), block) != ("404.html", "canonical") {
                page.says(&format!("<!-- own {block} -->"));
            }
        }
    }
    assert!(count > 5, "{count} pages");
    build.page(LETTER).says("<!-- own head -->\n<link").says("application/json");
}

#[test]
fn what_a_page_takes_has_bounds() {
    let small = || project().setting("limits: {loop_turns: 1000, page_bytes: 20000}");
    let fails = |template: &str, line: usize, column: usize| {
        // The pages of the default theme are larger: this one is tried alone.
        let build = small().file("content/templates/404.html", template).build();
        let told = build.words();
        assert!(!build.is_done() && build.codes().contains(&"B0412"), "{template}\n{told}");
        assert!(told.contains(&format!("content/templates/404.html:{line}:{column}\n")), "{template}\n{told}");
        assert!(told.contains("limits:"), "{told}");
    };
    fails("{% for a in range(end=1000) %}{% for b in range(end=1000) %}{% endfor %}{% endfor %}", 1, 43);
    fails("\n{%- for a in range(end=100000) -%}{% endfor %}", 2, 14);
    fails(
        "{{ [a for a in range(end=100) if a] | length }}{% for a in [1,2,3,4,5,6,7,8,9,10,11] %}{{ [b for b in range(end=100)] | length }}{% endfor %}",
        1,
        103,
    );
    fails("{% for a in range(end=900) %}0123456789012345678901234567890123456789{% endfor %}", 1, 13);
    fails("{% set x = \"0123456789\" %}\n{% for a in range(end=12) %}{% set_global x = x ~ x %}{% endfor %}{{ x }}", 2, 47);
    let doubled = |n: usize| {
        if n == 0 {
            "{% component c0() %}{% endcomponent %}".to_owned()
        } else {
            format!("{{% component c{n}() %}}{{{{ <c{m} /> }}}}{{{{ <c{m} /> }}}}{{% endcomponent %}}", m = n - 1)
        }
    };
    let build = small().file("content/templates/404.html", format!("{}{{{{ <c12 /> }}}}", (0..13).map(doubled).collect::<String>())).build();
    assert!(build.codes().contains(&"B0412"), "{}", build.words());
}

#[test]
fn loops_turn_as_often_as_pages_need() {
    says("{% for a in range(start=1, end=7, step_by=3) %}{{ a }}{% else %}-{% endfor %}", "14");
    says("{% for a in range(start=3, end=0, step_by=-1) %}{{ loop.index }}{{ a }} {% endfor %}", "13 22 31 ");
    says("{% for k, v in {\"a\": 1} -%}  {{ k }}{{ v }}  {%- endfor %}", "a1");
    says("{% for c in \"añb\" %}{{ c }}.{% endfor %}{% for a in [] %}{% else %}none{% endfor %}", "a.ñ.b.none");
    says("{{ [x * 2 for x in [1, 2, 3] if x > 1] | join(sep=\",\") }}{% for x in [y for y in [1]] %}{{ x }}{% endfor %}", "4,61");
    says("{% for x in [1, 2] if false else [3] %}{{ x }}{% endfor %}", "3");
    let project = project()
        .file("content/templates/partials/p.html", "p")
        .file(BRIEFING, "a  {%- include \"partials/p.html\" -%}  b {% include \"partials/p.html\" %} c");
    assert_eq!(project.build().page(LETTER).text, "apb p c");
}

#[test]
fn other_bounds_are_looked_at_again() {
    let project = project().file(BRIEFING, "{% for a in range(end=500) %}{{ page.title }}{% endfor %}");
    project.build().succeeds();
    let project = project.setting("limits: {loop_turns: 400}");
    let (warm, cold) = (project.build(), project.cold());
    assert!(!warm.is_done() && warm.words() == cold.words(), "{}", warm.words());
}

#[test]
fn what_calls_itself_without_end_is_told_at_the_call() {
    let own = |text: &str| project().file("content/templates/partials/own.html", text).file(BRIEFING, "{{ page.title }}{{ <again n={1} /> }}");
    let fails = |text: &str, expected: &[(usize, usize)]| {
        let build = own(text).build();
        let expected: Vec<_> = expected.iter().map(|&(line, column)| ("B0409", "content/templates/partials/own.html", line, column)).collect();
        build.fails(expected);
    };
    fails("{% component again(n) %}{{ <again n={n} /> }}{% endcomponent again %}", &[(1, 29)]);
    fails(
        "{% component again(n) %}{{ <other n={n} /> }}{% endcomponent %}\n{% component other(n) %}{% set x = <again n={n} /> %}{% endcomponent %}",
        &[(1, 29), (2, 37)],
    );
    // Whether it ends is known only when it is tried.
    fails("{% component again(n) %}\n{% if n > 0 %}{{ <again n={n} /> }}{% endif %}{% endcomponent %}", &[(2, 19)]);
    own("{% component again(n) %}{{ n }}{% if n < 10 %}{{ <again n={n + 1} /> }}{% endif %}{% endcomponent %}")
        .build()
        .page(LETTER)
        .says("The letter12345678910");
}

#[test]
fn templates_and_blocks_that_lead_back_to_themselves_are_told() {
    let file = |name: &str, text: &str| project().file(format!("content/templates/{name}"), text);
    file("404.html", "\n{% include \"404.html\" %}").build().fails([("B0409", "content/templates/404.html", 2, 13)]);
    file("404.html", "{% extends \"404.html\" %}").build().fails([("B0409", "content/templates/404.html", 1, 13)]);
    let both = file("404.html", "{% component a() %}{% include \"partials/x.html\" %}{% endcomponent %}{{ <a /> }}")
        .file("content/templates/partials/x.html", "{{ <a /> }}");
    both.build().fails([("B0409", "content/templates/404.html", 1, 32), ("B0409", "content/templates/partials/x.html", 1, 5)]);
    let blocks = file("404.html", "{% extends \"frame.html\" %}{% block a %}{% block b %}{{ super() }}{% endblock %}{% endblock %}")
        .file("content/templates/frame.html", "{% block b %}{% block a %}{% endblock %}{% endblock %}");
    blocks.build().fails([("B0409", "content/templates/404.html", 1, 36), ("B0409", "content/templates/404.html", 1, 49)]);
    let mut deep = project();
    for n in 0..3000 {
        deep = deep.file(format!("content/templates/deep/{n}.html"), format!("{{% include \"deep/{}.html\" %}}", n + 1));
    }
    let deep = deep.file("content/templates/deep/3000.html", "").file("content/templates/404.html", "{% include \"deep/0.html\" %}");
    assert_eq!(deep.build().codes(), ["B0409"]);
}

#[test]
fn a_language_without_words_is_built_with_english_ones() {
    let project = project().setting("languages: [en, de]").topic("telecoms", "name: {en: Telecoms, de: Telekommunikation}");
    let build = project.build();
    build.warns([("B0413", "content/site.yaml", 4, 17)]);
    assert!(build.words().contains("bulletin new labels de"), "{}", build.words());
    build.page("de/index.html").says("Skip to content").never_says("en_GB");
    let warm = project.build();
    warm.writes([]);
    assert_eq!(warm.words(), build.words());
    let project = project.file("content/labels/de.yaml", "skip-to-content: Zum Inhalt\n");
    let build = project.build();
    build.page("de/index.html").says("Zum Inhalt");
    build.warns([("B0413", "content/site.yaml", 4, 17)]);
    assert_eq!(build.tree, project.cold().tree);
    // An English of another country has all words.
    Project::new().setting("languages: [en-AU]").build().succeeds();
}

#[test]
fn a_word_that_nothing_uses_is_told() {
    let labels = |text: &str| project().file("content/labels/en.yaml", text);
    let build = labels("sources: The sources\nsourcess: Quellen\n").build();
    build.warns([("B0414", "content/labels/en.yaml", 2, 1)]);
    assert!(build.words().contains("did you mean `sources`?"), "{}", build.words());
    labels("kind-release: A release\nmine: Mine\n").file(BRIEFING, "{{ t( key = 'mine' ) }}").build().succeeds();
    // Those of the built-in theme can all be given anew.
    let build = labels(&std::fs::read_to_string("themes/gazette/labels/en.yaml").unwrap()).build();
    build.succeeds();
    // Words that are known only when they are used.
    labels("mine: Mine\n").file(BRIEFING, "{% set word = \"mine\" %}{{ t(key=word) }}").build().succeeds();
    labels("n-briefings: {one: one, othr: more}\n").build().fails([("B0104", "content/labels/en.yaml", 1, 25)]);
    project()
        .setting("languages: [en, zh-Hans]")
        .topic("telecoms", "name: {en: a, zh-Hans: b}")
        .file("content/labels/zh-hans.yaml", "home: a\n")
        .build()
        .warns([("B0414", "content/labels/zh-hans.yaml", 1, 1)]);
}
