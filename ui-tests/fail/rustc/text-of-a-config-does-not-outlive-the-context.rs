use redmod::prelude::*;

#[config(default = "hello")]
static GREETING: Config<String>;

#[command]
fn nested(cx: &mut Context) -> Result<()> {
    let greeting = GREETING.borrow(cx)?;
    cx.call::<()>("CONFIG", ("SET", "mymodule.greeting", "other"))?;
    drop(greeting);
    Ok(())
}

fn without_context() -> &'static str {
    GREETING.get()
}

fn main() {}
