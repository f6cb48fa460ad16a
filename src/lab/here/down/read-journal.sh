# shellcheck shell=sh
# All that was written down of the machine, and how it is now: files as one stream, `@@bridgework-file NAME` before each.
for file in "$RUN"/baseline "$RUN"/journal/*; do
  [ ! -r "$file" ] || { printf '\n@@bridgework-file %s\n' "${file##*/}"; cat "$file"; }
done
printf '\n@@bridgework-file now\n'
sh "$LOOK"
