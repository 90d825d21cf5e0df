"""What the domain needs from outside, one role a file, in the domain's words."""
