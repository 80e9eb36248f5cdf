#!/usr/bin/env bash
# Every check that this machine can run, and at the end what it could not run and how to get it.
# With CI=true that is an error. Arguments go to pytest.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=0
unset PYTHONDONTWRITEBYTECODE  # some hundred processes import the same modules: they are compiled once

bash tests/lint.sh || failed=1
$bin/pytest -q -n 2 "$@" || failed=1

missing=()
if ! command -v chromium-headless-shell chromium chromium-browser google-chrome >/dev/null; then
  echo
  echo "Not run: the journeys in a real browser (tests/e2e), since there is no Chromium here."
  missing+=(chromium-headless-shell)
fi
if ! $bin/python -c 'import weasyprint' >/dev/null 2>&1; then
  echo
  echo "Not run: the making of PDF documents, since Pango is not here."
  missing+=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
fi
if ! PATH=$PATH:/usr/sbin command -v dovecot >/dev/null; then
  echo
  echo "Not run: fetching mail from a real IMAP server (tests/desk/imap), since there is no Dovecot here."
  missing+=(dovecot-imapd)
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "To run them too: sudo apt-get install --no-install-recommends ${missing[*]}"
  if [ "${CI:-}" = true ]; then
    failed=1
  fi
fi
if [ $failed -ne 0 ]; then
  echo "Something failed; see above."
fi
exit $failed
