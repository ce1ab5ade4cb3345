"""Parse -> Event: who did what to whom, by the codebook and the language model's scores."""
