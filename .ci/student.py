#!/usr/bin/env python3
"""The small network beside the tagger's chain: .ci/student.py SHARED SILVER --keys KEYS --out NET [--all] [--width 32] [--hidden 48] [--rows 32768]

A word is the sum of rows of a table (its own features, as the chain has them, by their hash: `train CORPORA --keys WORDS --out KEYS`), two convolutions look at five and
at three words, an affine map gives eleven tags. Learnt from the silver files in SILVER (the teacher's soft tags) and the gold corpora; the last seventh of the newswire is
held out unless `--all` is given. Alone it is measured with a best path that keeps the rules of BIO; `train --net NET` puts it beside the chain. In NET the weights
are int8 with a scale for each output. `--gold N`: how often gold counts in a round. Needs torch and numpy.
"""
import argparse
import importlib.util
import random
import struct
import subprocess
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("shared", type=Path)
parser.add_argument("silver", type=Path)
parser.add_argument("--keys", type=Path, required=True)
parser.add_argument("--width", type=int, default=32)
parser.add_argument("--hidden", type=int, default=48)
parser.add_argument("--rows", type=int, default=32768)
parser.add_argument("--epochs", type=int, default=4)
parser.add_argument("--gold", type=int, default=2)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--trainer", default="target/release/train", help="the binary `train`, for KEYS where it is not there")
parser.add_argument("--all", action="store_true")
parser.add_argument("--out", type=Path, required=True)
options = parser.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(5)
random.seed(5)

spec = importlib.util.spec_from_file_location("teacher", options.shared / "teacher/teacher.py")
T = importlib.util.module_from_spec(spec)
spec.loader.exec_module(T)
NER = options.shared / "corpora/ner"
TAGS = len(T.LABELS)
FOLD = str.maketrans("أإآٱىة", "ااااي" + "ه")


def ask():
    """Has the trainer write the features of every word that is learnt from or measured on."""
    files = [options.silver / name for name in ("ant.conll", "wiki.conll")]
    words = {w for s in silver() for w in s[0]}
    for name in ("newsfane/train", "wikifane/train", "wikifane/dev", "wojood/train.dedup"):
        words.update(w for s in T.read(NER / f"{name}.conll") for w, _ in s)
    listed = options.keys.with_suffix(".words")
    listed.write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    taught = [x for f in files for x in ("--silver", f)] + ["--places", options.silver / "places.tsv"]
    subprocess.run([options.trainer, options.shared / "corpora", *taught, "--keys", listed, "--out", options.keys], check=True)


def features():
    table = {}
    for line in open(options.keys, encoding="utf-8"):
        word, _, keys = line.rstrip("\n").partition("\t")
        table[word] = np.array([int(k) % options.rows for k in keys.split()] or [0], np.int32)
    return table


def soft(cell):
    row = np.zeros(TAGS, np.float32)
    for part in cell.split(","):
        name, _, share = part.partition(":")
        row[T.LABELS.index(name)] += float(share or 100)
    return row / row.sum()


def silver():
    out, words, rows = [], [], []
    known = {}
    for name in ("ant.conll", "wiki.conll"):
        for line in open(options.silver / name, encoding="utf-8"):
            word, _, cell = line.rstrip("\n").rpartition(" ")
            if word:
                words.append(word)
                rows.append(known.setdefault(cell, soft(cell)))
            elif words:
                out.append((words, np.stack(rows)))
                words, rows = [], []
    return out


def gold(path):
    return [([w for w, _ in s], np.stack([soft(t) for _, t in s])) for s in T.read(path)]


class Student(nn.Module):
    def __init__(self):
        super().__init__()
        w, h = options.width, options.hidden
        self.table = nn.EmbeddingBag(options.rows, w, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        self.wide = nn.Conv1d(w, h, 5, padding=2)
        self.near = nn.Conv1d(h, h, 3, padding=1)
        self.out = nn.Linear(h, TAGS)
        self.drop = nn.Dropout(0.2)

    def forward(self, ids, offsets, places):
        types = torch.cat([torch.zeros(1, options.width), self.table(ids, offsets)])
        x = self.drop(torch.clamp(types[places], -4, 4)).transpose(1, 2)
        x = torch.relu(self.wide(x))
        x = x + torch.relu(self.near(self.drop(x)))
        return self.out(self.drop(x).transpose(1, 2))


def batch(sentences, table):
    types, ids, offsets = {}, [], []
    width = max(len(s[0]) for s in sentences)
    places = np.zeros((len(sentences), width), np.int64)
    goal = np.zeros((len(sentences), width, TAGS), np.float32)
    for b, (words, rows) in enumerate(sentences):
        for n, word in enumerate(words):
            number = types.get(word)
            if number is None:
                number = types[word] = len(types) + 1
                offsets.append(sum(map(len, ids[-1:])) + (offsets[-1] if offsets else 0))
                ids.append(table.get(word, np.zeros(1, np.int32)))
            places[b, n] = number
        goal[b, : len(rows)] = rows
    return torch.from_numpy(np.concatenate(ids)), torch.tensor(offsets), torch.from_numpy(places), torch.from_numpy(goal)


OK = torch.zeros(TAGS, TAGS)
for i, a in enumerate(T.LABELS):
    for j, b in enumerate(T.LABELS):
        if b.startswith("I-") and a[2:] != b[2:]:
            OK[i, j] = -1e4
FIRST = torch.tensor([-1e4 if x.startswith("I-") else 0.0 for x in T.LABELS])


def decode(scores):
    best, back = scores[0] + FIRST, []
    for row in scores[1:]:
        top, where = (best[:, None] + OK).max(0)
        best = top + row
        back.append(where)
    path = [int(best.argmax())]
    for where in reversed(back):
        path.append(int(where[path[-1]]))
    return [T.LABELS[i] for i in reversed(path)]


def measure(model, name, sentences, table, bias=0.0):
    model.eval()
    hit = found = real = 0
    with torch.no_grad():
        for a in range(0, len(sentences), 64):
            some = sentences[a : a + 64]
            scores = torch.log_softmax(model(*batch(some, table)[:3]), -1)
            scores[..., 0] -= bias
            for (words, rows), out in zip(some, scores):
                want = T.spans(T.LABELS[i] for i in rows.argmax(-1))
                got = T.spans(decode(out[: len(words)]))
                hit, found, real = hit + len(want & got), found + len(got), real + len(want)
    model.train()
    print(f"{name}, bias {bias}: F1 {2 * hit / max(1, found + real):.4f} (P {hit / max(1, found):.3f} R {hit / max(1, real):.3f})", flush=True)


def int8(model, path):
    """Rounds the weights to int8 and writes them: inputs in rows, outputs side by side, as the page reads them."""
    with torch.no_grad(), open(path, "wb") as out:
        out.write(struct.pack("<IBB", options.rows, options.width, options.hidden))
        table = model.table.weight
        scale = float(table.abs().flatten().sort().values[int(0.9995 * table.numel())]) / 127
        rounded = (table / scale).round().clamp(-127, 127)
        table.copy_(rounded * scale)
        out.write(struct.pack("<f", scale) + rounded.to(torch.int8).numpy().tobytes())
        for layer in (model.wide, model.near, model.out):
            weight = layer.weight.view(layer.weight.shape[0], layer.weight.shape[1], -1)
            scales = weight.abs().amax((1, 2)).clamp(min=1e-8) / 127
            rounded = (weight / scales[:, None, None]).round()
            layer.weight.copy_((rounded * scales[:, None, None]).view_as(layer.weight))
            out.write(scales.numpy().astype("<f4").tobytes() + layer.bias.numpy().astype("<f4").tobytes())
            out.write(rounded.permute(2, 1, 0).contiguous().to(torch.int8).numpy().tobytes())


def main():
    if not options.keys.exists():
        ask()
    table = features()
    taught, held, wiki = silver(), gold(options.silver / "held.conll"), gold(NER / "wikifane/dev.conll")
    own = [s for p in (NER / "newsfane/train.conll" if options.all else options.silver / "newswire.conll", NER / "wikifane/train.conll", NER / "wojood/train.dedup.conll") for s in gold(p)]
    print(f"{len(taught)} silver and {len(own)} gold sentences, {len(table)} words", flush=True)
    model = Student()
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    total = options.epochs * (len(taught) + options.gold * len(own)) // 48
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 200) * max(0.02, 1 - s / total))
    began, done = time.time(), 0
    for epoch in range(options.epochs):
        every = taught + own * options.gold
        random.shuffle(every)
        groups = []
        for a in range(0, len(every), 48 * 32):
            some = sorted(every[a : a + 48 * 32], key=lambda s: len(s[0]))
            groups += [some[b : b + 48] for b in range(0, len(some), 48)]
        random.shuffle(groups)
        for some in groups:
            ids, offsets, places, goal = batch(some, table)
            scores = torch.log_softmax(model(ids, offsets, places), -1)
            loss = -(goal * scores).sum() / goal.sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            rate.step()
            done += 1
            if done % 500 == 0:
                print(f"epoch {epoch} step {done}/{total} loss {loss.item():.4f}, {time.time() - began:.0f} s", flush=True)
        measure(model, "held newswire", held, table)
        measure(model, "wikifane/dev", wiki, table)
    int8(model, options.out)
    for bias in (0.0, 0.5, 1.0):
        measure(model, "int8: held newswire", held, table, bias)
        measure(model, "int8: wikifane/dev", wiki, table, bias)


if __name__ == "__main__":
    main()
