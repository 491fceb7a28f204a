"""What the loss costs most, made small: log-probabilities, entropies and the GRPO loss from the last hidden states.

A model's logits are [tokens, vocabulary], the greatest tensor of a step by far. Here they exist for a few tokens at a
time only, and what is kept of them between the forward and the backward pass is one number a token.

- `output_head`: the output matrix, and what a family of models does to its product with a hidden state
- `rows`: what is computed on the logits of some tokens, in plain PyTorch
- `triton_rows`: the same in Triton, for CUDA; `triton_logprobs`: without logits in memory at all, where no gradient is
- `logprobs`: log-probabilities and entropies of any number of tokens, with gradients
- `fused_loss`: a loss of them in the same pass, which saves computing the logits a second time

Beside the loss, the products of linear layers in eight bits:

- `tiles`: matrices in tiles of e4m3 numbers, and their products, emulated
- `triton_fp8`: the same in Triton, for GPUs that multiply them
"""
