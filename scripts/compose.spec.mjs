import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { findProgram } from './lib/cluster/programs.mjs';
import { inRoot } from './lib/paths.mjs';

const FILES = ['docker-compose.yml', 'docker-compose.cluster.yml'];
const dockerCompose = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status === 0;
if (!dockerCompose)
  console.log(
    'Skipped: docker compose config, since docker compose is not on this machine; the files are parsed instead',
  );
const haproxy = findProgram('haproxy');
if (!haproxy) console.log('Skipped: the check of deploy/haproxy.cfg, since haproxy is not on this machine');

// Compose takes `<<`, which YAML itself has given up.
const WITH_MERGE = CORE_SCHEMA.withTags(mergeTag);
const read = (file) => /** @type {any} */ (load(readFileSync(inRoot(file), 'utf8'), { schema: WITH_MERGE }));
/** As compose fills in variables that nobody set. */
const filled = (value) =>
  String(value).replace(/\$\{(\w+):-((?:[^{}]|\$\{[^}]*\})*)\}/g, (_, _name, other) => filled(other));
const settings = new Set(
  [...readFileSync(inRoot('.env.example'), 'utf8').matchAll(/^#([A-Z0-9_]+)=/gm)].map(([, name]) => name),
);

describe.each(FILES)('%s', (file) => {
  it.skipIf(!dockerCompose)('is valid for docker compose', () => {
    const { status, stderr } = spawnSync('docker', ['compose', '-f', inRoot(file), 'config', '-q'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  });

  const { services, volumes } = read(file);
  const own = Object.entries(services).filter(([, { build }]) => build);

  it('names only services and volumes that it has', () => {
    for (const [name, service] of Object.entries(services)) {
      const needed = Array.isArray(service.depends_on)
        ? service.depends_on
        : Object.keys(service.depends_on ?? {});
      expect(Object.keys(services), name).toEqual(expect.arrayContaining(needed));
      for (const volume of service.volumes ?? [])
        if (!/^[./]/.test(volume)) expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
    }
  });

  it('waits for what says how it is', () => {
    for (const { depends_on: needed } of Object.values(services))
      for (const [name, how] of Object.entries(Array.isArray(needed) ? {} : (needed ?? {})))
        if (how.condition === 'service_healthy') expect(services[name].healthcheck, name).toBeDefined();
  });

  it('opens ports to this machine alone, and gives pictures of others an exact version', () => {
    for (const { ports = [], image, build } of Object.values(services)) {
      for (const port of ports) expect(filled(port)).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
      if (!build) expect(image).toMatch(/:v?\d+\.\d+/);
    }
  });

  it('sets settings that there are, to what they take', () => {
    expect(own.length).toBeGreaterThan(0);
    for (const [name, { environment }] of own) {
      for (const setting of Object.keys(environment))
        expect(settings, `${name}: ${setting}`).toContain(setting);
      expect(new URL(filled(environment.DATABASE_URL)).hostname in services).toBe(true);
    }
  });
});

it('the Dockerfile begins with the Node that runs everywhere else', () => {
  const { devDependencies } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const stages = [...readFileSync(inRoot('Dockerfile'), 'utf8').matchAll(/^FROM (\S+)/gm)].map(
    ([, from]) => from,
  );
  expect(new Set(stages)).toEqual(new Set([`node:${devDependencies.node}-bookworm-slim`]));
});

describe('the cluster', () => {
  const { services } = read('docker-compose.cluster.yml');

  it('has two api processes, a worker and all they talk to', () => {
    const roles = Object.values(services).flatMap(({ environment }) => environment?.ROLE ?? []);
    expect(roles.toSorted((a, b) => a.localeCompare(b))).toEqual(['api', 'api', 'worker']);
    const { REDIS_URL, SMTP_URL } = services.worker.environment;
    for (const url of [REDIS_URL, SMTP_URL]) expect(services).toHaveProperty([new URL(filled(url)).hostname]);
  });

  it.skipIf(!haproxy)('has a configuration that HAProxy takes', () => {
    const { environment } = services.proxy;
    const { status, stderr } = spawnSync(haproxy ?? '', ['-c', '-f', inRoot('deploy/haproxy.cfg')], {
      env: {
        ...process.env,
        ...environment,
        FINGERPOST_API_1: '127.0.0.1:4421',
        FINGERPOST_API_2: '127.0.0.1:4422',
      },
      encoding: 'utf8',
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  });
});
