// What a line of shell can change, by its words. Of lines that are not known, the most is believed.

/** Commands of the course that need a terminal only look. */
export const onlyLooks = (line: string): boolean => line.startsWith('docker exec -it');

export const startsContainer = (line: string): boolean => line.startsWith('docker run ');

/** `$(docker inspect …)` looks at containers; any other word to Docker may change one. */
export const touchesContainers = (line: string): boolean =>
  line.replaceAll(/\$\(docker inspect[^)]*\)/g, '').includes('docker');

/** Firewall rules of the host, and its switches for forwarding: the two kinds of state that can be put back by themselves. */
export const onlyRules = (line: string): boolean =>
  /^(iptables(-legacy)?|nft|sysctl -w net\.(ipv4\.(ip_forward|conf\.[^.]+\.forwarding)|bridge\.bridge-nf-call-iptables)=[01]$)/.test(
    line,
  ) && !/[;&|\n]/.test(line.replaceAll(/'[^']*'/g, ''));
