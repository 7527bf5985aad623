"""Figures: counted in SQL from what was logged, exact, and for `portal.disclosure` only.

Nothing here is shown to anybody as it is: a definition protects it first. The right to a report has been
judged before (reports.policies); the whole programme is counted even for a part of it, because a cell is
protected in the whole.
"""
