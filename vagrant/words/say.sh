# shellcheck shell=sh
# Sourced with $words, this folder: says things in the language of the learner's environment, as src/i18n/lang.ts finds it.

locale=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
spoken=${locale%%[_.@-]*}
# tr need not be there yet.
case $spoken in *[A-Z]*) spoken=$(printf %s "$spoken" | tr '[:upper:]' '[:lower:]') ;; esac
case $spoken in '' | say | *[!a-z]*) spoken=en ;; esac
# English is there whatever the others are called.
for catalogue in "${words:?}/$spoken.sh" "$words/$spoken"-*.sh "$words/en.sh"; do
  [ ! -e "$catalogue" ] || break
done
# shellcheck disable=SC1090 # one of the catalogues beside this file
. "$catalogue"

# say KEY [VALUE…]: a whole line on standard error
say() {
  key=$1
  shift
  # shellcheck disable=SC2059 # the format is ours, the values are not
  printf "bridgework: $(format "$key")\n" "$@" >&2
}
fail() {
  say "$@"
  exit 1
}
