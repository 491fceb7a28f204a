"""Other libraries' functions over this service, so that one changed import tries it."""
