import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { ACCESS } from '../../src/http/decorators.js';
import { openApiOf } from '../../src/http/openapi.js';
import { checkAgainstOpenApi } from '../openapi.js';
import { startScene } from '../scene.js';

const scene = startScene();
/** Mounted by the server itself, not by a controller: each with its reason. */
const NOT_IN_OPENAPI = [
  /^\/api\/openapi\.json$/, // the document
  /^\/api\/docs/, // its readable page
  /^\/assets\//, // the built web client
  /^\/(sw\.js|site\.webmanifest|favicon\.(svg|ico)|(?:touch-icon|share)\.png)$/, // its files with a fixed name
  /^\/\*$/, // what is not there, as a page
  /^\/socket\.io/, // described by contracts/realtime.ts
];

const handlers = () => {
  const { app } = scene;
  const discovery = app.get(DiscoveryService, { strict: false });
  return [...discovery.getControllers(), ...discovery.getProviders()].flatMap(({ instance, metatype }) => {
    if (!instance || typeof instance !== 'object' || !metatype) return [];
    const prototype = Object.getPrototypeOf(instance) as object;
    return new MetadataScanner().getAllMethodNames(prototype).map((name) => ({
      name: `${metatype.name}.${name}`,
      handler: (prototype as Record<string, () => unknown>)[name] as () => unknown,
      controller: metatype as () => unknown,
    }));
  });
};
const isRoute = (handler: object) =>
  Reflect.hasMetadata(METHOD_METADATA, handler) && Reflect.hasMetadata(PATH_METADATA, handler);
const isSocketEvent = (handler: object) => Reflect.hasMetadata('websockets:message_mapping', handler);

describe('law 2: every route and socket event declares who may call it', () => {
  const undeclared = () => {
    const reflector = scene.app.get(Reflector);
    return handlers()
      .filter(({ handler }) => isRoute(handler) || isSocketEvent(handler))
      .filter(({ handler, controller }) => !reflector.getAllAndOverride(ACCESS, [handler, controller]))
      .map(({ name }) => name);
  };

  it('lists none that does not', () => {
    expect(handlers().filter(({ handler }) => isRoute(handler)).length).toBeGreaterThan(10);
    expect(handlers().filter(({ handler }) => isSocketEvent(handler)).length).toBe(2);
    expect(undeclared()).toEqual([]);
  });

  it('finds a route whose declaration was forgotten', () => {
    const victim = handlers().find(({ handler }) => isRoute(handler));
    const declared: unknown = Reflect.getMetadata(ACCESS, victim!.handler);
    Reflect.deleteMetadata(ACCESS, victim!.handler);
    expect(undeclared()).toEqual([victim!.name]);
    Reflect.defineMetadata(ACCESS, declared, victim!.handler);
  });
});

describe('the OpenAPI document', () => {
  it('describes every mounted route, each with what it answers', () => {
    const documented = openApiOf(scene.app).paths;
    const missing = handlers()
      .filter(({ handler }) => isRoute(handler))
      .flatMap(({ handler, controller, name }) => {
        const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]!.toLowerCase();
        const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
        const base = (Reflect.getMetadata(PATH_METADATA, controller) as string | undefined) ?? '';
        return paths
          .map((path) =>
            `/${base}/${path}`
              .replace(/\/+/g, '/')
              .replace(/(.)\/$/, '$1')
              .replace(/:(\w+)(\([^)]*\))?/g, '{$1}'),
          )
          .filter((path) => !NOT_IN_OPENAPI.some((known) => known.test(path)))
          .filter(
            (path) =>
              !Object.keys(documented[path]?.[method as 'get']?.responses ?? {}).some((status) =>
                status.startsWith('2'),
              ),
          )
          .map((path) => `${name} ${method} ${path}`);
      });
    expect(missing).toEqual([]);
  });

  it('knows all that the server mounts', () => {
    const routes = scene.app.getHttpAdapter().getInstance() as unknown as {
      printRoutes(options: object): string;
    };
    const mounted = mountedPaths(routes.printRoutes({ commonPrefix: false, includeHooks: false }));
    const documented = Object.keys(openApiOf(scene.app).paths).map((path) =>
      path.replace(/\{(\w+)\}/g, ':$1'),
    );
    const unknown = mounted.filter(
      (path) => !NOT_IN_OPENAPI.some((known) => known.test(path)) && !documented.includes(path),
    );
    expect(unknown).toEqual([]);
    expect(mounted.length).toBeGreaterThan(10);
  });

  it('finds an answer of a route that it does not know, of another type, and of another shape', () => {
    const seen = { method: 'GET', path: '/api/site', status: 200, type: 'application/json', body: {} };
    const check = (other: object) => () => checkAgainstOpenApi(scene.app, { ...seen, ...other });
    expect(check({ path: '/api/hidden' })).toThrow('is not in the OpenAPI document');
    expect(check({ path: '/api/hidden', status: 404 })).not.toThrow();
    expect(check({ type: 'text/html' })).toThrow('which the OpenAPI document does not say');
    expect(check({ type: '', body: undefined })).toThrow('which the OpenAPI document does not say');
    expect(check({ status: 422, type: 'text/plain' })).toThrow('is not problem+json');
    expect(check({})).toThrow('differs from the OpenAPI document');
  });
});

/** Fastify prints its routes as a tree: four columns a level, then the piece of the path. */
function mountedPaths(tree: string): string[] {
  const stack: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (\S*)(?: \((.+)\))?$/.exec(line);
    if (!found) return [];
    const depth = found[1]!.length / 4;
    stack.length = depth;
    stack.push(found[2]!);
    return found[3] ? [stack.join('')] : [];
  });
}
