//! Decides when our header agrees with a server's own, and says where it does not.
//!
//! Both are read by bindgen, which knows what the C compiler knows: the type of each function, the value of each
//! constant, the size of each struct and the offset of each field. What it leaves out (macros that are no number) is
//! compared by its text. Names are compared without the difference of the two prefixes, structs under their typedef
//! names, parameters without their names.
//!
//! The comparison goes both ways. What the server's header has, ours must have. What ours has, the server's must have:
//! functions if the server's release is not older than their first; of the rest, everything must be found in at least
//! one of the headers (that is [`Seen`]). A struct of an older release is a prefix of ours. What a release newer than
//! ours adds is reported, but is no difference.

use crate::bindings::{self, Layouts};
use crate::functions::{self, Function};
use crate::{Result, read};
use quote::ToTokens;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::path::Path;
use syn::visit_mut::VisitMut;

/// Which of the two servers a header belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Redis,
    Valkey,
}

/// A server's release: `redis 8.0.6`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    pub family: Family,
    pub version: Vec<u32>,
}

impl Release {
    fn has(&self, function: &Function) -> bool {
        let first = match self.family {
            Family::Redis => &function.redis,
            Family::Valkey => &function.valkey,
        };
        functions::release(first).is_some_and(|first| first <= self.version)
    }

    /// How it compares to the newest release that our header describes: Redis 8.0, Valkey 9.1.
    fn to_newest(&self) -> Ordering {
        let newest: [u32; 2] = match self.family {
            Family::Redis => [8, 0],
            Family::Valkey => [9, 1],
        };
        self.version.iter().take(2).cmp(&newest)
    }

    /// Whether it is this family, and older than `version`.
    fn before(&self, family: Family, version: &[u32]) -> bool {
        self.family == family && *self.version < *version
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let family = match self.family {
            Family::Redis => "redis",
            Family::Valkey => "valkey",
        };
        let version: Vec<_> = self.version.iter().map(u32::to_string).collect();
        write!(f, "{family} {}", version.join("."))
    }
}

impl std::str::FromStr for Release {
    type Err = String;

    fn from_str(text: &str) -> Result<Self> {
        let wrong =
            || format!("`{text}` is no release; write it as `redis 8.0.6` or `valkey 9.1.2`");
        let (family, version) = text.split_once(' ').ok_or_else(wrong)?;
        let family = match family {
            "redis" => Family::Redis,
            "valkey" => Family::Valkey,
            _ => return Err(wrong()),
        };
        Ok(Self {
            family,
            version: functions::release(version).ok_or_else(wrong)?,
        })
    }
}

/// A difference that is known and right. Everything else must be equal.
struct Known {
    on: fn(&Release) -> bool,
    items: &'static [&'static str],
}

const KNOWN: &[Known] = &[
    // The same to a caller: `const` was added to the one, a typedef of the same type to the other.
    Known {
        on: |release| release.before(Family::Redis, &[7, 2]),
        items: &["StringCompare", "Milliseconds"],
    },
    // Returned an int that the server ignored.
    Known {
        on: |release| release.before(Family::Redis, &[7, 2]),
        items: &["RedisModuleDefragFunc"],
    },
    // Grows with what the release has.
    Known {
        on: |release| release.to_newest().is_ne(),
        items: &[
            "REDISMODULE_TYPE_METHOD_VERSION",
            "REDISMODULE_SCRIPTING_ENGINE_ABI_VERSION",
            "_REDISMODULE_CTX_FLAGS_NEXT",
            "_REDISMODULE_CTX_FLAGS_NEXT_VALKEY",
            "_REDISMODULE_EVENT_NEXT",
            "_REDISMODULE_EVENT_NEXT_VALKEY",
            "_REDISMODULE_OPTIONS_FLAGS_NEXT",
            "_REDISMODULE_OPTIONS_FLAGS_NEXT_VALKEY",
        ],
    },
    // Takes the struct of its time, which the first field tells apart; ours is the newest.
    Known {
        on: |release| release.before(Family::Valkey, &[9]),
        items: &[
            "RegisterScriptingEngine",
            "RedisModuleScriptingEngineMethods",
        ],
    },
];

/// A field that has another name on a server, at the same place.
struct Renamed {
    on: fn(&Release) -> bool,
    of: &'static str,
    ours: &'static str,
    theirs: &'static str,
}

const RENAMED: &[Renamed] = &[
    Renamed {
        on: newer_valkey,
        of: "RedisModuleReplicationInfoV1",
        ours: "master",
        theirs: "primary",
    },
    Renamed {
        on: newer_valkey,
        of: "RedisModuleReplicationInfoV1",
        ours: "masterhost",
        theirs: "primary_host",
    },
    Renamed {
        on: newer_valkey,
        of: "RedisModuleReplicationInfoV1",
        ours: "masterport",
        theirs: "primary_port",
    },
];

fn newer_valkey(release: &Release) -> bool {
    release.family == Family::Valkey && release.version >= vec![8, 0, 1]
}

/// What ours has for servers older than those compared.
const GONE: &[&str] = &[
    // Redis 5 and 6 called what is stable now experimental.
    "REDISMODULE_EXPERIMENTAL_API_VERSION",
];

/// Macros of the servers' headers that are no part of the API.
const NO_CONSTANTS: &[&str] = &[
    // The name that the server's own sources give to the type.
    "RedisModuleString",
    // The fields of a struct, of which it is made; the struct itself is compared.
    "REDISMODULE_SCRIPTING_ENGINE_METHODS_STRUCT_FIELDS_V3",
    // For who wants the functions declared in another way, and for the compiler.
    "REDISMODULE_API",
    "REDISMODULE_ATTR",
    "REDISMODULE_ATTR_UNUSED",
    "REDISMODULE_ATTR_COMMON",
];

/// A header, with the names of things as ours has them.
pub struct Header {
    functions: BTreeMap<String, String>,
    constants: BTreeMap<String, String>,
    types: BTreeMap<String, String>,
    structs: BTreeMap<String, Struct>,
}

#[derive(Debug, Default, PartialEq)]
struct Struct {
    size: usize,
    fields: Vec<Field>,
}

#[derive(Debug, PartialEq)]
struct Field {
    name: String,
    of: String,
    offset: usize,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}: {}` at {}", self.name, self.of, self.offset)
    }
}

/// Our header and its list of functions.
pub struct Ours {
    header: Header,
    functions: Vec<Function>,
}

impl Ours {
    pub fn read(include: &Path) -> Result<Self> {
        let path = include.join("redmod.h");
        let mut header = Header::read(&path)?;
        for (name, id) in bindings::event_list(&read(&path)?) {
            header.constants.insert(
                format!("RedisModuleEvent_{name}"),
                format!("{{REDISMODULE_EVENT_{id},1}}"),
            );
        }
        Ok(Self {
            header,
            functions: functions::read(&read(&include.join("redmod_functions.h"))?)?,
        })
    }
}

impl Header {
    pub fn read(path: &Path) -> Result<Self> {
        let args = [
            "-DREDISMODULE_API=extern",
            "-DVALKEYMODULE_API=extern",
            "-DREDMOD_NO_INIT",
        ];
        let output = bindings::parse(path, &args, Layouts::Yes)?;
        let mut file: syn::File = syn::parse_str(&one_prefix(&output))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        by_typedef(&mut file.items);
        bindings::name_nested(&mut file.items);
        Strip.visit_file_mut(&mut file);
        let mut header = Self {
            functions: BTreeMap::new(),
            constants: text_constants(&one_prefix(&without_comments(&read(path)?))),
            types: BTreeMap::new(),
            structs: BTreeMap::new(),
        };
        let (items, functions) = bindings::separate(file);
        header.functions = functions
            .into_iter()
            .map(|(name, ty)| (name, tokens(&ty)))
            .collect();
        let layouts = bindings::layouts(&items);
        for item in items {
            match item {
                syn::Item::Const(item) if item.ident != "_" => {
                    header
                        .constants
                        .insert(item.ident.to_string(), tokens(&item.expr));
                }
                syn::Item::Type(item) => {
                    header
                        .types
                        .insert(item.ident.to_string(), tokens(&item.ty));
                }
                syn::Item::Struct(item) => {
                    let fields = item.fields.into_iter().collect();
                    header.add_struct(&item.ident.to_string(), fields, &layouts);
                }
                syn::Item::Union(item) => {
                    let fields = item.fields.named.into_iter().collect();
                    header.add_struct(&item.ident.to_string(), fields, &layouts);
                }
                _ => {}
            }
        }
        Ok(header)
    }

    fn add_struct(
        &mut self,
        name: &str,
        fields: Vec<syn::Field>,
        layouts: &HashMap<String, usize>,
    ) {
        let number = |label: String| layouts.get(&label).copied().unwrap_or_default();
        let fields = fields
            .into_iter()
            .filter_map(|field| Some((field.ident?.to_string(), field.ty)))
            .filter(|(field, _)| field != "_unused")
            .map(|(field, ty)| Field {
                offset: number(format!("Offset of field: {name}::{field}")),
                of: tokens(&ty),
                name: field,
            })
            .collect();
        self.structs.insert(
            name.into(),
            Struct {
                size: number(format!("Size of {name}")),
                fields,
            },
        );
    }
}

/// How much was compared, and what was found to differ.
#[derive(Default)]
pub struct Report {
    pub functions: usize,
    pub constants: usize,
    pub structs: usize,
    pub types: usize,
    pub known: usize,
    /// What ours lacks, where the release is newer than ours.
    pub additions: Vec<String>,
    pub differences: Vec<String>,
}

/// What of ours has been found in some header, in full.
#[derive(Default)]
pub struct Seen(BTreeSet<String>);

impl Seen {
    /// What of ours is in none of the headers that were compared.
    pub fn nowhere(&self, ours: &Ours) -> Vec<String> {
        let header = &ours.header;
        let constants = header.constants.keys();
        let (types, structs) = (header.types.keys(), header.structs.keys());
        let functions = ours.functions.iter().map(|function| &function.name);
        constants
            .chain(types)
            .chain(structs)
            .chain(functions)
            .filter(|name| !self.0.contains(*name) && !GONE.contains(&name.as_str()))
            .cloned()
            .collect()
    }
}

/// Holds our header against a server's.
pub fn compare(ours: &Ours, theirs: &Header, release: &Release, seen: &mut Seen) -> Report {
    let mut comparison = Comparison {
        ours,
        theirs,
        release,
        seen,
        report: Report::default(),
    };
    comparison.functions();
    comparison.constants();
    comparison.types();
    comparison.structs();
    comparison.report
}

struct Comparison<'a> {
    ours: &'a Ours,
    theirs: &'a Header,
    release: &'a Release,
    seen: &'a mut Seen,
    report: Report,
}

impl Comparison<'_> {
    fn functions(&mut self) {
        let (ours, theirs) = (self.ours, self.theirs);
        for function in &ours.functions {
            let name = &function.name;
            let there = self.release.has(function);
            let our = ours.header.functions.get(name);
            match (our, theirs.functions.get(&function.server)) {
                (None, _) => self.differ(name, "listed, but our header does not declare it".into()),
                // Not known there; a function of that name is another one, which is looked for below.
                _ if !there => {}
                (Some(our), Some(their)) => {
                    if self.same(name, our, their) {
                        self.report.functions += 1;
                    }
                }
                (Some(_), None) => {
                    self.differ(
                        name,
                        "this release does not have it, though our list says so".into(),
                    );
                }
            }
        }
        for name in theirs.functions.keys() {
            let listed =
                |function: &&Function| function.server == *name && self.release.has(function);
            if !ours.functions.iter().any(|function| listed(&function)) {
                self.lack(
                    name,
                    "this release has the function, though our list does not say so".into(),
                );
            }
        }
    }

    fn constants(&mut self) {
        let (ours, theirs) = (&self.ours.header.constants, &self.theirs.constants);
        for (name, their) in theirs {
            let valkey = format!("{name}_VALKEY");
            let on_valkey = self.release.family == Family::Valkey;
            let name = if on_valkey && ours.contains_key(&valkey) {
                &valkey
            } else {
                name
            };
            match ours.get(name) {
                Some(our) => {
                    if self.same(name, our, their) {
                        self.report.constants += 1;
                    }
                }
                None => self.lack(
                    name,
                    format!("ours lacks the constant; theirs is `{their}`"),
                ),
            }
        }
    }

    fn types(&mut self) {
        let (ours, theirs) = (&self.ours.header.types, &self.theirs.types);
        for (name, their) in theirs {
            match ours.get(name) {
                Some(our) => {
                    if self.same(name, our, their) {
                        self.report.types += 1;
                    }
                }
                None => self.lack(name, format!("ours lacks the type; theirs is `{their}`")),
            }
        }
    }

    fn structs(&mut self) {
        let (ours, theirs) = (&self.ours.header.structs, &self.theirs.structs);
        for (name, their) in theirs {
            let Some(our) = ours.get(name) else {
                self.lack(name, "ours lacks the struct".into());
                continue;
            };
            let mut equal = true;
            for (nth, their) in their.fields.iter().enumerate() {
                match our.fields.get(nth) {
                    Some(our) if self.same_field(name, our, their) => continue,
                    Some(our) => self.differ(
                        name,
                        format!("field {nth}: ours is {our}, theirs is {their}"),
                    ),
                    None => self.lack(name, format!("ours lacks field {nth}; theirs is {their}")),
                }
                equal = false;
            }
            // A struct with fewer fields is an older one.
            let whole = their.fields.len() == our.fields.len();
            if equal && whole && our.size != their.size {
                self.differ(
                    name,
                    format!("size: ours is {}, theirs is {}", our.size, their.size),
                );
                equal = false;
            }
            if equal {
                self.report.structs += 1;
            }
            if equal && whole {
                self.seen.0.insert(name.clone());
            }
        }
    }

    fn same_field(&self, of: &str, our: &Field, their: &Field) -> bool {
        let renamed = RENAMED.iter().any(|renamed| {
            (renamed.on)(self.release)
                && (renamed.of, renamed.ours, renamed.theirs) == (of, &*our.name, &*their.name)
        });
        (renamed || our.name == their.name) && (&our.of, our.offset) == (&their.of, their.offset)
    }

    fn same(&mut self, name: &str, our: &str, their: &str) -> bool {
        if our != their {
            self.differ(name, format!("ours is `{our}`, theirs is `{their}`"));
            return false;
        }
        self.seen.0.insert(name.into());
        true
    }

    fn differ(&mut self, name: &str, what: String) {
        if KNOWN
            .iter()
            .any(|known| (known.on)(self.release) && known.items.contains(&name))
        {
            self.report.known += 1;
            self.seen.0.insert(name.into());
        } else {
            self.report.differences.push(format!("{name}: {what}"));
        }
    }

    /// A difference, unless the release is newer than what ours describes.
    fn lack(&mut self, name: &str, what: String) {
        match self.release.to_newest() {
            Ordering::Greater => self.report.additions.push(name.into()),
            _ => self.differ(name, what),
        }
    }
}

/// Valkey's names as Redis would spell them. `DefragValkeyModuleString` is a name of its own.
fn one_prefix(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(next) = rest.chars().next() {
        let in_word = before.is_alphanumeric() || before == '_';
        let replaced = [
            ("ValkeyModule", "RedisModule", !in_word),
            ("VALKEYMODULE_", "REDISMODULE_", true),
        ]
        .into_iter()
        .chain([("VMSE_", "REDISMODULE_VMSE_", !in_word)])
        .find(|(from, _, here)| *here && rest.starts_with(from));
        let taken = match replaced {
            Some((from, to, _)) => {
                out.push_str(to);
                from.len()
            }
            None => {
                out.push(next);
                next.len_utf8()
            }
        };
        before = rest[..taken].chars().next_back().unwrap_or(' ');
        rest = &rest[taken..];
    }
    out
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        out.push(' ');
        rest = rest[start + 2..]
            .split_once("*/")
            .map_or("", |(_, after)| after);
    }
    out + rest
}

/// Constants of the preprocessor that are no numbers, by their text, and the events. Where bindgen knows the value it
/// takes the text's place.
fn text_constants(text: &str) -> BTreeMap<String, String> {
    let text = text.replace("\\\n", " ");
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let mut constants = BTreeMap::new();
    for line in text.lines() {
        let line: String = line
            .trim()
            .strip_prefix('#')
            .unwrap_or_default()
            .trim_start()
            .into();
        let Some((name, body)) = line
            .strip_prefix("define ")
            .and_then(|rest| rest.trim().split_once(char::is_whitespace))
        else {
            continue;
        };
        let is_constant = name.trim_start_matches('_').starts_with("REDISMODULE_")
            || name.starts_with("RedisModule");
        // With a parameter it is no constant.
        if is_constant && !name.contains('(') && !NO_CONSTANTS.contains(&name) {
            constants.insert(name.to_string(), squeeze(body));
        }
    }
    for (at, prefix) in text.match_indices("RedisModuleEvent_") {
        let rest = &text[at + prefix.len()..];
        if let Some((name, rest)) = rest.split_once('=')
            && name.trim().chars().all(char::is_alphanumeric)
            && let Some(end) = rest.find('}')
        {
            constants.insert(format!("{prefix}{}", name.trim()), squeeze(&rest[..=end]));
        }
    }
    constants
}

/// Gives each struct the name of its typedef, where tag and typedef differ.
fn by_typedef(items: &mut Vec<syn::Item>) {
    let structs: BTreeSet<String> = items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Struct(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    let mut typedefs = HashMap::new();
    items.retain(|item| match item {
        syn::Item::Type(alias) if structs.contains(&tokens(&alias.ty)) => {
            typedefs.insert(tokens(&alias.ty), alias.ident.to_string());
            false
        }
        _ => true,
    });
    let mut names = typedefs.clone();
    for item in items.iter() {
        let (syn::Item::Struct(syn::ItemStruct { ident, .. })
        | syn::Item::Union(syn::ItemUnion { ident, .. })) = item
        else {
            continue;
        };
        // Those inside have the tag in the name that bindgen gives them.
        let name = ident.to_string();
        if let Some((tag, nth)) = name.split_once("__bindgen_ty_")
            && let Some(typedef) = typedefs.get(tag)
        {
            names.insert(name.clone(), format!("{typedef}__bindgen_ty_{nth}"));
        }
    }
    let mut rename = bindings::Rename(names);
    for item in items {
        rename.visit_item_mut(item);
    }
}

/// Takes away what does not matter: names of parameters, attributes, visibility.
struct Strip;

impl VisitMut for Strip {
    fn visit_type_bare_fn_mut(&mut self, function: &mut syn::TypeBareFn) {
        for input in &mut function.inputs {
            input.name = None;
        }
        syn::visit_mut::visit_type_bare_fn_mut(self, function);
    }
}

/// A type or value as one short line.
fn tokens(of: &impl ToTokens) -> String {
    let text = of.to_token_stream().to_string();
    let text = text
        .replace(
            ":: core :: option :: Option < unsafe extern \"C\" fn ",
            "fn",
        )
        .replace(":: core :: ffi :: ", "");
    text.replace(" (", "(")
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(" ,", ",")
        .replace("* ", "*")
}
