"""Reports of all documents become incidents.

Candidates, similarity, merge, reconcile, with disagreements side by side.
"""

from timeline.incidents.build import incidents_of

__all__ = ["incidents_of"]
