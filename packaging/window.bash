# Drives the real kiosk window on a virtual screen, as a finger would. Sourced; needs: kiosk (program), items (a file the
# window writes: where every touchable is, and which screen is shown).

screen_size=${screen_size:-1280x800}

# Starts Xvfb on a free display and leaves its number in DISPLAY, its process in screen_pid.
start_screen() {
  local shown
  shown=$(mktemp)
  Xvfb -displayfd 3 -screen 0 "${screen_size}x24" -nolisten tcp 3>"$shown" >/dev/null 2>&1 &
  screen_pid=$!
  pids+=("$screen_pid")
  until [ -s "$shown" ]; do kill -0 "$screen_pid" || { echo "Xvfb did not start" >&2; return 1; }; sleep 0.02; done
  DISPLAY=:$(cat "$shown")
  export DISPLAY
  unset WAYLAND_DISPLAY
  rm -f "$shown"
}

# open_window ARGUMENT ...: starts the kiosk; its process is kiosk_pid.
open_window() {
  rm -f "$items"
  HALSOKIOSK_ITEMS_FILE=$items LIBGL_ALWAYS_SOFTWARE=1 "$kiosk" --window "$screen_size" "$@" &
  kiosk_pid=$!
  pids+=("$kiosk_pid")
}

# until_shown WHAT COMMAND ...: waits until the command succeeds; gives up after 20 s.
until_shown() {
  local what=$1
  shift
  local deadline=$((SECONDS + 20))
  until "$@" 2>/dev/null; do
    kill -0 "$kiosk_pid" 2>/dev/null || { echo "the window ended while waiting for $what" >&2; return 1; }
    [ $SECONDS -lt $deadline ] || { echo "waited 20 s for $what; now: $(cat "$items")" >&2; return 1; }
    sleep 0.02
  done
}
on_screen() { until_shown "screen $1" grep -q "^screen $1 " "$items"; }
has_item() { grep -q "^$1 " "$items"; }

# tap ID: touches the middle of a touchable, as soon as it is there.
tap() {
  until_shown "$1" has_item "$1"
  local x y
  read -r _ x y _ < <(grep "^$1 " "$items" | head -1)
  xdotool mousemove "$x" "$y" click 1
}

# type_letters fat: taps keys of the on-screen keyboard.
type_letters() {
  local letters=$1 i
  for ((i = 0; i < ${#letters}; i++)); do tap "key:${letters:i:1}"; done
}

picture() { import -silent -window root "$1"; }
