import { parseArgs } from 'node:util';
import { Fault } from './fault.mjs';

/**
 * What stands behind `npm run … --`: shows the usage when asked, and refuses what it does not know.
 * @param {string[]} args
 * @param {{ usage: string, options?: import('node:util').ParseArgsConfig['options'], words?: (word: string) => boolean }} known
 * @returns {{ values: Record<string, any>, words: string[] }}
 */
export function readArguments(args, { usage, options = {}, words = () => false }) {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    process.exit(0);
  }
  const { tokens, values, positionals } = parseArgs({
    args,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind === 'positional' && !words(token.value)) throw unknown(token.value, usage);
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (!option || (option.type === 'boolean' && token.value !== undefined))
      throw unknown(token.rawName, usage);
    if (option.type === 'string' && !token.value)
      throw new Fault(`${token.rawName} needs a value.\n${usage}`);
  }
  return { values, words: positionals };
}

const unknown = (name, usage) => new Fault(`${name} is not known here.\n${usage}`);
