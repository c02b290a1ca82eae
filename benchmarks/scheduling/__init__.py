"""The meeting engine on given, published and made problems."""
