"""A long run of TRL's real trainer against this service, which is restarted, upgraded and loses its runners meanwhile.

trainer    the trainer's process, in TRL's environment: every step's rewards and advantages into a file
service    the service's process: every scored item into a file
events     what is done to the service, and at which step
audit      the two files against each other
page       the figure, and the table for docs/long-run.md
"""
