"""The door for programs: JSON and standard files."""
