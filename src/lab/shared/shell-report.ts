/**
 * Bash's PROMPT_COMMAND in a terminal of ours: after each command it tells the terminal how that ended and its line of the
 * history, by a control sequence that no terminal knows (OSC 7717), and keeps the history for the next shell. Not exported:
 * what the learner starts knows nothing of it. `$?` is bash's own again afterwards.
 */
export const shellReport = [
  '__bridgework="$?"',
  'export -n PROMPT_COMMAND',
  'history -a',
  '__bridgework="$__bridgework;$(HISTTIMEFORMAT= history 1)"',
  `printf '\\033]7717;%s\\007' "\${__bridgework//[[:cntrl:]]/ }"`,
  'unset __bridgework',
].join('; ');
