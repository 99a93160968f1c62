//! What a template uses and what it reads, taken from its tokens.
//!
//! tera knows all this and tells little of it, so it is found out here once more, and compared with what tera does tell
//! ([`super::closure`]). Whatever is found here serves in the direction in which a mistake does no harm: a template that seems
//! to be used is one more to depend on, a name that seems to be bound is one less to check.

mod phrases;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use phrases::{arguments, comprehended, dotted, ends_operand, span};

use super::tokens::{Kind, Token, tokens};

/// What one template holds.
#[derive(Debug, Default)]
pub(super) struct Scan<'t> {
    /// Whether its tokens could be read.
    pub(super) is_read: bool,
    /// Templates that it extends or includes.
    pub(super) references: Vec<Reference<'t>>,
    /// Components that it defines.
    pub(super) components: Vec<String>,
    /// Components that it calls.
    pub(super) calls: Vec<Call>,
    pub(super) blocks: Vec<Block<'t>>,
    /// Names that it binds somewhere: by `set` or `for`, or as an argument of a component.
    pub(super) bound: BTreeSet<&'t str>,
    /// Names that it reads or calls, but for fields.
    pub(super) names: Vec<&'t str>,
    /// Fields that it reads: `page.title`.
    pub(super) paths: Vec<Path<'t>>,
    /// Paths that it asks for whether they are there.
    pub(super) excused: BTreeSet<String>,
    /// Words of the interface that it writes.
    pub(super) words: Vec<Word<'t>>,
    /// All texts in quotation marks.
    pub(super) texts: Vec<Cow<'t, str>>,
    /// Filters, tests and functions with their arguments.
    pub(super) applied: Vec<Applied<'t>>,
    /// What its loops go through.
    pub(super) loops: Vec<Range<usize>>,
    /// What it keeps under a name and puts together from parts.
    pub(super) kept: Vec<Range<usize>>,
    /// Tags before which a turn is counted, and whether a hyphen eats the white space before them.
    pub(super) turns: Vec<(usize, bool)>,
}

/// Another template that is named.
#[derive(Debug)]
pub(super) struct Reference<'t> {
    pub(super) name: Cow<'t, str>,
    pub(super) span: Range<usize>,
    pub(super) extends: bool,
    pub(super) standing: Standing,
}

/// Where something is named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// The component, by its place among those of the template.
    pub(super) component: Option<usize>,
    /// Whether it is reached whenever what holds it is: no `if` and no `for` stands around it.
    pub(super) always: bool,
}

#[derive(Debug)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) span: Range<usize>,
    pub(super) standing: Standing,
    /// Whether it stands where a comparison cannot.
    pub(super) is_sure: bool,
}

#[derive(Debug)]
pub(super) struct Block<'t> {
    pub(super) name: &'t str,
    pub(super) span: Range<usize>,
    /// The block that it stands in, by its place among those of the template.
    pub(super) within: Option<usize>,
    /// Whether it calls `super()`.
    pub(super) supers: bool,
}

/// A read of a field.
#[derive(Debug)]
pub(super) struct Path<'t> {
    pub(super) names: Vec<&'t str>,
    pub(super) span: Range<usize>,
}

/// A word of the interface, as `t` is told it.
#[derive(Debug)]
pub(super) enum Key<'t> {
    Whole(Cow<'t, str>),
    /// What it begins with.
    Prefix(Cow<'t, str>),
    /// It is known only when it is used.
    Any,
}

#[derive(Debug)]
pub(super) struct Word<'t> {
    pub(super) key: Key<'t>,
    pub(super) span: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Filter,
    Test,
    Function,
}

/// A filter, test or function that is applied.
#[derive(Debug)]
pub(super) struct Applied<'t> {
    pub(super) form: Form,
    pub(super) name: &'t str,
    pub(super) span: Range<usize>,
    pub(super) arguments: Vec<Argument<'t>>,
}

#[derive(Debug)]
pub(super) struct Argument<'t> {
    pub(super) name: &'t str,
    pub(super) span: Range<usize>,
    /// Its value, where it is a single token.
    pub(super) value: Option<Token<'t>>,
}

/// Scans a template.
pub(super) fn scan(text: &str) -> Scan<'_> {
    let Some(tokens) = tokens(text) else { return Scan::default() };
    let mut scanner = Scanner { scan: Scan { is_read: true, ..Scan::default() }, open: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        let end = tokens[at..].iter().position(|t| matches!(t.kind, Kind::VariableEnd | Kind::TagEnd)).map_or(tokens.len(), |n| at + n);
        let inner = &tokens[at + 1..end];
        match tokens[at].kind {
            Kind::TagStart => scanner.tag(&tokens[at], inner),
            _ => scanner.expression(inner),
        }
        at = end + 1;
    }
    scanner.scan
}

/// What is open around a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    If,
    For,
    Block(usize),
    Component(usize),
    /// A `set`, a filter section, or the body of a component that is called.
    Other,
}

struct Scanner<'t> {
    scan: Scan<'t>,
    open: Vec<Open>,
}

/// Words that are no names.
const WORDS: &[&str] = &["and", "or", "not", "in", "is", "if", "else", "for", "true", "True", "false", "False", "none", "None", "null"];

impl<'t> Scanner<'t> {
    fn standing(&self, always: bool) -> Standing {
        let component = self.open.iter().find_map(|open| if let Open::Component(index) = open { Some(*index) } else { None });
        Standing { component, always: always && !self.open.iter().any(|open| matches!(open, Open::If | Open::For)) }
    }

    fn block(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|open| if let Open::Block(index) = open { Some(*index) } else { None })
    }

    fn tag(&mut self, start: &Token<'t>, inner: &[Token<'t>]) {
        let Some((first, rest)) = inner.split_first() else { return };
        let Kind::Ident(keyword) = first.kind else {
            // A component with a body, and the end of one.
            if first.is("<") {
                self.expression(inner);
                self.open.push(Open::Other);
            } else {
                self.open.pop();
            }
            return;
        };
        match keyword {
            "extends" | "include" => self.reference(start, keyword == "extends", rest),
            "if" => {
                self.expression(rest);
                self.open.push(Open::If);
            }
            "elif" => self.expression(rest),
            "for" => {
                let names = rest.iter().take_while(|t| !t.is_word("in")).count();
                self.bind(&rest[..names]);
                let through = rest.get(names + 1..).unwrap_or_default();
                self.scan.loops.extend(span(through));
                self.expression(through);
                self.open.push(Open::For);
            }
            "set" | "set_global" => {
                self.bind(&rest[..rest.len().min(1)]);
                match rest.get(1) {
                    Some(assign) if assign.is("=") => {
                        let value = &rest[2..];
                        if value.iter().any(|t| t.is("~") || t.is("...") || t.is("|") || t.is("<")) {
                            self.scan.kept.extend(span(value));
                        }
                        self.expression(value);
                    }
                    _ => {
                        self.expression(rest.get(1..).unwrap_or_default());
                        self.open.push(Open::Other);
                    }
                }
            }
            "filter" => {
                self.applied(Form::Filter, rest, 0);
                self.expression(rest.get(1..).unwrap_or_default());
                self.open.push(Open::Other);
            }
            "block" => {
                if let Some(Token { kind: Kind::Ident(name), span, .. }) = rest.first() {
                    let within = self.block();
                    self.open.push(Open::Block(self.scan.blocks.len()));
                    self.scan.blocks.push(Block { name, span: span.clone(), within, supers: false });
                }
            }
            "component" => self.component(rest),
            "endcomponent" => {
                self.scan.turns.push((start.span.start, start.dash));
                self.open.pop();
            }
            "endif" | "endfor" | "endblock" | "endset" | "endfilter" => drop(self.open.pop()),
            _ => {}
        }
    }

    fn bind(&mut self, names: &[Token<'t>]) {
        self.scan.bound.extend(names.iter().filter_map(|t| if let Kind::Ident(name) = t.kind { Some(name) } else { None }));
    }

    fn reference(&mut self, start: &Token<'t>, extends: bool, rest: &[Token<'t>]) {
        if let Some(Token { kind: Kind::Str(name), span, .. }) = rest.first() {
            if !extends {
                self.scan.turns.push((start.span.start, start.dash));
            }
            let standing = self.standing(true);
            self.scan.references.push(Reference { name: name.clone(), span: span.start + 1..span.end - 1, extends, standing });
        }
    }

    /// The definition of a component: `component NAME(a, b: string = "x", @c, ...rest) {…}`.
    fn component(&mut self, rest: &[Token<'t>]) {
        let (name, len) = dotted(rest);
        self.open.push(Open::Component(self.scan.components.len()));
        self.scan.components.push(name);
        self.scan.bound.insert("body");
        for pair in rest[len..].windows(2) {
            if ["(", ",", "@", "..."].iter().any(|op| pair[0].is(op)) {
                self.bind(&pair[1..]);
            }
        }
        self.texts(rest);
    }

    fn texts(&mut self, tokens: &[Token<'t>]) {
        self.scan.texts.extend(tokens.iter().filter_map(|t| if let Kind::Str(text) = &t.kind { Some(text.clone()) } else { None }));
    }

    fn expression(&mut self, tokens: &[Token<'t>]) {
        self.texts(tokens);
        // Neither side of these is reached whenever the expression is.
        let always = !tokens.iter().any(|t| ["if", "and", "or", "for"].iter().any(|word| t.is_word(word)));
        for (at, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Ident(name) => self.name(tokens, at, name),
                Kind::Op("<") => {
                    let (name, _) = dotted(&tokens[at + 1..]);
                    if !name.is_empty() {
                        let is_sure = at.checked_sub(1).is_none_or(|before| !ends_operand(&tokens[before]));
                        let standing = self.standing(always);
                        self.scan.calls.push(Call { name, span: tokens[at + 1].span.clone(), standing, is_sure });
                    }
                }
                _ => {}
            }
        }
    }

    fn name(&mut self, tokens: &[Token<'t>], at: usize, name: &'t str) {
        let before = |n: usize| at.checked_sub(n).map(|index| &tokens[index]);
        let after = |n: usize| tokens.get(at + n);
        let is = |token: Option<&Token<'_>>, op: &str| token.is_some_and(|t| t.is(op));
        let word = |token: Option<&Token<'_>>, word: &str| token.is_some_and(|t| t.is_word(word));
        if is(before(1), ".") || is(before(1), "?.") {
            return;
        }
        if is(before(1), "|") {
            return self.applied(Form::Filter, tokens, at);
        }
        if word(before(1), "is") && name != "not" || word(before(1), "not") && word(before(2), "is") {
            return self.applied(Form::Test, tokens, at);
        }
        if name == "for" {
            let names = tokens[at + 1..].iter().take_while(|t| !t.is_word("in")).count();
            self.bind(&tokens[at + 1..at + 1 + names]);
            let through = comprehended(tokens.get(at + names + 2..).unwrap_or_default());
            self.scan.loops.extend(span(through));
            return;
        }
        if WORDS.contains(&name) || is(after(1), "=") {
            return;
        }
        self.scan.names.push(name);
        if is(after(1), "(") {
            self.function(tokens, at, name);
        } else if !is(before(1), "<") && !is(before(1), "</") {
            self.path(tokens, at, name);
        }
    }

    /// A field that is read, with what leads to it.
    fn path(&mut self, tokens: &[Token<'t>], at: usize, name: &'t str) {
        let (mut names, mut last) = (vec![name], at);
        while let [dot, Token { kind: Kind::Ident(name), .. }, ..] = &tokens[last + 1..] {
            if !dot.is(".") {
                break;
            }
            names.push(name);
            last += 2;
        }
        let rest = &tokens[last + 1..];
        let asked = match rest {
            [is, not, defined, ..] if is.is_word("is") && not.is_word("not") => defined.is_word("defined") || defined.is_word("undefined"),
            [is, defined, ..] if is.is_word("is") => defined.is_word("defined") || defined.is_word("undefined"),
            [pipe, default, ..] => pipe.is("|") && default.is_word("default"),
            _ => false,
        };
        if asked {
            self.scan.excused.insert(names.join("."));
        }
        // `a?.b` says itself that it may be absent.
        if names.len() > 1 && !rest.first().is_some_and(|t| t.is("?.") || t.is("?[")) {
            self.scan.paths.push(Path { span: tokens[at].span.start..tokens[last].span.end, names });
        }
    }

    fn function(&mut self, tokens: &[Token<'t>], at: usize, name: &'t str) {
        if name == "super"
            && let Some(block) = self.block()
        {
            self.scan.blocks[block].supers = true;
        }
        if name == "t"
            && let Some(value) = arguments(tokens, at + 1).find(|(name, _)| name.is_word("key")).map(|(_, value)| value)
        {
            let key = match value {
                [Token { kind: Kind::Str(key), .. }] => Key::Whole(key.clone()),
                [Token { kind: Kind::Str(start), .. }, tilde, ..] if tilde.is("~") => Key::Prefix(start.clone()),
                _ => Key::Any,
            };
            let span = span(value).unwrap_or(tokens[at].span.clone());
            let span = if matches!(key, Key::Whole(_)) { span.start + 1..span.end - 1 } else { span };
            self.scan.words.push(Word { key, span });
        }
        self.applied(Form::Function, tokens, at);
    }

    /// Records what is applied at `at`, with the arguments behind it.
    fn applied(&mut self, form: Form, tokens: &[Token<'t>], at: usize) {
        let Some(Token { kind: Kind::Ident(name), span, .. }) = tokens.get(at) else { return };
        let argument = |(token, value): (&Token<'t>, &[Token<'t>])| {
            let Kind::Ident(name) = token.kind else { return None };
            Some(Argument { name, span: token.span.clone(), value: if let [value] = value { Some(value.clone()) } else { None } })
        };
        let arguments = if tokens.get(at + 1).is_some_and(|t| t.is("(")) { arguments(tokens, at + 1).filter_map(argument).collect() } else { Vec::new() };
        self.scan.applied.push(Applied { form, name, span: span.clone(), arguments });
    }
}
