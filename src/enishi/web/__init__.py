"""The door for people: requests, forms, pages."""
