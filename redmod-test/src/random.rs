//! Decides how a test's random run can be repeated.

/// A generator of random numbers, whose seed is printed and so is shown with a test that fails.
/// `REDMOD_SEED=…` repeats a run.
///
/// ```
/// let mut random = redmod_test::random();
/// let die = random.u64(1..=6);
/// assert!((1..=6).contains(&die));
/// ```
///
/// # Panics
/// If `REDMOD_SEED` is set and no number.
pub fn random() -> fastrand::Rng {
    let seed = match std::env::var("REDMOD_SEED") {
        Ok(seed) => seed.parse().expect("REDMOD_SEED is a number"),
        Err(_) => fastrand::u64(..),
    };
    println!("REDMOD_SEED={seed}");
    fastrand::Rng::with_seed(seed)
}
