"""The register as the pictures of `domain.drawings` need it."""
