#!/usr/bin/env python3
"""B-cubed F1 of the entity clusters against section 9 of the seed catalogue: .ci/clusters.py SHARED OUT [--errors]

Over the named mentions that the gold articles mark (boilerplate left out), within each article. A gold mention belongs to the
catalogue entity with the shortest span around it; a catalogue entry that lists several things («Iraq / Iran / …») is split by form.
A mention that the program did not find with exactly these ends is a cluster of its own.
"""
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

shared, out = Path(sys.argv[1]), Path(sys.argv[2])
sys.path.insert(0, str(shared / "eval"))
import gold  # noqa: E402

CLASS = {"PERSON": "p", "PER": "p", "ORG": "o", "GPE": "l", "LOC": "l", "FAC": "l"}


def kind(entity):
    return CLASS.get(entity["id"].split("-")[0], CLASS.get(entity["type"].split()[0], "?"))


def fold(text):
    return re.sub("[أإآ]", "ا", text).replace("ة", "ه").replace("ى", "ي")


catalogue = defaultdict(list)
for entity in json.loads((shared / "seed-catalogue.json").read_text(encoding="utf-8"))["entities"]:
    for mention in entity["mentions"]:
        for start, end in mention["spans"]:
            catalogue[mention["seed"]].append((end - start, start, end, entity))

total = [0.0, 0.0, 0]
for path in sorted((shared / "gold/seeds").glob("*.txt")):
    seed = path.name[:3]
    text, marks = gold.read(path)
    dead = [(m.start, m.end) for m in marks if m.layer == "section" and m.attributes.get("kind") == "boilerplate"]
    named = [m for m in marks if m.layer == "entity" and not any(a <= m.start < b for a, b in dead)]
    document = json.loads((out / f"{path.stem}.json").read_text(encoding="utf-8"))
    entity_of = {(a["start"], a["end"]): a["attributes"].get("entity") for a in document["annotations"] if a["layer"] == "entity"}
    truth, found = [], []
    for n, mention in enumerate(named):
        around = [c for c in catalogue[seed] if c[1] <= mention.start and mention.end <= c[2] and kind(c[3]) == CLASS[mention.label]]
        if not around:
            truth.append(f"own {fold(mention.text)}")
        else:
            entity = min(around, key=lambda c: c[0])[3]
            several = " / " in entity["canonical"] and '"' not in entity["canonical"]
            truth.append(entity["id"] + (f" {fold(mention.text)}" if several else ""))
        found.append(entity_of.get((mention.start, mention.end)) or f"missed {n}")
    for i in range(len(named)):
        same_truth = {j for j in range(len(named)) if truth[j] == truth[i]}
        same_found = {j for j in range(len(named)) if found[j] == found[i]}
        both = len(same_truth & same_found)
        total[0] += both / len(same_found)
        total[1] += both / len(same_truth)
        total[2] += 1
        if "--errors" in sys.argv and (same_truth != same_found):
            print(seed, named[i].label, named[i].text, truth[i], "in", found[i], "lacks", sorted({named[j].text for j in same_truth - same_found}), "has", sorted({named[j].text for j in same_found - same_truth}))
precision, recall = total[0] / total[2], total[1] / total[2]
print(f"clusters B-cubed     P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}   mentions {total[2]}")
