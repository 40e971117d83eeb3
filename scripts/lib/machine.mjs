import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Read by any Node from 20 on, before anything else of the project is: no newer syntax or module here.
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const NEEDED = 24;

/** Ends with one line when the packages are missing; goes on under the project's own Node when this one is older. */
export async function checkMachine() {
  const missing = missingPackage();
  if (missing) stop(`The package ${missing} is not installed. Run npm install first.`);
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return;
  const own = path.join(ROOT, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(own) || process.env.FINGERPOST_NODE_TRIED)
    stop(
      `This needs Node ${NEEDED}; ${process.version} runs. npm install brings it: run that again, then npm start.`,
    );
  await goOnUnder(own);
}

function missingPackage() {
  const folders = ['.', 'apps/api', 'apps/web'].map((folder) => path.join(ROOT, folder));
  for (const folder of folders) {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      readFileSync(path.join(folder, 'package.json'), 'utf8'),
    );
    const names = Object.keys({ ...dependencies, ...(folder === ROOT ? devDependencies : {}) });
    const there = (name) => [folder, ROOT].some((base) => existsSync(path.join(base, 'node_modules', name)));
    const missing = names.find((name) => !there(name));
    if (missing) return missing;
  }
  return null;
}

function goOnUnder(node) {
  const env = {
    ...process.env,
    FINGERPOST_NODE_TRIED: '1',
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
  };
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(/** @type {NodeJS.Signals} */ (signal)));
  return new Promise(() => {
    child.on('close', (code, signal) => process.exit(signal ? 1 : code));
  });
}

function stop(line) {
  console.error(line);
  process.exit(1);
}
