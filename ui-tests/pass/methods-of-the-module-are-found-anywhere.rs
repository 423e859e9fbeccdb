mod inner {
    use redmod::prelude::*;

    pub(crate) mod deeper {
        #[redmod::command(get_keys = super::positions, flags = "readonly getkeys-api")]
        pub(in crate::inner) fn get(key: &str) -> usize {
            key.len()
        }
    }

    fn positions(_: &mut redmod::KeyPositions) {}

    pub fn call() -> usize {
        deeper::get("abc")
    }

    #[command]
    pub const fn constant() -> u8 {
        1
    }
}

fn main() {
    #[redmod::command]
    fn in_a_function() {}

    assert_eq!(inner::call(), 3);
    assert_eq!(inner::constant(), 1);
    in_a_function();
}
