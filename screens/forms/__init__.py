"""The forms of the program: which fields they ask for, and which service they hand them to."""
