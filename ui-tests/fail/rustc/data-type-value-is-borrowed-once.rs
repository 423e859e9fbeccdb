use redmod::prelude::*;

redmod::module! { name: "visits" }

#[data_type(name = "mytype-01")]
#[derive(Default)]
struct Visits {
    total: u64,
}

#[command(flags = "write", keys = 1..1)]
fn twice(mut visits: KeyMut<Visits>) {
    let first = visits.or_default();
    let second = visits.get_mut();
    first.total = 1;
    drop(second);
}

#[command(flags = "write", keys = 1..1)]
fn freed(mut visits: KeyMut<Visits>) -> u64 {
    let Some(value) = visits.get() else { return 0 };
    visits.delete();
    value.total
}

#[command(flags = "write", keys = 1..1)]
fn closed(mut visits: KeyMut<Visits>) -> u64 {
    let value = visits.or_default();
    drop(visits);
    value.total
}

#[command(flags = "write")]
fn called(cx: &mut Context) -> Result<u64> {
    let mut visits = cx.key_mut::<Visits>("visits")?;
    let value = visits.or_default();
    cx.call::<()>("DEL", "visits")?;
    Ok(value.total)
}

#[command(flags = "readonly", keys = 1..1)]
fn written(mut visits: Key<Visits>) {
    visits.get_mut();
}

fn main() {}
