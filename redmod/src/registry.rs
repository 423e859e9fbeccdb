//! Decides how the annotated items of a module find together: in one list, made by the linker,
//! that is read when the module is loaded.
//!
//! Nothing runs before `main` and nothing is allocated. Where a linker drops the sections that
//! this needs, the feature `inventory` gathers the same items by code that runs at start.

use crate::command::{Command, Registered};
use crate::config;
use crate::data_type::{self, DataType};
use crate::event::{self, Handler};
use crate::filter::CommandFilter;
use crate::info::InfoSection;
use crate::load::Module;
use crate::notification::Subscriber;

/// Something that an attribute registers.
#[doc(hidden)]
pub enum Item {
    /// `module!`
    Module(Module),
    /// `#[command]`
    Command(Registered),
    /// `#[data_type]`
    DataType(data_type::Registered),
    /// `#[config]`
    Config(config::Registered),
    /// `#[info_section]`
    InfoSection(InfoSection),
    /// `#[command_filter]`
    CommandFilter(CommandFilter),
    /// `#[on_event]`
    Event(event::Registered),
    /// `#[on_keyspace]`
    Keyspace(Subscriber),
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
        Item::DataType(data_type::Registered::new::<T>())
    }

    /// The item of a function that is called on an event.
    #[must_use]
    pub const fn event<H: Handler>() -> Item {
        Item::Event(event::Registered::new::<H>())
    }
}

/// Registers an item, named in an attribute's expansion.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "inventory"))]
macro_rules! __submit {
    ($item:expr) => {
        #[$crate::__private::linkme::distributed_slice($crate::__private::ITEMS)]
        #[linkme(crate = $crate::__private::linkme)]
        static ITEM: $crate::__private::Item = $item;
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

/// All items, in no particular order.
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
        Item::InfoSection(section) => Some(section),
        _ => None,
    })
}

/// The command filters, in no particular order.
pub(crate) fn command_filters() -> impl Iterator<Item = &'static CommandFilter> {
    items().filter_map(|item| match item {
        Item::CommandFilter(filter) => Some(filter),
        _ => None,
    })
}

/// The data types, in no particular order.
pub(crate) fn data_types() -> impl Iterator<Item = &'static data_type::Registered> {
    items().filter_map(|item| match item {
        Item::DataType(data_type) => Some(data_type),
        _ => None,
    })
}

/// The configs, in no particular order.
pub(crate) fn configs() -> impl Iterator<Item = &'static config::Registered> {
    items().filter_map(|item| match item {
        Item::Config(config) => Some(config),
        _ => None,
    })
}

/// The functions that are called on events of the server, in no particular order.
pub(crate) fn events() -> impl Iterator<Item = &'static event::Registered> {
    items().filter_map(|item| match item {
        Item::Event(event) => Some(event),
        _ => None,
    })
}

/// The functions that are called on keyspace notifications, in no particular order.
pub(crate) fn subscribers() -> impl Iterator<Item = &'static Subscriber> {
    items().filter_map(|item| match item {
        Item::Keyspace(subscriber) => Some(subscriber),
        _ => None,
    })
}
