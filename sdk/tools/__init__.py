"""What tells before a training run what rewards pay for, and what a data set is worth; each tool is a command."""
