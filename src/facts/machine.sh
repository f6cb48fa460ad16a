# shellcheck shell=sh
# Which machine this is, by its own words.
echo "hostname $(uname -n)"
echo "machine $(cat /etc/machine-id 2>/dev/null)"
echo "boot $(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"
echo "netns $(readlink /proc/self/ns/net 2>/dev/null)"
echo "clock $(date +%s)"
