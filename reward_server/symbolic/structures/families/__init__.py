"""Sets that a letter runs through: families over the integers, general solutions, sequences."""
