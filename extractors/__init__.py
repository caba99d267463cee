"""Findings: from Article to Findings. No network, no store, no Prefect."""
