# shellcheck shell=sh
# Whether somebody on the LAN answers ARP for ADDRESS: a packet to the discard port makes the kernel ask. Prints `taken` or nothing.
timeout 1 bash -c "echo >/dev/udp/$ADDRESS/9" 2>/dev/null
sleep 0.3
ip -4 neigh show to "$ADDRESS" | grep -q lladdr && echo taken
:
