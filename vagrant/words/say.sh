# shellcheck shell=sh
# Sourced with $words, this folder: says things in the language of the learner's environment, as src/i18n/lang.ts finds it.

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
  [Zz][Hh] | [Zz][Hh][_.@-]*) language=zh-CN ;;
  *) language=en ;;
esac
# shellcheck disable=SC1090 # one of the catalogues beside this file
. "${words:?}/$language.sh"

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
