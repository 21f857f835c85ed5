"""What the network offers to home pages: each function gives a person's panel, or None when there is nothing to show.

A panel says the next step where it knows of one; the first panel of a home that does leads the page.
"""
