# The service and, as another target, the trainer. Build arguments serve closed clusters: a base image, a package
# index, and a CA bundle as the secret `ca`.
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${BASE_IMAGE} AS base
ENV DEBIAN_FRONTEND=noninteractive PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/opt/assay/bin:$PATH
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 python3-venv ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && python3 -m venv /opt/assay
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
ARG PIP_FIND_LINKS
# pip takes an empty variable for an empty index; the CA is there only when one was given.
RUN printf '%s\n' '#!/bin/sh -e' \
    'for name in PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_FIND_LINKS; do eval "[ -n \"\$$name\" ] || unset $name"; done' \
    'if [ -s /run/secrets/ca ]; then export PIP_CERT=/run/secrets/ca; fi' \
    'exec pip install --no-cache-dir --disable-pip-version-check "$@"' >/usr/local/bin/pip-install \
    && chmod +x /usr/local/bin/pip-install
WORKDIR /src

FROM base AS server
COPY pyproject.toml README.md LICENSE ./
COPY reward_server reward_server
COPY sdk sdk
COPY assay_rl assay_rl
COPY sandbox_images sandbox_images
# server,otel to trace; server,redis for verdicts that several machines share.
ARG EXTRAS=server
RUN --mount=type=secret,id=ca,required=false \
    pip-install ".[${EXTRAS}]"
RUN useradd --no-create-home --uid 10001 assay
WORKDIR /
USER assay
EXPOSE 8000
CMD ["reward-server", "--host", "0.0.0.0"]

# Pods that run programs without an engine (deploy/helm/assay): the service with a sandbox built in.
FROM server AS runner
USER root
RUN --mount=type=secret,id=ca,required=false \
    if [ -s /run/secrets/ca ]; then export PIP_CERT=/run/secrets/ca; fi; \
    for name in PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_FIND_LINKS; do eval "[ -n \"\$$name\" ] || unset $name"; done; \
    assay sandbox build --store /opt/assay-sandboxes
ENV REWARD_SERVER_SANDBOX_STORE=/opt/assay-sandboxes
USER assay

FROM base AS trainer
ARG TORCH=torch==2.13.0
RUN --mount=type=secret,id=ca,required=false \
    pip-install "${TORCH}"
COPY pyproject.toml README.md LICENSE ./
COPY reward_server reward_server
COPY sdk sdk
COPY assay_rl assay_rl
RUN --mount=type=secret,id=ca,required=false \
    pip-install '.[train]'
WORKDIR /work
CMD ["python", "-m", "sdk.train", "examples/arithmetic.yaml"]
