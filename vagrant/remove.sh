#!/bin/sh
# The part of bridgework remove that needs root: takes away what provision.sh --sandbox put on this machine, by its record
# (record.sh) and by the marks in its files. Debian packages stay, and are named. The other half is the state folder.
#   --list   only say what there is      --yes   do not ask before using sudo      --user NAME   whose ids (default: you)
set -eu
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
here=$(cd "$(dirname "$0")" && pwd -P)
words=$here/words
# shellcheck source=vagrant/words/say.sh
. "$words/say.sh"
# shellcheck source=vagrant/record.sh
. "$here/record.sh"

# Ranges that were given to USER: FILE|LINE. With "others" as a second word: to everybody else.
granted() {
  recorded ids | while IFS='|' read -r file line; do
    if [ "${line%%:*}" = "$1" ]; then whose=own; else whose=others; fi
    [ "$whose" = "${2:-own}" ] || continue
    if grep -qsxF -- "$line" "$file"; then printf '%s|%s\n' "$file" "$line"; fi
  done
}

# FILE MARK: prints the file when it begins with the mark.
marked() {
  [ "$(head -n 1 "$1" 2>/dev/null)" != "$2" ] || printf '%s\n' "$1"
}

# What is there for everybody: only the last one who leaves takes it away.
shared() {
  marked "$modules_file" "$modules_mark"
  marked "$sysctl_file" "$sysctl_mark"
  if grep -qs "^$guard_mark" "$guard"; then printf '%s\n' "$guard"; fi
  if [ -d "$record_folder" ]; then printf '%s\n' "$record_folder"; fi
}

packages_left() {
  command -v dpkg-query >/dev/null || return 0
  recorded packages | while read -r package; do
    if is_installed_package "$package"; then printf '%s ' "$package"; fi
  done
}

# Set up before there was a record, or never: nobody can tell.
unrecorded_ids() {
  [ ! -d "$record_folder" ] || return 0
  for file in /etc/subuid /etc/subgid; do
    grep -s "^$user:" "$file" | while read -r line; do printf '%s ' "$file ($line)"; done
  done
}

tell() {
  [ -z "$ids" ] || printf '%s\n' "$ids" | while IFS='|' read -r file line; do say remove-ids "$line" "$file"; done
  if [ -n "$others" ]; then
    say remove-others "$(printf '%s\n' "$others" | cut -d'|' -f2 | cut -d: -f1 | sort -u | tr '\n' ' ')"
  else
    for file in $things; do say remove-file "$file"; done
  fi
}

tell_left() {
  [ -z "$packages" ] || say remove-packages-left "$packages" "apt-get purge --autoremove $packages"
  [ -z "$unrecorded" ] || say remove-ids-left "$unrecorded"
}

confirm_sudo() {
  command -v sudo >/dev/null || fail sudo-missing "sh $here/remove.sh --user $user"
  [ "$yes" = no ] || return 0
  [ -t 0 ] || fail nobody-to-ask "sudo sh $here/remove.sh --user $user"
  printf 'bridgework: %s' "$(format ask-sudo) " >&2
  read -r answer || answer=n
  case $answer in
    '' | [Yy]*) ;;
    *) fail remove-sudo-refused "sudo sh $here/remove.sh --user $user" ;;
  esac
}

become_root() {
  confirm_sudo
  if [ -t 0 ]; then exec sudo sh "$here/remove.sh" --told --user "$user"; fi
  exec sudo -n sh "$here/remove.sh" --told --user "$user"
}

# take_line FILE LINE: the file is whole at every moment; one that was not there before, and holds nothing now, goes.
take_line() {
  cp -p "$1" "$1.bridgework-new"
  grep -vxF -- "$2" "$1" >"$1.bridgework-new" || :
  mv "$1.bridgework-new" "$1"
  if [ ! -s "$1" ] && recorded made | grep -qxF -- "$1"; then rm -f "$1"; fi
}

# The range is nobody's from now on, whatever comes next.
forget_ids() {
  recorded ids | grep -vF "|$user:" >"$record_folder/ids.new" || :
  mv "$record_folder/ids.new" "$record_folder/ids"
}

user=${SUDO_USER:-$(id -un)}
yes=no
list=no
told=no
while [ $# -gt 0 ]; do
  case $1 in
    --yes) yes=yes ;;
    --list) list=yes ;;
    --told) told=yes ;; # by the run that called sudo
    --user)
      [ $# -gt 1 ] || fail vm-value-missing "$1"
      user=$2
      shift
      ;;
    -h | --help)
      sed -n '2,4s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) fail unknown-option "$1" ;;
  esac
  shift
done

ids=$(granted "$user")
others=$(granted "$user" others)
things=$(shared)
packages=$(packages_left)
unrecorded=$(unrecorded_ids)
[ -z "$others" ] || things=
[ "$told" = yes ] || {
  tell
  tell_left
}
[ "$list" = no ] || exit 0
if [ -n "$ids$things" ]; then
  [ "$(id -u)" = 0 ] || become_root
  if [ -n "$ids" ]; then
    printf '%s\n' "$ids" | while IFS='|' read -r file line; do take_line "$file" "$line"; done
    forget_ids
  fi
  if [ -n "$things" ]; then
    had_modules=$(marked "$modules_file" "$modules_mark")
    rm -f ${had_modules:+"$modules_file"}
    if [ -n "$(marked "$sysctl_file" "$sysctl_mark")" ]; then rm -f "$sysctl_file"; fi
    lower_guard
    rm -rf "$record_folder"
    rmdir "${record_folder%/*}" 2>/dev/null || :
    [ -z "$had_modules" ] || say remove-modules-loaded
  fi
fi
