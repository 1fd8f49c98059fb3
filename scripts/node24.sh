#!/usr/bin/env bash
# The type check and the tests on Node 24, which comes from npm. Call it after `npm ci`.
# SQLite is a native addon, built by `npm ci` for the Node that ran it. With NODE24_HEADERS (a folder with the headers
# of a Node 24: node.h itself, or include/node/node.h) it is built again in a copy of the project, and all tests run
# there; otherwise only those that need no SQLite run.
set -euo pipefail
cd "$(dirname "$0")/.."

node24=$(npx -y node@24 -p process.execPath)
PATH="$(dirname "$node24"):$PATH"
export PATH
echo "Node $(node --version)"

npm run -s types

if [[ -z "${NODE24_HEADERS:-}" ]]; then
  tests=$(npx tsx scripts/tests-without-sqlite.ts)
  # shellcheck disable=SC2086 # One word for each file.
  npx vitest run $tests
  cat <<'END'

################################################################################
#  SQLite is NOT TESTED on Node 24: NODE24_HEADERS names no folder of headers. #
#  Only the type check and the tests that need no SQLite ran there.            #
################################################################################

END
  exit 0
fi

headers=$NODE24_HEADERS
[[ -f "$headers/include/node/node.h" ]] && headers=$headers/include/node
if [[ ! -f "$headers/node.h" ]]; then
  echo "NODE24_HEADERS=$NODE24_HEADERS: there is no node.h and no include/node/node.h in it" >&2
  exit 1
fi
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy"
# Only the addon differs; links keep the rest where it is.
mkdir "$copy/node_modules"
find "$PWD/node_modules/" -mindepth 1 -maxdepth 1 ! -name better-sqlite3 ! -name '.vite*' -exec ln -s -t "$copy/node_modules" {} +
cp -RL node_modules/better-sqlite3 "$copy/node_modules/better-sqlite3"
rm -rf "$copy/node_modules/better-sqlite3/build"

# The layout that node-gyp expects.
mkdir -p "$copy/node_modules/.node24/include"
ln -s "$(realpath "$headers")" "$copy/node_modules/.node24/include/node"
cd "$copy"
(cd node_modules/better-sqlite3 && npm_config_nodedir="$copy/node_modules/.node24" npm run -s build-release)
npm run -s build
npx vitest run
echo "SQLite was tested on Node $(node --version)."
