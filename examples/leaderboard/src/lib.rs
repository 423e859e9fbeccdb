//! A sorted set: points, ranks, pages, and the neighbours of a player.
//!
//! Players with the same points share a rank, and stand in the order of the server: by their names,
//! backwards.

#![forbid(unsafe_code)]

use redmod::prelude::*;

redmod::module! { name: "leaderboard", version: 1 }

// ANCHOR: add
/// Adds points to a player and returns the new score.
#[command(name = "lb.add", flags = "write deny-oom fast", keys = 1..1, since = "1.0.0")]
fn add(mut board: KeyMut<ZSet>, player: &[u8], points: f64) -> Result<f64> {
    board.incr(player, points)
}
// ANCHOR_END: add

// ANCHOR: rank
/// Replies a player's rank: 1 if nobody has more points.
#[command(name = "lb.rank", flags = "readonly fast", keys = 1..1, since = "1.0.0")]
fn rank(cx: &mut Context, board: KeyName, player: &ServerStr) -> Result<Option<u64>> {
    let score = cx.key::<ZSet>(&board)?.score(player);
    score.map(|score| rank_of(cx, board, score)).transpose()
}

/// One more than there are players with more points: O(log n), by the server.
fn rank_of(cx: &mut Context, board: KeyName, score: f64) -> Result<u64> {
    let better: u64 = cx.call("ZCOUNT", (board, format!("({score}"), "+inf"))?;
    Ok(better + 1)
}
// ANCHOR_END: rank

// ANCHOR: page
/// A rank, a player, and the player's points.
type Row = (u64, ServerString, f64);

/// Replies a page of the board, the best first, after some players that are passed over.
#[command(name = "lb.page", flags = "readonly", keys = 1..1, since = "1.0.0")]
fn page(cx: &mut Context, board: KeyName, start: u32, count: u32) -> Result<Vec<Row>> {
    rows(cx, board, start.into(), count.into())
}

/// Replies a player with so many neighbours above and below, the best first.
#[command(name = "lb.around", flags = "readonly", keys = 1..1, since = "1.0.0")]
fn around(cx: &mut Context, board: KeyName, player: &ServerStr, n: u32) -> Result<Vec<Row>> {
    let Some(place) = cx.call::<Option<u64>>("ZREVRANK", (board, player))? else {
        return Ok(Vec::new());
    };
    let start = place.saturating_sub(n.into());
    rows(cx, board, start, place - start + u64::from(n) + 1)
}

/// The server goes to a place in O(log n); an iterator would pass all players before it.
fn rows(cx: &mut Context, board: KeyName, start: u64, count: u64) -> Result<Vec<Row>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let places = (board, start, start + count - 1, "WITHSCORES");
    let players: Vec<(ServerString, f64)> = cx.call("ZREVRANGE", places)?;
    let Some(&(_, mut score)) = players.first() else {
        return Ok(Vec::new());
    };
    let mut rank = rank_of(cx, board, score)?;
    let row = |(place, (player, points))| {
        if points < score {
            (rank, score) = (place, points);
        }
        (rank, player, points)
    };
    Ok((start + 1..).zip(players).map(row).collect())
}
// ANCHOR_END: page
