//! Decides how a module learns of what happens to keys, and how it tells others what it does to them:
//! keyspace notifications.

use std::cell::UnsafeCell;
use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr::NonNull;

use redmod_sys::{self as sys, REDISMODULE_OK, RedisModuleCtx, RedisModuleString, api};

use crate::call::{CommandName, NameBuffer};
use crate::context::{AnyContext, ServerContext};
use crate::event::{Call, EventParam, Location, Occasion};
use crate::frame::Access;
use crate::key::{KeyMut, KeyType, Name};
use crate::registry::{self, Part, Turn};
use crate::{Error, Result, ServerStr, ServerString, frame, panic};

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:ident $word:literal;)*) => {
        /// What kind of thing happened to a key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Class {
            $($(#[$doc])* $name = sys::$bit as isize,)*
        }

        impl Class {
            /// All classes.
            pub const ALL: &[Class] = &[$(Class::$name),*];

            /// The class of a notification, which has one.
            const fn of(bit: c_int) -> Option<Class> {
                match bit {
                    $(sys::$bit => Some(Class::$name),)*
                    _ => None,
                }
            }

            /// Its word in `#[on_keyspace]`.
            const fn word(self) -> &'static str {
                match self {
                    $(Class::$name => $word,)*
                }
            }
        }
    };
}

classes! {
    /// Commands for any type of value: `del`, `expire`, `rename_from` (`g`).
    Generic = REDISMODULE_NOTIFY_GENERIC "generic";
    /// Commands for strings (`$`).
    String = REDISMODULE_NOTIFY_STRING "string";
    /// Commands for lists (`l`).
    List = REDISMODULE_NOTIFY_LIST "list";
    /// Commands for sets (`s`).
    Set = REDISMODULE_NOTIFY_SET "set";
    /// Commands for hashes (`h`).
    Hash = REDISMODULE_NOTIFY_HASH "hash";
    /// Commands for sorted sets (`z`).
    ZSet = REDISMODULE_NOTIFY_ZSET "zset";
    /// A key has expired and was deleted (`x`).
    Expired = REDISMODULE_NOTIFY_EXPIRED "expired";
    /// A key was evicted (`e`).
    Evicted = REDISMODULE_NOTIFY_EVICTED "evicted";
    /// Commands for streams (`t`).
    Stream = REDISMODULE_NOTIFY_STREAM "stream";
    /// A key was looked up that is not there (`m`).
    KeyMiss = REDISMODULE_NOTIFY_KEY_MISS "key-miss";
    /// A key was loaded from a file; for modules only (Redis 6.0.7).
    Loaded = REDISMODULE_NOTIFY_LOADED "loaded";
    /// What modules tell of their own types (`d`; Redis 6.2.2).
    Module = REDISMODULE_NOTIFY_MODULE "module";
    /// A key is there that was not (`n`; Redis 7.0.1).
    New = REDISMODULE_NOTIFY_NEW "new";
}

impl Class {
    const fn bit(self) -> c_int {
        self as c_int
    }
}

/// The classes that every server has; those after them are in what
/// `RM_GetKeyspaceNotificationFlagsAll` says.
const SINCE_6_0: c_int = (sys::REDISMODULE_NOTIFY_KEY_MISS << 1) - 1;

/// The classes that this server has.
fn supported() -> c_int {
    // SAFETY: the table is loaded; the function returns a number.
    unsafe {
        api()
            .GetKeyspaceNotificationFlagsAll
            .map_or(SINCE_6_0, |all| all())
    }
}

/// Several classes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Classes(c_int);

impl Classes {
    /// Whether the class is one of them.
    #[must_use]
    pub fn contains(self, class: Class) -> bool {
        self.0 & class.bit() != 0
    }
}

impl std::fmt::Debug for Classes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let classes = Class::ALL.iter().filter(|class| self.contains(**class));
        f.debug_set().entries(classes).finish()
    }
}

/// What happened to a key.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Notification<'a> {
    /// What kind of thing.
    pub class: Class,
    /// What: `set`, `lpush`, `expired` and so on.
    pub event: &'a CStr,
    /// The key.
    pub key: &'a ServerStr,
    /// The key's database.
    pub database: i32,
}

/// A keyspace notification, as what a function is called on.
#[doc(hidden)]
pub enum Keyspace {}

impl Occasion for Keyspace {
    type Payload<'a> = Told<'a>;
}

/// A notification as the server tells of it; a function that does not take it does without the rest.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Told<'a> {
    class: Class,
    /// A C string that lives for `'a`.
    event: *const c_char,
    key: &'a ServerStr,
}

impl<'a> EventParam<'a, Keyspace> for Notification<'a> {
    #[inline]
    fn take(call: &Call<'a, Keyspace>) -> Notification<'a> {
        let Told { class, event, key } = call.payload;
        // SAFETY: the event is a C string, which lives for `'a`; the context is live.
        let (event, database) = unsafe {
            let context = call.context.as_ptr();
            (CStr::from_ptr(event), (api().GetSelectedDb)(context))
        };
        Notification {
            class,
            event,
            key,
            database,
        }
    }
}

/// A function with `#[on_keyspace]`.
#[doc(hidden)]
pub trait Subscribes {
    /// What the attribute says of it.
    const SUBSCRIBER: Subscriber;
}

/// What `#[on_keyspace]` says of a function.
#[doc(hidden)]
pub struct Subscriber {
    /// The classes that it wants.
    pub classes: &'static [Class],
    /// The events that it wants, such as `set`; all of them if there is none.
    pub events: &'static [&'static CStr],
    /// Whether classes that the server lacks are left out.
    pub optional: bool,
    /// Where the attribute stands.
    pub location: Location,
    /// The author's function.
    pub run: Run,
}

/// How the author's function is called.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum Run {
    /// It takes nothing.
    Bare(fn()),
    /// It takes something of the notification, or the context.
    Told(fn(&Call<'_, Keyspace>)),
}

/// A function that wants notifications.
#[doc(hidden)]
pub struct Registered {
    subscriber: Subscriber,
    entry: Entry,
}

impl Registered {
    pub(crate) const fn new<S: Subscribes>() -> Registered {
        Registered {
            subscriber: S::SUBSCRIBER,
            entry: entry::<S>,
        }
    }
}

/// As the server calls a module.
type Entry = unsafe extern "C" fn(
    *mut RedisModuleCtx,
    c_int,
    *const c_char,
    *mut RedisModuleString,
) -> c_int;

/// A function with its classes as one number, since each change of any key asks for them.
struct Subscribed {
    classes: c_int,
    entry: Entry,
}

impl Subscribed {
    fn new(registered: &'static Registered) -> Subscribed {
        let bits = registered.subscriber.classes.iter();
        Subscribed {
            classes: bits.fold(0, |all, class| all | class.bit()),
            entry: registered.entry,
        }
    }
}

/// Whether a C string is this one, without asking first how long it is.
///
/// # Safety
/// It is a C string.
#[inline(always)]
unsafe fn is(text: *const c_char, wanted: &CStr) -> bool {
    let mut bytes = wanted.to_bytes_with_nul().iter().enumerate();
    // SAFETY: all bytes before were equal to those of `wanted`, and none of these is its last one, so that the
    // text has not ended.
    bytes.all(|(i, byte)| unsafe { text.add(i).cast::<u8>().read() } == *byte)
}

/// The functions, by the place of the attribute, if there are several.
struct Subscribers(UnsafeCell<Vec<Subscribed>>);

// SAFETY: reached by callbacks only, and these run one at a time, under the server's lock.
unsafe impl Sync for Subscribers {}

static SUBSCRIBERS: Subscribers = Subscribers(UnsafeCell::new(Vec::new()));

impl Subscribers {
    /// # Safety
    /// A callback runs that is not [`dispatch`], which reads them.
    unsafe fn set(&self, subscribers: Vec<Subscribed>) {
        // SAFETY: the caller's promise: nothing refers to the old ones.
        unsafe { *self.0.get() = subscribers };
    }
}

pub(crate) static PART: Part = Part {
    turn: Turn::Notifications,
    register,
    undo: forget,
};

/// Subscribes to all classes that any function wants (`RM_SubscribeToKeyspaceEvents`). Nothing may fail
/// afterwards: servers have no way to undo it but unloading.
fn register(context: NonNull<RedisModuleCtx>) -> Result<(), String> {
    let supported = supported();
    let all = registry::in_order(registry::subscribers(), |it| it.subscriber.location);
    let mut classes = 0;
    for Registered { subscriber, .. } in &all {
        for class in subscriber.classes {
            if supported & class.bit() != 0 {
                classes |= class.bit();
            } else if !subscriber.optional && *class != Class::Module {
                // Where modules cannot tell of anything, nothing is missed.
                let ((file, line, _), word) = (subscriber.location, class.word());
                return Err(format!(
                    "this server has no keyspace notifications of the class {word}: {file}:{line}"
                ));
            }
        }
    }
    if classes == 0 {
        return Ok(());
    }
    let entry = match all[..] {
        // What wants what the server tells is then known.
        [one] => one.entry,
        _ => dispatch,
    };
    // SAFETY: the module is being loaded. The context is that of `OnLoad`, and the function lives as long as the module.
    let status = unsafe {
        SUBSCRIBERS.set(all.into_iter().map(Subscribed::new).collect());
        (api().SubscribeToKeyspaceEvents)(context.as_ptr(), classes, Some(entry))
    };
    match status {
        REDISMODULE_OK => Ok(()),
        _ => Err("the server refuses its subscription to keyspace notifications".into()),
    }
}

/// Forgets the functions when the module goes; the server drops its subscription itself.
fn forget(_: NonNull<RedisModuleCtx>) {
    // SAFETY: the module is being unloaded, or was not loaded.
    unsafe { SUBSCRIBERS.set(Vec::new()) };
}

/// Calls the functions that want a notification.
///
/// # Safety
/// Only the server calls it, with a live context, a C string and a live key name.
unsafe extern "C" fn dispatch(
    context: *mut RedisModuleCtx,
    class: c_int,
    event: *const c_char,
    key: *mut RedisModuleString,
) -> c_int {
    // SAFETY: they change when the module is loaded and unloaded, but not while it is called here. The rest is the
    // server's promise.
    unsafe {
        for it in &*SUBSCRIBERS.0.get() {
            if it.classes & class != 0 {
                (it.entry)(context, class, event, key);
            }
        }
    }
    REDISMODULE_OK
}

/// Calls one function on a notification of one of its classes, if it wants the event. It has a boundary of its own: after a
/// panic, which is logged and counted, the next one is called all the same.
///
/// # Safety
/// As [`dispatch`].
unsafe extern "C" fn entry<S: Subscribes>(
    context: *mut RedisModuleCtx,
    class: c_int,
    event: *const c_char,
    key: *mut RedisModuleString,
) -> c_int {
    let events = const { S::SUBSCRIBER.events };
    // SAFETY: the server's promise.
    if events.is_empty() || events.iter().any(|wanted| unsafe { is(event, wanted) }) {
        match const { S::SUBSCRIBER.run } {
            // It can do nothing to the server, so that nothing is noted of its call.
            Run::Bare(run) => _ = panic::boundary(run),
            // SAFETY: the server's promise.
            Run::Told(run) => unsafe { tell(run, context, class, event, key) },
        }
    }
    REDISMODULE_OK
}

/// Calls a function that takes something.
///
/// # Safety
/// As [`dispatch`].
#[inline(never)]
unsafe fn tell(
    run: fn(&Call<'_, Keyspace>),
    context: *mut RedisModuleCtx,
    class: c_int,
    event: *const c_char,
    key: *mut RedisModuleString,
) {
    let (Some(class), Some(key)) = (Class::of(class), NonNull::new(key)) else {
        return;
    };
    let _frame = frame::enter(Access::Read);
    // SAFETY: only the server calls this, with a live context, a C string and a string, which live during
    // the call; a notification's context has a client. While the server loads, the string is one on its
    // stack, which must not be retained.
    let call: Call<'_, Keyspace> = unsafe {
        Call {
            context: NonNull::new_unchecked(context),
            payload: Told {
                class,
                event,
                key: ServerStr::lent(key),
            },
        }
    };
    let _ = panic::boundary(|| run(&call));
}

impl AnyContext {
    /// The classes of which clients are told, by the config `notify-keyspace-events`
    /// (`RM_GetNotifyKeyspaceEvents`). Modules are told of all.
    #[doc(alias = "RM_GetNotifyKeyspaceEvents")]
    #[must_use]
    pub fn notified_classes(&self) -> Classes {
        // SAFETY: the table is loaded; the function returns a number.
        Classes(unsafe { (api().GetNotifyKeyspaceEvents)() })
    }

    /// The classes of notifications that this server has (`RM_GetKeyspaceNotificationFlagsAll`, Redis
    /// 6.0.9; servers without it have those of Redis 6.0.0).
    #[doc(alias = "RM_GetKeyspaceNotificationFlagsAll")]
    #[must_use]
    pub fn supported_classes(&self) -> Classes {
        Classes(supported())
    }
}

impl ServerContext {
    /// Tells clients and modules what was done to a key (`RM_NotifyKeyspaceEvent`): clients by the class and
    /// their server's config, as of the server's own commands.
    ///
    /// ```no_run
    /// # use redmod::prelude::*;
    /// use redmod::notification::Class;
    ///
    /// #[command(flags = "write deny-oom", keys = 1..1)]
    /// fn double(cx: &Context, mut key: KeyMut<Str>) -> Result<()> {
    ///     let twice = key.get().unwrap_or_default().repeat(2);
    ///     key.set(&twice);
    ///     cx.notify(Class::Module, "double", key.name().expect("it is open"))
    /// }
    /// ```
    ///
    /// While a key is open it waits until the last one is closed: others that are told may do something to
    /// the keyspace.
    ///
    /// # Errors
    /// Where the event's name has a NUL.
    #[doc(alias = "RM_NotifyKeyspaceEvent")]
    pub fn notify(
        &self,
        class: Class,
        event: impl CommandName,
        key: &(impl Name + ?Sized),
    ) -> Result<()> {
        let mut buffer = NameBuffer::new();
        let event = event.to_c(&mut buffer)?;
        key.with(|key| {
            // Here, since what names the key may have opened one.
            if frame::has_open_keys() {
                frame::queue(Notice {
                    context: self.as_ptr(),
                    database: self.database(),
                    class,
                    event: event.to_owned(),
                    key: key.to_owned(),
                });
            } else {
                // SAFETY: the context is live, and nothing is open.
                unsafe { send(self.as_ptr(), class, event, key) };
            }
        });
        Ok(())
    }
}

impl<T: KeyType> KeyMut<'_, T> {
    /// Tells clients and modules what was done to the key, once the last key is closed: see
    /// [`ServerContext::notify`].
    ///
    /// # Errors
    /// Where the event's name has a NUL.
    pub fn notify(&self, class: Class, event: impl CommandName) -> Result<()> {
        let (Some(name), Some(database)) = (self.name(), self.database()) else {
            return Err(CLOSED);
        };
        let mut buffer = NameBuffer::new();
        frame::queue(Notice {
            context: self.context().as_ptr(),
            database,
            class,
            event: event.to_c(&mut buffer)?.to_owned(),
            key: name.to_owned(),
        });
        Ok(())
    }
}

const CLOSED: Error = Error::fixed(c"ERR the key is not open");

/// A notification that waits until no key is open.
pub(crate) struct Notice {
    context: *mut RedisModuleCtx,
    database: i32,
    class: Class,
    event: CString,
    key: ServerString,
}

impl Notice {
    /// Sends it.
    ///
    /// # Safety
    /// The callback that has queued it still runs, and nothing is open.
    pub(crate) unsafe fn send(self) {
        // SAFETY: the context is that of the callback, which has a client. The database was selected
        // when the notification was queued, or is that of a key that was open.
        unsafe {
            let selected = (api().GetSelectedDb)(self.context);
            (api().SelectDb)(self.context, self.database);
            send(self.context, self.class, &self.event, &self.key);
            (api().SelectDb)(self.context, selected);
        }
    }
}

/// # Safety
/// The context is live and has a client; no key is open.
unsafe fn send(context: *mut RedisModuleCtx, class: Class, event: &CStr, key: &ServerStr) {
    // SAFETY: the caller's promise. The server always answers that it is well.
    unsafe {
        (api().NotifyKeyspaceEvent)(context, class.bit(), event.as_ptr(), key.as_ptr());
    }
}
