"""Tasks for the worker."""

from django.tasks import task

from enishi.apps.press import jobs


@task
def read_feed(outlet_id: int) -> dict[str, int | str]:
    """Read a feed."""
    read = jobs.read_feed(outlet_id)
    return {
        "brought": read.brought,
        "known": read.known,
        "refused": read.refused,
        "trouble": read.trouble,
    }
