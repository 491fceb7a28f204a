"""The reward server, and the path of a batch through it:

`app` takes `POST /v1/score`, checks token, readiness, size (`body`, `admission`) and `sdk.schema`;
`reward_specs` makes sense of the rewards asked for; `scoring` plans every item with the pure `rewards`,
which read the completion once (`rewards.transcript`) and answer with a score or a job (`jobs`);
jobs go through `execution.manager_client` to the manager (`execution.manager`), equal jobs only once; the manager owns
what can hang or break out: workers for `symbolic` comparison, containers for programs; the outcomes become scores,
weights are applied, and every item comes back in order with its reasons.
"""
