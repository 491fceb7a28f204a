# Shared by the checks beside it. Sourced, not run: a check is an executable file whose second line is
# "# NAME: what it does; needs what". Arguments of a check go to the program that it runs.

source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
cd "$ROOT" || exit 1

# lacking WORDS: this machine lacks what the check needs; that is no failure, and no pass.
lacking() { echo "$*" >&2; exit 77; }

# project EXTRAS: the project's own environment, activated.
project() {
    ensure_venv "$1"
    # shellcheck disable=SC1091
    source "$VENV/bin/activate"
}

# apart NAME EXTRAS: as `project`, in .venv-NAME, for packages that nothing else should see.
apart() {
    VENV=$ROOT/.venv-$1
    project "$2"
}

# peers NAME PACKAGE ...: .venv-peers-NAME with packages of others and without this project; prints its python.
peers() {
    local venv=$ROOT/.venv-peers-$1
    shift
    [[ -x $venv/bin/python ]] || "$PYTHON" -m venv "$venv"
    "$venv/bin/python" -m pip install -q --disable-pip-version-check "$@" >&2
    echo "$venv/bin/python"
}

# sandbox: the engine and the sandbox image.
sandbox() {
    ensure_docker || lacking "needs a Docker engine: $DOCKER_PROBLEM"
    ensure_sandbox_image
}

# serve [NAME=VALUE ...]: a reward server for the rest of the check, at $URL.
serve() {
    start_reward_server "$@"
    trap stop_reward_server EXIT
}
