import { AsyncLocalStorage } from 'node:async_hooks';

/** Set while something is told that every process tells its own sockets: it must not go out to the others again. */
export const onlyHere = new AsyncLocalStorage<true>();
