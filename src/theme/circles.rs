//! Templates that lead back to themselves. tera refuses those that extend or include each other in a circle; of components it
//! allows twenty within each other, and blocks that hold each other by way of `super()` would exhaust the stack.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::closure::Parts;
use super::scan::Block;
use crate::diagnostics::{Code, Diagnostic, Place};

/// How many templates may extend or include each other in a row. Each takes some of the stack of a thread.
const DEEPEST: usize = 40;

/// What can be reached: the text of a template, or a component in it.
type Node = (usize, Option<usize>);

/// A way from one to another.
#[derive(Debug, Clone)]
struct Edge {
    from: Node,
    to: Node,
    span: Range<usize>,
    /// Whether it is taken whenever `from` is reached.
    always: bool,
}

impl Parts<'_> {
    /// Reports what would never end, whatever a page holds.
    pub(super) fn circles(&self) -> Vec<Diagnostic> {
        let mut wrong = self.reference_circles();
        if !wrong.is_empty() {
            return wrong;
        }
        let edges = self.edges();
        let always = Ways::of(edges.iter().filter(|edge| edge.always));
        wrong.extend(edges.iter().filter(|edge| edge.always && always.lead_back(edge)).map(|edge| self.told_of_component(edge)));
        wrong.extend(self.block_circles());
        wrong
    }

    /// Where components come to call themselves, if something they ask for lets them: the template and the call.
    pub(super) fn calls_in_circles(&self) -> Vec<(usize, Range<usize>)> {
        let edges = self.edges();
        let all = Ways::of(edges.iter());
        let in_circle = edges.iter().filter(|edge| edge.to.1.is_some() && all.lead_back(edge));
        in_circle.map(|edge| (edge.from.0, edge.span.clone())).collect()
    }

    fn component(&self, (index, component): Node) -> String {
        component.map_or_else(|| self.templates[index].name.clone(), |at| self.scans[index].components[at].clone())
    }

    /// What calls components or includes templates, where components take part.
    fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        if self.scans.iter().all(|scan| scan.components.is_empty()) {
            return edges;
        }
        for (index, scan) in self.scans.iter().enumerate() {
            for call in &scan.calls {
                for (other, defining) in self.scans.iter().enumerate() {
                    let Some(at) = defining.components.iter().position(|name| *name == call.name) else { continue };
                    let always = call.standing.always && call.is_sure;
                    edges.push(Edge { from: (index, call.standing.component), to: (other, Some(at)), span: call.span.clone(), always });
                }
            }
            for reference in scan.references.iter().filter(|r| !r.extends) {
                if let Some((other, _)) = self.find(&reference.name) {
                    let from = (index, reference.standing.component);
                    edges.push(Edge { from, to: (other, None), span: reference.span.clone(), always: reference.standing.always });
                }
            }
        }
        edges
    }

    fn told_of_component(&self, edge: &Edge) -> Diagnostic {
        let place = Place::bytes(&self.templates[edge.from.0].path, edge.span.clone());
        let (from, to) = (self.component(edge.from), self.component(edge.to));
        let what = if edge.from == edge.to {
            format!("the component `{to}` calls itself, whatever it is given")
        } else {
            format!("`{from}` leads to `{to}`, and `{to}` back to it, whatever they are given")
        };
        Diagnostic::new(Code::TemplateRecursion, place, what).help("call it inside an `{% if … %}` that comes to an end, at most 20 deep")
    }

    /// Templates that extend or include themselves, directly or through others, or too many in a row.
    fn reference_circles(&self) -> Vec<Diagnostic> {
        let mut wrong = Vec::new();
        for extends in [true, false] {
            let named = |index: usize| {
                let references = self.scans[index].references.iter().filter(move |r| r.extends == extends);
                references.filter_map(|r| self.find(&r.name).map(|(to, _)| (to, r)))
            };
            for (index, template) in self.templates.iter().enumerate() {
                let back = named(index).find(|(to, _)| *to == index || reaches(|at| named(at).map(|(to, _)| to).collect(), *to, index));
                if let Some((_, reference)) = back {
                    let does = if extends { "extends" } else { "includes" };
                    let told = format!("the template `{}` {does} itself", template.name);
                    wrong.push(
                        Diagnostic::new(Code::TemplateRecursion, Place::bytes(&template.path, reference.span.clone()), told)
                            .help(format!("take out what leads back to it: it {does} `{}`", reference.name)),
                    );
                }
            }
        }
        if wrong.is_empty() { self.too_deep() } else { wrong }
    }

    /// The first template of a row that is too long.
    fn too_deep(&self) -> Vec<Diagnostic> {
        let mut row: Vec<usize> = (0..self.templates.len()).collect();
        for _ in 0..DEEPEST {
            let named = row.iter().flat_map(|&index| &self.scans[index].references).filter_map(|r| self.find(&r.name).map(|(to, _)| to));
            row = named.collect::<BTreeSet<_>>().into_iter().collect();
        }
        let Some(&index) = row.first() else { return Vec::new() };
        let told = format!("more than {DEEPEST} templates extend or include each other in a row, down to `{}`", self.templates[index].name);
        vec![Diagnostic::new(Code::TemplateRecursion, Place::file(&self.templates[index].path), told).help("put some of them into one")]
    }

    /// Blocks that hold each other: by `super()` one would come to stand within itself.
    fn block_circles(&self) -> Vec<Diagnostic> {
        let mut wrong: Vec<Diagnostic> = Vec::new();
        for (index, template) in self.templates.iter().enumerate() {
            let mut line = vec![index];
            while let Some((parent, _)) = self.scans[line[line.len() - 1]].references.iter().find(|r| r.extends).and_then(|r| self.find(&r.name)) {
                line.push(parent);
            }
            if line.len() == 1 {
                continue;
            }
            let mut within: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
            for block in line.iter().flat_map(|&index| &self.scans[index].blocks) {
                within.entry(block.name).or_insert_with(|| self.held(&line, block.name));
            }
            let next = |name: &&str| within.get(name).into_iter().flatten().copied().collect::<Vec<&str>>();
            for block in &self.scans[index].blocks {
                let (mut seen, mut open) = (HashSet::new(), next(&block.name));
                while let Some(name) = open.pop() {
                    if seen.insert(name) {
                        open.extend(next(&name));
                    }
                }
                if seen.contains(block.name) {
                    let place = Place::bytes(&template.path, block.span.clone());
                    if !wrong.iter().any(|w| w.place == place) {
                        wrong.push(
                            Diagnostic::new(Code::TemplateRecursion, place, format!("by `super()` the block `{}` stands within itself", block.name))
                                .help("let the blocks hold each other in the same order as in the template that is extended"),
                        );
                    }
                }
            }
        }
        wrong
    }

    /// The blocks that stand in what tera takes for the block `name`: that of the first template in line, and those before it
    /// as far as `super()` leads.
    fn held(&self, line: &[usize], name: &str) -> BTreeSet<&str> {
        let mut held = BTreeSet::new();
        for &index in line {
            let blocks: &[Block<'_>] = &self.scans[index].blocks;
            let Some(at) = blocks.iter().position(|b| b.name == name) else { continue };
            held.extend(blocks.iter().filter(|b| b.within == Some(at)).map(|b| b.name));
            if !blocks[at].supers {
                break;
            }
        }
        held
    }
}

/// Where one comes to in a step.
struct Ways(HashMap<Node, Vec<Node>>);

impl Ways {
    fn of<'e>(edges: impl Iterator<Item = &'e Edge>) -> Self {
        let mut ways: HashMap<Node, Vec<Node>> = HashMap::new();
        for edge in edges {
            ways.entry(edge.from).or_default().push(edge.to);
        }
        Self(ways)
    }

    /// Whether a way leads back from where `edge` leads to where it comes from.
    fn lead_back(&self, edge: &Edge) -> bool {
        edge.to == edge.from || reaches(|at| self.0.get(&at).cloned().unwrap_or_default(), edge.to, edge.from)
    }
}

/// Whether one leads to the other, in one step or more.
fn reaches<N: Copy + Eq + std::hash::Hash>(next: impl Fn(N) -> Vec<N>, from: N, to: N) -> bool {
    let (mut seen, mut open) = (HashSet::new(), next(from));
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if seen.insert(at) {
            open.extend(next(at));
        }
    }
    false
}
