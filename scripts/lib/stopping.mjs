import { identity } from './processes.mjs';
import { say } from './say.mjs';

// The terminal sends one signal and npm passes on another: the same Ctrl+C.
const IMPATIENT_MS = 1_000;

/**
 * Stops the parts, last started first, at the first Ctrl+C, SIGTERM or closed terminal; a second one does not wait.
 * @param {{ stop: () => Promise<void>, kill?: () => void }[]} parts
 */
export function onStop(parts, told = 'Stopping …') {
  let since = 0;
  const stop = async () => {
    if (since) {
      if (performance.now() - since > IMPATIENT_MS) for (const part of parts) part.kill?.();
      return;
    }
    since = performance.now();
    say(`\n${told}`);
    for (const part of parts.toReversed()) await part.stop();
    say('Stopped.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());
  if (process.env.npm_lifecycle_event || process.env.FINGERPOST_NODE_TRIED) watchNpm(stop);
  return () => since > 0;
}

// A killed npm passes no signal on; without it nobody could stop this process in the usual way.
function watchNpm(stop) {
  const before = lineage();
  const watch = setInterval(() => {
    if (lineage() === before) return;
    clearInterval(watch);
    void stop();
  }, 1_000);
  watch.unref();
}

/** This process's parent, and npm above it where npm started it through a shell. */
function lineage() {
  const parent = process.ppid;
  const shell = identity(parent);
  return /^(sh|dash|bash)$/.test(shell?.name) ? `${parent} ${shell.parent}` : `${parent}`;
}
