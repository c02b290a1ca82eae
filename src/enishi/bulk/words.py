"""The sentences of `enishi read` and `enishi press score`."""

from collections.abc import Mapping
from typing import Any

from enishi.bulk.hands import NoCluster
from enishi.bulk.sources import LARGEST, Trouble
from enishi.bulk.speech import gettext as _
from enishi.bulk.speech import ngettext

_SHOWN = 12  # names in a line of the short account


def trouble_told(trouble: Trouble) -> str:
    """Return what could not be read, and why."""
    match trouble.code:
        case "too_long":
            why = _("it has more than %(limit)s bytes. Split it.") % {"limit": f"{LARGEST:,}"}
        case "broken":
            why = _("the file is damaged: %(detail)s. What stood before was read.")
        case "not_json":
            why = _("the line is not a JSON object: %(detail)s. Correct it.")
        case "no_text":
            why = _("the record has no “text”. Add it.")
        case _:
            why = _("it cannot be read: %(detail)s.")
    return f"{trouble.where}: {why % {'detail': trouble.detail}}"


def failure_told(id_: str, failure: str) -> str:
    """Return that the reading of a text failed, which is our fault."""
    return _("%(id)s: the reading failed, and no line was written: %(error)s") % {
        "id": id_,
        "error": failure,
    }


def no_cluster_told(trouble: NoCluster, scheduler: str) -> str:
    """Return why there is no cluster to read on, and what to do."""
    match trouble.code:
        case "not_installed":
            return _(
                "--dask needs the library “distributed”. Install it: pip install %(package)s"
            ) % {"package": "'enishi[cluster]'"}
        case "no_workers":
            return _("The scheduler %(address)s has no workers. Start some, and try again.") % {
                "address": scheduler
            }
        case "broken":
            return _(
                "The cluster of %(address)s gave up: %(detail)s. What was read before is kept. See"
                " that Enishi is installed on its workers, and run the same command again."
            ) % {"address": scheduler, "detail": trouble}
        case _:
            return _(
                "The scheduler %(address)s does not answer: %(detail)s. Correct the address, or"
                " start the cluster."
            ) % {"address": scheduler, "detail": trouble}


def worker_lost_told() -> str:
    """Return that a process ended before its texts were read."""
    return _(
        "A process that was reading came to an end. What was read before is kept. Run the same"
        " command again, with fewer workers if memory was short."
    )


def not_ours_told(name: str) -> str:
    """Return that a file is no output to be taken up."""
    return _("%(file)s holds something else than readings. Name another file.") % {"file": name}


def not_written_told(name: str, error: OSError) -> str:
    """Return that a file cannot be written."""
    return _("%(file)s cannot be written: %(detail)s. Name another file.") % {
        "file": name,
        "detail": error.strerror or error,
    }


def skipped_told(skipped: int, left: int, name: str) -> list[str]:
    """Return what a run that was taken up found done, and whose lines are there for no text."""
    told = []
    if skipped:
        told.append(
            ngettext(
                "%(number)s text stands in %(file)s already and was not read again.",
                "%(number)s texts stand in %(file)s already and were not read again.",
                skipped,
            )
            % {"number": f"{skipped:,}", "file": name}
        )
    if left:
        told.append(
            ngettext(
                "%(number)s line of %(file)s is of no text given this time. It stays.",
                "%(number)s lines of %(file)s are of no text given this time. They stay.",
                left,
            )
            % {"number": f"{left:,}", "file": name}
        )
    return told


def account_of(document: Mapping[str, Any]) -> str:
    """Return a report in a few lines, for people."""
    head = " · ".join(
        [document["id"], document["language"], document["published_on"] or _("day not known")]
    )
    lines = [head]
    for label, said in (
        (_("places"), _places(document)),
        (_("people"), [_joined(each, "name", "role") for each in document["people"]]),
        (
            _("agreements"),
            [
                _joined(each, "vn_code", "jp_code", "signed_on", "kind")
                for each in document["agreements"]
            ],
        ),
        (
            _("events"),
            [_joined(each, "name_en", "place_code", "start_date") for each in document["events"]],
        ),
        (
            _("figures"),
            [_joined(each, "subject_code", "measure", "value") for each in document["figures"]],
        ),
        (
            _("commitments"),
            [_joined(each, "from", "to", "domain") for each in document["commitments"]],
        ),
    ):
        if said:
            more = f" … (+{len(said) - _SHOWN})" if len(said) > _SHOWN else ""
            lines.append(f"  {label}: {'; '.join(said[:_SHOWN])}{more}")
    lines += [f"  {note}" for note in document["notes"]]
    return "\n".join(lines)


def _places(document: Mapping[str, Any]) -> list[str]:
    sure = [each for each in document["localities"] if each["code"]]
    named = {each["code"]: each["name_as_written"] for each in reversed(sure)}
    return [f"{name} ({code})" for code, name in reversed(named.items())]


def _joined(record: Mapping[str, Any], *keys: str) -> str:
    return ", ".join(str(record[key]) for key in keys if record[key] not in (None, ""))
