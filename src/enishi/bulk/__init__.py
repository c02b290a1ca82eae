"""Reading the press in bulk, on the command line: no database, no Django."""
