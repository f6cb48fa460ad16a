import { createSandbox } from './src/lab/sandbox/sandbox.ts';
import { monitorScript } from './src/verify/monitor/script.ts';
const lab = createSandbox({ name: 'live1', home: process.env.BRIDGEWORK_HOME! });
const t0 = performance.now();
console.log(await lab.stream(monitorScript, { onLine: l => console.log((performance.now()-t0).toFixed(0), l), signal: AbortSignal.timeout(Number(process.argv[2] ?? 15000)) }));
