"""Pictures drawn on the server: dataclasses and translated words in, SVG text out."""
