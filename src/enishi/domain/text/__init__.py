"""Text in several languages: localized texts, dates in words, folding for search, keys for sorting."""

from enishi.domain.text.dates import PartialDate, Precision, format_date
from enishi.domain.text.folding import fold, fold_words, grams
from enishi.domain.text.localized import LANGUAGES, LocalizedText
from enishi.domain.text.sorting import sort_key

__all__ = [
    "LANGUAGES",
    "LocalizedText",
    "PartialDate",
    "Precision",
    "fold",
    "fold_words",
    "format_date",
    "grams",
    "sort_key",
]
