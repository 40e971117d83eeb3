import { z } from 'zod';
import { isProxy } from './proxies.js';
import { StartFault } from './start-fault.js';

const number = (min: number, max: number, otherwise: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(error).int(error).min(min, error).max(max, error).default(otherwise);
};
const oneOf = <const T extends readonly string[]>(...values: T) =>
  z.enum(
    values,
    values.length > 1 ? `must be one of ${values.join(', ')}` : `must be ${values[0]} or not set`,
  );
const onOff = oneOf('on', 'off');
const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be an address like ${example}` });

const FIELDS = {
  PORT: number(1, 65_535, 3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url(/^https?$/, 'https://fingerpost.example').optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: url(/^postgres(ql)?$/, 'postgres://user:password@host:5432/fingerpost').optional(),
  /** Set by the launcher: the embedded PostgreSQL that it started. */
  FINGERPOST_EMBEDDED_URL: url(/^postgres(ql)?$/, 'postgres://…').optional(),
  FINGERPOST_EMPTY: z.literal('1').optional(),
  /** Which part of the work this process does: people's requests, jobs, or both. */
  ROLE: oneOf('all', 'api', 'worker').default('all'),
  REDIS_URL: url(/^rediss?$/, 'redis://:password@host:6379').optional(),
  DATABASE_POOL: number(2, 200, 20),
  SMTP_URL: url(/^smtps?$/, 'smtp://user:password@host:587').optional(),
  MAIL_FROM: z.string().default('Fingerpost <fingerpost@localhost>'),
  /** Files in a bucket of any S3 service, instead of DATA_DIR/files. */
  S3_ENDPOINT: url(/^https?$/, 'https://s3.example').optional(),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** A ClamAV daemon that looks at each file before others have it. */
  CLAMD_URL: url(/^tcp$/, 'tcp://host:3310').optional(),
  DEMO: onOff.optional(),
  DEMO_PUBLIC: oneOf('yes').optional(),
  LIMITS: onOff.default('on'),
  /** `on` answers /metrics to others than this machine. */
  METRICS: onOff.default('off'),
  LOG_LEVEL: oneOf('silent', 'error', 'warn', 'info', 'debug').default('info'),
  /** Addresses of proxies whose X-Forwarded-For is believed, separated by commas. */
  TRUSTED_PROXIES: z.string().default(''),
};
const Whole = z.object(FIELDS);
/** The environment's settings, each of its own kind. */
export type Environment = z.infer<typeof Whole>;

type Given = Partial<Record<string, string>>;
interface Fault {
  name: string;
  message: string;
}

/** Every fault is told at once: what is wrong with one setting, and what does not go with another. @throws StartFault */
export function readEnvironment(env: Record<string, string | undefined>): Environment {
  // An empty variable is an unset one: compose files write `NAME=` for "none".
  const given: Given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const single = Object.entries(FIELDS).flatMap(([name, field]) => {
    const message = field.safeParse(given[name]).error?.issues[0]?.message;
    return message === undefined ? [] : [{ name, message }];
  });
  const wrong = new Set(single.map(({ name }) => name));
  // A pair is not judged by a value that is told as wrong already.
  const pairs = pairFaults(given, wrong).filter(({ name }) => !wrong.has(name));
  const faults = [...single, ...pairs].map(({ name, message }) => `  ${name} ${message}`);
  if (faults.length > 0) throw new StartFault(`The settings cannot be used:\n${faults.join('\n')}`);
  return Whole.parse(given);
}

function pairFaults(given: Given, wrong: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  const fault = (name: string, message: string) => faults.push({ name, message });
  if (!given.DATABASE_URL && !given.FINGERPOST_EMBEDDED_URL)
    fault(
      'DATABASE_URL',
      'is not set, and no embedded PostgreSQL was started; start with `npm start`, or set it',
    );
  for (const proxy of list(given.TRUSTED_PROXIES ?? ''))
    if (!isProxy(proxy))
      fault(
        'TRUSTED_PROXIES',
        `names ${proxy}, which is no address, no range and none of loopback, uniquelocal`,
      );
  for (const name of S3)
    if (!given[name] && S3.some((other) => given[other]))
      fault(name, `is missing: ${S3.join(', ')} are set together or not at all`);
  if (given.LIMITS === 'off' && (demo(given) !== 'on' || !isLoopback(given.HOST ?? '127.0.0.1')))
    fault('LIMITS', 'may be off only in a demonstration (DEMO=on) on a loopback HOST');
  if (!wrong.has('PUBLIC_URL') && demo(given) === 'on' && isReached(given) && given.DEMO_PUBLIC !== 'yes')
    fault(
      'DEMO',
      `is on while ${given.PUBLIC_URL ? 'PUBLIC_URL' : 'HOST'} is not this machine: its members have a known password. Set DEMO=off, or DEMO_PUBLIC=yes if you mean it`,
    );
  return faults;
}

const S3 = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** The demonstration is on unless something says that this is a real site, or that others reach it. */
export function demo(env: {
  [name in 'DEMO' | 'DEMO_PUBLIC' | 'DATABASE_URL' | 'SMTP_URL' | 'PUBLIC_URL' | 'HOST']?: string | undefined;
}): string {
  if (env.DEMO) return env.DEMO;
  if (env.DATABASE_URL || env.SMTP_URL || env.PUBLIC_URL) return 'off';
  return isReached(env) && env.DEMO_PUBLIC !== 'yes' ? 'off' : 'on';
}

/** Whether others than this machine's people are meant to get here. */
const isReached = (env: { PUBLIC_URL?: string | undefined; HOST?: string | undefined }) =>
  !isLoopback(env.PUBLIC_URL ? new URL(env.PUBLIC_URL).hostname : (env.HOST ?? '127.0.0.1'));

const isLoopback = (host: string) => /^(127(\.\d+){3}|localhost|::1|\[::1\])$/.test(host);

export const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
