"""One YAML file becomes one frozen tree of settings; no torch."""
