import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findBrowser } from '../../../../scripts/lib/browser.mjs';
import { inRoot } from '../../../../scripts/lib/paths.mjs';
import { during, say } from '../../../../scripts/lib/say.mjs';

const FOLDER = inRoot('apps/bench/lighthouse');
const PROGRAM = path.join(FOLDER, 'node_modules/lighthouse/cli/index.js');
const run = promisify(execFile);

export interface Audit {
  /** Seconds to the largest contentful paint. */
  paint: number;
  blockedMs: number;
  shift: number;
  accessibility: number;
}

/** One run of Lighthouse with its own mobile settings and throttling. */
export async function audit(url: string): Promise<Audit> {
  await install();
  for (let tries = 1; ; tries++) {
    const found = await attempt(url).catch((error: unknown) => (error as Error).message.trim());
    if (typeof found !== 'string') return found;
    if (tries === TRIES) throw new Error(`Lighthouse gave no report in ${TRIES} tries: ${found}`);
    say(`  Lighthouse gave no report and is asked again: ${found.split('\n').at(-1)}`);
  }
}

/** A browser on a busy machine sometimes writes no trace (NO_NAVSTART); such a run measured nothing. */
const TRIES = 4;

async function attempt(url: string): Promise<Audit> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'fingerpost-lighthouse-'));
  const file = path.join(folder, 'report.json');
  try {
    await run(
      process.execPath,
      [
        PROGRAM,
        url,
        '--output=json',
        `--output-path=${file}`,
        '--only-categories=performance,accessibility',
        '--chrome-flags=--headless=new --no-sandbox',
        '--quiet',
        '--no-enable-error-reporting',
      ],
      {
        env: { ...process.env, CHROME_PATH: await findBrowser() },
        timeout: 180_000,
      },
    );
    const { audits, categories, runtimeError } = JSON.parse(await readFile(file, 'utf8')) as Report;
    if (runtimeError) throw new Error(runtimeError.code);
    return {
      paint: audits['largest-contentful-paint'].numericValue / 1000,
      blockedMs: audits['total-blocking-time'].numericValue,
      shift: audits['cumulative-layout-shift'].numericValue,
      accessibility: categories.accessibility.score * 100,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Report {
  audits: Record<
    'largest-contentful-paint' | 'total-blocking-time' | 'cumulative-layout-shift',
    { numericValue: number }
  >;
  categories: { accessibility: { score: number } };
  runtimeError?: { code: string };
}

/** Lighthouse is larger than everything else together, so it comes only when somebody measures with it. */
async function install(): Promise<void> {
  if (existsSync(PROGRAM)) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await during('Installing Lighthouse', () =>
    run(npm, ['ci', '--prefix', FOLDER, '--no-audit', '--no-fund'], { shell: process.platform === 'win32' }),
  );
}
