"""Loaded by verl itself, in each of its processes, by the entry point `verl.plugins`: registers our estimator."""

from verl.trainer.ppo.core_algos import register_adv_est

from sdk.integrations.verl import ESTIMATOR, advantages

register_adv_est(ESTIMATOR)(advantages)
