import { demo, list, readEnvironment, type Environment } from './environment.js';

export interface Bucket {
  endpoint: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

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
  /** A database without anything begins without the demonstration; one that holds it keeps it. */
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
    this.demo = demo(env) === 'on';
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
export const parseSettings = (env: Record<string, string | undefined>): Config =>
  new Config(readEnvironment(env));
