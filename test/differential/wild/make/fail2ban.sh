#!/bin/bash
# fail2ban 1.0 of Debian 12: one jail with one ban, by iptables and by nftables.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mkdir -p /run/fail2ban /var/log; touch /var/log/auth.log
printf '[DEFAULT]\nbackend = polling\nbanaction = iptables-multiport\n[sshd]\nenabled = true\nlogpath=/var/log/auth.log\nport = 22,9000\n[recidive]\nenabled=false\n' > /etc/fail2ban/jail.local
rm -f /etc/fail2ban/jail.d/*
fail2ban-server -b --logtarget /out/f2b.log -s /run/fail2ban/f2b.sock -p /run/fail2ban/f2b.pid; sleep 4
fail2ban-client -s /run/fail2ban/f2b.sock set sshd banip 192.168.1.50
sleep 1
iptables-save > /out/fail2ban.iptables; 
fail2ban-client -s /run/fail2ban/f2b.sock stop; sleep 1
sed -i 's/iptables-multiport/nftables-multiport/' /etc/fail2ban/jail.local
fail2ban-server -b --logtarget /out/f2b.log -s /run/fail2ban/f2b.sock -p /run/fail2ban/f2b.pid; sleep 4
fail2ban-client -s /run/fail2ban/f2b.sock set sshd banip 192.168.1.50; sleep 1
nft list ruleset > /out/fail2ban-nftables.nft
fail2ban-client -s /run/fail2ban/f2b.sock stop
