"""Files in and out: typed tables read from text, and records written in standard formats."""
