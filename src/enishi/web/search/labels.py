"""What kinds and fields are called in all languages, so that they are found by their names."""

from collections import defaultdict
from functools import cache

from django.utils.translation import override

from enishi.apps.search.bridge import Labels
from enishi.domain.text import LANGUAGES
from enishi.domain.text.terms import terms
from enishi.web.forum import phrases as forum
from enishi.web.register import phrases as register


@cache
def labels() -> Labels:
    """Return the terms of the names of each code, in all languages."""
    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        with override(language):
            for table in (register.KINDS, register.DOMAINS, forum.KINDS):
                for code, phrase in table.items():
                    found[code] |= terms(str(phrase))
    return {code: frozenset(held) for code, held in found.items()}
