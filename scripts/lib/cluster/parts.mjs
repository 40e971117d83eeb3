import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../paths.mjs';
import { freePort } from '../ports.mjs';
import { overHttp, overTcp } from './answers.mjs';
import { Part } from './part.mjs';

export const API_PROCESSES = ['api 1', 'api 2'];

/**
 * Everything but PostgreSQL, in the order in which it starts.
 * @param {{ port: number, dataDir: string, databaseUrl: string, programs: Record<string, string>, supervise: boolean,
 *   onChange: () => void }} options
 */
export async function makeParts({ port, dataDir, databaseUrl, programs, supervise, onChange }) {
  const folder = (name) => {
    const made = path.join(dataDir, name);
    mkdirSync(made, { recursive: true });
    return made;
  };
  const logs = folder('logs');
  const common = (name) => ({
    name,
    supervise,
    onChange,
    log: path.join(logs, `${name.replace(' ', '-')}.log`),
  });
  const [redisPort, mailPort, workerPort, ...apiPorts] = await freePorts(3 + API_PROCESSES.length);

  const redis = new Part({
    ...common('redis'),
    program: programs['redis-server'],
    // Nothing in it is worth a disk: it carries hints and counts.
    args: [
      '--port',
      `${redisPort}`,
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder('redis'),
    ],
    port: redisPort,
    answers: overTcp(redisPort, '+PONG', 'PING\r\n'),
  });
  const mail = new Part({
    ...common('mail'),
    script: inRoot('scripts/mail-catcher.mjs'),
    env: { MAIL_PORT: `${mailPort}`, MAIL_FOLDER: folder('caught-mail') },
    port: mailPort,
    answers: overTcp(mailPort, '220'),
  });
  const settings = {
    NODE_ENV: 'production',
    DEMO: process.env.DEMO || 'on',
    HOST: '127.0.0.1',
    PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${port}`,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    TRUSTED_PROXIES: '127.0.0.1',
  };
  const node = (name, role, own) =>
    new Part({
      ...common(name),
      script: inRoot('apps/api/dist/main.js'),
      cwd: inRoot(),
      env: { ...settings, ROLE: role, PORT: `${own}` },
      port: own,
      answers: overHttp(`http://127.0.0.1:${own}/readyz`),
    });
  const apis = API_PROCESSES.map((name, i) => node(name, 'api', apiPorts[i]));
  const worker = node('worker', 'worker', workerPort);
  const proxy = new Part({
    ...common('haproxy'),
    program: programs.haproxy,
    args: ['-f', inRoot('deploy/haproxy.cfg'), '-db'],
    env: {
      FINGERPOST_BIND: `127.0.0.1:${port}`,
      FINGERPOST_API_1: `127.0.0.1:${apiPorts[0]}`,
      FINGERPOST_API_2: `127.0.0.1:${apiPorts[1]}`,
    },
    port,
    stopSignal: 'SIGTERM',
    answers: overHttp(`http://127.0.0.1:${port}/healthz`),
  });
  return { redis, mail, apis, worker, proxy };
}

async function freePorts(count) {
  const found = new Set();
  while (found.size < count) found.add(await freePort());
  return [...found];
}
