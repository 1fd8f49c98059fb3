#!/usr/bin/env bash
# The Slack story on the Slack of `emulate`, in HTTP mode with strict scopes. `emulate` needs Node 24; both come from npm. The
# version is exact, because npm's `latest` is an unrelated package.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! entry=$(npx -y -p emulate@0.12.2 -c 'realpath "$(command -v emulate)"'); then
  cat <<'END'

##########################################################################################
#  The Slack story is NOT TESTED on emulate: emulate@0.12.2 could not be had from npm.   #
##########################################################################################

END
  exit 0
fi
EMULATE_MODULE="$(dirname "$entry")/api.js"
EMULATE_NODE=$(npx -y node@24 -p process.execPath)
export EMULATE_MODULE EMULATE_NODE
npm run -s build
npx vitest run test/e2e/slack-emulate.test.ts
