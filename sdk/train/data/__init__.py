"""Questions and traces, as files hold them; no torch."""
