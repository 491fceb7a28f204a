"""The policy: weights, log-probabilities, decoding."""
