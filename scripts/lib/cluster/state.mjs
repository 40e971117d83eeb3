import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../fault.mjs';
import { end, remember, stillThere } from '../processes.mjs';

/** Which processes there are and where they listen, for tests and for the next start. Holds the database's password. */
export class ClusterFile {
  constructor(dataDir) {
    this.file = path.join(dataDir, 'cluster.json');
  }

  write(state) {
    writeFileSync(`${this.file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  remove() {
    rmSync(this.file, { force: true });
  }

  /** Ends what a killed launcher left behind; refuses beside a live one. */
  async clear() {
    if (!existsSync(this.file)) return;
    const { launcher, parts = [] } = JSON.parse(readFileSync(this.file, 'utf8'));
    if (stillThere(launcher))
      throw new Fault(`A cluster runs already (process ${launcher.pid}): ${this.file}`);
    for (const part of parts.filter(stillThere))
      await end(
        () => stillThere(part),
        [
          { signal: () => process.kill(part.pid, 'SIGTERM'), patienceMs: 10_000 },
          { signal: () => process.kill(part.pid, 'SIGKILL'), patienceMs: 2_000 },
        ],
      );
    this.remove();
  }
}

export const described = (part) => ({
  name: part.name,
  port: part.options.port,
  log: part.options.log,
  ...(part.pid ? remember(part.pid) : { pid: null }),
});
