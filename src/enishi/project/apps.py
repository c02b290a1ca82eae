"""The roof as a Django app: it brings the commands and the checks of the whole house."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Registers the start-up checks."""

    name = "enishi.project"

    def ready(self) -> None:
        """Make the checks known; importing them earlier would need apps that are not loaded."""
        from enishi.project import checks  # noqa: F401, PLC0415  # registers itself on import
