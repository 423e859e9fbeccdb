//! A sorted set: points, the best players, and ranks.

#![forbid(unsafe_code)]

use std::ops::Bound;

use redmod::prelude::*;

redmod::module! { name: "leaderboard", version: 1 }

// ANCHOR: add
/// Adds points to a player and returns the new score.
#[command(name = "lb.add", flags = "write deny-oom fast", keys = 1..1, since = "1.0.0")]
fn add(mut board: KeyMut<ZSet>, player: &[u8], points: f64) -> Result<f64> {
    board.incr(player, points)
}
// ANCHOR_END: add

// ANCHOR: top
/// Replies the best players and their scores, after some that are passed over.
#[command(name = "lb.top", flags = "readonly", keys = 1..1, since = "1.0.0")]
fn top(
    mut board: Key<ZSet>,
    count: usize,
    offset: Option<usize>,
) -> Result<Vec<(ServerString, f64)>> {
    let best = board.rev_range_by_score(..)?;
    Ok(best.skip(offset.unwrap_or(0)).take(count).collect())
}
// ANCHOR_END: top

// ANCHOR: rank
/// Replies a player's rank: 1 if nobody has more points.
#[command(name = "lb.rank", flags = "readonly", keys = 1..1, since = "1.0.0")]
fn rank(mut board: Key<ZSet>, player: &ServerStr) -> Result<Option<usize>> {
    let Some(score) = board.score(player) else {
        return Ok(None);
    };
    let better = (Bound::Excluded(score), Bound::Unbounded);
    Ok(Some(board.range_by_score(better)?.count() + 1))
}
// ANCHOR_END: rank
