import type { FastifyCompressOptions } from '@fastify/compress';
import { constants } from 'node:zlib';

/** For answers that are made once and sent once: little work each, and none where it saves no packet. */
export const COMPRESSION: FastifyCompressOptions = {
  threshold: 1_024,
  encodings: ['br', 'gzip'],
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  zlibOptions: { level: 5 },
};
