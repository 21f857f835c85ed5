"""Reading and writing sheets of any columns. No database, no rights: bytes in, rows out, and back."""
