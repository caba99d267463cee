"""The addresses, by what they answer with: articles, knowledge, operation, watchlists, decisions."""
