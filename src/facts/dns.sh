# shellcheck shell=sh
# Asks the name servers of NODE's resolv.conf, two at most, until one answers. INSIDE: whether that file is in a container. MESSAGE: bytes
# of the message, as octal escapes.
root=
[ "$INSIDE" = no ] || { locate "$NODE" || exit; root=/proc/$BW_PID/root; }
question="$BW_DIR/$BW_INDEX.dns"
# shellcheck disable=SC2059 # escapes of our own
printf "$MESSAGE" >"$question"
for server in $(sed -n 's/^[[:space:]]*nameserver[[:space:]]\{1,\}\([0-9.]*\)[[:space:]]*$/\1/p' "$root/etc/resolv.conf" | head -n 2); do
  # shellcheck disable=SC2016 # for bash, which alone has /dev/udp
  part "$server" at "$NODE" timeout -s KILL $((QUESTION_SECONDS * ${BW_PATIENCE:-1})) bash -c 'exec 3<>"/dev/udp/$0/53" && cat "$1" >&3 && timeout "$2" dd bs=4096 count=1 <&3 2>"$1.said" >"$1.answer"; status=$?; [ ! -e "$1.said" ] || grep "error reading" "$1.said"; [ ! -e "$1.answer" ] || od -An -v -tx1 "$1.answer"; exit $status' "$server" "$question" $((ANSWER_SECONDS * ${BW_PATIENCE:-1})) 2>&1
  [ ! -s "$question.answer" ] || break
done
