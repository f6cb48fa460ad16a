#!/usr/bin/perl
# What listens to the kernel, as one program in the lab's node `host`. Perl, because it is on every Debian (perl-base is
# essential) and one process can wait for everything; a shell would need three for each monitor and a fork for each look.
#
# This program prints one line for each event; `createMonitorReader` (notice.ts) reads them:
#
#     has NODE <line of ip neigh>     a static neighbour that was there when listening began
#     ready                           every monitor listens (its socket has joined its groups); nothing is missed from here
#     ip NODE <line of ip monitor>    links, bridge ports, addresses, routes, rules, neighbours, peers of tunnels, forwarding, rp_filter
#     nft NODE                        a new generation of rules; iptables-nft makes them too
#     sysctl NODE                     a switch that has no event: read ten times a second, inside this one process
#     legacy host                     (and once for each other host) the lock file of iptables-legacy was let go (inotify), or appeared
#     engine <action> <container>     Docker said so; for a start only after the container's monitors listen
#     lost NODE WHAT                  a monitor ended again and again; only the slow look sees its changes now
#
# A monitor in a container's network namespace would keep that alive, and with it the host's end of the cable: it is
# ended within a tenth of a second of the container's first process, whether Docker tells or not.
use strict; use warnings;
use Socket; use Fcntl;
$| = 1;
my (%monitors, %nodes, %ended);
# Hosts besides the one that this program is in: network namespaces that have a name, and stay.
my %others = map { $_ => 1 } split ' ', $ENV{BW_OTHER_HOSTS} // '';
sub say_ { print join(' ', @_), "\n" }
# inotify_init1, inotify_add_watch, setns: numbers of syscalls, by machine.
my %numbers = (x86_64 => [294, 254, 308], aarch64 => [26, 27, 268]);
sub machine { require POSIX; (POSIX::uname())[4] }
# Time::HiRes is not in perl-base.
sub nap { select undef, undef, undef, $_[0] }

# --- children that print: ip monitor, nft monitor
sub enter {
  my ($node) = @_;
  return () if $node eq 'host';
  $others{$node} ? ('nsenter', "--net=/run/netns/$node", '--') : ('nsenter', '-n', '-t', $nodes{$node}, '--');
}
# Whether somebody still is there whose changes count.
sub is_there { my ($node) = @_; $node eq 'host' || ($others{$node} ? -e "/run/netns/$node" : kill 0, $nodes{$node} // 0) }
my %commands = (
  ip  => [qw(ip -o monitor label link address route rule neigh netconf)],
  nft => [qw(nft monitor)],
);
# What is listened to in a node; the switches of this host are read by the loop below.
sub kinds_of { my ($node) = @_; (sort(keys %commands), $others{$node} ? 'sysctl' : ()) }
sub listen_to {
  my ($node, $kind) = @_;
  my $pid = open(my $out, '-|') // return lose($node, $kind);
  if (!$pid) {
    open STDERR, '>&', \*STDOUT;
    open STDIN, '<', '/dev/null';
    tell_switches($node) if $kind eq 'sysctl';
    exec enter($node), @{ $commands{$kind} } or exit 127;
  }
  fcntl $out, F_SETFL, O_NONBLOCK;
  $monitors{ fileno $out } = { node => $node, kind => $kind, pid => $pid, out => $out, rest => '' };
}
# Its netlink socket has joined groups: netlink(7); /proc/PID/net is that of the process' own namespace.
sub listens {
  my ($pid) = @_;
  open(my $table, '<', "/proc/$pid/net/netlink") or return 0;
  while (<$table>) { my @f = split; return 1 if $f[2] eq $pid && hex $f[3] }
  0;
}
sub attach {
  my ($node) = @_;
  listen_to($node, $_) for kinds_of($node);
  my @new = grep { $_->{node} eq $node && $_->{kind} ne 'sysctl' } values %monitors;
  my $late = time + 3;
  for my $one (@new) { nap 0.003 until listens($one->{pid}) || !kill(0, $one->{pid}) || time > $late }
  if (open my $neigh, '-|', enter($node), qw(ip -4 neigh show nud permanent)) { say_('has', $node, s/\s+$//r) while <$neigh> }
}
sub detach {
  my ($node) = @_;
  for my $fd (keys %monitors) { stop($fd) if $monitors{$fd}{node} eq $node }
  delete $nodes{$node};
}
sub stop {
  my ($fd) = @_;
  my $one = delete $monitors{$fd} or return;
  kill KILL => $one->{pid};
  close $one->{out};
  $one;
}
sub lose { my ($node, $kind) = @_; say_('lost', $node, $kind) }
sub heard {
  my ($fd) = @_;
  my $one = $monitors{$fd} or return;
  my $got = sysread $one->{out}, my $bytes, 65536;
  if (!$got) {
    return if !defined $got && $!{EAGAIN};
    my ($node, $kind) = @{ stop($fd) }{qw(node kind)};
    return unless is_there($node);
    # What happened meanwhile is unknown: that counts as a change.
    say_($kind, $node, 'again');
    my $times = ++$ended{"$node $kind"};
    return lose($node, $kind) if $times > 5;
    nap 0.2;
    return listen_to($node, $kind);
  }
  $one->{rest} .= $bytes;
  while ($one->{rest} =~ s/^(.*)\n//) {
    my $line = $1;
    if ($one->{kind} eq 'ip') { say_('ip', $one->{node}, $line) }
    elsif ($one->{kind} eq 'sysctl') { say_('sysctl', $one->{node}) }
    elsif ($line =~ /^# new generation|^netlink|error/i) { say_('nft', $one->{node}) }
  }
}

# --- Docker: its API over its socket, without a client of 25 MB
sub ask {
  my ($path) = @_;
  my $at = $ENV{DOCKER_HOST} // '';
  $at = $at =~ m{^unix://(.*)} ? $1 : '/var/run/docker.sock';
  my $docker;
  socket($docker, PF_UNIX, SOCK_STREAM, 0) && connect($docker, pack_sockaddr_un($at)) or return;
  syswrite $docker, "GET $path HTTP/1.0\r\nHost: docker\r\n\r\n";
  $docker;
}
sub answer {
  my $docker = ask(@_) or return '';
  local $/;
  <$docker> // '';
}
sub pid_of {
  my ($id) = @_;
  answer("/containers/$id/json") =~ /"State":\{[^{}]*?"Pid":(\d+)/ ? $1 : 0;
}
my ($engine, $engine_rest);
sub follow_engine {
  my $filters = '%7B%22type%22%3A%5B%22container%22%2C%22network%22%5D%7D';
  $engine = ask("/events?filters=$filters");
  $engine_rest = '';
  fcntl $engine, F_SETFL, O_NONBLOCK if $engine;
}
my %telling = map { $_ => 1 } qw(create start die destroy rename pause unpause connect disconnect);
sub engine_said {
  my $got = sysread $engine, my $bytes, 65536;
  if (!$got) {
    return if !defined $got && $!{EAGAIN};
    undef $engine;
    return say_('lost', 'host', 'engine');
  }
  $engine_rest .= $bytes;
  while ($engine_rest =~ s/^(.*)\n//) {
    my $line = $1;
    my ($action) = $line =~ /"Action":"(\w+)"/ or next;
    next unless $telling{$action};
    my ($name) = $line =~ /"name":"([\w.-]+)"/;
    my ($id) = $line =~ /"(?:ID|id)":"([0-9a-f]{64})"/;
    $name //= '-';
    if ($action eq 'die') { detach($name) }
    if ($action eq 'start' && $id) { start_node($name, $id) }
    say_('engine', $action, $name);
  }
}
sub start_node {
  my ($name, $id) = @_;
  my $pid = pid_of($id) or return;
  detach($name);
  # A container in the host's or in another's namespace has no events of its own.
  my $own = readlink("/proc/$pid/ns/net") // return;
  return if $own eq readlink("/proc/$$/ns/net") || grep { $own eq (readlink("/proc/$_/ns/net") // '') } values %nodes;
  $nodes{$name} = $pid;
  attach($name);
}

# --- switches without events
sub switches {
  my $all = '';
  for my $file ('/proc/sys/net/bridge/bridge-nf-call-iptables', glob '/proc/sys/net/ipv4/conf/*/route_localnet') {
    open(my $switch, '<', $file) or next;
    $all .= "$file " . (<$switch> // '');
  }
  $all;
}

# In a child of its own: it goes into the network namespace of another host, setns(2), and reads there what this program reads here.
sub tell_switches {
  my ($node) = @_;
  my $parent = getppid;
  %monitors = ();
  my $calls = $numbers{ machine() };
  open(my $there, '<', "/run/netns/$node") && $calls or exit 1;
  syscall($calls->[2], fileno $there, 0x40000000) == 0 or exit 1;
  my $before = switches();
  while (getppid == $parent) {
    nap 0.1;
    my $now = switches();
    say_('changed') if $now ne $before;
    $before = $now;
  }
  exit 0;
}

# --- iptables-legacy: nobody tells, but it opens its lock file, which inotify(7) sees.
my $lock = '/run/xtables.lock';
my ($inotify, $lock_watched);
sub watch_lock {
  my $calls = $numbers{ machine() } or return;
  my $fd = syscall($calls->[0], 04000);
  return if $fd < 0 || !open($inotify, '<&=', $fd);
  watch_lock_file($calls);
}
sub watch_lock_file {
  my ($calls) = @_;
  return unless -e $lock;
  # IN_CLOSE_WRITE | IN_CLOSE_NOWRITE
  my $path = "$lock\0";
  $lock_watched = syscall($calls->[1], fileno $inotify, $path, 0x18) >= 0;
}

END { kill KILL => map { $_->{pid} } values %monitors }
$SIG{$_} = sub { exit 1 } for qw(TERM INT HUP PIPE);
$SIG{CHLD} = 'IGNORE';
1 while waitpid(-1, 1) > 0;
follow_engine();
$nodes{host} = $$;
attach('host');
attach($_) for sort keys %others;
my @running = answer('/containers/json') =~ /"Id":"([0-9a-f]{64})","Names":\["\/([^"]+)"/g;
while (my ($id, $name) = splice @running, 0, 2) { start_node($name, $id) }
watch_lock();
my $before = switches();
say_('ready');
while (1) {
  my $bits = '';
  vec($bits, $_, 1) = 1 for keys %monitors;
  vec($bits, fileno $engine, 1) = 1 if $engine;
  vec($bits, fileno $inotify, 1) = 1 if $inotify;
  my $ready = select(my $found = $bits, undef, undef, 0.1);
  if ($ready > 0) {
    if ($inotify && vec($found, fileno $inotify, 1)) { sysread $inotify, my $events, 4096; say_('legacy', $_) for 'host', sort keys %others }
    if ($engine && vec($found, fileno $engine, 1)) { engine_said() }
    for my $fd (keys %monitors) { heard($fd) if vec($found, $fd, 1) }
  }
  for my $node (keys %nodes) { detach($node) if $node ne 'host' && !kill 0, $nodes{$node} }
  if ($inotify && !$lock_watched && -e $lock) {
    watch_lock_file($numbers{ machine() });
    say_('legacy', $_) for 'host', sort keys %others;
  }
  my $now = switches();
  say_('sysctl', 'host') if $now ne $before;
  $before = $now;
}
