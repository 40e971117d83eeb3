import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createApp } from '../src/app.js';
import { Clock } from '../src/config/clock.js';
import { parseSettings } from '../src/config/settings.js';
import { Database } from '../src/database/database.service.js';
import { RateLimits } from '../src/http/rate-limits.js';
import { client, type Client } from './client.js';
import { workerDatabase } from './database.js';
import { factories, type Factories, type Member } from './factories.js';

/** A page of this origin is what writes in tests. */
export const ORIGIN = 'http://localhost:4199';

/** Everything that a spec needs: the running server, its members and what they do. */
export interface Scene {
  app: NestFastifyApplication;
  db: Database;
  clock: Clock;
  guest: Client;
  /** A client with the session of a member. */
  as(member: Member): Client;
  make: Factories;
}

/**
 * Starts one server on its own database for a spec file, and stops it after.
 * Usage: `const scene = startScene();` at the top of the file; its fields are there inside tests.
 */
export function startScene(env: Record<string, string> = {}, { unlimited = false } = {}): Scene {
  const scene = {} as Scene;
  let dataDir: string;
  beforeAll(async () => {
    const url = await workerDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'fingerpost-spec-'));
    const config = parseSettings({
      DATABASE_URL: url,
      PORT: '4199',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      DEMO: 'off',
      DATABASE_POOL: '16',
      ...env,
    });
    const app = await createApp(config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    // For specs that ask thousands of times from one address.
    if (unlimited) app.get(RateLimits, { strict: false }).take = () => Promise.resolve();
    const db = app.get(Database, { strict: false });
    Object.assign(scene, {
      app,
      db,
      clock: app.get(Clock, { strict: false }),
      guest: client(app, {}),
      as: (member: Member) => client(app, { authorization: `Bearer ${member.token}` }),
      make: factories(app),
    } satisfies Scene);
  });
  afterAll(async () => {
    await scene.app?.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return scene;
}

export const aKey = () => randomUUID();
