import { nodeWord } from '../../round/words.ts';
import { scriptBeside } from '../../shell/script.ts';
import { quote } from '../../text/quote.ts';

/**
 * What listens to the kernel, as one program in the lab's node `host`: monitor.pl says what it prints. `hosts`: the other hosts. Perl, because it is on every Debian
 * (perl-base is essential) and one process can wait for everything; a shell would need three for each monitor and a fork for each look.
 */
export const monitorScript = (hosts: readonly string[] = []): string => `
export BW_OTHER_HOSTS=${quote(hosts.map(nodeWord).join(' '))} LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin:/usr/local/sbin
exec perl /dev/fd/5 5<<'PERL'
${scriptBeside(import.meta.url, './monitor.pl')}PERL
`;
