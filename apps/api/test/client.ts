import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import { checkAgainstOpenApi } from './openapi.js';

export interface Answer<T = any> {
  status: number;
  body: T;
  text: string;
  headers: Record<string, string | string[] | number | undefined>;
}
type Headers = Record<string, string>;

/** HTTP as one caller; every answer is held against the OpenAPI document. */
export interface Client {
  get<T = any>(path: string, headers?: Headers): Promise<Answer<T>>;
  post<T = any>(path: string, body?: unknown, headers?: Headers): Promise<Answer<T>>;
  put<T = any>(path: string, body?: unknown, headers?: Headers): Promise<Answer<T>>;
  patch<T = any>(path: string, body?: unknown, headers?: Headers): Promise<Answer<T>>;
  delete<T = any>(path: string, body?: unknown, headers?: Headers): Promise<Answer<T>>;
}

export function client(app: NestFastifyApplication, always: Headers): Client {
  const call = async (
    method: InjectOptions['method'],
    path: string,
    body: unknown,
    headers: Headers,
  ): Promise<Answer> => {
    const answer = await app.inject({
      method,
      url: path,
      headers: { ...(method !== 'GET' && { origin: 'http://localhost:4199' }), ...always, ...headers },
      ...(body !== undefined && { payload: body as object }),
    });
    const type = String(answer.headers['content-type'] ?? '');
    const parsed: unknown = type.includes('json') && answer.body !== '' ? JSON.parse(answer.body) : undefined;
    // What is no JSON, as a table or a calendar, is a string to the document.
    const said = type.startsWith('text/') ? answer.body : parsed;
    checkAgainstOpenApi(app, { method: String(method), path, status: answer.statusCode, type, body: said });
    return { status: answer.statusCode, body: parsed, text: answer.body, headers: answer.headers };
  };
  return {
    get: (path, headers = {}) => call('GET', path, undefined, headers),
    post: (path, body, headers = {}) => call('POST', path, body, headers),
    put: (path, body, headers = {}) => call('PUT', path, body, headers),
    patch: (path, body, headers = {}) => call('PATCH', path, body, headers),
    delete: (path, body, headers = {}) => call('DELETE', path, body, headers),
  };
}
