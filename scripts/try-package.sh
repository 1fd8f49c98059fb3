#!/usr/bin/env bash
# Packs Mudhif, installs the package into an empty prefix as `npm install -g` does, and starts it from an empty folder. Run by hand: it
# takes the packages from npm and compiles SQLite for the Node that runs it, which takes minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
pid=
trap '[[ -z "$pid" ]] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
prefix=$work/prefix
mkdir "$prefix"

tarball=$work/$(npm pack --silent --pack-destination "$work" | tail -1)
echo "packed: $(du -h "$tarball" | cut -f1), $(tar -tzf "$tarball" | wc -l) files"

npm install --global --prefix "$prefix" --prefer-offline --no-audit --no-fund "$tarball"
mudhif=$prefix/bin/mudhif
echo "installed: $(find "$prefix/lib/node_modules/mudhif/node_modules" -name package.json -path '*/node_modules/*' | wc -l) package files"

# Starts it with these arguments in an empty folder, and waits until it answers.
start() {
  folder=$(mktemp -d -p "$work")
  cd "$folder"
  PATH="$(dirname "$(command -v node)"):/usr/bin:/bin" HTTP_PORT=0 "$mudhif" "$@" >"$folder/out" 2>&1 &
  pid=$!
  for _ in $(seq 1 360); do
    url=$(grep -oE -m1 'http://127\.0\.0\.1:[0-9]+' "$folder/out" 2>/dev/null || true)
    [[ -n "$url" ]] && curl -fs "$url/healthz" >/dev/null && break
    kill -0 "$pid" 2>/dev/null || { cat "$folder/out"; exit 1; }
    sleep 0.5
  done
  curl -fs "$url/healthz" >/dev/null || { cat "$folder/out"; echo "mudhif $*: nothing answers"; exit 1; }
}
finish() {
  kill -INT "$pid"
  wait "$pid"
  pid=
  echo "$1: $(cd "$folder" && find . -type f ! -name out | sort | tr '\n' ' ')"
}

start demo
curl -fs "$url/" | grep -q '<html' || { echo 'the demo shows no page'; exit 1; }
# Two weeks of the demo: charts, matching in the worker, everything that is loaded late.
curl -fs -XPOST -H 'content-type: application/json' -d '{"advance":"P14D"}' "$url/demo/clock" >/dev/null
finish demo

ORGANISERS=web:amal start start --web
link=$(cd "$folder" && HTTP_PORT="${url##*:}" "$mudhif" sign-in web:amal | grep -oE 'http://[^ ]+')
curl -fs "$link" | grep -q '<form' || { echo "$link does not let anybody in"; exit 1; }
(cd "$folder" && "$mudhif" doctor) || true
finish 'start --web'
echo "The package works on Node $(node --version)."
