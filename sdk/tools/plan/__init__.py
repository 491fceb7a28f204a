"""`assay plan`: how many cores, services and how much memory a training run's scoring needs, by measured costs and a
simulation of the queues."""
