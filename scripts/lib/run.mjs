import { spawn } from 'node:child_process';
import { inRoot } from './paths.mjs';

const children = new Set();
process.once('exit', () => {
  for (const child of children) child.kill();
});

/**
 * Runs a program to its end. What it prints is shown as it comes, or kept.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { cwd = inRoot(), env = process.env, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    children.add(child);
    let output = '';
    const hear = (to) => (text) => {
      if (show) to.write(text);
      else output += text;
    };
    child.stdout.on('data', hear(process.stdout));
    child.stderr.on('data', hear(process.stderr));
    child.once('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.once('close', (code) => {
      children.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** A program of node_modules, run by this Node. */
export const tool = (file, args, options) =>
  run(process.execPath, [inRoot('node_modules', file), ...args], options);
