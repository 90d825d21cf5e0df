"""What the house costs: calls, seconds and memory, beside Xero's official SDK on the same bytes.

`python -m tests.benchmarks` prints a table and leaves with 1 if a bar is missed. Whatever is measured
runs in a process of its own. Only ratios within one run mean anything: machines differ.
"""
