#!/usr/bin/perl
# echo.pl ADDRESS SIZE DF SECONDS: one echo request of SIZE bytes, with IP's header; what came of it, in a word.
use strict;
use warnings;
use Socket qw(PF_INET SOCK_RAW inet_aton pack_sockaddr_in MSG_DONTWAIT);

my ($address, $size, $df, $seconds) = @ARGV;
my ($ip, $icmp, $discover) = (0, 1, 10);

sub checksum {
  my $sum = 0;
  $sum += $_ for unpack('n*', $_[0] . (length($_[0]) % 2 ? "\0" : ''));
  $sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16;
  return ~$sum & 0xffff;
}

sub message {
  my $body = pack('CCnnn', 8, 0, $_[0], $$ & 0xffff, 1) . ('b' x ($size - 28));
  return $body;
}

socket(my $out, PF_INET, SOCK_RAW, $icmp) or die "socket: $!";
setsockopt($out, $ip, $discover, pack('i', $df ? 2 : 0)) or die "setsockopt: $!";
my $to = pack_sockaddr_in(0, inet_aton($address));
unless (send($out, message(checksum(message(0))), 0, $to)) {
  # A rule of its own that drops it says so to this program alone: a connection would only wait.
  my $why = $!{EPERM} ? 'timeout' : $!{ENETUNREACH} ? 'unreachable' : $!{EHOSTUNREACH} ? 'no-route' : 'other';
  print "$why\n";
  exit;
}
my $until = time + $seconds;
while ((my $left = $until - time) > 0) {
  my $ready = '';
  vec($ready, fileno($out), 1) = 1;
  next unless select($ready, undef, undef, $left);
  recv($out, my $packet, 65535, MSG_DONTWAIT);
  my $header = (ord($packet) & 15) * 4;
  my ($type, $code, undef, $id) = unpack("x$header CCnn", $packet);
  if ($type == 0 && $id == ($$ & 0xffff)) { print length($packet) == $size ? "answered\n" : "short\n"; exit; }
  next unless $type == 3 || $type == 11;
  # What it is about: an IP header of 20 bytes, then ours.
  my $about = $header + 8 + 20;
  next unless length($packet) >= $about + 8 && unpack("x$about x4 n", $packet) == ($$ & 0xffff);
  print $type == 11 || $code =~ /^(1|5|7|8|10|13|12)$/ ? 'no-route' : $code =~ /^(0|6|9|11)$/ ? 'unreachable' : $code == 3 ? 'refused' : 'other', "\n";
  exit;
}
print "timeout\n";
