"""Lines, planes, spans, regions and loci, by equations, parameters or words."""
