/**
 * /etc of the lab's own: a copy in memory that belongs to the lab's root, who may edit and delete all of it. As an overlay
 * its files would belong to nobody in root's labs, and a container's engine binds files of its own below /etc, over which
 * an overlay is refused. What goes into it is what everybody on this machine may read; the rest is secret (keys,
 * passwords, who may become root), so it does not hang on who runs the lab. No list of names could know all of that.
 * Bounded: a file of more than 1 MiB is data, not a setting, and the whole stops at 64 MiB; what is near the top comes
 * first, so that no large folder keeps the rest out. Names, links, pipes and files that change meanwhile are find(1)'s and
 * tar(1)'s business: tar is told of nothing but what was a file when find looked, and never waits for a pipe.
 */
export const etcBegin = String.raw`
mkdir $n/etc
(
  cd /etc
  # Not further into other file systems: what somebody mounted there is data (secrets of a cluster, shares that may hang).
  find . -xdev -type d ! -perm -005 -prune -o \( -type d -o -type l -o -type f -perm -004 -size -1025k \) -printf '%d/%p\0' |
    head -z -n 100000 | sort -z -n -s | cut -z -d / -f 2- |
    tar --create --null --no-recursion --no-unquote --files-from=- --file=- |
    head -c 64M |
    tar --extract --file=- --directory=$n/etc --no-same-owner --no-same-permissions
) 2>/dev/null 3<&- 4>&- 6<&- &
copying=$!
`;

/** Needed before the old root goes. That a file was left out is by design, so only an empty copy is a failure. */
export const etcEnd = String.raw`
wait $copying || :
[ -n "$(ls -A $n/etc)" ] || { echo "find | tar: nothing of /etc could be copied" >&2; exit 1; }
`;

/**
 * What the lab says about itself. Written when the lab's root is the only one in sight: a link in the copy may point
 * anywhere.
 */
export const etcOwn = String.raw`
cd /etc
rm -rf hostname hosts resolv.conf nsswitch.conf passwd group profile
echo host >hostname
printf '127.0.0.1 localhost\n::1 localhost ip6-localhost\n%s host\n%s outside\n%s internet\n' $BW_HOST $BW_OUTSIDE $BW_ROUTER >hosts
echo "nameserver $BW_ROUTER" >resolv.conf
printf 'passwd: files\ngroup: files\nhosts: files dns\n' >nsswitch.conf
printf 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n' >passwd
printf 'root:x:0:\ntty:x:5:\nnogroup:x:65534:\n' >group
printf '[ -z "$BASH" ] || [ ! -r ~/.bashrc ] || . ~/.bashrc\n' >profile
[ -d alternatives ] || { rm -f alternatives; mkdir alternatives; }
for tool in iptables ip6tables; do
  for form in '' -save -restore; do
    [ ! -x /usr/sbin/$tool-nft$form ] || ln -sfT /usr/sbin/$tool-nft$form alternatives/$tool$form
  done
done
# ufw's rules are closed to others, and this machine's are not the lab's: it starts with those of the package.
if [ -d /usr/share/ufw/iptables ]; then
  mkdir -p ufw && cp --remove-destination /usr/share/ufw/iptables/*.rules ufw/ || :
fi
cd /
`;
