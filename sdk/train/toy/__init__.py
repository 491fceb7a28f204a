"""What the bundled examples learn, and a scripted judge for them."""
