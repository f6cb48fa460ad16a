# shellcheck shell=sh
# Sourced with $distros, this folder: which distribution this is, and what its packages are called; as src/distro does it.

# os_release FIELD: its value in os-release(5), without quotes and whatever cannot be printed
os_release() {
  for file in /etc/os-release /usr/lib/os-release; do
    if [ ! -f "$file" ] || [ ! -r "$file" ]; then continue; fi
    head -c 8192 "$file" | sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" | tail -n 1 | tr -d "\"'\\\\" | LC_ALL=C tr -cd '[:print:]' | cut -c 1-60
    return 0
  done
}

# find_family: debian, fedora, suse, arch or alpine; nothing where it is none of them
find_family() {
  for id in $(printf '%s %s' "$(os_release ID)" "$(os_release ID_LIKE)" | tr '[:upper:]' '[:lower:]' | tr -c 'a-z0-9._-' ' '); do
    case $id in
      debian | ubuntu) echo debian ;;
      fedora | rhel | centos) echo fedora ;;
      suse | opensuse | sles) echo suse ;;
      arch | alpine) echo "$id" ;;
      *) continue ;;
    esac
    return 0
  done
  for pair in apt-get:debian dnf:fedora zypper:suse pacman:arch apk:alpine; do
    if command -v "${pair%:*}" >/dev/null 2>&1; then
      echo "${pair#*:}"
      return 0
    fi
  done
}

find_name() {
  name=$(os_release NAME)
  printf '%s\n' "${name:-Linux}"
}

# package_of PROGRAM: the package of $family that has it; nothing for debian, whose names are in provision.sh
package_of() {
  case ${family-} in
    fedora) column=2 ;;
    suse) column=3 ;;
    arch) column=4 ;;
    alpine) column=5 ;;
    *) return 0 ;;
  esac
  awk -F'|' -v program="$1" -v column=$column '$1 == program { print $column }' "${distros:?}/packages"
}

# install_command PACKAGE…: what somebody of $family would type
install_command() {
  case ${family-} in
    fedora) echo "sudo dnf install -y $*" ;;
    suse) echo "sudo zypper --non-interactive install $*" ;;
    arch) echo "sudo pacman -S --needed $*" ;;
    alpine) echo "doas apk add $*" ;;
    *) return 1 ;;
  esac
}
