//! The attribute and derive macros of redmod, which re-exports them.
//!
//! Each is a compiler: it parses into a model, which is plain data, checks that, and expands it.
//! Checking finds all errors of an item; expanding cannot fail. No type is known by its name: what
//! depends on a type is left to functions of redmod, which rustc calls while it compiles.

#![forbid(unsafe_code)]

mod args;
mod attribute;
mod command;
mod config;
mod data_type;
mod errors;
mod event;
mod filter;
mod function;
mod info;
mod key_flags;
mod module;
mod nearest;
mod reply;
mod ty;
mod value;
mod words;

#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Makes a function a command.
///
/// The function stays what it is: it can be called, tested and documented. Its parameters are
/// taken from the call's arguments by `redmod::args::Args`, what it returns is replied by
/// `redmod::reply::Reply`, and its doc comment is the command's summary.
///
/// ```
/// # mod example {
/// use redmod::prelude::*;
///
/// /// Adds points to a player and returns the new score.
/// #[command(name = "lb.add", flags = "write deny-oom fast", keys = 1..1, since = "1.0.0")]
/// fn add(board: KeyName, player: &[u8], points: f64) -> Result<f64> {
///     // …
///     # let _ = (board, player);
///     Ok(points)
/// }
/// # }
/// ```
///
/// Everything in the parentheses may be left out:
///
/// | key | what it says | unless said |
/// | --- | --- | --- |
/// | `name = "lb.add"` | the command's name; two words with a blank between them are a subcommand; the server shows it as it is written | the module's name, a dot and the function's name |
/// | `flags = "write fast"` | the flags, as in the table below | none |
/// | `keys = first..last` | which arguments are keys: positions, the command's name being 0, both ends included, `-1` the last argument | there are no keys |
/// | `step = 2` | how far it is from one key to the next | 1 |
/// | `key_flags(dest = "OW UPDATE")` | what is done with a parameter's key, where its type and the command's flags do not tell | what they tell |
/// | `replicate = verbatim` | what is sent to replicas and the append-only file: the call as it came (`verbatim`, `RM_ReplicateVerbatim`), what the function says (`explicit`), or nothing (`none`) | `verbatim` with the flag `write` or `may-replicate` |
/// | `summary = "what it does"` | one line for `COMMAND DOCS` | the first paragraph of the doc comment |
/// | `since = "1.0.0"` | the version of the module that first had the command | |
/// | `complexity = "O(1)"` | how its time grows | |
/// | `tips = "nondeterministic_output"` | hints for clients and proxies | |
/// | `history(("1.1.0", "takes several players"))` | what changed, by the version that changed it | |
/// | `acl = "read mine"` | more ACL categories, without `@` | those that the flags imply |
/// | `get_keys = function` | a `fn(&mut KeyPositions)` that tells which arguments are keys, with the flag `getkeys-api` (`RM_IsKeysPositionRequest`) | what the parameters tell |
/// | `get_channels = function` | the same for channels, with the flag `getchannels-api` (`RM_IsChannelsPositionRequest`) | |
/// | `crate = path` | where redmod is | `::redmod` |
///
/// | flag | the command |
/// | --- | --- |
/// | `write` | may change the keyspace |
/// | `readonly` | only reads it |
/// | `deny-oom` | may use more memory, so that it is refused when there is none; only with `write` |
/// | `fast` | does not take longer with more data |
/// | `admin` | is for administrators |
/// | `pubsub` | has to do with channels |
/// | `deny-script` | cannot be called by scripts |
/// | `allow-loading`, `allow-stale`, `allow-busy` | runs also while the server loads, while its data is stale, while a script blocks it |
/// | `no-monitor`, `no-slowlog`, `no-commandlog` | is not shown by `MONITOR`, in the slow log, in the command log (Valkey 8.1) |
/// | `no-auth` | runs before the client has authenticated |
/// | `no-cluster` | is not there in cluster mode |
/// | `may-replicate` | may replicate, though it does not write |
/// | `blocking` | may block the client |
/// | `getkeys-api`, `getchannels-api` | is asked for the positions of keys, of channels |
/// | `no-mandatory-keys` | has keys, but may be called without |
/// | `random` | had random replies; ignored since Redis 7.0 |
/// | `internal` | is for the cluster's own use (Redis 8) |
/// | `all-dbs` | touches all databases (Valkey 9.1) |
///
/// A flag that the server does not know yet is left out there where that does no harm, or else the
/// module is not loaded.
///
/// The signature and the attribute are held against each other while they are compiled: a range
/// of keys against the parameters that are keys, the order of the parameters, a `KeyMut` against
/// the flags. A function with type parameters, a method, an `async`, `unsafe` or `extern` function
/// cannot be a command.
///
/// While the module is loaded, each command is registered (`RM_CreateCommand`, or
/// `RM_CreateSubcommand` in the container that `RM_GetCommand` finds) and described
/// (`RM_SetCommandInfo`), and gets its ACL categories (`RM_SetCommandACLCategories`), which are made
/// if the server lacks them (`RM_AddACLCategory`).
#[doc(alias("RM_CreateCommand", "RM_CreateSubcommand", "RM_GetCommand"))]
#[doc(alias("RM_SetCommandInfo", "RM_SetCommandACLCategories", "RM_AddACLCategory"))]
#[doc(alias(
    "RM_IsKeysPositionRequest",
    "RM_IsChannelsPositionRequest",
    "RM_ReplicateVerbatim"
))]
#[proc_macro_attribute]
pub fn command(attribute: TokenStream, item: TokenStream) -> TokenStream {
    command::command(attribute.into(), item.into()).into()
}

/// Makes a static a config of the module, which its users set as they do the server's own.
///
/// ```
/// # mod example {
/// use std::time::Duration;
///
/// use redmod::ConfigContext;
/// use redmod::config::{Flags, MemorySize};
/// use redmod::prelude::*;
///
/// /// `mymodule.max-items`
/// #[config(default = 100, range = 1..=1000, on_change = even)]
/// static MAX_ITEMS: Config<i64>;
///
/// fn even(new: i64) -> Result<()> {
///     if new % 2 == 1 {
///         return Err(Error::fixed(c"ERR items come in pairs"));
///     }
///     Ok(())
/// }
///
/// #[config(default = "64mb", range = "1mb"..)]
/// static BUFFER: Config<MemorySize>;
///
/// #[config(default = "5s", apply = restart)]
/// static PERIOD: Config<Duration>;
///
/// fn restart(cx: &ConfigContext) -> Result<()> {
///     cx.log(redmod::Level::Notice, format_args!("every {:?}", PERIOD.get()));
///     Ok(())
/// }
///
/// #[derive(ConfigEnum, Clone, Copy)]
/// enum Mode {
///     Fast,
///     Safe,
/// }
///
/// #[config(default = Mode::Fast, flags = "immutable")]
/// static MODE: Config<Mode>;
///
/// #[derive(ConfigEnum, Clone, Copy)]
/// enum Event {
///     Hit,
///     Miss,
/// }
///
/// #[config(default = [Event::Hit, Event::Miss])]
/// static REPORTED: Config<Flags<Event>>;
/// # }
/// ```
///
/// | key | what it says | unless said |
/// | --- | --- | --- |
/// | `default = 100` | the value that it has at first: as the type's are written, or as users write durations and numbers of bytes | cannot be left out |
/// | `range = 1..=1000` | the least and the greatest value, of numbers, durations and numbers of bytes | what the type has; a float is finite |
/// | `flags = "immutable"` | the flags, as in the table below | none |
/// | `name = "max-items"` | its name, which the server prefixes with the module's: letters, digits, `-`, `_` | the static's name in small letters with hyphens |
/// | `on_change = function` | a `fn(i64) -> Result<()>`, for the type's values; `&str` of a `String`, `&[u8]` of a `Vec<u8>`. It is called with each value before that is set, the first one included; an error refuses the value | |
/// | `apply = function` | a `fn(&ConfigContext) -> Result<()>` that is called when values were set: once when the module is loaded, and then once for each `CONFIG SET`, also if it has set several configs that share the function. An error puts the old values back | |
/// | `crate = path` | where redmod is | `::redmod` |
///
/// | flag | the config |
/// | --- | --- |
/// | `immutable` | gets its value when the module is loaded, and keeps it |
/// | `sensitive` | is not shown in logs |
/// | `hidden` | is not shown by `CONFIG GET` with a pattern |
/// | `protected` | is only set where `enable-protected-configs` allows that |
/// | `deny-loading` | is not set while the server loads data |
/// | `unprefixed` | has no prefix (Redis 8; elsewhere it has) |
///
/// | type | is written |
/// | --- | --- |
/// | `i8` to `i64`, `isize`, `u8` to `u64`, `usize` | in digits |
/// | `f64` | `0.5`, `1e-9` |
/// | `bool` | `yes`, `no` |
/// | `String`, `Vec<u8>` | as it is |
/// | `MemorySize` | `100mb` |
/// | `Duration` | `500ms`, with one of the units `ns`, `us`, `ms`, `s`, `m`, `h`, `d` |
/// | an enum with [`ConfigEnum`](macro@ConfigEnum) | as its variant's name with hyphens |
/// | `Flags` of such an enum | as such names with one blank between two, or `none` |
///
/// A value comes from `CONFIG SET`; or else from `MODULE LOADEX` or the configuration file; or else from the module's
/// arguments, which begin with names of configs, each with a value behind it; or else it is the default. What is left of the
/// arguments goes to the module's `init`, which runs when configs have their values. `CONFIG REWRITE` keeps the values. Redis before
/// 7.0 has no configs of modules: there only the arguments say what is not the default.
///
/// The hooks run in the middle of a command, `CONFIG SET`, and get no client. A panic in one is logged, and refuses the value.
///
/// The configs are registered in the order of their names (`RM_RegisterNumericConfig`, `RM_RegisterBoolConfig`,
/// `RM_RegisterEnumConfig`, `RM_RegisterStringConfig`; `RM_RegisterUnsignedNumericConfig` for numbers beyond an `i64`, on Valkey 9.1),
/// and set together (`RM_LoadConfigs`, after `RM_LoadDefaultConfigs` on Redis 8). What the server has no kind for are strings to
/// it, with the same checks: floats, durations, and large numbers elsewhere. Two configs with one name, case aside, refuse the load.
#[doc(alias("RM_RegisterNumericConfig", "RM_RegisterUnsignedNumericConfig"))]
#[doc(alias(
    "RM_RegisterBoolConfig",
    "RM_RegisterEnumConfig",
    "RM_RegisterStringConfig"
))]
#[doc(alias("RM_LoadConfigs", "RM_LoadDefaultConfigs"))]
#[proc_macro_attribute]
pub fn config(attribute: TokenStream, item: TokenStream) -> TokenStream {
    config::config(attribute.into(), item.into()).into()
}

/// Makes an enum the words of a config: implements `redmod::config::ConfigEnum`.
///
/// ```
/// # mod example {
/// use redmod::prelude::*;
///
/// #[derive(ConfigEnum, Clone, Copy)]
/// enum Durability {
///     /// `none`
///     None,
///     /// `every-second`
///     EverySecond,
///     #[config(rename = "always")]
///     EveryWrite,
/// }
///
/// #[config(default = Durability::EverySecond)]
/// static DURABILITY: Config<Durability>;
/// # }
/// ```
///
/// Its variants have no fields, and it is `Copy`. A word is the variant's name with hyphens, unless
/// `#[config(rename = "…")]` says another; users may write it in any case. `#[config(crate = path)]` on the enum says where
/// redmod is.
#[proc_macro_derive(ConfigEnum, attributes(config))]
pub fn config_enum(item: TokenStream) -> TokenStream {
    config::config_enum(item.into()).into()
}

/// Makes a function a section of `INFO`.
///
/// ```
/// # mod example {
/// use redmod::{Info, info_section};
///
/// #[info_section]
/// fn stats(info: &mut Info) {
///     info.field("hits", 3);
///     info.field("hit-rate", 0.5);
///     info.dict("shard0", |shard| shard.field("keys", 12));
/// }
///
/// /// What the function returns is reported, in place of what it writes.
/// #[info_section(name = "cache")]
/// fn cache() -> Cache {
///     Cache { entries: 12 }
/// }
///
/// #[derive(Info)]
/// struct Cache {
///     entries: u64,
/// }
/// # }
/// ```
///
/// | key | what it says | unless said |
/// | --- | --- | --- |
/// | `name = "cache"` | the section's name, which the server prefixes with the module's | the function's name |
/// | `crash_safe` | the function may be asked when the server has crashed: it allocates nothing, takes no locks and trusts no data | it is left out of crash reports |
/// | `crate = path` | where redmod is | `::redmod` |
///
/// The function is called only when its section is asked for: by `INFO everything`, `INFO modules`, or
/// `INFO` with the module's or the section's name. The sections of a module come in the order of their names. A panic is logged and
/// counted, and ends that section alone. Two sections with one name refuse the load.
///
/// The module registers one callback for all of them (`RM_RegisterInfoFunc`), which begins each (`RM_InfoAddSection`).
#[doc(alias("RM_RegisterInfoFunc", "RM_InfoAddSection"))]
#[proc_macro_attribute]
pub fn info_section(attribute: TokenStream, item: TokenStream) -> TokenStream {
    info::section::section(attribute.into(), item.into()).into()
}

/// Makes a function a command filter: it sees every call before the server looks for its command, and may change
/// the arguments.
///
/// ```
/// # mod example {
/// use redmod::{FilterArgs, command_filter};
///
/// /// Whoever still calls `OLDSET` sets.
/// #[command_filter]
/// fn rename(args: &mut FilterArgs) {
///     if args.is_command("oldset") {
///         let _ = args.replace(0, "set");
///     }
/// }
/// # }
/// ```
///
/// | key | what it says | unless said |
/// | --- | --- | --- |
/// | `name = "10-rename"` | its place: the filters of a module are called in the order of their names | the function's name |
/// | `no_self` | it does not see what the module itself calls | it does |
/// | `crate = path` | where redmod is | `::redmod` |
///
/// It sees the calls of clients, of scripts and of modules, and on a replica those of the primary, but not again what a transaction has
/// queued, nor what the module itself calls while it has keys open: the commands by which a set's handle works. It has no context, since it may neither call nor look at keys; a `Global` is lent by its arguments. A panic is
/// logged and counted, and leaves the arguments as they are at that moment.
///
/// The filters are registered after the module's `init` (`RM_RegisterCommandFilter`), and taken back when it is
/// unloaded (`RM_UnregisterCommandFilter`).
#[doc(alias("RM_RegisterCommandFilter", "RM_UnregisterCommandFilter"))]
#[proc_macro_attribute]
pub fn command_filter(attribute: TokenStream, item: TokenStream) -> TokenStream {
    filter::command_filter(attribute.into(), item.into()).into()
}

/// Makes a function one that is called on an event of the server.
///
/// ```
/// # mod example {
/// use redmod::event::{FlushDb, Loading, SwapDb};
/// use redmod::{EventContext, Level, on_event};
///
/// #[on_event(FlushDB)]
/// fn flushed(cx: &EventContext, event: FlushDb) {
///     cx.log(Level::Notice, format_args!("{:?} of {:?}", event.phase, event.database));
/// }
///
/// /// Called on two subevents only.
/// #[on_event(Loading, Ended, Failed)]
/// fn loaded(event: Loading) {
///     # let _ = event;
/// }
///
/// /// Left out on a server without the event.
/// #[on_event(SwapDB, optional)]
/// fn swapped(event: SwapDb) {
///     # let _ = event;
/// }
/// # }
/// ```
///
/// The event comes first, then the subevents on which the function is called, where it is not all of them, and then:
///
/// | key | what it says | unless said |
/// | --- | --- | --- |
/// | `optional` | a server that lacks the event, or one of the subevents, loads the module without the function | it refuses to load the module |
/// | `crate = path` | where redmod is | `::redmod` |
///
/// The function takes the event's payload, `&EventContext`, both, or neither, and returns nothing. What the payload borrows ends with
/// the call.
///
/// | event | payload, of `redmod::event` | subevents | since |
/// | --- | --- | --- | --- |
/// | `ReplicationRoleChanged` | `ReplicationRoleChanged` | `NowPrimary` (`NowMaster`), `NowReplica` | Redis 6.0 |
/// | `Persistence` | `Persistence` | `RdbStart`, `AofStart`, `SyncRdbStart`, `SyncAofStart` (7.0), `Ended`, `Failed` | Redis 6.0 |
/// | `FlushDB` | `FlushDb` | `Start`, `End` | Redis 6.0 |
/// | `Loading` | `Loading` | `RdbStart`, `AofStart`, `ReplStart`, `Ended`, `Failed` | Redis 6.0 |
/// | `ClientChange` | `ClientChange` | `Connected`, `Disconnected` | Redis 6.0 |
/// | `Shutdown` | `Shutdown` | | Redis 6.0 |
/// | `ReplicaChange` | `ReplicaChange` | `Online`, `Offline` | Redis 6.0 |
/// | `PrimaryLinkChange` (`MasterLinkChange`) | `PrimaryLinkChange` | `Up`, `Down` | Redis 6.0 |
/// | `CronLoop` | `CronLoop` | | Redis 6.0 |
/// | `ModuleChange` | `ModuleChange` | `Loaded`, `Unloaded` | Redis 6.0 |
/// | `LoadingProgress` | `LoadingProgress` | `Rdb`, `Aof` | Redis 6.0 |
/// | `SwapDB` | `SwapDb` | | Redis 6.2 |
/// | `ReplBackup` | `ReplBackup` | `Create`, `Restore`, `Discard` | Redis 6.2, which alone fires it |
/// | `ForkChild` | `ForkChild` | `Born`, `Died` | Redis 6.2 |
/// | `ReplAsyncLoad` | `ReplAsyncLoad` | `Started`, `Aborted`, `Completed` | Redis 7.0 |
/// | `EventLoop` | `EventLoop` | `BeforeSleep`, `AfterSleep` | Redis 7.0 |
/// | `Config` | `Config` | `Change` | Redis 7.0 |
/// | `Key` | `LostKey` | `Deleted`, `Expired`, `Evicted`, `Overwritten` | Redis 7.2 |
/// | `AuthenticationAttempt` | `AuthenticationAttempt` | | Valkey 9.1 |
/// | `AtomicSlotMigration` | `AtomicSlotMigration` | `ImportStarted`, `ExportStarted`, `ImportAborted`, `ExportAborted`, `ImportCompleted`, `ExportCompleted` | Valkey 9.1 |
/// | `CommandResultSuccess`, `CommandResultFailure`, `CommandResultRejected` | `CommandResult` | | Valkey 9.1 |
/// | `CommandResultACLRejected` | `CommandResult` | `Auth`, `Command`, `Key`, `Channel`, `Database` | Valkey 9.1 |
///
/// All functions for one event are one subscription of the module (`RM_SubscribeToServerEvent`); whether the server has a
/// subevent, it is asked (`RM_IsSubEventSupported`). They are called in the order of the attributes' files, by name, and lines. A
/// panic is logged and counted, and the next one is called all the same. The module subscribes last when it is loaded, after its
/// `init`.
#[doc(alias("RM_SubscribeToServerEvent", "RM_IsSubEventSupported"))]
#[proc_macro_attribute]
pub fn on_event(attribute: TokenStream, item: TokenStream) -> TokenStream {
    event::server::on_event(attribute.into(), item.into()).into()
}

/// Makes a function one that is called on keyspace notifications.
///
/// ```
/// # mod example {
/// use redmod::notification::Notification;
/// use redmod::{Level, NotificationContext, on_keyspace};
///
/// #[on_keyspace(expired | evicted)]
/// fn gone(cx: &NotificationContext, what: Notification) {
///     cx.log(Level::Notice, format_args!("{:?} of {:?}", what.event, what.key));
/// }
///
/// #[on_keyspace(generic | string, events = "set del")]
/// fn written(what: Notification) {
///     # let _ = what;
/// }
/// # }
/// ```
///
/// The classes come first, with `|` between them: `generic`, `string`, `list`, `set`, `hash`, `zset`, `expired`, `evicted`, `stream`,
/// `module`, which together are `all`; and `key-miss`, `loaded` (Redis 6.0.7) and `new` (Redis 7.0.1). Then:
///
/// | key | what it says | unless said |
/// | --- | --- | --- |
/// | `events = "set del"` | the events, as clients see them | all events of the classes |
/// | `optional` | a server that lacks one of the classes loads the module all the same | it refuses to |
/// | `crate = path` | where redmod is | `::redmod` |
///
/// The function takes `Notification`, `&NotificationContext`, both, or neither, and returns nothing. It is called whatever
/// `notify-keyspace-events` says. It may not write, nor call commands: it posts a job (`NotificationContext::post`).
///
/// All functions are one subscription of the module (`RM_SubscribeToKeyspaceEvents`). They are called in the order of the
/// attributes' files, by name, and lines. A panic is logged and counted, and the next one is called all the same. The module
/// subscribes last when it is loaded, after its `init`.
#[doc(alias("RM_SubscribeToKeyspaceEvents"))]
#[proc_macro_attribute]
pub fn on_keyspace(attribute: TokenStream, item: TokenStream) -> TokenStream {
    event::keyspace::on_keyspace(attribute.into(), item.into()).into()
}

/// Makes a struct something that `INFO` can show: implements `redmod::info::InfoFields`.
///
/// ```
/// # mod example {
/// use redmod::Info;
///
/// #[derive(Info)]
/// struct Stats {
///     hits: u64,
///     #[info(rename = "hit-rate")]
///     rate: Option<f64>,
///     #[info(dict)]
///     memory: Memory,
///     #[info(skip)]
///     internal: Vec<u8>,
/// }
///
/// #[derive(Info)]
/// struct Memory {
///     used: u64,
///     peak: u64,
/// }
/// # }
/// ```
///
/// Each field of the struct is a field of the section; of `None` there is none. One with `#[info(dict)]` is a
/// field with fields of its own: `memory:used=1,peak=2`. `#[info(rename = "…")]` gives a field another name,
/// `#[info(skip)]` leaves it out, and `#[info(crate = path)]` on the struct says where redmod is.
#[proc_macro_derive(Info, attributes(info))]
pub fn info(item: TokenStream) -> TokenStream {
    info::fields::fields(item.into()).into()
}

/// Names the module: once in each.
///
/// ```
/// # mod example {
/// use redmod::LoadContext;
/// use redmod::args::Input;
/// use redmod::prelude::*;
///
/// redmod::module! {
///     name: "leaderboard",
///     version: 1,
///     init: init,
///     unload: unload,
///     options: [handle_io_errors],
///     containers: { "lb.admin": "What administrators need." },
/// }
///
/// /// Takes the arguments of `MODULE LOAD`.
/// fn init(cx: &mut LoadContext, input: &mut Input) -> Result<()> {
///     let size: Option<u64> = input.next()?;
///     # let _ = (cx, size);
///     Ok(())
/// }
///
/// fn unload(cx: &mut LoadContext) {
///     # let _ = cx;
/// }
/// # }
/// ```
///
/// | key | what it says | unless said |
/// | --- | --- | --- |
/// | `name: "leaderboard"` | the module's name among the server's modules; commands without a name of their own begin with it | cannot be left out |
/// | `version: 1` | what `MODULE LIST` shows | 1 |
/// | `init: function` | a `fn(&mut LoadContext, &mut Input) -> Result<()>` that runs when all but filters, events and notifications is registered; an error refuses the load | |
/// | `unload: function` | a `fn(&mut LoadContext)` that runs first when it is unloaded | |
/// | `defrag: function` | a `fn(&mut Defragmenter) -> Result<()>` that moves what the module keeps outside of keys, when the server defragments (`RM_RegisterDefragFunc`, Redis 6.2; `RM_RegisterDefragFunc2`, Redis 8.0, where it can pause); an error is logged | |
/// | `defrag_start: function`, `defrag_end: function` | a `fn(&mut Defragmenter) -> Result<()>` that runs before and after each pass over all that the server has (`RM_RegisterDefragCallbacks`, Redis 8.0) | |
/// | `options: [option, …]` | `handle_io_errors`, `no_implicit_signal_modified`, `handle_repl_async_load`, `allow_nested_keyspace_notifications`, `skip_command_validation`, `handle_atomic_slot_migration`: the constants of `ModuleOption` | none |
/// | `containers: { "lb.admin": "…" }` | what the container commands of subcommands are, for `COMMAND DOCS` | nothing |
/// | `crate: path` | where redmod is | `::redmod` |
///
/// When the server loads the module, its functions are looked up (`RM_GetApi`), a name that is taken
/// refuses the load (`RM_IsModuleNameBusy`), and the server is told name and version
/// (`RM_SetModuleAttribs`).
#[doc(alias(
    "RM_GetApi",
    "RM_IsModuleNameBusy",
    "RM_SetModuleAttribs",
    "RM_RegisterDefragFunc",
    "RM_RegisterDefragFunc2",
    "RM_RegisterDefragCallbacks"
))]
#[proc_macro]
pub fn module(input: TokenStream) -> TokenStream {
    module::module(input.into()).into()
}

/// Takes arguments into a struct or an enum: implements `redmod::args::Args`.
///
/// ```
/// # mod example {
/// use redmod::prelude::*;
///
/// /// `SETEX key value [EX seconds] [NX | XX] [KEEPTTL] [TAG tag …]`
/// #[command(name = "my.set", flags = "write deny-oom", keys = 1..1)]
/// fn set(key: KeyName, value: &[u8], options: Options) {
///     # let _ = (key, value, options);
/// }
///
/// #[derive(Args)]
/// struct Options<'a> {
///     /// When it expires.
///     #[arg(token = "EX", name = "seconds")]
///     expiry: Option<u64>,
///     condition: Option<Condition>,
///     #[arg(token)]
///     keep_ttl: bool,
///     #[arg(token = "TAG")]
///     tags: Repeated<&'a str>,
/// }
///
/// #[derive(Args)]
/// enum Condition {
///     /// Only where there is nothing yet.
///     Nx,
///     /// Only where there is something.
///     Xx,
/// }
/// # }
/// ```
///
/// **A struct** takes its fields. Those without a token come first, in order. Those with a token,
/// or of a type that begins with one, follow in any order, each at most once unless its type says
/// otherwise, as `Repeated` does. What is left out is `None`, `false` or empty, or else a syntax
/// error. A struct with one unnamed field is that field under another type.
///
/// **An enum** takes one of its variants: each is a token, whatever its case, and what the variant
/// holds follows it. `Limit { offset: u64, count: u64 }` is `LIMIT 0 10`.
///
/// Attributes of fields and variants:
///
/// | key | what it says | unless said |
/// | --- | --- | --- |
/// | `token = "EX"` | the token | |
/// | `token` | the field has a token, which is its name in capitals, without `_`: `keep_ttl` is `KEEPTTL` | a field has none; a variant's is its name in capitals |
/// | `name = "seconds"` | the name for `COMMAND DOCS` | the name with hyphens: `keep_ttl` and `KeepTtl` are `keep-ttl` |
/// | `key_flags = "OW UPDATE"` | of a field: what is done with its key, where its type and the command's flags do not tell | what they tell |
///
/// Doc comments are the summaries of `COMMAND DOCS`. `#[arg(crate = path)]` on the struct or the
/// enum says where redmod is. Lifetimes are those of the call; type parameters there are none.
#[proc_macro_derive(Args, attributes(arg))]
pub fn args(item: TokenStream) -> TokenStream {
    args::args(item.into()).into()
}

/// Replies a struct or an enum: implements `redmod::reply::Reply`.
///
/// ```
/// # mod example {
/// use redmod::prelude::*;
///
/// #[derive(Reply)]
/// struct Stats {
///     hits: u64,
///     #[reply(rename = "hit-rate")]
///     rate: f64,
///     state: State,
///     #[reply(skip)]
///     internal: u64,
/// }
///
/// #[derive(Reply)]
/// enum State {
///     Idle,
///     ShuttingDown,
/// }
///
/// #[command(flags = "fast")]
/// fn stats() -> Stats {
///     Stats { hits: 3, rate: 0.5, state: State::ShuttingDown, internal: 0 }
/// }
/// # }
/// ```
///
/// **A struct with named fields** is a map (a flat array on RESP2) from the fields' names, as they
/// are, to their values. With unnamed fields it is an array, and with a single one it is that field.
///
/// **An enum** is the name of the variant as a bulk string, with hyphens: `ShuttingDown` is
/// `shutting-down`. Its variants have no fields.
///
/// `#[reply(rename = "…")]` gives a named field or a variant another name, `#[reply(skip)]` leaves
/// a field out, and `#[reply(crate = path)]` on the struct or the enum says where redmod is. Type
/// parameters are replies too.
#[proc_macro_derive(Reply, attributes(reply))]
pub fn reply(item: TokenStream) -> TokenStream {
    reply::reply(item.into()).into()
}

/// Makes a struct a data type: its values live at keys, and the server saves, loads, replicates, copies and
/// frees them.
///
/// ```
/// # mod example {
/// use std::collections::HashMap;
///
/// use redmod::prelude::*;
///
/// /// Visits of a site.
/// #[data_type(name = "mytype-01", encver = 1)]
/// #[derive(Default)]
/// struct Visits {
///     total: u64,
///     by_page: HashMap<String, u64>,
/// }
///
/// #[command(name = "visits.hit", flags = "write deny-oom", keys = 1..1)]
/// fn hit(mut visits: KeyMut<Visits>, page: &str, n: Option<u64>) -> u64 {
///     let visits = visits.or_default();
///     visits.total += n.unwrap_or(1);
///     *visits.by_page.entry(page.to_owned()).or_default() += n.unwrap_or(1);
///     visits.total
/// }
/// # }
/// ```
///
/// | key | what it says | unless said |
/// | --- | --- | --- |
/// | `name = "mytype-01"` | its name among all data types of all modules: nine characters of `A-Z`, `a-z`, `0-9`, `-`, `_` | cannot be left out |
/// | `encver = 1` | the version of what is saved, from 0 to 1023 | 0 |
/// | `migrate = function` | a `fn(&mut Visits, u16) -> Result<()>` that is called with each value that was saved with an older `encver`, which it gets, once its fields are loaded; an error refuses the value | the fields stay as they were loaded |
/// | `check = function` | a `fn(&Visits) -> Result<()>` that is called with each value that was loaded, from a file, a primary or a client; an error refuses the value | whatever its fields can be is a value |
/// | `save = function` | a `fn(&Visits, &RdbWriter)` that writes a value number by number and string by string, in any format, as of a module in C; goes with `load` | one field after the other |
/// | `load = function` | a `fn(&RdbReader) -> Result<Visits>` that reads it | |
/// | `aux_save = function` | a `fn(&RdbWriter, When)` that saves what belongs to no key; goes with `aux_load` | nothing |
/// | `aux_load = function` | a `fn(&RdbReader, When) -> Result<()>` that loads it; an error refuses the file | |
/// | `aux_when = "before after"` | whether that is before the keys, after them, or both | `"before"` |
/// | `aof_rewrite = function` | a `fn(&Visits, &mut Aof) -> Result<()>` that writes the commands that make a value again, when the append-only file is rewritten; an error fails the rewrite | one `RESTORE` |
/// | `mem_usage = function` | a `fn(&Visits, Sample) -> usize`: the bytes that a value takes, all of them | its size, and the blocks of its fields |
/// | `free_effort = function` | a `fn(&Visits) -> usize`: how many steps freeing takes; beyond 64 another thread does it, and so it does for 0 | the number of blocks |
/// | `digest = function` | a `fn(&Visits, &mut Digest)` for `DEBUG DIGEST-VALUE` | that of the saved bytes |
/// | `copy = function` | a `fn(&Visits, Place, Place) -> Result<Visits>` for `COPY`: from where and to where; an error fails the command | saved and loaded again |
/// | `unlink = function` | a `fn(&Visits, Place)` that is called when a value leaves its key, deleted, expired or overwritten, and before it is freed, which may be on another thread; not when a database is flushed. Redis 6.2 | nothing |
/// | `defrag = function` | a `fn(&mut Visits, &mut Defragmenter)` that moves what a value owns, when the server defragments. Redis 6.2 | the blocks of its fields |
/// | `crate = path` | where redmod is | `::redmod` |
///
/// The functions get no context, as there is no client for which they could call commands: `RdbWriter`, `RdbReader`, `Aof`, `Digest`,
/// `Place` and `Sample` of `redmod::data_type` and `redmod::defrag::Defragmenter` are all that they see. When a value is freed is the struct's `Drop`. A panic in them is logged; the rewrite or
/// the `COPY` fails, and all else goes on.
///
/// With `save` and `load` the fields can be of any type. Copies, digests and the `RESTORE` are then made of what `save` writes, and
/// `mem_usage`, `free_effort` and `defrag` are to be said where the struct owns more than itself.
///
/// Aux data is saved with every snapshot, also that for a replica, and not by `DUMP`, nor when the append-only file is rewritten without
/// a preamble. Where `aux_save` writes nothing, `aux_load` is not called from Redis 7.2 on; older servers call it all the same, and it
/// finds nothing to read.
///
/// The struct stays what it is. Each of its fields is a [`Persist`](macro@Persist), in the order in which they are
/// written, and the whole is `Send`, since the server frees large values on another thread. Values are
/// reached through keys: `Key<Visits>`, `KeyMut<Visits>`.
///
/// What is saved may change with a higher `encver`, which fields are told by `#[persist(…)]`, those of parts too:
///
/// | key | what it says | unless said |
/// | --- | --- | --- |
/// | `since = 2` | the field is saved from this `encver` on | in all |
/// | `until = 3` | from this `encver` on the field is not saved; it stays in the struct, so that `migrate` can read it | in all |
/// | `default = function` | makes the field's value where none was saved | `Default::default` |
/// | `serde` | the field is saved through serde, so that its type need not be a `Persist` (feature `serde` of redmod) | |
///
/// A value that was saved with a newer `encver` than the module has is refused; the log says which.
///
/// The type is registered while the module is loaded (`RM_CreateDataType`), with as many callbacks as the server knows
/// (`RM_GetTypeMethodVersion`). A module with a type cannot be unloaded.
/// What is wrong with a value that is loaded or saved is in the log, with its type and its key (`RM_LogIOError`,
/// `RM_GetKeyNameFromIO`).
#[doc(alias(
    "RM_CreateDataType",
    "RM_GetTypeMethodVersion",
    "RM_GetKeyNameFromIO",
    "RM_LogIOError"
))]
#[proc_macro_attribute]
pub fn data_type(attribute: TokenStream, item: TokenStream) -> TokenStream {
    data_type::data_type(attribute.into(), item.into()).into()
}

/// Makes a struct or an enum a part of data types: implements `redmod::data_type::Persist`.
///
/// ```
/// # mod example {
/// use redmod::prelude::*;
///
/// #[derive(Persist)]
/// struct Page {
///     path: String,
///     kind: Kind,
/// }
///
/// #[derive(Persist)]
/// enum Kind {
///     Text,
///     Image { width: u32, height: u32 },
/// }
///
/// #[data_type(name = "mytype-01", encver = 1)]
/// struct Pages(Vec<Page>);
/// # }
/// ```
///
/// **A struct** is saved as its fields, in the order in which they are written; **an enum** as the number of its variant,
/// and the variant's fields. So neither may change its order once values were saved; a new variant goes last, and
/// fields come and go with `#[persist(since = 2)]` and `#[persist(until = 3)]`, as [`data_type`](macro@data_type) says.
///
/// `#[persist(crate = path)]` on the struct or the enum says where redmod is. Type parameters are parts too;
/// there are no lifetimes, since what is loaded owns all that it has.
#[proc_macro_derive(Persist, attributes(persist))]
pub fn persist(item: TokenStream) -> TokenStream {
    data_type::persist(item.into()).into()
}
