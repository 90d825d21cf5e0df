"""An organisation's settings: what a region's books look like when they are new, and how they are read."""
