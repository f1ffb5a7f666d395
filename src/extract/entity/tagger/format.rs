//! The model as a file: magic, version, checksum, then its parts, compact (rising hashes as differences, weights as bytes).

use super::chain::{Chain, FORBIDDEN, allowed};
use super::lexicon::{Entry, Lexicon};
use super::net::{HIDDEN, LAYERS, Layer, Net, NetParts, WIDTH};
use super::weights::Weights;
use super::{LABELS, TAGS};
use crate::extract::EntityLabel;
use sha2::{Digest, Sha256};

/// How a model file begins.
pub const MAGIC: &[u8; 4] = b"HSYT";
/// The version of the format that this program reads.
pub const VERSION: u16 = 3;

/// Versions before it, read as models that lack something: the classes that a teacher gives, and the network.
const UNTAUGHT: u16 = 1;
const ALONE: u16 = 2;

/// Points of a calibration curve, at probabilities 0, 0.1 … 1.
pub const POINTS: usize = 11;

const HEADER: usize = 4 + 2 + 32;

/// Why a file is not taken as a model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Not a model at all.
    #[error("this is not a tagger model (it does not begin as one)")]
    Foreign,
    /// A model of another version of the program.
    #[error("this tagger model has format version {found}; this program reads version {VERSION}")]
    Version {
        /// What it says it is.
        found: u16,
    },
    /// Cut off or altered.
    #[error("the tagger model is damaged: {0}")]
    Damaged(&'static str),
}

/// The parts of a model, as the trainer makes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Whether the tagger goes over an article twice.
    pub two_pass: bool,
    /// Added to every token's scores.
    pub bias: [i16; TAGS],
    /// Weights between neighbouring tags, at the start of a sentence in the last row.
    pub transitions: Vec<[i16; TAGS]>,
    /// For each label, the share of right proposals at probabilities 0, 0.1 … 1, in 1/1000.
    pub calibration: Vec<[u16; POINTS]>,
    /// Words by rising hash.
    pub words: Vec<(u32, Entry)>,
    /// Names of several words by rising hash.
    pub phrases: Vec<(u32, u8)>,
    /// Weights by rising hash of the feature.
    pub features: Vec<(u32, [i8; TAGS])>,
    /// The network beside the chain, if there is one.
    pub net: Option<NetParts>,
}

/// A model ready to tag with.
#[derive(Clone, Debug)]
pub struct Model {
    id: String,
    two_pass: bool,
    bias: [i32; TAGS],
    chain: Chain,
    calibration: Vec<[u16; POINTS]>,
    lexicon: Lexicon,
    features: Weights,
    net: Option<Net>,
}

impl Model {
    /// Reads a model. Errors: [`ModelError`]; a file that is not whole is never used in part.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        if bytes.get(..4) != Some(MAGIC.as_slice()) {
            return Err(ModelError::Foreign);
        }
        let found = bytes.get(4..6).and_then(|b| b.try_into().ok()).map(u16::from_le_bytes);
        match found {
            Some(VERSION | ALONE | UNTAUGHT) => {}
            Some(found) => return Err(ModelError::Version { found }),
            None => return Err(ModelError::Damaged("it is cut off")),
        }
        let (sum, payload) = match (bytes.get(6..HEADER), bytes.get(HEADER..)) {
            (Some(sum), Some(payload)) => (sum, payload),
            _ => return Err(ModelError::Damaged("it is cut off")),
        };
        let digest = Sha256::digest(payload);
        if digest.as_slice() != sum {
            return Err(ModelError::Damaged("its checksum is wrong"));
        }
        let parts = Reader { rest: payload, taught: found != Some(UNTAUGHT), beside: found == Some(VERSION) }
            .parts()
            .ok_or(ModelError::Damaged("its parts do not fit together"))?;
        let mut id = String::with_capacity(64);
        for byte in digest.as_slice() {
            for half in [byte >> 4, byte & 15] {
                id.push(char::from_digit(half.into(), 16).unwrap_or('0'));
            }
        }
        Ok(Self::new(id, &parts))
    }

    /// A model of these parts.
    pub fn from_parts(parts: &Parts) -> Self {
        Self::new(String::new(), parts)
    }

    fn new(id: String, parts: &Parts) -> Self {
        let mut chain = Chain::default();
        for (from, row) in chain.transitions.iter_mut().enumerate() {
            for (to, cell) in row.iter_mut().enumerate() {
                let weight = parts.transitions.get(from).and_then(|r| r.get(to)).copied().unwrap_or(0);
                *cell = if allowed(Some(from), to) { weight.into() } else { FORBIDDEN };
            }
        }
        for (to, cell) in chain.start.iter_mut().enumerate() {
            let weight = parts.transitions.get(TAGS).and_then(|r| r.get(to)).copied().unwrap_or(0);
            *cell = if allowed(None, to) { weight.into() } else { FORBIDDEN };
        }
        Self {
            id,
            two_pass: parts.two_pass,
            bias: parts.bias.map(i32::from),
            chain,
            calibration: parts.calibration.clone(),
            lexicon: Lexicon::new(&parts.words, &parts.phrases),
            features: Weights::new(&parts.features),
            net: parts.net.as_ref().map(Net::new),
        }
    }

    /// The SHA-256 of its contents: which model it is.
    pub fn id(&self) -> &str {
        &self.id
    }
    /// Its word list.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
    pub(super) fn chain(&self) -> &Chain {
        &self.chain
    }
    pub(super) fn two_pass(&self) -> bool {
        self.two_pass
    }
    pub(super) fn net(&self) -> Option<&Net> {
        self.net.as_ref()
    }
    /// How many sixteenths of a score count for probabilities: the chain's share of what chain and network say together.
    pub(super) fn cool(&self) -> i32 {
        256 / (16 + self.net.as_ref().map_or(0, |net| i32::from(net.share())))
    }
    pub(super) fn bias(&self) -> [i32; TAGS] {
        self.bias
    }
    pub(super) fn weights(&self) -> &Weights {
        &self.features
    }
    /// A probability of the chain as a share of right proposals.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 10, then between 0 and 1"
    )]
    pub fn calibrated(&self, label: EntityLabel, probability: f64) -> f32 {
        let curve = LABELS.iter().position(|&l| l == label).and_then(|n| self.calibration.get(n));
        let Some(curve) = curve else { return probability as f32 };
        let place = probability.clamp(0.0, 1.0) * 10.0;
        let low = place.floor();
        let at = |n: usize| f64::from(curve.get(n).or(curve.last()).copied().unwrap_or(0)) / 1000.0;
        let (a, b) = (at(low as usize), at(low as usize + 1));
        (a + (b - a) * (place - low)) as f32
    }
}

impl Parts {
    /// The model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut p = Vec::new();
        p.push(u8::from(self.two_pass));
        let rows = self.transitions.iter().chain([&self.bias]);
        p.extend(rows.flatten().flat_map(|w| w.to_le_bytes()));
        p.extend(self.calibration.iter().flatten().flat_map(|w| w.to_le_bytes()));
        rising(&mut p, self.words.iter().map(|w| w.0));
        p.extend(self.words.iter().map(|w| w.1.frequency));
        p.extend(self.words.iter().map(|w| w.1.coarse));
        p.extend(self.words.iter().map(|w| w.1.prior));
        for column in [|e: &Entry| e.flags, |e: &Entry| e.fine, |e: &Entry| e.second, |e: &Entry| e.third] {
            p.extend(self.words.iter().map(|w| column(&w.1).to_le_bytes()[0]));
            p.extend(self.words.iter().map(|w| column(&w.1).to_le_bytes()[1]));
        }
        rising(&mut p, self.phrases.iter().map(|w| w.0));
        p.extend(self.phrases.iter().map(|w| w.1));
        rising(&mut p, self.features.iter().map(|w| w.0));
        let mask = |row: &[i8; TAGS]| row.iter().rev().fold(0_u16, |m, &w| m << 1 | u16::from(w != 0));
        p.extend(self.features.iter().map(|f| mask(&f.1).to_le_bytes()[0]));
        p.extend(self.features.iter().map(|f| mask(&f.1).to_le_bytes()[1]));
        p.extend(self.features.iter().flat_map(|f| f.1).filter(|&w| w != 0).map(|w| w.to_le_bytes()[0]));
        p.push(u8::from(self.net.is_some()));
        if let Some(net) = &self.net {
            p.push(net.share);
            p.extend(net.to_bytes());
        }
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(Sha256::digest(&p).as_slice());
        out.extend(p);
        out
    }
}

impl NetParts {
    /// What `.ci/student.py` writes, the share left out: rows, numbers of a word and of a word in its sentence, then the table and the layers.
    fn to_bytes(&self) -> Vec<u8> {
        let mut out = u32::try_from(self.table.len() / WIDTH).unwrap_or(0).to_le_bytes().to_vec();
        out.extend([WIDTH, HIDDEN].map(|n| n.to_le_bytes()[0]));
        out.extend(self.scale.to_le_bytes());
        out.extend(self.table.iter().map(|w| w.to_le_bytes()[0]));
        for layer in [&self.wide, &self.near, &self.out] {
            out.extend(layer.scales.iter().chain(&layer.bias).flat_map(|x| x.to_le_bytes()));
            out.extend(layer.weights.iter().map(|w| w.to_le_bytes()[0]));
        }
        out
    }

    /// The same read. Errors: what does not fit.
    pub fn from_bytes(bytes: &[u8], share: u8) -> Result<Self, ModelError> {
        let mut reader = Reader { rest: bytes, taught: true, beside: true };
        let net = reader.net(share).filter(|_| reader.rest.is_empty());
        net.ok_or(ModelError::Damaged("its network does not fit"))
    }
}

fn varint(out: &mut Vec<u8>, mut n: u32) {
    while n >= 128 {
        out.push(n.to_le_bytes()[0] | 128);
        n >>= 7;
    }
    out.push(n.to_le_bytes()[0]);
}

fn rising(out: &mut Vec<u8>, keys: impl ExactSizeIterator<Item = u32>) {
    varint(out, u32::try_from(keys.len()).unwrap_or(u32::MAX));
    let mut last = 0;
    for key in keys {
        varint(out, key.wrapping_sub(last));
        last = key;
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    /// Whether words have the classes that a teacher gives.
    taught: bool,
    /// Whether it says if a network follows.
    beside: bool,
}

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.rest.split_at_checked(n)?;
        self.rest = tail;
        Some(head)
    }
    fn byte(&mut self) -> Option<u8> {
        let (&first, tail) = self.rest.split_first()?;
        self.rest = tail;
        Some(first)
    }
    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }
    fn varint(&mut self) -> Option<u32> {
        let mut out = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            out |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Some(out);
            }
        }
        None
    }
    fn rising(&mut self) -> Option<Vec<u32>> {
        let n = self.varint()? as usize;
        let mut out = Vec::with_capacity(n.min(self.rest.len()));
        let mut last = 0_u32;
        for _ in 0..n {
            last = last.checked_add(self.varint()?)?;
            out.push(last);
        }
        Some(out)
    }
    fn wide(&mut self, n: usize) -> Option<Vec<u16>> {
        let (low, high) = (self.take(n)?, self.take(n)?);
        Some(low.iter().zip(high).map(|(&a, &b)| u16::from_le_bytes([a, b])).collect())
    }
    fn floats(&mut self, n: usize) -> Option<Vec<f32>> {
        let read = |b: &[u8]| b.try_into().ok().map(f32::from_le_bytes).filter(|x| x.is_finite());
        self.take(n.checked_mul(4)?)?.chunks_exact(4).map(read).collect()
    }
    fn signed(&mut self, n: usize) -> Option<Vec<i8>> {
        Some(self.take(n)?.iter().map(|b| b.cast_signed()).collect())
    }
    fn net(&mut self, share: u8) -> Option<NetParts> {
        let rows = u32::from_le_bytes(self.take(4)?.try_into().ok()?) as usize;
        let shape = [self.byte()?, self.byte()?].map(usize::from);
        if !rows.is_power_of_two() || shape != [WIDTH, HIDDEN] {
            return None;
        }
        let scale = self.floats(1)?.first().copied()?;
        let table = self.signed(rows.checked_mul(WIDTH)?)?;
        let mut layers = [Layer::default(), Layer::default(), Layer::default()];
        for (layer, (inputs, outputs)) in layers.iter_mut().zip(LAYERS) {
            let (scales, bias) = (self.floats(outputs)?, self.floats(outputs)?);
            *layer = Layer { scales, bias, weights: self.signed(inputs * outputs)? };
        }
        let [wide, near, out] = layers;
        Some(NetParts { share, scale, table, wide, near, out })
    }
    fn parts(mut self) -> Option<Parts> {
        let mut out = Parts { two_pass: self.byte()? == 1, ..Parts::default() };
        for _ in 0..=TAGS {
            let mut row = [0_i16; TAGS];
            for cell in &mut row {
                *cell = self.u16()?.cast_signed();
            }
            out.transitions.push(row);
        }
        for cell in &mut out.bias {
            *cell = self.u16()?.cast_signed();
        }
        for _ in LABELS {
            let mut row = [0; POINTS];
            for cell in &mut row {
                *cell = self.u16()?;
            }
            out.calibration.push(row);
        }
        let keys = self.rising()?;
        let n = keys.len();
        let (frequency, coarse) = (self.take(n)?, self.take(n)?);
        let prior = if self.taught { self.take(n)?.to_vec() } else { vec![0; n] };
        let (flags, fine, second) = (self.wide(n)?, self.wide(n)?, self.wide(n)?);
        let third = if self.taught { self.wide(n)? } else { vec![0; n] };
        let bytes = frequency.iter().zip(coarse).zip(prior);
        let wide = flags.into_iter().zip(fine).zip(second).zip(third);
        for ((key, ((&frequency, &coarse), prior)), (((flags, fine), second), third)) in
            keys.into_iter().zip(bytes).zip(wide)
        {
            out.words.push((key, Entry { frequency, flags, coarse, fine, second, prior, third }));
        }
        let keys = self.rising()?;
        let kinds = self.take(keys.len())?;
        out.phrases = keys.into_iter().zip(kinds.iter().copied()).collect();
        let keys = self.rising()?;
        let masks = self.wide(keys.len())?;
        for (key, mask) in keys.into_iter().zip(masks) {
            let mut row = [0_i8; TAGS];
            for (n, cell) in row.iter_mut().enumerate() {
                if mask >> n & 1 == 1 {
                    *cell = self.byte()?.cast_signed();
                }
            }
            out.features.push((key, row));
        }
        if self.beside && self.byte()? == 1 {
            let share = self.byte()?;
            out.net = Some(self.net(share)?);
        }
        self.rest.is_empty().then_some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::weights::{Keys, Sum};
    use super::*;

    fn small() -> Parts {
        Parts {
            two_pass: true,
            bias: [-3; TAGS],
            transitions: vec![[5; TAGS]; TAGS + 1],
            calibration: vec![[0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]; LABELS.len()],
            words: vec![
                (7, Entry { frequency: 3, flags: 300, coarse: 2, fine: 700, second: 9, prior: 200, third: 301 }),
                (4_000_000_000, Entry::default()),
            ],
            phrases: vec![(1, 2), (900, 1)],
            features: vec![(5, [0, 1, 0, -2, 0, 0, 0, 0, 0, 0, 127]), (6, [-128; TAGS])],
            net: None,
        }
    }

    fn beside() -> Parts {
        let layer = |(inputs, outputs): (usize, usize)| Layer {
            scales: vec![0.25; outputs],
            bias: vec![-1.5; outputs],
            weights: vec![-7; inputs * outputs],
        };
        let [wide, near, out] = LAYERS.map(layer);
        let table = vec![3; 2 * WIDTH];
        Parts { net: Some(NetParts { share: 9, scale: 0.5, table, wide, near, out }), ..small() }
    }

    #[test]
    fn what_was_written_is_read() {
        let bytes = small().to_bytes();
        assert_eq!(Reader { rest: &bytes[HEADER..], taught: true, beside: true }.parts(), Some(small()));
        let more = beside().to_bytes();
        assert_eq!(Reader { rest: &more[HEADER..], taught: true, beside: true }.parts(), Some(beside()));
        assert!(Reader { rest: &more[HEADER..more.len() - 1], taught: true, beside: true }.parts().is_none());
        // the version before, which ends with the weights
        let before = Reader { rest: &bytes[HEADER..bytes.len() - 1], taught: true, beside: false }.parts();
        assert_eq!(before, Some(small()));
        let model = Model::from_bytes(&bytes).unwrap();
        assert_eq!(model.id().len(), 64);
        let (mut sum, mut row) = (Sum::default(), [1; TAGS]);
        let mut keys = Keys::new();
        [5, 8].into_iter().for_each(|key| keys.push(key, model.weights(), &mut sum));
        model.weights().add(&mut keys, &mut sum);
        sum.onto(&mut row);
        assert_eq!(row, [1, 2, 1, -1, 1, 1, 1, 1, 1, 1, 128]);
        assert!((model.calibrated(EntityLabel::Org, 0.25) - 0.25).abs() < 1e-6);
        assert!((model.calibrated(EntityLabel::Org, 1.0) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_model_without_a_teacher_is_read() {
        let plain = |(key, e): &(u32, Entry)| (*key, Entry { prior: 0, third: 0, ..*e });
        let untaught = Parts { words: small().words.iter().map(plain).collect(), ..small() };
        let bytes = untaught.to_bytes();
        // its two words' columns: keys of 6 bytes after their number, frequencies and coarse classes, then the teacher's
        let words = HEADER + 1 + 2 * TAGS * (TAGS + 2) + 2 * POINTS * LABELS.len() + 7;
        let mut old = bytes[HEADER..words + 4].to_vec();
        old.extend(&bytes[words + 6..words + 18]);
        old.extend(&bytes[words + 22..bytes.len() - 1]);
        let read = Reader { rest: &old, taught: false, beside: false }.parts();
        assert_eq!(read, Some(untaught));
    }

    #[test]
    fn foreign_and_damaged_files_are_refused() {
        let good = small().to_bytes();
        let check = |bytes: &[u8], want: ModelError| assert_eq!(Model::from_bytes(bytes).err(), Some(want));
        check(b"", ModelError::Foreign);
        check(b"PK\x03\x04 something else", ModelError::Foreign);
        check(b"HSYT", ModelError::Damaged("it is cut off"));
        let mut other = good.clone();
        other[4] = 9;
        check(&other, ModelError::Version { found: 9 });
        for at in HEADER..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 64;
            check(&bad, ModelError::Damaged("its checksum is wrong"));
        }
        for end in 6..good.len() {
            assert!(matches!(Model::from_bytes(&good[..end]), Err(ModelError::Damaged(_))), "cut at {end}");
        }
    }
}
