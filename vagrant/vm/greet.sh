#!/bin/sh
# One line at every login: how to start the course, and how to make it start by itself. Somebody who did so is in the course.
set -eu
words=$(dirname "$0")/../words
# shellcheck source=vagrant/words/say.sh
. "$words/say.sh"
autostart=${HOME:?}/.bridgework-autostart

if [ -e "$autostart" ] && [ -t 0 ] && [ -t 1 ]; then
  say greet-started "$autostart"
  exec sudo bridgework
fi
say greet "$autostart"
