"""Text: from source to clean Article. Knows no store and no Prefect."""
