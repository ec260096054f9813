"""The "right person, first time" match sheet: pure functions over frozen values.

`facts` is what records say, `values` what goes in and comes out, `engine.evaluate` the verdict.
"""
