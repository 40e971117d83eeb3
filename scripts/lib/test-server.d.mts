import type { TemporaryPostgres } from './postgres/temporary.mjs';

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly log: string;
  readonly pid: number | undefined;
  kill(): void;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface House {
  readonly database: TemporaryPostgres;
  serve(options?: { name?: string; env?: Record<string, string> }): Promise<TestServer>;
  stop(): Promise<void>;
}

export function openHouse(label?: string): Promise<House>;
