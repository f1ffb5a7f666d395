//! Many files in one: a zip archive, its entries stored as they are.

use std::collections::HashSet;
use std::io::Write;

/// A name that no other has: a second `a.json` becomes `a-2.json`. Folders are kept, and nothing leads out of the archive.
fn unlike(name: &str, taken: &mut HashSet<String>) -> String {
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

/// An archive of files given as name (with `/` for folders) and content. Errors: what the writer says (a name of over 65,535 bytes).
pub fn zip(files: &[(String, String)]) -> Result<Vec<u8>, rawzip::Error> {
    let mut out = Vec::new();
    let mut taken = HashSet::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, content) in files {
        let name = unlike(name, &mut taken);
        let (mut entry, config) =
            archive.new_file(&name).compression_method(rawzip::CompressionMethod::STORE).start()?;
        let mut writer = config.wrap(&mut entry);
        writer.write_all(content.as_bytes())?;
        let (_, descriptor) = writer.finish()?;
        entry.finish(descriptor)?;
    }
    archive.finish()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

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
            let mut content = String::new();
            local.verifying_reader(local.data()).read_to_string(&mut content).unwrap();
            got.push((name, content));
        }
        let names: Vec<&str> = got.iter().map(|(n, _)| n.as_str()).collect();
        assert_eq!(names, ["قصة/أ.json", "قصة/أ-2.json", "b.json", "plain"]);
        assert_eq!(got.iter().map(|(_, c)| c.as_str()).collect::<Vec<_>>(), ["{}", "[1]", "", "نص"]);
    }
}
