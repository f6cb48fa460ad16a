import { scriptBeside } from '../../shell/script.ts';

/** The shell function `conf_of NODE LISTEN…`, which prints what a node's nginx is told; `WEB`: where its files are. */
export const webServer = scriptBeside(import.meta.url, './web-server.sh');
