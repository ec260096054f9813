"""What an adviser types, understood; what the program holds, said back. No database is touched.

Days and moments in words, sums and minutes, the quick-entry line, the wording check of T5.
"""
