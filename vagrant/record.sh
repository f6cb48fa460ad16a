# shellcheck shell=sh
# shellcheck disable=SC2034 # used by who sources it
# Sourced: what provision.sh puts on this machine, so that remove.sh takes away that and nothing else.

record_folder=/var/lib/bridgework/setup
modules_file=/etc/modules-load.d/bridgework.conf
sysctl_file=/etc/sysctl.d/60-bridgework.conf
guard=/usr/sbin/policy-rc.d
guard_kept=$guard.kept-by-bridgework

# Files that are wholly ours begin with these.
modules_mark='# Bridgework: what a sandbox lab needs'
sysctl_mark='# Bridgework: loading br_netfilter must not change the bridges of this machine'
guard_mark='# bridgework: no service starts during an install'

# record LIST LINE…: packages (that were not there before), ids (FILE|LINE of subuid(5)), made (files that were not there before)
record() {
  list_file=$record_folder/$1
  shift
  mkdir -p "$record_folder"
  for line in "$@"; do grep -qsxF -- "$line" "$list_file" || printf '%s\n' "$line" >>"$list_file"; done
}

recorded() { cat "$record_folder/$1" 2>/dev/null || :; }

is_installed_package() { dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^.i'; }

lower_guard() {
  if grep -qs "^$guard_mark" "$guard"; then rm -f "$guard"; fi
  if [ -e "$guard_kept" ]; then mv "$guard_kept" "$guard"; fi
}
