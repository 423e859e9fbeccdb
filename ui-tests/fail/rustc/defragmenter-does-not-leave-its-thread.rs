use redmod::defrag::Defragmenter;
use redmod::prelude::*;

redmod::module! { name: "mymodule", defrag: defrag }

fn defrag(defrag: &mut Defragmenter<'_>) -> Result<()> {
    let mut text = String::from("text");
    std::thread::scope(|scope| {
        scope.spawn(|| defrag.block(&mut text));
    });
    Ok(())
}

fn main() {}
