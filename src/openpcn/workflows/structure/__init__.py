"""The structure on a day: as a tree, beside another day or a future, told and exported."""
