"""The steps of the features, one module a noun."""
