//! Many files in one: a zip archive (PKWARE's APPNOTE 6.3.10), its entries stored as they are, their names in UTF-8.

use rustc_hash::FxHashSet;

/// A name that no other has: a second `a.json` becomes `a-2.json`. Folders are kept, and nothing leads out of the archive.
fn unlike(name: &str, taken: &mut FxHashSet<String>) -> String {
    let clean: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let name = clean.join("/");
    let (stem, ending) = name.rsplit_once('.').map_or((name.as_str(), String::new()), |(s, e)| (s, format!(".{e}")));
    let mut out = name.clone();
    let mut n = 1;
    while !taken.insert(out.clone()) {
        n += 1;
        out = format!("{stem}-{n}{ending}");
    }
    out
}

/// CRC-32 as zip has it (reflected, polynomial 0xEDB88320), four bits at a time.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| (0..4).fold(crc, |c, _| if c & 1 == 1 { (c >> 1) ^ 0xEDB8_8320 } else { c >> 1 });
    let table: Vec<u32> = (0..16).map(step).collect();
    let half = |crc: u32, nibble: u32| (crc >> 4) ^ table.get(((crc ^ nibble) & 15) as usize).copied().unwrap_or(0);
    !bytes.iter().fold(!0, |crc, &b| half(half(crc, u32::from(b)), u32::from(b >> 4)))
}

/// An archive of files given as name (with `/` for folders) and content; `None` where it would be over 4 GB or 65,535 files.
pub fn zip(files: &[(String, String)]) -> Option<Vec<u8>> {
    let (mut out, mut index) = (Vec::new(), Vec::new());
    let mut taken = FxHashSet::default();
    for (name, content) in files {
        let name = unlike(name, &mut taken);
        let (at, size) = (u32::try_from(out.len()).ok()?, u32::try_from(content.len()).ok()?);
        // Version 2.0; names in UTF-8; stored; 1 January 1980, as no clock is asked; CRC and sizes; the name's length.
        let mut common: Vec<u8> = [20u16, 1 << 11, 0, 0, 0x21].iter().flat_map(|n| n.to_le_bytes()).collect();
        [crc32(content.as_bytes()), size, size].iter().for_each(|n| common.extend(n.to_le_bytes()));
        common.extend(u16::try_from(name.len()).ok()?.to_le_bytes());
        common.extend(0u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(content.as_bytes());
        index.extend(b"PK\x01\x02");
        index.extend(20u16.to_le_bytes());
        index.extend(&common);
        // No comment, first disk, no attributes; where the entry stands.
        index.extend([0u8; 10]);
        index.extend(at.to_le_bytes());
        index.extend(name.as_bytes());
    }
    let (count, at, size) =
        (u16::try_from(files.len()).ok()?, u32::try_from(out.len()).ok()?, u32::try_from(index.len()).ok()?);
    out.extend(index);
    out.extend(b"PK\x05\x06\0\0\0\0");
    [count, count].iter().for_each(|n| out.extend(n.to_le_bytes()));
    [size, at].iter().for_each(|n| out.extend(n.to_le_bytes()));
    out.extend([0u8; 2]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crc_as_published() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let files = [("قصة/أ.json", "{}"), ("قصة/أ.json", "[1]"), ("../../b.json", ""), ("plain", "نص")];
        let files: Vec<_> = files.map(|(n, c)| (n.to_owned(), c.to_owned())).into();
        let packed = zip(&files).unwrap();
        let archive = rawzip::ZipArchive::from_slice(&packed).unwrap();
        let mut entries = archive.entries();
        let mut got = Vec::new();
        while let Some(entry) = entries.next_entry().unwrap() {
            let name = entry.file_path().try_normalize().unwrap().as_ref().to_owned();
            let local = archive.get_entry(entry.wayfinder()).unwrap();
            assert_eq!(entry.crc32(), crc32(local.data()));
            got.push((name, String::from_utf8(local.data().to_vec()).unwrap()));
        }
        let names: Vec<&str> = got.iter().map(|(n, _)| n.as_str()).collect();
        assert_eq!(names, ["قصة/أ.json", "قصة/أ-2.json", "b.json", "plain"]);
        assert_eq!(got.iter().map(|(_, c)| c.as_str()).collect::<Vec<_>>(), ["{}", "[1]", "", "نص"]);
    }
}
