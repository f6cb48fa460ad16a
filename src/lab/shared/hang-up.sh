# shellcheck shell=sh
# script(1) blocks every signal but TERM, INT and QUIT: this part of its process group gets the hang-up, and ends it.
( ( trap 'kill -TERM $$; exit' HUP
    trap '' INT QUIT TSTP
    while kill -0 $$; do sleep 2 & wait $!; done ) </dev/null >/dev/null 2>&1 & )
