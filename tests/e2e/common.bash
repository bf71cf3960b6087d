# What every end-to-end test begins with. Sourced with the three programs as arguments; leaves $kiosk, $server,
# $sample_register and a folder of its own, $work, that goes away with everything started.
set -Eeuo pipefail
kiosk=$1 server=$2 sample_register=$3
source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
items=$work/items
pids=()
mounted=()
clean_up() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  for folder in "${mounted[@]}"; do umount "$folder"; done
  rm -rf "$work"
}
trap clean_up EXIT
trap 'echo "failed in ${BASH_SOURCE[0]} line $LINENO: $BASH_COMMAND" >&2' ERR
export TZ=Europe/Stockholm HALSOKIOSK_ASSETS=$source_dir/assets
# shellcheck source=packaging/window.bash
. "$source_dir/packaging/window.bash"

data=$work/kiosk
store=sqlite:$work/server.db
echo "ett hemligt lösenfras" >"$work/passphrase"

claim() { printf 'claim: %s\n' "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
equal() { [ "$1" = "$2" ] || fail "$3: expected '$2', got '$1'"; }

# refused STATUS PATTERN COMMAND ...: the command must end with that status and say why on stderr.
refused() {
  local status=$1 pattern=$2 got=0
  shift 2
  "$@" >"$work/out" 2>"$work/err" || got=$?
  [ "$got" = "$status" ] || fail "'$*' ended with $got, not $status: $(cat "$work/out" "$work/err")"
  grep -qE "$pattern" "$work/err" || fail "'$*' did not say /$pattern/ but: $(cat "$work/err")"
}

# prints PATTERN COMMAND ...: the command must succeed; whether it prints such a line. Not a pipe: one that is left as soon
# as the line is there ends the command by a signal, now and then.
prints() {
  local output
  output=$("${@:2}") || fail "'${*:2}' ended with $?"
  grep -qE -- "$1" <<<"$output"
}

new_programme() {
  "$kiosk" init --data "$data" --programme "$source_dir/assets/sample/lindangen.json" --passphrase-file "$work/passphrase" >/dev/null
}
import_register() { "$kiosk" import --data "$data" --passphrase-file "$work/passphrase" "$@"; }

# serve PORT OPTION ...: leaves the server's address in $url and its process in $server_pid.
serve() {
  local port=$1
  shift
  : >"$work/server.out"  # of a server before this one
  "$server" serve --listen "127.0.0.1:$port" --store "$store" "$@" >"$work/server.out" 2>>"$work/server.err" &
  server_pid=$!
  pids+=("$server_pid")
  until grep -q 'listening on' "$work/server.out"; do
    kill -0 "$server_pid" 2>/dev/null || fail "the server ended: $(cat "$work/server.err")"
    sleep 0.02
  done
  url=$(grep -o 'https\{0,1\}://[^ ]*' "$work/server.out")
}
start_server() { serve "${1:-0}"; }
# Wants make_certificate.
start_tls_server() { serve "${1:-0}" --tls-cert "$work/tls.pem" --tls-key "$work/tls.key"; }
# An authority of the test's own, and a certificate of it for this machine: ca.pem, ca.key, tls.pem, tls.key, tls.csr.
make_certificate() {
  local key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
  # shellcheck disable=SC2086
  {
    openssl req -x509 $key -keyout "$work/ca.key" -out "$work/ca.pem" -subj '/CN=Prov CA' -days 2
    openssl req $key -keyout "$work/tls.key" -out "$work/tls.csr" -subj /CN=kiosk
    echo 'subjectAltName=IP:127.0.0.1' >"$work/extensions"
    openssl x509 -req -in "$work/tls.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -days 2 -extfile "$work/extensions" \
      -out "$work/tls.pem"
  } 2>/dev/null
}
stop_server() {
  kill -TERM "$server_pid"
  wait "$server_pid" || fail "the server ended with $?: $(cat "$work/server.err")"
}
enrol() {
  local code
  code=$("$server" programme add --store "$store" Lindängen)
  "$kiosk" enrol --data "$data" --server "$url" --code "$code" >/dev/null
}

# one_figure NAME: of the whole, out of a report as JSON; or of its categories.
one_figure() { sed '/^  "groups"/,$d;/^  "compared"/,$d' | sed -n "s/^ *\"$1\": \([0-9]*\),*\$/\1/p"; }
# A report as JSON without what each device knows of the others.
figures_alone() { sed '/^  "preliminary"/,$d'; }
# figure PERIOD NAME: one figure of the kiosk's tally.
figure() { "$kiosk" tally --data "$data" --period "$1" --format json | one_figure "$2"; }
server_figure() { "$server" tally --store "$store" --programme Lindängen --period "$1" --format json | one_figure "$2"; }
query() { sqlite3 -readonly "$data/halsokiosk.db" "$1"; }
this_week() { date +%G-W%V; }

# A small register of invented people, all of whom came to one old session.
small_register() {
  echo 'session;date;start;end;kind;workshop;activity;site;participant;category;name'
  local n=0 name
  for name in "$@"; do
    n=$((n + 1))
    echo "s1;2025-03-03;13:00;15:00;gruppaktivitet;Kvinnors hälsa;Yoga;Framtidens hus;p$n;adult;$name"
  done
}
