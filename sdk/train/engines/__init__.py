"""What samples completions: the sampler of this process, or a server that holds a copy of the weights.

`engine.py` is the protocol, `remote.py` an engine behind HTTP, `vllm.py` and `sglang.py` what each server is asked and
answers. The servers keep the tokens and the log-probabilities that they drew them with; entropies they do not tell.
"""
