"""Stand-ins that several kinds of test share: time, chance and rows that the test owns."""
