"""The log in other programs' formats; each streams and tells how far it is."""
