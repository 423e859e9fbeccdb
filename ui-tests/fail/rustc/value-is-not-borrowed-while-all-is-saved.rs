use redmod::prelude::*;

#[command(flags = "readonly")]
fn saved(cx: &mut Context, name: &str) -> Result<Option<ServerString>> {
    let key = cx.key::<Hash>(name)?;
    cx.save_rdb("all.rdb")?;
    Ok(key.get("field"))
}

#[command(flags = "write", replicate = none)]
fn loaded(cx: &mut Context, name: &str) -> Result<Option<ServerString>> {
    let key = cx.key_mut::<Hash>(name)?;
    cx.load_rdb("all.rdb")?;
    Ok(key.get("field"))
}

fn main() {}
