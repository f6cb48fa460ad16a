/** Output in named parts, each framed by a line that no program prints by itself; `NAME/status` is the exit code. */
const mark = '@@bridgework-part';

/** Shell functions for scripts that print parts. */
export const partScript = `
export LC_ALL=C
part() {
  printf '\\n${mark} %s\\n' "$1"
  bw_name=$1; shift
  "$@" 2>/dev/null
  printf '\\n${mark} %s\\n%s\\n' "$bw_name/status" "$?"
}
docker_networks() {
  timeout 10 docker network ls -q | xargs -r timeout 10 docker network inspect \\
    -f '{{$n := .Name}}{{range .IPAM.Config}}{{$n}} {{.Subnet}}{{"\\n"}}{{end}}'
}
`;

export function partsOf(output: string): ReadonlyMap<string, string> {
  const [, ...parts] = `\n${output}`.split(`\n${mark} `);
  return new Map(
    parts.map((part) => {
      const at = part.indexOf('\n');
      return [part.slice(0, at), part.slice(at + 1).replace(/\n$/, '')];
    }),
  );
}
