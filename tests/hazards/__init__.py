"""What text, files and machines can do to an archive, row by row, and where it is tried.

`rows` lists 86 inputs and faults with the tests of each; `python -m tests.hazards` runs the detectors and
prints how much each has tried and how much of it failed.
"""
