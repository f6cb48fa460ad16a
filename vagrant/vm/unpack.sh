#!/bin/sh
# In the machine, as root: puts the uploaded project in /opt/bridgework and provisions. What a former upload brought is
# replaced; packages and builds stay. Safe to run again, also after it was cut off: nothing but whole files is kept.
#   unpack.sh OPTION…    options of provision.sh --vm
set -eu
archive=/tmp/bridgework.tar.gz
target=/opt/bridgework
umask 022

if [ -f "$archive" ]; then
  rm -rf "$target.new"
  mkdir -p "$target" "$target.new"
  # As new as the upload: what was built from older sources is then built again.
  tar -xzf "$archive" -C "$target.new" --no-same-owner --touch
  find "$target" -mindepth 1 -maxdepth 1 ! -name node_modules ! -name dist -exec rm -rf {} +
  find "$target.new" -mindepth 1 -maxdepth 1 -exec mv -t "$target" {} +
  # An upload from Windows knows no such mode.
  chmod 755 "$target/bin/bridgework"
  rm -rf "$target.new" "$archive"
fi
exec sh "$target/vagrant/provision.sh" --vm "$@"
