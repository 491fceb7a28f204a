"""Where programs are isolated, one module a way of doing it, all behind `backend.Backend`."""
