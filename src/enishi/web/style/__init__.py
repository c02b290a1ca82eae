"""The page of components, for those who build pages."""
