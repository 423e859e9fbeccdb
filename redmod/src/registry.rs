//! Decides how the annotated items of a module find together: in one list, made by the linker,
//! that is read when the module is loaded.
//!
//! Nothing runs before `main` and nothing is allocated. Where a linker drops the sections that
//! this needs, the feature `inventory` gathers the same items by code that runs at start.

use std::ptr::NonNull;

use redmod_sys::RedisModuleCtx;

use crate::command::{Command, Registered};
use crate::config;
use crate::data_type::{self, DataType};
use crate::event::{self, Handler};
use crate::filter::{self, CommandFilter};
use crate::info::{self, InfoSection};
use crate::load::Module;
use crate::notification::{self, Subscribes};

/// Something that an attribute registers.
#[doc(hidden)]
pub enum Item {
    /// `module!`
    Module(Module),
    /// `#[command]`
    Command(Registered),
    /// `#[data_type]`
    DataType(data_type::Registered, &'static Part),
    /// `#[config]`
    Config(config::Registered, &'static config::Part),
    /// `#[info_section]`
    InfoSection(InfoSection, &'static Part),
    /// `#[command_filter]`
    CommandFilter(CommandFilter, &'static Part),
    /// `#[on_event]`
    Event(event::Registered, &'static Part),
    /// `#[on_keyspace]`
    Keyspace(notification::Registered, &'static Part),
}

impl Item {
    /// A command's item.
    #[must_use]
    pub const fn command<C: Command>() -> Item {
        Item::Command(Registered::new::<C>())
    }

    /// A data type's item.
    #[must_use]
    pub const fn data_type<T: DataType>() -> Item {
        Item::DataType(data_type::Registered::new::<T>(), &data_type::PART)
    }

    /// A config's item.
    #[must_use]
    pub const fn config(config: config::Registered) -> Item {
        Item::Config(config, &config::PART)
    }

    /// The item of a section of `INFO`.
    #[must_use]
    pub const fn info_section(section: InfoSection) -> Item {
        Item::InfoSection(section, &info::PART)
    }

    /// A filter's item.
    #[must_use]
    pub const fn command_filter(filter: CommandFilter) -> Item {
        Item::CommandFilter(filter, &filter::PART)
    }

    /// The item of a function that is called on an event.
    #[must_use]
    pub const fn event<H: Handler>() -> Item {
        Item::Event(event::Registered::new::<H>(), &event::PART)
    }

    /// The item of a function that is called on keyspace notifications.
    #[must_use]
    pub const fn keyspace<S: Subscribes>() -> Item {
        Item::Keyspace(notification::Registered::new::<S>(), &notification::PART)
    }
}

/// What is done for all items of a kind when the module is loaded, and before it goes. Nothing but the items refers to it,
/// so that a module without such items does not hold the code.
#[doc(hidden)]
pub struct Part {
    pub(crate) turn: Turn,
    /// Registers them; its context is that of `OnLoad`.
    pub(crate) register: unsafe fn(NonNull<RedisModuleCtx>) -> Result<(), String>,
    /// Takes back what `register` has done, if it has; its context is that of `OnLoad` or `OnUnload`, and no callback of the
    /// module runs.
    pub(crate) undo: unsafe fn(NonNull<RedisModuleCtx>),
}

/// When a kind of items has its turn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    DataTypes,
    InfoSections,
    Events,
    Notifications,
    CommandFilters,
}

/// The part that has this turn, if the module has such items.
pub(crate) fn part(turn: Turn) -> Option<&'static Part> {
    let parts = items().filter_map(|item| match item {
        Item::DataType(_, part)
        | Item::InfoSection(_, part)
        | Item::CommandFilter(_, part)
        | Item::Event(_, part)
        | Item::Keyspace(_, part) => Some(*part),
        _ => None,
    });
    parts.into_iter().find(|part| part.turn == turn)
}

/// Registers an item, named in an attribute's expansion.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "inventory"))]
macro_rules! __submit {
    ($item:expr) => {
        #[$crate::__private::linkme::distributed_slice(__redmod::ITEMS)]
        #[linkme(crate = __redmod::linkme)]
        static ITEM: __redmod::Item = $item;
    };
}

/// Registers an item, named in an attribute's expansion.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "inventory")]
macro_rules! __submit {
    ($item:expr) => {
        $crate::__private::inventory::submit! { $item }
    };
}

#[cfg(not(feature = "inventory"))]
#[doc(hidden)]
#[linkme::distributed_slice]
pub static ITEMS: [Item];

#[cfg(feature = "inventory")]
inventory::collect!(Item);

/// All items, in no particular order. Not in each of its callers, with linkme's check of the section.
#[inline(never)]
fn items() -> impl Iterator<Item = &'static Item> {
    #[cfg(not(feature = "inventory"))]
    return ITEMS.iter();
    #[cfg(feature = "inventory")]
    return inventory::iter::<Item>.into_iter();
}

/// The items of `module!`, of which there must be one.
pub(crate) fn modules() -> impl Iterator<Item = &'static Module> {
    items().filter_map(|item| match item {
        Item::Module(module) => Some(module),
        _ => None,
    })
}

/// The commands, in no particular order.
pub(crate) fn commands() -> impl Iterator<Item = &'static Registered> {
    items().filter_map(|item| match item {
        Item::Command(command) => Some(command),
        _ => None,
    })
}

/// The sections of `INFO`, in no particular order.
pub(crate) fn info_sections() -> impl Iterator<Item = &'static InfoSection> {
    items().filter_map(|item| match item {
        Item::InfoSection(section, _) => Some(section),
        _ => None,
    })
}

/// The command filters, in no particular order.
pub(crate) fn command_filters() -> impl Iterator<Item = &'static CommandFilter> {
    items().filter_map(|item| match item {
        Item::CommandFilter(filter, _) => Some(filter),
        _ => None,
    })
}

/// The data types, in no particular order.
pub(crate) fn data_types() -> impl Iterator<Item = &'static data_type::Registered> {
    items().filter_map(|item| match item {
        Item::DataType(data_type, _) => Some(data_type),
        _ => None,
    })
}

/// The configs, in no particular order.
pub(crate) fn configs() -> impl Iterator<Item = &'static config::Registered> {
    items().filter_map(|item| match item {
        Item::Config(config, _) => Some(config),
        _ => None,
    })
}

/// What is done for configs, if the module has any.
pub(crate) fn config_part() -> Option<&'static config::Part> {
    items().find_map(|item| match item {
        Item::Config(_, part) => Some(*part),
        _ => None,
    })
}

/// The functions that are called on events of the server, in no particular order.
pub(crate) fn events() -> impl Iterator<Item = &'static event::Registered> {
    items().filter_map(|item| match item {
        Item::Event(event, _) => Some(event),
        _ => None,
    })
}

/// The functions that are called on keyspace notifications, in no particular order.
pub(crate) fn subscribers() -> impl Iterator<Item = &'static notification::Registered> {
    items().filter_map(|item| match item {
        Item::Keyspace(subscriber, _) => Some(subscriber),
        _ => None,
    })
}

/// Items in order, those of equal rank as they come. Each is put into its place, as there are few: a sort of the standard
/// library's would be 10 kB of code for each kind of item, in every module.
pub(crate) fn in_order<T, K: Ord>(
    items: impl Iterator<Item = &'static T>,
    rank: impl Fn(&T) -> K,
) -> Vec<&'static T> {
    let mut ordered: Vec<&T> = Vec::new();
    for item in items {
        let at = ordered.partition_point(|it| rank(it) <= rank(item));
        ordered.insert(at, item);
    }
    ordered
}

/// Items in the order of their names. A list, as a `BTreeMap` would be 30 kB of code in every module.
pub(crate) struct ByName<T: 'static>(pub(crate) Vec<(String, &'static T)>);

impl<T> ByName<T> {
    pub(crate) const EMPTY: Self = ByName(Vec::new());

    /// Adds an item, or says which one has the name.
    pub(crate) fn add(
        &mut self,
        name: String,
        item: &'static T,
    ) -> Result<(), (String, &'static T)> {
        match self.place(&name) {
            Ok(at) => Err((name, self.0[at].1)),
            Err(at) => {
                self.0.insert(at, (name, item));
                Ok(())
            }
        }
    }

    /// The item of a name.
    pub(crate) fn find(&self, name: &str) -> Option<&'static T> {
        self.place(name).ok().map(|at| self.0[at].1)
    }

    /// Where a name is, or belongs.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(it, _)| it.as_str().cmp(name))
    }
}
