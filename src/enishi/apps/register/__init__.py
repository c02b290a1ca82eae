"""The register: agreements, their parties, texts and lives, and the ties still to be documented."""
