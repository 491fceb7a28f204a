"""A client in a process of its own, so that scoring takes little of the trainer's: `RewardClient(process=True)`.

parent    the trainer's side: starts the process, asks it, ends it
crossing  what passes between the two: a call and its answer as bytes
frames    bytes on the socket between them
child     the other process: a client that does what it is asked
"""
