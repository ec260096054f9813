"""What takes long: run by hand or at night as `python -m tests.soak NAME`, one module for each.

A module here that has `HELP`, `arguments(parser)` and `run(args) -> int` is a command of its name.
"""
