"""How compute trades against data: a grid of small runs, a fit of their accuracy, and a page of what it says."""
