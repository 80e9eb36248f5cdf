#!/usr/bin/env bash
# Everything that can be checked without running a test: style, types, what may import what, and files made from others.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
export DJANGO_SETTINGS_MODULE=servanda.desk.settings
failed=0

check() { # check NAME COMMAND…: run quietly, show what it says only where it fails
  local name=$1 said
  shift
  if said=$("$@" 2>&1); then
    printf 'ok      %s\n' "$name"
  else
    failed=1
    printf 'FAILED  %s: %s\n%s\n' "$name" "$*" "$said"
  fi
}

fresh_schema() {
  $bin/servanda schema | cmp - policies/schema.json || {
    echo "policies/schema.json is not fresh; run: servanda schema > policies/schema.json"
    return 1
  }
}

locked_holidays() {
  local policy
  for policy in policies/*.yaml; do
    $bin/servanda lock --check "$policy" || return 1
  done
}

check style $bin/ruff check --quiet .
check format $bin/ruff format --check --quiet .
check types $bin/mypy
check imports $bin/lint-imports --no-logo
check migrations $bin/python -m django makemigrations --check --dry-run
check translations $bin/python -m servanda.desk messages --check
check schema fresh_schema
check "holiday tables" locked_holidays
exit $failed
