"""The reward server, and the path of a batch through it:

`app` takes `POST /v1/score`, checks token, readiness, size (`body`, `admission`) and `sdk.schema`;
`reward_specs` makes sense of the rewards asked for; `scoring` plans every item with the pure `rewards`,
which read the completion once (`rewards.transcript`) and answer with a score or a job (`jobs`);
jobs go, each equal one once, through `execution.manager_client` to the manager (`execution.manager`),
which owns what can hang or break out: `execution.workers` for `symbolic` comparison,
`execution.containers` for programs; outcomes are resumed into scores, weights are applied,
and every item comes back in order with its reasons.
"""
