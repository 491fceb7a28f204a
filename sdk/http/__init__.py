"""HTTP as the client needs it: connections of its own, encoding of requests, reading of answers."""
