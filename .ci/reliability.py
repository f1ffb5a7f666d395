#!/usr/bin/env python3
"""Whether the confidence of names means something: share right by band, and the calibration that makes it so.

    .ci/reliability.py SHARED [--gold DIR]... [--model MODEL] [--derive]

Prints for wikifane/dev, the last seventh of newsfane (which a model learnt from everything has seen: kind), and texts marked by our own
guidelines (tests/fixtures/names.txt, the gold seeds, and the gold articles in each --gold DIR): how many names are proposed in each band of
confidence, their mean confidence, and the share that is right (exact span; PER, ORG and place as in eval/ner.py on the corpora, the five
labels on our own); and how many of the wrong ones lie below 0.8. HASHIYA names the program.

--derive writes src/extract/entity/calibration.tsv from wikifane/dev and our own texts alike, read without calibration.
Left out of the corpus's counts, right or wrong: rules of institutions and heads, for which its guidelines differ (DIFFER below), and wrong
names from lists that only end otherwise than the corpus's name. A cell's share is drawn to that of its agreement by twelve counts.
"""
import argparse
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("shared", type=Path)
parser.add_argument("--gold", type=Path, action="append", default=[])
parser.add_argument("--model")
parser.add_argument("--derive", action="store_true")
options = parser.parse_args()
sys.path.insert(0, str(options.shared / "eval"))
import gold as gold_format  # noqa: E402
import ner  # noqa: E402
import run_core  # noqa: E402

DIFFER = ("organisation.", "place.head", "place.building", "place.nature")
LABELS = {"PER", "ORG", "GPE", "LOC", "FAC"}
PLACES = {"GPE", "LOC", "FAC"}
OWN_WEIGHT, DRAW, MOST = 1.0, 12.0, 0.97


def annotate(articles, raw):
    command = [run_core.program(), "annotate", "--jsonl"] + (["--model", options.model] if options.model else []) + (["--uncalibrated"] if raw else [])
    lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles)
    done = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    documents = [json.loads(line) for line in done.split("\n") if line.strip()]
    named = lambda a: a["layer"] == "entity" and a["label"] in LABELS and (a.get("attributes") or {}).get("mention") != "nominal"
    return [[a for a in d["annotations"] if named(a)] for d in documents]


def corpus(path, share, raw):
    """(right, confidence, rule, label, counted) of each name proposed in the last share of a CoNLL file."""
    sentences = list(ner.read(path))
    sentences = sentences[int(len(sentences) * (1 - share)) :]
    words = Counter(token for s in sentences for token, _ in s)
    rejoin = words["و"] > 0.01 * sum(words.values())
    written = [ner.write_out(s, rejoin) for s in sentences]
    articles, places = [], []
    for first in range(0, len(written), 10):
        text = ""
        for line, _ in written[first : first + 10]:
            places.append((len(articles), len(text)))
            text += line + "\n"
        articles.append({"id": str(len(articles)), "text": text})
    found = annotate(articles, raw)
    for sentence, (_, tokens), (article, offset) in zip(sentences, written, places):
        gold = ner.spans(tag for _, tag in sentence)
        here = {}
        for a in found[article]:
            inside = [i for i, (s, e) in enumerate(tokens) if min(e + offset, a["end"]) > max(s + offset, a["start"])]
            if inside:
                here[inside[0], inside[-1] + 1, ner.COARSE[a["label"]]] = a
        for x, a in here.items():
            if any(y != x and y[0] <= x[0] and x[1] <= y[1] for y in here):
                continue
            over = [y for y in gold if y[0] < x[1] and x[0] < y[1]]
            if x not in gold and not over and sentence[x[0]][0].lstrip("و") in ner.UNMARKED_HEADS:
                continue
            rule = a["provenance"]["rule"]
            ends = x not in gold and rule.startswith("gazetteer.") and any(y[2] == x[2] for y in over)
            yield x in gold, a["provenance"]["confidence"], rule, a["label"], not rule.startswith(DIFFER) and not ends


def marked(raw):
    """The same of our own texts."""
    texts = []
    lines = [x for x in (ROOT / "tests/fixtures/names.txt").read_text(encoding="utf-8").split("\n") if x and not x.startswith("#")]
    for first in range(0, len(lines), 10):
        text, marks = "", set()
        for part in re.split("(⟦[^⟧]*⟧)", "\n\n".join(lines[first : first + 10])):
            if part.startswith("⟦"):
                label, _, part = part[1:-1].partition("|")
                marks.add((len(text), len(text) + len(part), label))
            text += part
        texts.append((text, marks, []))
    for folder in [options.shared / "gold/seeds", *options.gold]:
        for path in sorted(folder.glob("*.txt")):
            text, marks = gold_format.read(path)
            dead = [(m.start, m.end) for m in marks if m.layer == "section" and m.attributes.get("kind") == "boilerplate"]
            texts.append((text, {(m.start, m.end, m.label) for m in marks if m.layer == "entity"}, dead))
    found = annotate([{"id": str(n), "text": t, "published": "2018-06-01"} for n, (t, _, _) in enumerate(texts)], raw)
    for (_, marks, dead), names in zip(texts, found):
        for a in names:
            inner = any(m[0] <= a["start"] and a["end"] <= m[1] and (m[0], m[1]) != (a["start"], a["end"]) for m in marks)
            if not any(s <= a["start"] < e for s, e in dead):
                right = (a["start"], a["end"], a["label"]) in marks
                if right or not inner or a["provenance"]["rule"].split("/")[0] != "place.nested":
                    yield right, a["provenance"]["confidence"], a["provenance"]["rule"], a["label"], True


def sources(raw):
    ner_folder = options.shared / "corpora/ner"
    return {
        "wikifane/dev": list(corpus(ner_folder / "wikifane/dev.conll", 1, raw)),
        "newsfane, last seventh": list(corpus(ner_folder / "newsfane/train.conll", 1 / 7, raw)),
        "our own": list(marked(raw)),
    }


def table(read):
    for name, rows in read.items():
        rows = [r for r in rows if r[4]]
        print(f"== {name}: {len(rows)} names counted, {sum(r[0] for r in rows) / len(rows):.3f} right")
        for band in range(3, 10):
            low, high = band / 10, band / 10 + 0.1
            here = [r for r in rows if low <= r[1] < high or band == 9 and r[1] == 1]
            if here:
                n = len(here)
                print(f"   {low:.1f} to {high:.1f}  {n:5}  mean {sum(r[1] for r in here) / n:.3f}  right {sum(r[0] for r in here) / n:.3f}")
        below = [r for r in rows if r[1] < 0.8]
        wrong = [r for r in rows if not r[0]]
        error = sum(abs(sum(r[1] - r[0] for r in rows if b / 10 <= r[1] < b / 10 + 0.1)) for b in range(10)) / len(rows)
        print(f"   below 0.8: {len(below) / len(rows):.3f} of the names, {sum(not r[0] for r in below) / max(1, len(wrong)):.3f} of the wrong ones; expected calibration error {error:.3f}")


def factor(raws, share):
    """What the odds of these confidences are multiplied by, so that their mean is the share."""
    low, high = 0.05, 5.0
    for _ in range(60):
        middle = (low * high) ** 0.5
        odds = [(min(max(c, 0.01), 0.99), w) for c, w in raws]
        mean = sum(w * min(MOST, c / (1 - c) * middle / (1 + c / (1 - c) * middle)) for c, w in odds) / sum(w for _, w in odds)
        low, high = (middle, high) if mean < share else (low, middle)
    return middle


def derive(read):
    cells, labels, agreements = defaultdict(list), defaultdict(list), defaultdict(list)
    for name, rows in read.items():
        weight = {"wikifane/dev": 1.0, "our own": OWN_WEIGHT}.get(name, 0.0)
        for right, confidence, rule, label, counted in rows:
            if weight and counted:
                rule, _, agreement = rule.partition("/")
                kind = "PLACE" if label in PLACES else label
                for to, key in ((cells, (rule, kind, agreement)), (labels, ("*", kind, agreement)), (agreements, agreement)):
                    to[key].append((confidence, weight, right))
    share = lambda rows: sum(w * r for _, w, r in rows) / sum(w for _, w, _ in rows)
    lines = [
        "# What a confidence is worth: rule (* for any other), PER, ORG or PLACE, what the tagger says of the place, factor on the odds; counts and share right behind it.",
        "# Derived by .ci/reliability.py SHARED --gold DIR --derive from wikifane/dev and texts marked by our own guidelines (docs/adr/0060-tagger.md).",
    ]
    for table_, prior in ((cells, lambda k: share(labels["*", k[1], k[2]])), (labels, lambda k: share(agreements[k[2]]))):
        for key in sorted(table_):
            rows = table_[key]
            n = sum(w for _, w, _ in rows)
            drawn = (sum(w * r for _, w, r in rows) + DRAW * prior(key)) / (n + DRAW)
            lines.append("\t".join([*key, f"{factor([(c, w) for c, w, _ in rows], drawn):.3f}", f"{len(rows)}", f"{drawn:.3f}"]))
    (ROOT / "src/extract/entity/calibration.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 2} cells; build the program again")


if options.derive:
    derive(sources(True))
else:
    table(sources(False))
