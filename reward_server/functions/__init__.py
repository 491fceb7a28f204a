"""Rewards that the user of the service wrote: how their arguments are filled, and the process that calls them."""
