"""The training loop: R1-Zero and R1, end to end, over the reward service.

The path of one step, `trainer.step.train_step`:

1. `launch` has put the run together: its `stage_plan`, and for each stage a frozen `trainer.context.Context`.
2. `data` gives the next problems, and the prompter makes their prompts.
3. `rollout` samples a group of completions for each prompt, with the policy of `model` or a server that holds it.
4. `scoring` sends each group to the reward service while others are still being sampled.
5. `trainer.batch` lays the completions out; with old and reference log-probabilities where the objective needs them.
6. `trainer.methods` turns rewards into advantages, within each group.
7. `trainer.objective` computes the loss of each part that fits into memory, and its gradient is added up.
8. The gradient is clipped, and `trainer.optim` moves the weights.
9. `run` writes what was measured (`metrics`) and, every so often, a checkpoint to go on from.
10. `report` tells people, from the run's files alone; `evaluate` asks the finished model the questions of benchmarks.
"""
