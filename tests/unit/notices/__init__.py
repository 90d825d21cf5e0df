"""Being told without asking."""
