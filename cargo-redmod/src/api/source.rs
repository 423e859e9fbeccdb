//! Reads a crate's source: its modules, what they define and re-export, and where a function of the Module API is named by
//! `#[doc(alias = "RM_…")]`.
//!
//! Macros are not expanded; `templates` says what is done instead.

mod attributes;
mod templates;

use attributes::{aliases, is_for_tests, is_hidden, proc_macro_name};
use redmod_test::Error;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};
use syn::{
    Attribute, Fields, GenericArgument, GenericParam, Generics, ImplItem, Item, PathArguments,
    TraitItem, Type, UseTree, Visibility, spanned::Spanned,
};
use templates::Template;

#[derive(Default)]
pub(super) struct Crate {
    /// The first is the root.
    pub(super) modules: Vec<Module>,
    pub(super) aliases: Vec<Alias>,
    /// What macros would define, by their names.
    templates: BTreeMap<String, Vec<Template>>,
    invocations: Vec<Invocation>,
}

#[derive(Default)]
pub(super) struct Module {
    pub(super) parent: usize,
    pub(super) items: BTreeMap<String, Definition>,
    pub(super) children: BTreeMap<String, (usize, bool)>,
    pub(super) uses: Vec<Use>,
    /// Some of its items may be made by macros.
    pub(super) has_macros: bool,
}

pub(super) struct Definition {
    pub(super) public: bool,
    /// How it is written where it is used: `#[command]`, `module!`; `None` is its name.
    pub(super) shown: Option<String>,
}

pub(super) struct Use {
    pub(super) public: bool,
    pub(super) path: Vec<String>,
    /// `None` is all: `*`.
    pub(super) name: Option<String>,
}

/// One naming of a function.
#[derive(Clone)]
pub(super) struct Alias {
    /// As it is written: `RM_Call`.
    pub(super) function: String,
    pub(super) owner: Owner,
    pub(super) place: String,
}

/// The item that names it.
#[derive(Clone)]
pub(super) struct Owner {
    pub(super) module: usize,
    /// Where the type, trait or item is looked up, from the module.
    pub(super) path: Vec<String>,
    /// The types for which a generic type is implemented: `<ZSet>`.
    pub(super) arguments: String,
    /// A method, a variant or a field.
    pub(super) member: Option<Member>,
}

#[derive(Clone)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) public: bool,
    /// The trait that is implemented, if it is one's method.
    pub(super) of_trait: Option<Vec<String>>,
}

struct Invocation {
    module: usize,
    name: String,
    types: BTreeSet<String>,
}

impl Crate {
    /// Reads the crate of this root file.
    pub(super) fn read(root: &Path) -> Result<Crate, Error> {
        let mut krate = Crate::default();
        krate.modules.push(Module::default());
        let dir = root.parent().unwrap_or(root);
        krate.file(0, root, dir)?;
        krate.apply_templates();
        Ok(krate)
    }

    /// `dir` is where the files of its modules are.
    fn file(&mut self, module: usize, path: &Path, dir: &Path) -> Result<(), Error> {
        let failed = |e: &dyn std::fmt::Display| {
            Error::new(format!("cannot read `{}`: {e}", path.display()))
        };
        let text = std::fs::read_to_string(path).map_err(|e| failed(&e))?;
        let file = syn::parse_file(&text).map_err(|e| failed(&e))?;
        self.items(module, &file.items, path, dir)
    }

    fn items(&mut self, m: usize, items: &[Item], path: &Path, dir: &Path) -> Result<(), Error> {
        for item in items {
            match item {
                Item::Mod(item) => self.module(m, item, path, dir)?,
                Item::Use(item) => {
                    let public = is_public(&item.vis) && !is_hidden(&item.attrs);
                    flatten(&item.tree, &mut Vec::new(), &mut |path, name| {
                        self.modules[m].uses.push(Use { public, path, name });
                    });
                }
                Item::Macro(item) => self.macro_item(m, item, path),
                Item::Impl(item) => self.implementation(m, item, path),
                item => self.definition(m, item, path),
            }
        }
        Ok(())
    }

    fn module(
        &mut self,
        parent: usize,
        item: &syn::ItemMod,
        path: &Path,
        dir: &Path,
    ) -> Result<(), Error> {
        if is_for_tests(&item.attrs) {
            return Ok(());
        }
        let name = item.ident.to_string();
        let index = self.modules.len();
        self.modules.push(Module {
            parent,
            ..Module::default()
        });
        let public = is_public(&item.vis) && !is_hidden(&item.attrs);
        self.modules[parent]
            .children
            .insert(name.clone(), (index, public));
        let below = dir.join(&name);
        match &item.content {
            Some((_, items)) => self.items(index, items, path, &below),
            None => {
                let flat = dir.join(format!("{name}.rs"));
                let file = if flat.is_file() {
                    flat
                } else {
                    below.join("mod.rs")
                };
                self.file(index, &file, &below)
            }
        }
    }

    /// All but modules, uses, macros and implementations.
    fn definition(&mut self, m: usize, item: &Item, path: &Path) {
        let Some((attrs, vis, ident)) = head(item) else {
            return;
        };
        let (name, shown) = proc_macro_name(attrs, ident.to_string());
        let public = is_public(vis) && !is_hidden(attrs);
        let whole = Owner {
            module: m,
            path: vec![name.clone()],
            arguments: String::new(),
            member: None,
        };
        self.modules[m]
            .items
            .insert(name, Definition { public, shown });
        self.name(attrs, &whole, path);
        let mut member = |attrs: &[Attribute], name: String, public: bool| {
            let member = Some(Member {
                name,
                public: public && !is_hidden(attrs),
                of_trait: None,
            });
            let owner = Owner {
                member,
                ..whole.clone()
            };
            self.name(attrs, &owner, path);
        };
        match item {
            Item::Enum(item) => item
                .variants
                .iter()
                .for_each(|v| member(&v.attrs, v.ident.to_string(), true)),
            Item::Struct(item) => {
                if let Fields::Named(fields) = &item.fields {
                    for field in &fields.named {
                        let name = field.ident.as_ref().map(ToString::to_string);
                        member(
                            &field.attrs,
                            name.unwrap_or_default(),
                            is_public(&field.vis),
                        );
                    }
                }
            }
            Item::Trait(item) => {
                for item in &item.items {
                    match item {
                        TraitItem::Fn(f) => member(&f.attrs, f.sig.ident.to_string(), true),
                        TraitItem::Const(c) => member(&c.attrs, c.ident.to_string(), true),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn implementation(&mut self, m: usize, item: &syn::ItemImpl, path: &Path) {
        let Some((type_path, arguments)) = implemented(&item.self_ty, &item.generics) else {
            return;
        };
        let of_trait = item.trait_.as_ref().map(|(path, _)| words(path));
        for item in &item.items {
            let (attrs, vis, ident) = match item {
                ImplItem::Fn(f) => (&f.attrs, &f.vis, &f.sig.ident),
                ImplItem::Const(c) => (&c.attrs, &c.vis, &c.ident),
                _ => continue,
            };
            let member = Member {
                name: ident.to_string(),
                public: (of_trait.is_some() || is_public(vis)) && !is_hidden(attrs),
                of_trait: of_trait.clone(),
            };
            let owner = Owner {
                module: m,
                path: type_path.clone(),
                arguments: arguments.clone(),
                member: Some(member),
            };
            self.name(attrs, &owner, path);
        }
    }

    /// Notes each function that the attributes name.
    fn name(&mut self, attrs: &[Attribute], owner: &Owner, path: &Path) {
        for attr in attrs {
            for function in aliases(attr) {
                let owner = owner.clone();
                let place = place(path, attr.span());
                self.aliases.push(Alias {
                    function,
                    owner,
                    place,
                });
            }
        }
    }

    fn macro_item(&mut self, m: usize, item: &syn::ItemMacro, path: &Path) {
        if let Some(name) = &item.ident {
            let name = name.to_string();
            let mut found = Vec::new();
            templates::find(item.mac.tokens.clone(), path, &mut found);
            self.templates
                .entry(name.clone())
                .or_default()
                .extend(found);
            if item.attrs.iter().any(|a| a.path().is_ident("macro_export")) {
                let owner = Owner {
                    module: 0,
                    path: vec![name.clone()],
                    arguments: String::new(),
                    member: None,
                };
                self.name(&item.attrs, &owner, path);
                let shown = Some(format!("{name}!"));
                let public = !is_hidden(&item.attrs);
                self.modules[0]
                    .items
                    .insert(name, Definition { public, shown });
            }
            return;
        }
        self.modules[m].has_macros = true;
        if let Some(name) = item.mac.path.segments.last() {
            let mut types = BTreeSet::new();
            templates::names_of_types(item.mac.tokens.clone(), &mut types);
            self.invocations.push(Invocation {
                module: m,
                name: name.ident.to_string(),
                types,
            });
        }
    }

    fn apply_templates(&mut self) {
        for invocation in &self.invocations {
            for template in self.templates.get(&invocation.name).into_iter().flatten() {
                for name in &invocation.types {
                    self.aliases.push(Alias {
                        function: template.function.clone(),
                        place: template.place.clone(),
                        owner: Owner {
                            module: invocation.module,
                            path: vec![name.clone()],
                            arguments: String::new(),
                            member: Some(template.member.clone()),
                        },
                    });
                }
            }
        }
    }
}

/// What is the same in all items that have a name.
fn head(item: &Item) -> Option<(&[Attribute], &Visibility, &syn::Ident)> {
    Some(match item {
        Item::Const(i) => (&i.attrs, &i.vis, &i.ident),
        Item::Enum(i) => (&i.attrs, &i.vis, &i.ident),
        Item::Fn(i) => (&i.attrs, &i.vis, &i.sig.ident),
        Item::Static(i) => (&i.attrs, &i.vis, &i.ident),
        Item::Struct(i) => (&i.attrs, &i.vis, &i.ident),
        Item::Trait(i) => (&i.attrs, &i.vis, &i.ident),
        Item::Type(i) => (&i.attrs, &i.vis, &i.ident),
        Item::Union(i) => (&i.attrs, &i.vis, &i.ident),
        _ => return None,
    })
}

/// The type of an implementation: its path, and the types that are chosen for its parameters.
fn implemented(ty: &Type, generics: &Generics) -> Option<(Vec<String>, String)> {
    let Type::Path(ty) = ty else { return None };
    let is_parameter = |path: &[String]| {
        let mut names = generics.params.iter().filter_map(|param| match param {
            GenericParam::Type(param) => Some(param.ident.to_string()),
            _ => None,
        });
        names.any(|name| path == [name])
    };
    let mut chosen = Vec::new();
    if let PathArguments::AngleBracketed(arguments) = &ty.path.segments.last()?.arguments {
        for argument in &arguments.args {
            if let GenericArgument::Type(Type::Path(argument)) = argument {
                let path = words(&argument.path);
                if !is_parameter(&path) {
                    chosen.extend(path.last().cloned());
                }
            }
        }
    }
    let arguments = match chosen.is_empty() {
        true => String::new(),
        false => format!("<{}>", chosen.join(", ")),
    };
    Some((words(&ty.path), arguments))
}

fn words(path: &syn::Path) -> Vec<String> {
    let words = path.segments.iter();
    words.map(|word| word.ident.to_string()).collect()
}

fn flatten(
    tree: &UseTree,
    path: &mut Vec<String>,
    found: &mut impl FnMut(Vec<String>, Option<String>),
) {
    match tree {
        UseTree::Path(tree) => {
            path.push(tree.ident.to_string());
            flatten(&tree.tree, path, found);
            path.pop();
        }
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|tree| flatten(tree, path, found)),
        UseTree::Glob(_) => found(path.clone(), None),
        UseTree::Name(name) if name.ident == "self" => found(path.clone(), path.last().cloned()),
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            let full = [&path[..], std::slice::from_ref(&name)].concat();
            found(full, Some(name));
        }
        UseTree::Rename(tree) => {
            let full = [&path[..], &[tree.ident.to_string()]].concat();
            found(full, Some(tree.rename.to_string()));
        }
    }
}

fn place(path: &Path, span: proc_macro2::Span) -> String {
    let path: PathBuf = path.components().collect();
    format!("{}:{}", path.display(), span.start().line)
}

fn is_public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}
