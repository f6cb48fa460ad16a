import { scriptBeside } from '../shell/script.ts';

/** `listen` and `heard`: somebody listens to the kernel while a round is held that has to hold under one configuration. */
export const listening = scriptBeside(import.meta.url, './listening.sh');
