# Read by the scripts beside it: where the project is, and how they speak. Leaves you in the project's root.
# shellcheck shell=sh disable=SC2034
set -eu

cd "$(dirname "$0")/../.."
ROOT=$(pwd)
VENV="$ROOT/.venv"
PYTHON="$VENV/bin/python"
VAR="${SAMKLANG_VAR:-$ROOT/var}"
WEB_HOST="${WEB_HOST:-127.0.0.1}"
PORT="${PORT:-8000}"
# Read by Celery's own command line and by gunicorn as well as by manage.py.
export DJANGO_SETTINGS_MODULE=portal.settings

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "samklang: $*"
    exit 1
}
