//! The stable codes, each with its name, its weight and a paragraph for `bulletin explain`.

use serde::{Deserialize, Serialize};

use super::Severity;

macro_rules! codes {
    ($($variant:ident $code:literal $name:literal $severity:ident $text:literal)*) => {
        /// What kind of mistake a diagnostic is about. Codes are never reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $(#[doc = $text] $variant,)* }

        impl Code {
            /// All codes, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as shown: `B0104`.
            #[must_use]
            pub fn number(self) -> &'static str { match self { $(Self::$variant => $code,)* } }

            /// The code's name, as used under `lints:`.
            #[must_use]
            pub fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }

            /// How much it weighs unless `lints:` says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity { match self { $(Self::$variant => Severity::$severity,)* } }

            /// A paragraph on why it matters and how to mend it.
            #[must_use]
            pub fn explanation(self) -> &'static str { match self { $(Self::$variant => $text,)* } }
        }
    };
}

codes! {
    MissingFrontMatter "B0101" "missing-front-matter" Error "Every source begins with a line of three hyphens, YAML fields, and another line of three hyphens. The text of the briefing follows after that. Put `---` on the very first line."
    UnclosedFrontMatter "B0102" "unclosed-front-matter" Error "The front matter was opened with `---`, but no line of just `---` ends it. Add one after the last field."
    YamlSyntax "B0103" "yaml-syntax" Error "The front matter is not valid YAML. The usual reasons: a text that holds `: ` or starts with `[`, `{`, `*`, `&`, `@` or a quotation mark without being quoted, a list item with another indent than its neighbours, or a quotation mark that is never closed. The message shows the line as it should be."
    UnknownField "B0104" "unknown-field" Error "This kind of file has no field of that name. Fields are checked so that a misspelt one is not silently ignored. Fields of your own go under `extra:`, which templates can read."
    DuplicateKey "B0105" "duplicate-key" Error "The same field stands twice. Only one of the two values could count, and nobody could tell which: remove one."
    WrongType "B0106" "wrong-type" Error "The field holds another kind of value than it takes: a text where a list is expected, a list where there is one value, and so on. The message says what the field takes."
    MissingField "B0107" "missing-field" Error "A field that this kind of file cannot do without is absent or empty. A briefing needs `title`, `date` and at least one of `topics`."
    Tab "B0108" "tab" Error "YAML does not allow a tab as indentation. Use spaces, two for each level."
    BadDate "B0110" "bad-date" Error "A date is a day of the calendar written year-month-day: `2024-10-23`. Days that do not exist, other orders and other separators are refused, so that 4 May and 5 April are never mixed up. `issued` and `accessed` of a source may be a month or a year where no more is known: `2024-10`, `2024`. A time of day behind a date, which older sites have, is passed over, but must be one."
    BadNumber "B0111" "bad-number" Error "A number is digits with at most one decimal point, and a hyphen in front if it is negative: `4.089`. Thousands separators, exponents and underscores are refused; large numbers are written with `scale`."
    BadInstant "B0112" "bad-instant" Error "A moment is a date and a time of day, with the offset from UTC, in a time zone of its own, or in the site's `time_zone`: `2024-10-23T14:00:00+08:00`, `2024-10-23T14:00[Asia/Shanghai]` or `2024-10-23 14:00`. All that is written counts, so that nothing is published early: an offset that its zone does not have that day, and an hour that clocks leap over or show twice, are refused."
    BadAddress "B0113" "bad-address" Error "An address on the web starts with `https://` or `http://` (a contact may use `mailto:` or `tel:`). Other schemes are refused wherever they stand, because a reader's browser would run some of them. Under `publish:`, a place is written as the program that goes there takes it, and never with a user or a secret: those come from the environment."
    BadId "B0114" "bad-id" Error "An id becomes part of an address. It is made of lower-case letters and digits of any script, and hyphens between them, and is at most 200 bytes long."
    BadLanguage "B0115" "bad-language" Error "A language is a BCP 47 tag such as `en`, `fr` or `zh-Hans`."
    UnknownValue "B0116" "unknown-value" Error "The field takes one of a fixed set of words. The message lists them."
    TooLarge "B0117" "too-large" Error "The file, or its front matter, is larger than the site allows. `limits:` in site.yaml raises the limit; more often, the text is in the wrong file."
    NotUtf8 "B0118" "not-utf8" Error "The file is not UTF-8 text. Save it again with that encoding; most editors offer it under \"Save with encoding\"."
    EmptyFile "B0119" "empty-file" Error "The file is empty. Write its front matter, or delete it."
    DateDiffersFromName "B0120" "date-differs-from-name" Warning "The file's name starts with another date than its `date:` field. The field counts. Rename the file or mend the field, so that the folder stays in order."
    NoSources "B0121" "no-sources" Warning "The briefing names no source, so that its readers cannot check it. Add `sources:` with a title, a publisher and an address."
    FutureDate "B0122" "future-date" Warning "The date lies ahead, but the briefing is published now all the same. To hold it back until then, set `publish_at`. An update, a withdrawal and the days on which a source was issued and read are of the past too: most often the year is mistyped. What is dated tomorrow may be so in another time zone, and is not told of."
    MissingAlt "B0123" "missing-alt" Error "An image needs `alt`: the words that stand in for it where it is not seen."
    TooManyKeyPoints "B0124" "too-many-key-points" Warning "More than five key points are no longer key points. The page shows them all; readers remember three."
    Contradiction "B0125" "contradiction" Error "Two fields exclude each other, a list says a thing twice, or two days stand in an order that cannot be: something ends before it begins, is withdrawn or changed before it is published, is read before it is issued. The message names both. Where a source was read ahead of its day all the same, say why in its `checked:`."
    FeedAuthority "B0126" "feed-authority" Warning "The entry ids of feeds are made from `feed_authority` (`digest.example,2024`: a domain of yours and a year in which it was yours) and must never change. Without it they are made from `base_url`, and would change with the address of the site."
    BadPeriod "B0127" "bad-period" Error "A period is a year, half-year, quarter or month, a week of ISO 8601, or the first and the last month of a stretch with a slash between them: `2024`, `2024-H1`, `2024-Q3`, `2024-09`, `2024-W44`, `2024-01/2024-09`. Both ends are included."
    UnknownUnit "B0128" "unknown-unit" Error "The unit is neither built in nor defined in content/units.yaml. Built in are the ISO 4217 codes of currencies, `percent`, `points`, `index`, physical units such as `Mbps` and `GWh`, and common nouns such as `person`, `company` and `station`. `bulletin units WORD` looks one up."
    MisleadingChart "B0129" "misleading-chart" Warning "What adds up over a period is drawn as bars from zero. A line would join sums as if something were there between them."
    UnitsFile "B0130" "units-file" Error "content/units.yaml defines units of the site's own: `mast: {kind: count, forms: {en: {one: mast, other: masts}}}`."
    InvisibleLetter "B0131" "invisible-letter" Warning "The name holds a character that nobody sees, such as a zero-width space or a mark that turns the direction of writing. It often comes along when a name is copied. A reference that is typed does not have it, and so does not find the name."
    Placeholder "B0136" "placeholder" Warning "The text is one that `bulletin new` wrote to say what belongs there, or has a mark that writers leave where something is to come: `TODO`, `TK`, `FIXME`, `XX` for a number or name, lorem ipsum. Write what belongs there, or take it out. Pages show it as it is; a newsletter cannot be taken back once it is sent, so that it leaves such a text out, the editor's note as a whole too. `TODO` in code, and `XX` as a Roman number, are none."
    EmptyText "B0137" "empty-text" Warning "The briefing or page has nothing below its title: no text, and no field that its page would show. Write it, or hold it back with `draft: true`."
    RepeatedName "B0140" "repeated-name" Warning "A list names the same thing twice, perhaps by two of its names. It counts once. Remove one of the two; perhaps another was meant."
    DateFromName "B0141" "date-from-name" Warning "The briefing has no `date:`, but the name of its file begins with one, which counts. It is told once for each folder. A line `date: 2024-10-23` keeps the date when the file is renamed; `bulletin check --fix` writes it."
    DuplicateId "B0201" "duplicate-id" Error "Two sources of one kind have the same id, and so would have the same address. A briefing's id is unique within the year of its date. Give one of them another `id:`."
    ConfusableId "B0202" "confusable-id" Error "Two ids differ only by case or by their Unicode form. On many disks and in many readers' eyes they are the same address. Give one of them another `id:`."
    AddressCollision "B0203" "address-collision" Error "Two things would be written to the same address. Rename one of them, or change its id."
    UnknownReference "B0204" "unknown-reference" Error "The name does not belong to any topic, agency, jurisdiction, term, page or briefing of this site. Names are ids, names or aliases. Make the file that defines it, or mend the spelling. If its file was renamed, `former_ids` in it keeps the files that use the old name right."
    AmbiguousReference "B0205" "ambiguous-reference" Error "More than one source answers to this name, or an alias is the name of something else. Write the full form; for a briefing that is year and id: `2024/miit-nine-months`."
    FormerName "B0206" "former-name" Warning "The name is one that the topic, agency or term had once. The reference works; use the present name."
    TranslationOfNothing "B0207" "translation-of-nothing" Error "The file's name ends in a language, so it is a translation, but no original with its id exists in the site's first language."
    MissingTranslation "B0208" "missing-translation" Warning "A name or title is not given in one of the site's languages, and stands there in another one. Give it as a map: `{en: Telecoms, zh-Hans: 电信}`."
    RedirectLoop "B0209" "redirect-loop" Error "The redirects lead in a circle, so that a reader would never arrive. An address can redirect only to a page that exists."
    RedirectChain "B0210" "redirect-chain" Error "An address redirects to another redirect. Point it at the page itself."
    HiddenReference "B0211" "hidden-reference" Error "A page that is visible refers to one that is not: a draft, or one whose `publish_at`, or that of the one which its `publish_with` names, has not come. It would give away what is held back, and its link would be broken. Hold this one back too, or take the reference out."
    BadParent "B0212" "bad-parent" Error "Topics have two levels: the parent of a topic has no parent itself, and no topic is its own ancestor."
    BadPath "B0213" "bad-path" Error "The name cannot be part of an address: it has an empty segment, `..`, a separator, a control character, a trailing dot or space, a name that Windows reserves, or more than 200 bytes."
    UnknownLanguage "B0214" "unknown-language" Error "The file's name ends in a language that site.yaml does not list under `languages`, or in another form of one that it lists. A translation has the name of its original, with the language in lower case behind a dot: `2024-10-23-budget.zh-hans.md` beside `2024-10-23-budget.md`."
    IgnoredInTranslation "B0215" "ignored-in-translation" Error "A translation takes its dates, references and figures from the original, so that numbers cannot diverge. It gives `title`, `summary`, `key_points` and its text; remove the other fields."
    UnknownFigure "B0216" "unknown-figure" Error "No figure, commitment, date or update of that name exists. `[[fig:bs-5g]]` prints a figure of the same briefing, `[[fig:2024/miit-nine-months/bs-5g]]` one of another, `[[date:2024/eu-ai-act/general]]` a date; `revises`, `commitment` and `event` name the briefing too."
    ImpossibleStep "B0217" "impossible-step" Error "An instrument goes from proposed over consultation and adopted to in force, amended and repealed; a pilot from announced over running to ended. It may skip stages that nobody reported, but it never goes back. If an earlier report was wrong, say so: `correction: \"The act was adopted in May, not in April.\"`"
    EmptyEdition "B0218" "empty-edition" Warning "The edition gathers no visible briefing: none is dated in its period, or those that it names are not in listings."
    LongNewsletter "B0219" "long-newsletter" Error "Gmail cuts a letter off behind 102,400 bytes of HTML, with its last lines and the way to unsubscribe. A letter lists only as many briefings as fit and says how many it leaves to the web; this one is too long even without a list. Shorten the editor's note, or the key points of the briefing that leads."
    WrongEnding "B0220" "wrong-ending" Error "The file begins with front matter, but its name does not end in `.md`, so that it would be taken for a file that briefings link to. Rename it: only files whose names end in `.md` are read as sources."
    FolderText "B0221" "folder-text" Error "`index.md` in a folder of its own has the id of that folder, as `content/briefings/2024/miit-nine-months/index.md` does, with its pictures beside it. In a folder that only keeps order there is nothing that it could be the page of; nor are there texts of whole folders, which other generators keep in `_index.md`."
    EqualNames "B0222" "equal-names" Error "The names of two files differ only in how Unicode composes their letters: `é` as one character or as `e` with an accent. Names are read in composed form (NFC), and so the two are one. Rename or remove one of them."
    RedirectFromFile "B0223" "redirect-from-file" Error "A redirect is a page, and servers tell what a file is by the end of its name: at `/table.csv` or `/rss.xml` it would be sent as a broken table or feed. A redirect from the address of a feed or calendar becomes a copy of the feed or calendar of its page, if that has one. For other files, put the file itself into content/static, or a rule of your host into `content/static/_redirects`."
    BadDateUpdate "B0226" "bad-date-update" Error "An entry of `date_updates` moves or cancels a date that an earlier briefing gives under `dates`: `{event: 2024/eu-ai-act/regulated-products, date: 2028-08-02}`, or `certainty: cancelled` without a day. A briefing speaks of a date once. In the briefing that gives the date, mend its entry under `dates` instead."
    LostAddress "B0227" "lost-address" Error "Readers hold this address: `content/record` says since when. Nothing would answer there any more, because a source was deleted, renamed, held back, or got another id or date. The message shows the line that lets it answer: `redirect_from` or `former_ids` in the source that stands in its place, `withdrawn` in a briefing that no longer holds, or `gone` in site.yaml, which makes a page that says so. With `--drafts`, and at a moment before it was published, nothing is asked of it."
    LostFile "B0228" "lost-file" Warning "Programs of readers may fetch this file of data: `content/record` says since when. It would answer no longer. If that is meant, say so with `gone` in site.yaml."
    PublishCircle "B0231" "publish-circle" Error "Briefings and editions that come out with one another, by `publish_with`, lead in a circle: each waits for the next, and none is ever published. One of them has the `publish_at`, or the `draft`, that the others follow."
    UnusedTerm "B0232" "unused-term" Warning "The glossary has the terms that a visible text uses: `[[term:redcap]]`, or a link to it. No text of the digest uses this one, so that readers never see its definition. Use it, or delete its file."
    BrokenLink "B0301" "broken-link" Error "The link leads to a page or file that this site does not have. Links may be relative paths of source files, addresses on the site, or `[[briefing:…]]` and the like."
    BrokenAnchor "B0302" "broken-anchor" Error "The page exists, but it has no heading or footnote with that id. Give the heading an id of its own, `## Networks {#networks}`, and it will survive rewording."
    UnknownCitation "B0303" "unknown-citation" Error "The text cites a source that the front matter does not list under `sources:` with that `id`."
    BadScheme "B0304" "bad-scheme" Error "Links and images may use http, https, mailto and tel, or stay within the site. Other schemes are refused because a browser would run some of them."
    RawHtml "B0305" "raw-html" Error "The text holds raw HTML, and the site forbids it (`raw_html: forbid` in site.yaml)."
    BadHeadingId "B0306" "bad-heading-id" Error "The id of a heading is made of letters, digits and hyphens, is used once, and does not begin with `_`, `source-`, `cite-`, `fn-` or `fnref-`, which the page uses itself."
    UndefinedFootnote "B0307" "undefined-footnote" Error "The text refers to a footnote that is not defined. Add a line such as `[^1]: The note.`"
    UnusedFootnote "B0308" "unused-footnote" Warning "The footnote is defined but nothing refers to it, so it is not shown."
    ImageWithoutAlt "B0309" "image-without-alt" Warning "The image has no words that stand in for it where it is not seen: `![What it shows](chart.png)`."
    TooDeep "B0310" "too-deep" Error "Lists or quotations are nested deeper than the site allows (`limits:` in site.yaml)."
    TooMuchOutput "B0311" "too-much-output" Error "The text grows too much when it is made into HTML, as texts do that were written to exhaust a machine."
    ParserFailed "B0312" "parser-failed" Error "The parser failed on this file. Please report it with the file; until then, halve the text to find the passage."
    UnusedSource "B0314" "unused-source" Warning "The text cites other sources of the briefing, but never this one."
    UnusedAsset "B0315" "unused-asset" Warning "The file lies beside the briefings, but none of them shows it or links to it, so it is not published. Files for direct download belong in content/static. Only files whose names end in `.md` are read as sources: save a text of a word processor as Markdown."
    IgnoredAttribute "B0316" "ignored-attribute" Warning "Of a heading's attributes only the id counts; classes and others are for themes."
    ProseNumber "B0317" "prose-number" Warning "The title, the summary, a key point or the text of a briefing with figures has a number that none of its figures states. A number may be rounded to fewer digits than the figure has; years, days, ordinals, numbers of laws, names such as 5G and single digits are not looked at, nor are counts below a hundred that are near to no figure. Print figures with `[[fig:…]]`, so that each number is typed once. A number that is rightly no figure is given with its source: a citation `[@source]` in its sentence is enough, and once given so it may stand in the title, the summary and the key points too. A number that is near to a figure, and stands where that figure is not told, is told of all the same: it may be the figure, mistyped."
    NoArchive "B0318" "no-archive" Off "The source has no `archive_url`: a copy that stays when the page is gone. This lint is off unless `lints: {no-archive: warn}` asks for it."
    RepeatedTitle "B0319" "repeated-title" Warning "The text begins with a heading that says the same as the title in the front matter. The page shows the title above the text, so the heading is left out. Remove it."
    Unprintable "B0320" "unprintable" Warning "The text holds a control character, or a code point that Unicode says is no character. Neither HTML, XML nor a calendar can hold it, so it is left out everywhere. Such characters come along when text is copied out of a PDF or an old program: delete them."
    NoReference "B0323" "no-reference" Warning "The text looks like a reference or a citation, but a bracket is missing or doubled, or something stands where a colon should: it is printed as it was typed. References are `[[topic:ai]]`, `[[fig:bs-5g]]` and the like, citations `[@id]` and `[@id; @other]`. A backslash in front of the first bracket says that text is meant."
    NoMarkup "B0324" "no-markup" Warning "The text looks like Markdown and is none, so that its marks are printed: a link whose address holds a space (`[text](<my file.pdf>)`) or stands behind one, a heading without a space behind its number signs, an alert of an unknown kind or with text on its first line, a table without its row of hyphens. A backslash in front says that text is meant."
    ForeignSyntax "B0325" "foreign-syntax" Warning "The text holds an instruction to another program: a shortcode (`{{< youtube x >}}`), a tag of a template (`{% include x %}`), attributes (`{: .lead}`), a directive (`:::note`). Here it is printed as it stands. Write what it made in Markdown; what readers should see as it is stands between backticks."
    DroppedHtml "B0326" "dropped-html" Warning "Raw HTML passes a list of safe elements and attributes, and this is not on it: what loads, runs or submits something, what only changes the look, an id that the page uses itself. It is left out of the page. Write it in Markdown, or set `raw_html: allow` in site.yaml if every author is trusted."
    SwallowedText "B0327" "swallowed-text" Warning "In YAML a space and a number sign begin a comment, which ends with the line: of `title: Issue #5 on 5G` only `Issue` is left. Put quotation marks around the text. A comment stands on a line of its own."
    EntityInText "B0328" "entity-in-text" Warning "The field is plain text, in which `&amp;` and `&#39;` are printed as they stand. Write the character itself. Only the text and fields that are Markdown know such names of characters."
    TemplateSyntax "B0401" "template-syntax" Error "The template is not valid Tera."
    UnknownVariable "B0402" "unknown-variable" Error "The template uses a name that its page does not have. Each template sees the fields that the documentation of the theme interface lists for it; a field that may be absent is written `page?.name or \"\"`."
    MissingTemplate "B0403" "missing-template" Error "A template extends or includes another that neither the site, nor the theme, nor the built-in theme has."
    UnknownTheme "B0404" "unknown-theme" Error "site.yaml names a theme that is neither in `themes/` nor built in."
    UnknownThemeOption "B0405" "unknown-theme-option" Error "The theme has no such option, or the value is of another type. theme.yaml lists the options with their types and defaults."
    MissingLabel "B0406" "missing-label" Error "A template uses a word of the interface that is given neither in the page's language nor in English. Add it to content/labels/, or to the theme's labels."
    ThemeFile "B0407" "theme-file" Error "theme.yaml is missing or not of the right form."
    ThemeInterface "B0408" "theme-interface" Error "The theme was made for another version of the theme interface than this program has."
    TemplateRecursion "B0409" "template-recursion" Error "A template includes itself, directly or through others, and would never end."
    RenderFailed "B0410" "render-failed" Error "The template failed while a page was made from it."
    UnusedTemplate "B0411" "unused-template" Warning "A template of the site or its theme is neither that of a page nor extended, included or called by one that is. Most often its name is misspelt."
    PageLimit "B0412" "page-limit" Error "A page takes more than it may: its template writes without end, or its loops turn without end. `limits:` in site.yaml sets the bounds: `page_bytes` for what the template writes, `loop_turns` for the turns of all loops of a page."
    UntranslatedLabels "B0413" "untranslated-labels" Warning "Words of the interface are not given in one of the site's languages, so that English stands in. `bulletin new labels de` writes content/labels/de.yaml with the words to fill in."
    UnknownLabel "B0414" "unknown-label" Warning "A file of labels gives a word that neither a template nor the program uses. Most often its name is misspelt."
    BrokenTemplateLink "B0421" "broken-template-link" Error "A template or style sheet of the theme writes a link to a page or file that this site does not have, so that every page with it has a dead link. The message names one of the pages. Link to what is published, or add the file: the site's own to content/static, a theme's to its static folder."
    BrokenTemplateAnchor "B0422" "broken-template-anchor" Warning "A template writes a link to an anchor, and the page that it leads to has no element with that id. The message names one of the pages. Give an element the id, or link to the page as a whole."
    MissingSite "B0501" "missing-site" Error "A digest has its settings in content/site.yaml, with at least `title` and `base_url`. `bulletin init DIR` makes a new digest."
    NewerFormat "B0502" "newer-format" Error "site.yaml says that the site is written in a newer format than this program reads. Install a newer version of the program."
    UnknownFolder "B0503" "unknown-folder" Error "The folder's name says what kind of source its files are, and this name is not one of the kinds."
    Misplaced "B0504" "misplaced" Error "A Markdown file stands outside the folder of any kind, so that nobody can tell what it is. Move it into content/briefings, content/pages or another kind's folder."
    Unreadable "B0505" "unreadable" Error "The file could not be read. Mend its permissions, or remove it."
    LeavesSite "B0506" "leaves-site" Error "The symbolic link leads out of the site. Copy what it points to, or set `limits: {outside_links: true}` in site.yaml if you mean it."
    NotAFile "B0507" "not-a-file" Error "Only regular files are read: no pipes, sockets or devices."
    UnpublishableName "B0508" "unpublishable-name" Error "The file's name is not UTF-8 text. Rename the file."
    UnknownLint "B0509" "unknown-lint" Error "`lints:` sets a code or its name to `allow`, `warn` or `deny`. Errors that would break pages cannot be allowed."
    UnreadRecord "B0510" "unread-record" Error "A line of `content/record` is not what `bulletin record` writes. The record says what readers were told, so that no address and no number changes without a word; it is written by that command and by `bulletin publish`, and read as any source. A merge may have stopped there: keep the lines of both sides. Otherwise take the file from version control again."
    OtherFeedAuthority "B0511" "other-feed-authority" Warning "`feed_authority` is not the one with which the site was published. The ids of all entries of all feeds are made from it, so every reader's program would show every entry as new. Put the recorded one back; if the change is meant, the next `bulletin record` or `bulletin publish` takes it over."
    OtherAddress "B0512" "other-address" Warning "`base_url` is not the one with which the site was published. Every page, feed and file that readers hold is at the recorded address, and nothing here can make it answer there. Let the host that served it lead each address to the same one below the new `base_url`; if the change is meant, the next `bulletin record` or `bulletin publish` takes it over."
    DifferentUnit "B0601" "different-unit" Error "The figure is an observation of an indicator, but in another unit than the indicator's, so that the two cannot stand in one chart. Mend the unit and the value with it; or, if something else was measured, give the figure a `label:` or an indicator of its own. The same goes for the target of a commitment."
    DifferentMeasure "B0602" "different-measure" Error "A stock is what there is at a day and takes `as_of`; a flow comes about over time and takes `period`. The figure has the other one, or a period that the indicator's `accumulation` does not allow: one of `year-to-date` begins in January and ends in the same year. If the figure stands all the same, as of a year that begins in April, say why in `checked:`."
    ConflictingValues "B0603" "conflicting-values" Warning "Two briefings state different values of one indicator for one day or period, and they differ by more than the rounding of the coarser one. A value that is `over` or `under` a number conflicts with none. If the later one corrects the earlier one, write `revises: 2024/miit-half-year/bs-5g` in it; if both stand, say why in `checked:`."
    WrongScale "B0604" "wrong-scale" Warning "The value is many times larger or smaller than its neighbours, as values are whose scale is wrong: `billion` for `million`. Neighbours are values of the same indicator shortly before and after; flows are compared by the month. If it is right, say why in `checked:`."
    ContradictingChange "B0605" "contradicting-change" Warning "The stated change and the stated levels do not fit together, even with the rounding of each. The levels are those of this figure and of an observation of the same span a year, a quarter or a month before, as `basis` says. If the source compares on another base than its earlier levels, write `restated: true` in the change; if both stand, say why in `checked:`."
    PartsExceedWhole "B0606" "parts-exceed-whole" Warning "The parts of a whole, given by `part_of` of figures or of indicators, add up to more than it, even with the rounding of each. If they overlap, say so in `checked:` of the whole."
    OverdueCommitment "B0607" "overdue-commitment" Warning "A commitment's date has passed, and no briefing says what became of it. That is a report on the digest and not on anybody else: record what is known with `commitment_updates`."
    BadRevision "B0608" "bad-revision" Error "`revises` names the earlier figure that this one corrects: one of the same indicator, or with the same label, for the same day or period, in a briefing of the same day or an earlier one."
    DisagreeingDates "B0609" "disagreeing-dates" Warning "Two briefings give dates of one kind for one instrument under one title, and the dates differ: readers would see both ahead. A briefing that tells of a new day moves the date that an earlier one gives: `date_updates: [{event: 2024/eu-ai-act/regulated-products, date: 2028-08-02}]`. Two dates that are of different things are given a `title` each."
    EndLeftOut "B0610" "end-left-out" Warning "An update of a date that takes several days names its first day alone, and so makes it a date of one day. Give its last day too: `end: 2024-10-24`; or, if it takes one day now, that same day."
    SlippedPoint "B0611" "slipped-point" Warning "The value is ten, a hundred or a thousand times its neighbours, or such a part of them, as values are whose decimal point slipped or that have a zero too many. It is told only where the series is calm enough to tell: the values before and after keep to one size and stand far closer to one another than this one to any of them. Like is compared with like: months with months, quarters with quarters, sums since January with those of the same months. If the value is right, say why in `checked:`."
    UnlikelyTime "B0612" "unlikely-time" Warning "The figure is about a time that it can hardly be about: one that ends after the day of its briefing, though it is no forecast; one long before statistics; or one far longer past than those of the other figures of its series, which come out soon after. Most often the year is mistyped. If it is right, say why in `checked:`."
    DifferentRhythm "B0613" "different-rhythm" Warning "The figure is about another length of time than its indicator: a quarter in a monthly series, a month in a quarterly one, a year in either. The two cannot stand in one chart. What counts is the indicator's `frequency`, unless most of its figures keep to another length; without a `frequency`, a single figure is told whose value is that of the others' length. Mend the period; or, if it is right, say why in `checked:`."
    NegativeValue "B0614" "negative-value" Warning "The value is below zero, and nothing of its kind is: a stock or a count, or a flow that is steadily above zero and of the same size without the sign. A stock of money may be a balance; where its series has more than one value below zero, nothing is told. If the value is right, say why in `checked:`."
    UnlikelyDate "B0615" "unlikely-date" Warning "Two days stand in an order that is hardly meant: comments close before they open, a commitment is due before it is announced, what became of it is dated before it or after the briefing that reports it, an event or a source is later than the briefing that sums it up, a law takes effect before it is adopted, an edition is older than what it gathers. A source that was issued later is in order where `accessed` says that it was read after that, or its address has the day in it. The message gives both days. Mend the wrong one; or, if both are right, say why in `checked:` of the entry."
    RevisedSince "B0616" "revised-since" Note "The text prints a figure of another briefing as it was known on its own day, and a later briefing has revised it since. The page says so, with the new value. An entry of `updates` of that day or later says that the text was looked at: write one that says what the revision changes, or that it changes nothing; its `date` is what counts."
    QuoteDisagrees "B0617" "quote-disagrees" Error "The `quote` of a figure is the source's own words for it, and no number in them is this one: equal when rounded to the digits of the quote, of a unit that fits, of the same sign, and said with no less doubt. A figure that is exact where its source says \"over 300 million\" claims more than the source: give it `qualifier: over`. The numbers of ten languages are read, with their scale words, measure words and words for a rise or a fall; `lang` of the source says which language it is. Mend the figure or the quote; or, if both are right, say why in `checked:` of the figure."
    QuoteUnread "B0618" "quote-unread" Warning "Nothing in the `quote` of a figure could be read as a number, so that the two cannot be held against each other. Quote the words that have the number; or, if it is told in words that are not understood, say so in `checked:` of the figure."
    QuoteOfOtherYear "B0619" "quote-of-other-year" Warning "The `quote` of a figure names a year, and it is not one that the figure is about. Most often the year in `period` or `as_of` is mistyped, or the quote is of another number. Years that the quote only compares with (\"than in 2023\") do not count. If both are right, say why in `checked:` of the figure."
    QuoteNotInText "B0620" "quote-not-in-text" Error "The `quote` of a figure does not occur in the stored text of its source. White space, quotation marks, hyphens at the ends of lines and the letters' case are not compared. Quote the source's words as they are; or, if the text is that of another source, mend `source` or `text`."
    TranslatedNumber "B0621" "translated-number" Warning "A number in the text of a translation is none of its original's: neither of its text nor of its data. The classic slip is one of scale, 4089万 for 408.9万. Numbers may be written in other scales and rounded. Mend the number; or print the figure with `[[fig:…]]` in both texts, so that it is typed once."
    UnpublishedText "B0622" "unpublished-text" Error "A text links to a file that is the stored text of a source, which is kept for checking quotes and is not published: the source's words are under its copyright. Link to the source; or, where its text may be published, write `publish_text: true` beside `text:`."
    UntracedNumber "B0623" "untraced-number" Note "`bulletin check --traced` lists what stands on the author's word alone. A number in the text of a briefing is traced if it is printed by `[[fig:…]]`; if it equals a figure or a change of the briefing, or stands in what a figure or commitment is called; or if its sentence cites a source whose quote or stored text has it. One in the title, the summary or a key point is traced too where the text has it traced. Years, days, ordinals, single digits and counts below a hundred are no such numbers."
    UntracedDate "B0624" "untraced-date" Note "`bulletin check --traced` lists what stands on the author's word alone. A date in the text of a briefing is traced if it is printed by `[[date:…]]`, or equals a day of the front matter or the beginning or end of a period there. A month is traced by any day in it; a year alone is no date."
    BelowFloor "B0625" "below-floor" Error "site.yaml holds the share of numbers or dates in texts that must be traced (`traced: {numbers: 1.0}`), and it is less. `bulletin check --traced` lists the rest with their places."
    ChangedFact "B0626" "changed-fact" Warning "Readers were told another value, title, day or status: `content/record` says since when. Somebody may have quoted it. Say what was wrong in `updates`, with the fact's id under `facts`: then the page, the feeds and the page of corrections show what was told and what holds. An update without `facts` speaks for all that changed since an earlier day. If the change is a slip, put the old value back."
}

impl Code {
    /// The code that is written `text`, as a number or a name.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.number().eq_ignore_ascii_case(text) || c.name() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_unique_and_found() {
        for (i, code) in Code::ALL.iter().enumerate() {
            assert_eq!(Code::find(code.number()), Some(*code));
            assert_eq!(Code::find(code.name()), Some(*code));
            assert!(i == 0 || Code::ALL[i - 1].number() < code.number(), "{} is out of order", code.number());
        }
    }
}
