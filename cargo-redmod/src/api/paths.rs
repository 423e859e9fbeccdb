//! Decides under which path an author reaches an item: the shortest of its public ones, nothing for what is internal.

use super::source::{Crate, Owner};
use std::collections::{BTreeMap, BTreeSet};

/// An item by its place: the module that defines it and its name there.
type Place = (usize, String);

pub(super) struct Paths<'a> {
    krate: &'a Crate,
    public: BTreeMap<Place, Vec<String>>,
    /// What the crate re-exports of other crates, by the name there.
    foreign: BTreeMap<(String, String), Vec<String>>,
    /// What can be named without a path.
    prelude: BTreeSet<Place>,
}

enum Target {
    Item(Place),
    Module(usize),
    Foreign(String, String),
}

const PRELUDE: &str = "prelude";
/// How many re-exports may lead to an item.
const DEPTH: usize = 16;

impl<'a> Paths<'a> {
    pub(super) fn of(krate: &'a Crate) -> Paths<'a> {
        let mut paths = Paths {
            krate,
            public: BTreeMap::new(),
            foreign: BTreeMap::new(),
            prelude: BTreeSet::new(),
        };
        paths.walk(0, &[], 0);
        paths
    }

    /// How an author writes the item, if it is public.
    pub(super) fn show(&self, owner: &Owner) -> Option<String> {
        let shown = match self.resolve(owner.module, &owner.path, 0) {
            Some(Target::Item(place)) if self.is_known(&place) => {
                self.show_item(&place, &owner.arguments)?
            }
            _ => {
                // A type of the language or of the standard library: what is ours is the trait.
                let of_trait = owner.member.as_ref()?.of_trait.as_ref()?;
                let Target::Item(place) = self.resolve(owner.module, of_trait, 0)? else {
                    return None;
                };
                let of_trait = self.show_item(&place, "")?;
                format!("<{} as {of_trait}>", owner.path.join("::"))
            }
        };
        match &owner.member {
            None => Some(shown),
            Some(member) => member.public.then(|| format!("{shown}::{}", member.name)),
        }
    }

    /// The same for an item at the root of another crate.
    pub(super) fn show_foreign(&self, of: &Crate, name: &str, owner: &Owner) -> Option<String> {
        let item = owner.path.last()?;
        let path = self.foreign.get(&(name.into(), item.clone()))?;
        let definition = of.modules[0].items.get(item)?;
        Some(definition.shown.clone().unwrap_or_else(|| path.join("::")))
    }

    /// Whether it is certain that there is such an item, which a macro may have made.
    fn is_known(&self, place: &Place) -> bool {
        let items = &self.krate.modules[place.0].items;
        items.contains_key(&place.1) || self.public.contains_key(place)
    }

    fn show_item(&self, place: &Place, arguments: &str) -> Option<String> {
        let path = self.public.get(place)?;
        let shown = self.krate.modules[place.0].items.get(&place.1);
        if let Some(shown) = shown.and_then(|definition| definition.shown.as_ref()) {
            return Some(shown.clone());
        }
        let name = match self.prelude.contains(place) {
            true => path.last()?.clone(),
            false => path.join("::"),
        };
        Some(name + arguments)
    }

    /// Notes all that is public in a module under this path.
    fn walk(&mut self, m: usize, path: &[String], depth: usize) {
        if depth > DEPTH {
            return;
        }
        let module = &self.krate.modules[m];
        let join = |name: &str| [path, &[name.to_owned()]].concat();
        for (name, definition) in &module.items {
            if definition.public {
                self.note((m, name.clone()), join(name));
            }
        }
        for (name, (child, public)) in &module.children {
            if *public {
                self.walk(*child, &join(name), depth + 1);
            }
        }
        for used in module.uses.iter().filter(|used| used.public) {
            match (self.resolve(m, &used.path, 0), &used.name) {
                (Some(Target::Item(place)), Some(name)) => self.note(place, join(name)),
                (Some(Target::Module(child)), Some(name)) => {
                    self.walk(child, &join(name), depth + 1);
                }
                (Some(Target::Module(child)), None) => self.walk(child, path, depth + 1),
                (Some(Target::Foreign(krate, item)), Some(name)) => {
                    let shorter = join(name);
                    let known = self.foreign.entry((krate, item)).or_insert(shorter.clone());
                    if rank(&shorter) < rank(known) {
                        *known = shorter;
                    }
                }
                _ => {}
            }
        }
    }

    fn note(&mut self, place: Place, path: Vec<String>) {
        if path.first().is_some_and(|first| first == PRELUDE) {
            self.prelude.insert(place.clone());
        }
        let known = self.public.entry(place).or_insert(path.clone());
        if rank(&path) < rank(known) {
            *known = path;
        }
    }

    /// What a path means in a module.
    fn resolve(&self, m: usize, path: &[String], depth: usize) -> Option<Target> {
        if depth > DEPTH {
            return None;
        }
        let module = &self.krate.modules[m];
        let (first, rest) = path.split_first()?;
        let below = match first.as_str() {
            "crate" => Some(0),
            "self" => Some(m),
            "super" => Some(module.parent),
            name => module.children.get(name).map(|(child, _)| *child),
        };
        match (below, rest) {
            // A type may have the name of a module beside it.
            (Some(_), []) if module.items.contains_key(first) => {
                Some(Target::Item((m, first.clone())))
            }
            (Some(below), []) => Some(Target::Module(below)),
            (Some(below), rest) => self.resolve(below, rest, depth + 1),
            (None, []) if module.items.contains_key(first) => {
                Some(Target::Item((m, first.clone())))
            }
            (None, rest) => self
                .resolve_used(m, first, rest, depth + 1)
                .or_else(|| match rest {
                    [] => module.has_macros.then(|| Target::Item((m, first.clone()))),
                    [item] => Some(Target::Foreign(first.clone(), item.clone())),
                    _ => None,
                }),
        }
    }

    /// What a path means that begins with a name that the module has from elsewhere.
    fn resolve_used(&self, m: usize, first: &str, rest: &[String], depth: usize) -> Option<Target> {
        let uses = &self.krate.modules[m].uses;
        let named = uses.iter().find(|used| used.name.as_deref() == Some(first));
        if let Some(used) = named {
            let full = [&used.path[..], rest].concat();
            // `use a::a` names no more than itself.
            return (used.path != [first])
                .then(|| self.resolve(m, &full, depth))
                .flatten();
        }
        let globs = uses.iter().filter(|used| used.name.is_none());
        globs
            .filter_map(|used| match self.resolve(m, &used.path, depth)? {
                Target::Module(from) if from != m => {
                    let full = [&[first.to_owned()], rest].concat();
                    self.resolve(from, &full, depth)
                }
                _ => None,
            })
            .find(|target| matches!(target, Target::Item(_) | Target::Module(_)))
    }
}

/// The shortest path is the best one, and one that is not through the prelude.
fn rank(path: &[String]) -> (usize, bool) {
    let through_prelude = path.first().is_some_and(|first| first == PRELUDE);
    (path.len() + usize::from(through_prelude), through_prelude)
}

#[cfg(test)]
mod tests {
    use super::super::source::Crate;
    use super::Paths;
    use std::{fs, path::Path};

    /// What each function is named by in this crate; `-` is an internal item.
    fn shown(files: &[(&str, &str)]) -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let krate = Crate::read(&dir.path().join("lib.rs")).unwrap();
        let paths = Paths::of(&krate);
        let show = |alias: &super::super::source::Alias| {
            let item = paths.show(&alias.owner);
            format!(
                "{} {}",
                &alias.function[3..],
                item.as_deref().unwrap_or("-")
            )
        };
        let mut shown: Vec<String> = krate.aliases.iter().map(show).collect();
        shown.sort();
        shown
    }

    fn one_file(text: &str) -> Vec<String> {
        shown(&[("lib.rs", text)])
    }

    #[test]
    fn an_item_is_public_if_its_path_is() {
        let text = r#"
            #[doc(alias = "RM_A")] pub fn a() {}
            #[doc(alias = "RM_B")] fn b() {}
            mod inner {
                #[doc(alias = "RM_C")] pub fn c() {}
                #[doc(alias("RM_D", "RM_E", "other"))] pub struct D;
                #[doc(alias = "RM_F")] pub(crate) struct F;
            }
            pub use inner::D as Shown;
            #[doc(hidden)] pub mod hidden { #[doc(alias = "RM_G")] pub fn g() {} }
            #[doc(hidden)] #[doc(alias = "RM_H")] pub fn h() {}
            #[cfg(test)] mod tests { #[doc(alias = "RM_I")] fn i() {} }
        "#;
        let all = [
            "A a", "B -", "C -", "D Shown", "E Shown", "F -", "G -", "H -",
        ];
        assert_eq!(one_file(text), all);
    }

    #[test]
    fn a_method_belongs_to_its_type() {
        let text = r#"
            mod key {
                pub struct Key<'a, T = Any>(&'a T);
                pub enum ZSet {}
                mod zset {
                    use super::{Key, ZSet};
                    impl Key<'_, ZSet> {
                        #[doc(alias = "RM_A")] pub fn a(&self) {}
                        #[doc(alias = "RM_B")] fn b(&self) {}
                    }
                    impl<T: Kind> Key<'_, T> { #[doc(alias = "RM_C")] pub fn c(&self) {} }
                    impl Iterator for super::ZSet { #[doc(alias = "RM_D")] fn next(&mut self) {} }
                    struct Own;
                    impl Drop for Own { #[doc(alias = "RM_E")] fn drop(&mut self) {} }
                }
            }
            pub mod keys { pub use crate::key::*; }
            pub mod prelude { pub use crate::keys::Key; }
        "#;
        let all = [
            "A Key<ZSet>::a",
            "B -",
            "C Key::c",
            "D keys::ZSet::next",
            "E -",
        ];
        assert_eq!(one_file(text), all);
    }

    #[test]
    fn traits_variants_and_fields_are_found() {
        let text = r#"
            pub trait Get { #[doc(alias = "RM_A")] fn get(&self); }
            made_by_a_macro!();
            impl Get for f64 { #[doc(alias = "RM_B")] fn get(&self) {} }
            trait Private { #[doc(alias = "RM_C")] fn get(&self); }
            pub enum Enum { #[doc(alias = "RM_D")] Variant }
            pub struct Struct { #[doc(alias = "RM_E")] pub field: u8, #[doc(alias = "RM_F")] other: u8 }
            impl Struct { #[doc(alias = "RM_G")] pub const MAX: u8 = 1; }
        "#;
        let all = [
            "A Get::get",
            "B <f64 as Get>::get",
            "C -",
            "D Enum::Variant",
            "E Struct::field",
            "F -",
            "G Struct::MAX",
        ];
        assert_eq!(one_file(text), all);
    }

    #[test]
    fn what_macros_make_is_found_by_the_types_that_they_are_invoked_for() {
        let text = r#"
            macro_rules! contexts {
                ($($(#[$doc:meta])* $name:ident;)*) => {$(
                    $(#[$doc])* pub struct $name;
                    impl $name {
                        /// Logs (`RM_Log`).
                        #[doc(alias = "RM_Log")]
                        #[inline]
                        pub fn log(&self) {}
                        #[doc(alias = "RM_Free")]
                        pub(crate) fn free(&self) {}
                    }
                )*};
            }
            mod context {
                contexts! { /** Not Mentioned */ #[Also(Not)] Context; Other; Internal; }
            }
            pub use context::{Context, Other};
            /// Warns.
            #[doc(alias = "RM_Warn")] #[macro_export] macro_rules! warn { () => {} }
        "#;
        let all = [
            "Free -",
            "Free -",
            "Free -",
            "Log -",
            "Log Context::log",
            "Log Other::log",
            "Warn warn!",
        ];
        assert_eq!(one_file(text), all);
    }

    #[test]
    fn modules_are_read_from_their_files() {
        let files = [
            ("lib.rs", "pub mod a; mod c; pub use c::d::D;"),
            ("a.rs", "pub mod b;"),
            ("a/b.rs", "#[doc(alias = \"RM_B\")] pub fn f() {}"),
            ("c/mod.rs", "pub mod d;"),
            ("c/d.rs", "#[doc(alias = \"RM_D\")] pub struct D;"),
        ];
        assert_eq!(shown(&files), ["B a::b::f", "D D"]);
    }

    #[test]
    fn a_file_that_is_no_rust_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("lib.rs");
        fs::write(&root, "fn").unwrap();
        let error = Crate::read(&root).err().unwrap().to_string();
        assert!(error.contains(root.to_str().unwrap()), "{error}");
        assert!(Crate::read(Path::new("/nowhere/lib.rs")).is_err());
    }
}
