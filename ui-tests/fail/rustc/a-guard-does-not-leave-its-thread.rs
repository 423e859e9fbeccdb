#![allow(unused)]
use redmod::DetachedContext;

fn unlock_elsewhere(mut detached: DetachedContext) {
    std::thread::scope(|scope| {
        let guard = detached.lock();
        scope.spawn(move || drop(guard));
    });
}

fn share(mut detached: DetachedContext) {
    std::thread::scope(|scope| {
        let guard = detached.lock();
        scope.spawn(|| guard.database_size());
    });
}

fn main() {}
