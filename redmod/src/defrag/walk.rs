//! Decides how a pass over a value pauses: between the elements of its collections, and between
//! those of the collections in these.
//!
//! Elements are counted in the order in which they come. The number of the one that is next is what
//! the server remembers, so that a call that goes on skips as many. The value may have changed in
//! between; then some are left out or come twice, until the next pass.

use super::Defragmenter;

/// How deep in collections a pass can pause.
const LEVELS: usize = 2;

/// How many blocks are looked at before the server is asked again whether it wants its time back.
const PATIENCE: u32 = 64;

/// Where a pass is. Both places together are one number of the server's.
#[derive(Default)]
pub(super) struct Walk {
    /// Whether the server calls again.
    may_pause: bool,
    is_paused: bool,
    /// In how many collections the element is that is looked at.
    level: usize,
    /// The number of the element, for each level.
    next: [u32; LEVELS],
    /// The number of the element where the pass goes on.
    resume: [u32; LEVELS],
    /// How much was done since the server was last asked.
    work: u32,
}

impl Walk {
    pub(super) fn from_cursor(cursor: u64) -> Walk {
        Walk {
            may_pause: true,
            resume: [(cursor >> 32) as u32, cursor as u32],
            ..Walk::default()
        }
    }

    pub(super) fn paused_at(&self) -> Option<u64> {
        let [outer, inner] = self.next.map(u64::from);
        self.is_paused.then_some(outer << 32 | inner)
    }

    /// Notes that a block is looked at; there is none left where the pass has paused.
    pub(super) fn begin_block(&mut self) -> bool {
        self.work += 1;
        !self.is_paused
    }
}

impl Defragmenter<'_> {
    /// Calls the function with each element of a collection, and pauses between two of them when the
    /// server wants its time back (`RM_DefragCursorSet`): then the rest is left out, here and in what
    /// follows. Where the server calls again, elements that had their turn are skipped
    /// (`RM_DefragCursorGet`).
    ///
    /// ```no_run
    /// use redmod::defrag::Defragmenter;
    ///
    /// struct Cache {
    ///     pages: Vec<Box<[u8; 4000]>>,
    /// }
    ///
    /// fn defrag(cache: &mut Cache, defrag: &mut Defragmenter<'_>) {
    ///     defrag.block(&mut cache.pages);
    ///     defrag.each(cache.pages.iter_mut(), |page, defrag| {
    ///         defrag.block(page);
    ///     });
    /// }
    /// ```
    ///
    /// Inside of two others it is never paused.
    #[doc(alias = "RM_DefragCursorGet")]
    #[doc(alias = "RM_DefragCursorSet")]
    pub fn each<T>(
        &mut self,
        items: impl ExactSizeIterator<Item = T>,
        mut defrag: impl FnMut(T, &mut Self),
    ) {
        let Some(skipped) = self.enter(items.len()) else {
            return;
        };
        for item in items.skip(skipped) {
            defrag(item, self);
            if !self.go_on() {
                break;
            }
        }
        self.leave();
    }

    /// Whether the pass has paused, so that nothing more is to be done in this call.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.walk.is_paused
    }

    /// Enters a collection of so many elements; how many of them had their turn, or `None` if all.
    pub(crate) fn enter(&mut self, len: usize) -> Option<usize> {
        let walk = &mut self.walk;
        if walk.is_paused {
            return None;
        }
        let mut skipped = 0;
        if let (Some(next), Some(resume)) =
            (walk.next.get_mut(walk.level), walk.resume.get(walk.level))
        {
            skipped = resume.saturating_sub(*next) as usize;
            if skipped > 0 && skipped >= len {
                let len = u32::try_from(len).unwrap_or(u32::MAX);
                *next = next.saturating_add(len);
                return None;
            }
            *next += skipped as u32;
        }
        walk.begin_element(walk.level);
        walk.level += 1;
        Some(skipped)
    }

    /// After an element of the innermost collection: whether there is time for the next one.
    pub(crate) fn go_on(&mut self) -> bool {
        let walk = &mut self.walk;
        let level = walk.level - 1;
        // One amid which the pass has paused comes again.
        if !walk.is_paused
            && let Some(next) = walk.next.get_mut(level)
        {
            *next = next.saturating_add(1);
            // What comes after has no number.
            let is_last = *next == u32::MAX;
            walk.begin_element(level);
            if !is_last {
                self.pause_if_late();
            }
        }
        !self.walk.is_paused
    }

    /// Leaves the collection that was entered last.
    pub(crate) fn leave(&mut self) {
        self.walk.level -= 1;
    }

    /// Lets nothing pause in what the function looks at, as if it were deep inside of collections.
    pub(crate) fn whole(&mut self, look: impl FnOnce(&mut Self)) {
        self.walk.level += LEVELS;
        look(self);
        self.walk.level -= LEVELS;
    }

    /// Pauses if enough was done and the server wants its time back.
    pub(crate) fn pause_if_late(&mut self) -> bool {
        self.walk.work += 1;
        if self.walk.may_pause && self.walk.work >= PATIENCE {
            self.walk.work = 0;
            self.walk.is_paused |= self.should_stop();
        }
        self.walk.is_paused
    }

    /// Pauses; the call was told so by the server.
    pub(crate) fn pause(&mut self) {
        self.walk.is_paused = true;
    }
}

impl Walk {
    /// The elements in the next one are counted from 0, and skipped only in the one where the pass had
    /// paused.
    fn begin_element(&mut self, level: usize) {
        let is_resumed = self.next.get(level) == self.resume.get(level);
        let inner = level + 1;
        if let (Some(next), Some(resume)) = (self.next.get_mut(inner), self.resume.get_mut(inner)) {
            *next = 0;
            if !is_resumed {
                *resume = 0;
            }
        }
    }
}
