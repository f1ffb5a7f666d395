//! The command line `hashiya` (feature `cli`): the only part of the crate, beside `web`, that does I/O.

use crate::annotate::{self, AnnotationDocument};
use crate::document::Document;
use crate::export;
use crate::extract::Options;
use crate::extract::entity::PersonalLexicon;
use crate::extract::entity::tagger::Model;
use clap::{Args, Parser, Subcommand};
use serde::Deserialize;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "hashiya", version, about = "Annotates Arabic news: names, times, numbers, quotations, as JSON")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Annotate articles: files to a folder, or JSON lines from standard input to standard output
    Annotate(Annotate),
    /// Print the JSON Schema of the annotation document
    Schema,
}

#[derive(Args)]
struct Annotate {
    /// Publication date of every article given here (2018-05-22); wins over what the text says
    #[arg(long)]
    published: Option<String>,
    /// Read lines {"id","text","published"?} from standard input, print one document a line, in order
    #[arg(long, conflicts_with_all = ["articles", "out"])]
    jsonl: bool,
    /// Another model for the tagger than the one that is built in
    #[arg(long)]
    model: Option<PathBuf>,
    /// Names by rules and word lists alone, without the tagger
    #[arg(long, conflicts_with = "model")]
    no_model: bool,
    /// A personal lexicon (as the page exports it): names that are always, or never, what it says
    #[arg(long)]
    lexicon: Option<PathBuf>,
    /// Names' confidences as rules and tagger give them, with what the tagger says in the rule's name: for measuring
    #[arg(long, hide = true)]
    uncalibrated: bool,
    /// Text files
    #[arg(required_unless_present = "jsonl")]
    articles: Vec<PathBuf>,
    /// The folder that gets ARTICLE.json for each ARTICLE.txt
    #[arg(long, required_unless_present = "jsonl")]
    out: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    published: Option<String>,
}

/// The tagger's model, part of the native program; the page fetches the same file.
static MODEL: &[u8] = include_bytes!("../extract/entity/tagger/model/tagger.bin");

/// Runs the command line. Exit status 1 where any article failed; the others are written all the same.
pub fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Annotate(options) => match (model(&options), lexicon(&options)) {
            (Ok(model), Ok(lexicon)) => {
                let reader = Reader { model, lexicon, uncalibrated: options.uncalibrated };
                if options.jsonl { lines(&options, &reader) } else { files(&options, &reader) }
            }
            (model, lexicon) => {
                model.err().into_iter().for_each(|e| complain("model", e));
                lexicon.err().into_iter().for_each(|e| complain("lexicon", e));
                ExitCode::FAILURE
            }
        },
        Command::Schema => {
            let written = serde_json::to_string_pretty(&export::json_schema()).map(|s| writeln!(io::stdout(), "{s}"));
            if matches!(written, Ok(Ok(()))) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
    }
}

fn complain(place: &str, what: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "hashiya: {place}: {what}");
}

/// The model that the options ask for.
fn model(options: &Annotate) -> Result<Option<Model>, String> {
    if options.no_model {
        return Ok(None);
    }
    let read = options.model.as_ref().map(|path| std::fs::read(path).map_err(|e| format!("{}: {e}", path.display())));
    let bytes = read.transpose()?;
    Model::from_bytes(bytes.as_deref().unwrap_or(MODEL)).map(Some).map_err(|e| e.to_string())
}

/// The personal lexicon that the options name; an empty one where they name none.
fn lexicon(options: &Annotate) -> Result<PersonalLexicon, String> {
    let Some(path) = &options.lexicon else { return Ok(PersonalLexicon::default()) };
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    PersonalLexicon::from_json(&text).map_err(|e| format!("{}: {e}", path.display()))
}

/// What articles are read with.
struct Reader {
    model: Option<Model>,
    lexicon: PersonalLexicon,
    uncalibrated: bool,
}

fn document(bytes: &[u8], published: Option<&str>, reader: &Reader) -> Result<AnnotationDocument, String> {
    if let Some(date) = published.filter(|d| !crate::extract::timex::is_date(d)) {
        return Err(format!("`{date}` is not a date such as 2018-05-22"));
    }
    let document = Document::from_bytes(bytes).map_err(|e| e.to_string())?;
    let lexicon = reader.lexicon.clone();
    let options = Options {
        published: published.map(str::to_owned),
        lexicon,
        uncalibrated: reader.uncalibrated,
        ..Options::default()
    };
    Ok(annotate::annotate_with_model(&document, &options, reader.model.as_ref(), &mut |_, _| {}))
}

fn lines(options: &Annotate, reader: &Reader) -> ExitCode {
    let mut ok = true;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (n, line) in io::stdin().lock().split(b'\n').enumerate() {
        let place = format!("line {}", n + 1);
        let line = match line {
            Ok(line) => line,
            Err(e) => {
                complain(&place, e);
                return ExitCode::FAILURE;
            }
        };
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let done = serde_json::from_slice::<Line>(&line).map_err(|e| e.to_string()).and_then(|line| {
            let published = line.published.as_deref().or(options.published.as_deref());
            document(line.text.as_bytes(), published, reader)
        });
        match done.and_then(|d| export::to_json(&d).map_err(|e| e.to_string())) {
            Ok(json) => {
                if let Err(e) = writeln!(out, "{json}").and_then(|()| out.flush()) {
                    complain("standard output", e);
                    return ExitCode::FAILURE;
                }
            }
            Err(e) => {
                complain(&place, e);
                ok = false;
            }
        }
    }
    if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn files(options: &Annotate, reader: &Reader) -> ExitCode {
    let Some(out) = &options.out else { return ExitCode::FAILURE };
    if let Err(e) = std::fs::create_dir_all(out) {
        complain(&out.display().to_string(), e);
        return ExitCode::FAILURE;
    }
    let mut ok = true;
    for path in &options.articles {
        let done = std::fs::read(path)
            .map_err(|e| e.to_string())
            .and_then(|bytes| document(&bytes, options.published.as_deref(), reader))
            .and_then(|d| export::to_json_pretty(&d).map_err(|e| e.to_string()))
            .and_then(|json| whole(out, path, &json).map_err(|e| e.to_string()));
        if let Err(e) = done {
            complain(&path.display().to_string(), e);
            ok = false;
        }
    }
    if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Writes `OUT/STEM.json` beside its place first and renames it, so that it appears whole or not at all.
fn whole(out: &Path, article: &Path, json: &str) -> io::Result<()> {
    let stem = article.file_stem().ok_or_else(|| io::Error::other("has no file name"))?;
    let mut name = stem.to_os_string();
    name.push(".json");
    let mut part = stem.to_os_string();
    part.push(format!(".json.{}.part", std::process::id()));
    let part = out.join(part);
    std::fs::write(&part, json).and_then(|()| std::fs::rename(&part, out.join(name))).inspect_err(|_| {
        let _ = std::fs::remove_file(&part);
    })
}
