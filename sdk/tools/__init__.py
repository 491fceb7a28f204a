"""Tools that show, before a training run, what rewards pay for and what is wrong with a data set; each tool is a
command."""
