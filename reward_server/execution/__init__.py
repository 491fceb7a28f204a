"""The one place for processes: everything that is started, limited and killed, and all that is outside."""
