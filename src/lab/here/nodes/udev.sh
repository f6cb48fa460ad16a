# shellcheck shell=sh
# Tells udev to leave the MAC addresses of NAMES alone.
if [ -e /run/udev/control ]; then
  mkdir -p "${LINK_FILE%/*}"
  printf '[Match]\nDriver=veth bridge\nOriginalName=%s\n\n[Link]\nMACAddressPolicy=none\n' "$NAMES" >"$LINK_FILE"
  timeout 10 udevadm control --reload || :
fi
