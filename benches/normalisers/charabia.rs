// charabia's normalisation of a word marked as Arabic, with its char map: one word a line in, one out.
use charabia::normalizer::NormalizerOption;
use charabia::{Normalize, Script, Token};
use std::borrow::Cow;
fn main() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let token = Token { lemma: Cow::Borrowed(&line), script: Script::Arabic, ..Default::default() };
        let option = NormalizerOption { create_char_map: true, lossy: true, ..Default::default() };
        println!("{}", token.normalize(&option).lemma);
    }
}
