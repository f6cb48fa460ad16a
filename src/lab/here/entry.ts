import { lookFile } from './ledger/look.ts';
import { runFolder } from './machine/places.ts';

/** `sh -c <this> enter NODE ARGV…` ends up as ARGV in that node. */
export const inNode = String.raw`
node=$1; shift
export BRIDGEWORK_NODE="$node"
cd /root 2>/dev/null || cd /
case $node in
  host) exec "$@" ;;
  internet | outside) exec nsenter --net=/run/netns/$node -- "$@" ;;
esac
pid=$(docker inspect -f '{{.State.Pid}}' "$node" 2>/dev/null)
case $pid in '' | 0) echo "bridgework: there is no running container $node" >&2; exit 125 ;; esac
exec nsenter -n -t "$pid" -- "$@"`;

/**
 * The same, for what a person does: how the machine is before and afterwards is written down, so that it can be undone.
 * Killed in between, it leaves only the first; then the next look counts (down.ts).
 */
export const written = String.raw`
at=${runFolder}/journal/$(date +%s%N).$$
sh ${lookFile} >$at.before 2>/dev/null
# Trapped, not ignored: what is started gets Ctrl-C all the same.
trap : INT QUIT
sh -c "$@"
status=$?
sh ${lookFile} >$at.after 2>/dev/null
cmp -s $at.before $at.after && rm -f $at.before $at.after
exit $status`;

/** A login shell that says in which node it is; nobody's own dot files are read or written. */
export const shellArgv: readonly string[] = ['bash', '--rcfile', `${runFolder}/bashrc`, '-i'];

export const shellRc = String.raw`
PS1='\[\e[1m\][$BRIDGEWORK_NODE]\[\e[0m\] \w \$ '
HISTFILE=${runFolder}/history
alias ls='ls --color=auto' ll='ls -l'
`;
