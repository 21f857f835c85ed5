"""What visits tell people, one module a section. No notice names a pupil."""
