import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import type { Bucket } from '../config/settings.js';
import { Storage, type Part, type Stored } from './storage.js';

/** Services that are not Amazon's take the bucket in the path, and any region. */
export const s3Settings = ({ endpoint, accessKeyId, secretAccessKey }: Bucket) => ({
  endpoint,
  region: 'auto',
  forcePathStyle: true,
  credentials: { accessKeyId, secretAccessKey },
  // Newer checksums are not understood by every service.
  requestChecksumCalculation: 'WHEN_REQUIRED' as const,
  responseChecksumValidation: 'WHEN_REQUIRED' as const,
});

/** Files as objects of a bucket that is this installation's own. */
export class S3Storage extends Storage {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor(settings: Bucket) {
    super();
    this.client = new S3Client(s3Settings(settings));
    this.bucket = settings.bucket;
  }

  async read(key: string, part?: Part): Promise<Readable> {
    const { Body } = await this.client.send(
      new GetObjectCommand({
        Bucket: this.bucket,
        Key: key,
        ...(part && { Range: `bytes=${part.start}-${part.end}` }),
      }),
    );
    return Body as Readable;
  }

  async size(key: string): Promise<number | null> {
    try {
      const { ContentLength } = await this.client.send(
        new HeadObjectCommand({ Bucket: this.bucket, Key: key }),
      );
      return ContentLength ?? 0;
    } catch (fault) {
      if ((fault as { name?: string }).name === 'NotFound') return null;
      throw fault;
    }
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    await this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: bytes }));
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }));
  }

  async *all(): AsyncIterable<Stored> {
    let next: string | undefined;
    do {
      const listed = await this.client.send(
        new ListObjectsV2Command({ Bucket: this.bucket, ContinuationToken: next }),
      );
      for (const { Key, Size, LastModified } of listed.Contents ?? [])
        if (Key) yield { key: Key, size: Size ?? 0, changedAt: LastModified ?? new Date(0) };
      next = listed.NextContinuationToken;
    } while (next);
  }

  pathOf(): null {
    return null;
  }
}
