import { z } from 'zod';
import { isProxy } from './proxies.js';

/** An unset and an empty variable are the same: compose files write `NAME=` for "none". */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const onOff = z.enum(['on', 'off']);
const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be an address like ${example}` });

const Environment = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    PUBLIC_URL: optional(url(/^https?$/, 'https://fingerpost.example')),
    DATA_DIR: z.string().default('./data'),
    DATABASE_URL: optional(url(/^postgres(ql)?$/, 'postgres://user:password@host:5432/fingerpost')),
    /** Set by the launcher: the embedded PostgreSQL that it started. */
    FINGERPOST_EMBEDDED_URL: optional(url(/^postgres(ql)?$/, 'postgres://…')),
    FINGERPOST_EMPTY: optional(z.literal('1')),
    /** Which part of the work this process does: people's requests, jobs, or both. */
    ROLE: z.enum(['all', 'api', 'worker']).default('all'),
    REDIS_URL: optional(url(/^rediss?$/, 'redis://:password@host:6379')),
    DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
    SMTP_URL: optional(url(/^smtps?$/, 'smtp://user:password@host:587')),
    MAIL_FROM: z.string().default('Fingerpost <fingerpost@localhost>'),
    /** Files in a bucket of any S3 service, instead of DATA_DIR/files. */
    S3_ENDPOINT: optional(url(/^https?$/, 'https://s3.example')),
    S3_BUCKET: optional(z.string()),
    S3_ACCESS_KEY_ID: optional(z.string()),
    S3_SECRET_ACCESS_KEY: optional(z.string()),
    /** A ClamAV daemon that looks at each file before others have it. */
    CLAMD_URL: optional(url(/^tcp$/, 'tcp://host:3310')),
    DEMO: optional(onOff),
    DEMO_PUBLIC: optional(z.enum(['yes'])),
    LIMITS: onOff.default('on'),
    /** `on` answers /metrics to others than this machine. */
    METRICS: onOff.default('off'),
    LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    /** Addresses of proxies whose X-Forwarded-For is believed, separated by commas. */
    TRUSTED_PROXIES: z.string().default(''),
  })
  .superRefine((env, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (!env.DATABASE_URL && !env.FINGERPOST_EMBEDDED_URL)
      fault(
        'DATABASE_URL',
        'is not set, and no embedded PostgreSQL was started; start with `npm start`, or set it',
      );
    for (const proxy of list(env.TRUSTED_PROXIES))
      if (!isProxy(proxy))
        fault(
          'TRUSTED_PROXIES',
          `names ${proxy}, which is no address, no range and none of loopback, uniquelocal`,
        );
    for (const name of S3)
      if (!env[name] && S3.some((other) => env[other]))
        fault(name, `is missing: ${S3.join(', ')} are set together or not at all`);
    if (env.LIMITS === 'off' && (demo(env) !== 'on' || !isLoopback(env.HOST)))
      fault('LIMITS', 'may be off only in a demonstration (DEMO=on) on a loopback HOST');
    if (
      demo(env) === 'on' &&
      env.PUBLIC_URL &&
      !isLoopback(new URL(env.PUBLIC_URL).hostname) &&
      env.DEMO_PUBLIC !== 'yes'
    )
      fault(
        'DEMO',
        'is on while PUBLIC_URL is not this machine: its members have a known password. Set DEMO=off, or DEMO_PUBLIC=yes if you mean it',
      );
  });
type Environment = z.infer<typeof Environment>;

const S3 = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
export interface Bucket {
  endpoint: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** The demonstration is on unless something says that this is a real site. */
const demo = (env: { DEMO?: 'on' | 'off'; DATABASE_URL?: string; SMTP_URL?: string; PUBLIC_URL?: string }) =>
  env.DEMO ?? (env.DATABASE_URL || env.SMTP_URL || env.PUBLIC_URL ? 'off' : 'on');

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const CLAMD_PORT = 3310;
const socketOf = (address: string) => {
  const { hostname, port } = new URL(address);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port ? Number(port) : CLAMD_PORT };
};

const bucketOf = (env: Environment): Bucket | null =>
  env.S3_ENDPOINT && env.S3_BUCKET && env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY
    ? {
        endpoint: env.S3_ENDPOINT,
        bucket: env.S3_BUCKET,
        accessKeyId: env.S3_ACCESS_KEY_ID,
        secretAccessKey: env.S3_SECRET_ACCESS_KEY,
      }
    : null;

const isLoopback = (host: string) => ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host);

/** What this process was told, parsed once at start. */
export class Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly databasePool: number;
  readonly role: Environment['ROLE'];
  readonly redisUrl: string | null;
  /** Null: files are below DATA_DIR. */
  readonly s3: Bucket | null;
  readonly clamd: { host: string; port: number } | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly demo: boolean;
  readonly startEmpty: boolean;
  readonly limits: boolean;
  readonly metricsOpen: boolean;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly trustedProxies: string[];

  constructor(env: Environment) {
    this.port = env.PORT;
    this.host = env.HOST;
    this.publicUrl = env.PUBLIC_URL?.replace(/\/+$/, '') ?? null;
    this.dataDir = env.DATA_DIR;
    this.databaseUrl = env.DATABASE_URL ?? env.FINGERPOST_EMBEDDED_URL ?? '';
    this.databasePool = env.DATABASE_POOL;
    this.role = env.ROLE;
    this.redisUrl = env.REDIS_URL ?? null;
    this.s3 = bucketOf(env);
    this.clamd = env.CLAMD_URL ? socketOf(env.CLAMD_URL) : null;
    this.smtpUrl = env.SMTP_URL ?? null;
    this.mailFrom = env.MAIL_FROM;
    this.demo = demo(env) === 'on' && env.FINGERPOST_EMPTY !== '1';
    this.startEmpty = env.FINGERPOST_EMPTY === '1';
    this.limits = env.LIMITS === 'on';
    this.metricsOpen = env.METRICS === 'on';
    this.logLevel = env.LOG_LEVEL;
    this.trustedProxies = list(env.TRUSTED_PROXIES);
  }

  /** Where people reach this server; the base of links in mail. */
  get address(): string {
    return this.publicUrl ?? `http://localhost:${this.port}`;
  }

  /** False in a worker, which answers nobody but who asks for its health. */
  get servesPeople(): boolean {
    return this.role !== 'worker';
  }

  /** False in an api process beside workers. */
  get worksJobs(): boolean {
    return this.role !== 'api';
  }

  get secure(): boolean {
    return this.publicUrl?.startsWith('https:') ?? false;
  }

  /** Mail is kept as files and listed on a page, since nobody else would see it. */
  get devMailbox(): boolean {
    return this.demo && !this.smtpUrl;
  }

  /** Origins from which a browser may write. */
  get ownOrigins(): ReadonlySet<string> {
    if (this.publicUrl) return new Set([new URL(this.publicUrl).origin]);
    return new Set(
      ['localhost', '127.0.0.1', '[::1]'].map((host) => new URL(`http://${host}:${this.port}`).origin),
    );
  }
}

/** @throws Error whose message names every fault, one on a line. */
export function parseSettings(env: Record<string, string | undefined>): Config {
  // An empty variable is an unset one.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (parsed.success) return new Config(parsed.data);
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new Error(`The settings cannot be used:\n${faults.join('\n')}`);
}
