//! Decides what a config is: a static that the server's users read and set as they do the server's own
//! configs, and that the module reads without a lock.

mod callbacks;
mod declare;
mod duration;
mod enumeration;
mod kind;
mod register;
mod size;
mod value;

use std::cell::{Ref, RefCell};
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

pub use declare::HasNoRange;
pub use enumeration::{ConfigEnum, Flags};
pub use kind::{Kind, Value};
pub use size::MemorySize;
pub use value::{ConfigValue, Scalar};

pub use register::Registered;
pub(crate) use register::{PART, Part};

use crate::global::CRASHED;
use crate::{HoldsLock, Result, ServerString};

/// A value that the server's users can configure: a static with [`#[config]`](macro@crate::config).
///
/// ```
/// # mod example {
/// use redmod::prelude::*;
///
/// /// How many items there may be.
/// #[config(default = 100, range = 1..=1000)]
/// static MAX_ITEMS: Config<i64>;
///
/// #[config(default = "hello")]
/// static GREETING: Config<String>;
///
/// #[command]
/// fn greet(cx: &Context, items: i64) -> Result<String> {
///     if items > MAX_ITEMS.get() {
///         return Err(Error::fixed(c"ERR too many items"));
///     }
///     Ok(GREETING.borrow(cx)?.to_owned())
/// }
/// # }
/// ```
///
/// Numbers and the like are atomics, which [`get`](Config::get) reads on any thread. Text is borrowed through a
/// context ([`borrow`](Config::borrow)), which copies nothing. Before a server has loaded the module, as in unit
/// tests, the value is the default.
pub struct Config<T: ConfigValue> {
    core: Core,
    /// The default, where the compiler cannot make bits of it.
    kept: Option<T::Kept>,
    on_change: Option<OnChange<T>>,
}

type OnChange<T> = for<'a> fn(<T as ConfigValue>::Seen<'a>) -> Result<()>;

/// What a config is whatever its type.
#[doc(hidden)]
pub struct Core {
    kind: Kind,
    default: Value<'static>,
    bits: AtomicU64,
    /// The value as text, where the server or the author wants it so; nothing before it is loaded.
    text: RefCell<Option<ServerString>>,
    /// Whether it was set since `apply` ran.
    is_new: AtomicBool,
}

// SAFETY: the text is touched only by the server's callbacks, while the module is loaded and unloaded, and while
// what shows that the server is locked is borrowed: by one thread at a time. The rest is atomic.
unsafe impl Sync for Core {}

impl<T: Scalar> Config<T> {
    /// The value as it is now: one load of an atomic.
    #[must_use]
    #[inline]
    pub fn get(&self) -> T {
        T::from_bits(self.core.bits.load(Ordering::Relaxed), self.kept)
    }
}

impl Config<String> {
    /// The value as it is now, as long as the context is borrowed.
    ///
    /// # Errors
    /// For reports of crashes.
    pub fn borrow<'a, C: HoldsLock + ?Sized>(&'static self, cx: &'a C) -> Result<Ref<'a, str>> {
        let text = self.core.borrow(cx)?;
        Ok(Ref::map(text, |text| {
            std::str::from_utf8(text).unwrap_or_default()
        }))
    }
}

impl Config<Vec<u8>> {
    /// The value as it is now, as long as the context is borrowed.
    ///
    /// # Errors
    /// For reports of crashes.
    pub fn borrow<'a, C: HoldsLock + ?Sized>(&'static self, cx: &'a C) -> Result<Ref<'a, [u8]>> {
        self.core.borrow(cx)
    }
}

impl Core {
    fn borrow<'a, C: HoldsLock + ?Sized>(&'static self, cx: &'a C) -> Result<Ref<'a, [u8]>> {
        if !cx.may_share() {
            return Err(CRASHED);
        }
        Ok(Ref::map(self.text.borrow(), |text| {
            match (text, &self.default) {
                (Some(text), _) => text.as_bytes(),
                (None, Value::Text(text)) => text,
                (None, Value::Bits(_)) => &[],
            }
        }))
    }

    /// Takes a value as it is; whether it could, since nobody borrows the old text.
    fn store(&self, value: Value<'_>) -> bool {
        let Ok(mut text) = self.text.try_borrow_mut() else {
            return false;
        };
        if let Value::Bits(bits) = value {
            self.bits.store(bits, Ordering::Relaxed);
        }
        if self.kind.is_text() {
            *text = Some(ServerString::from_bytes(&self.kind.write(value)));
        }
        true
    }
}

impl<T: ConfigValue> fmt::Debug for Config<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config").finish_non_exhaustive()
    }
}

/// A config, whatever its type.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no config",
    label = "no config",
    note = "a config is a `Config<T>`: `static MAX_ITEMS: Config<i64>;`"
)]
pub trait AnyConfig: Sync {
    /// What it is whatever its type.
    fn core(&self) -> &Core;

    /// The value that it has at first.
    fn default(&self) -> Value<'static>;

    /// Asks the author's function whether a value may be set.
    fn may_become(&self, new: Value<'_>) -> Result<()>;
}

impl<T: ConfigValue> AnyConfig for Config<T> {
    fn core(&self) -> &Core {
        &self.core
    }

    fn default(&self) -> Value<'static> {
        let kept = self.kept.map(|kept| Value::Bits(T::kept_bits(kept)));
        kept.unwrap_or(self.core.default)
    }

    fn may_become(&self, new: Value<'_>) -> Result<()> {
        self.on_change
            .map_or(Ok(()), |on_change| on_change(T::see(new)))
    }
}
