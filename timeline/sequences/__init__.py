"""What follows what, and whether it is more than chance: functions from a history to tables.

Nothing here calls order cause.
"""
