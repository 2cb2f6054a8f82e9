"""What is asked for first: the headline targets, and the ranks beside them."""

from __future__ import annotations

__all__ = ["HEADLINE", "HEADLINES", "RANKS"]

HEADLINE = "full_process_dossier_rate"  # the first of the three headline targets
# Each headline, and measures that are easily taken for it: they stand under their own names.
HEADLINES: tuple[tuple[str, ...], ...] = (
    (HEADLINE, "full_process_service_rate", "online_dossier_rate"),
    ("adult_online_service_rate", "papi_portal_users"),
    ("dossier_personal_id_rate",),
)
RANKS = ("egdi_rank", "gii_rank", "gci_rank", "dti_national")
