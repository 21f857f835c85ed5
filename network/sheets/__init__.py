"""Reading and writing sheets of challenges, offers and ideas. No database, no rights: bytes in, rows out, and back."""
