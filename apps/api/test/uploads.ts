import type { Upload } from '@fingerpost/contracts/files';
import { FilesChecker } from '../src/files/files.checker.js';
import type { Answer } from './client.js';
import type { Member } from './factories.js';
import { ORIGIN, type Scene } from './scene.js';

const b64 = (text: string) => Buffer.from(text).toString('base64');

/** The tus protocol as one member speaks it. */
export function tus(scene: Scene, member: Member | null) {
  const headers = {
    origin: ORIGIN,
    'tus-resumable': '1.0.0',
    ...(member && { authorization: `Bearer ${member.token}` }),
  };
  const ask = async (
    method: 'POST' | 'PATCH' | 'HEAD' | 'DELETE',
    url: string,
    more: object,
    payload?: Buffer,
  ) => {
    const answer = await scene.app.inject({
      method,
      url,
      headers: { ...headers, ...more },
      ...(payload && { payload }),
    });
    const json = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: json ? JSON.parse(answer.body || 'null') : null,
    } as Omit<Answer, 'text'>;
  };
  return {
    begin: (name: string, size: number, use?: 'text') =>
      ask('POST', '/api/uploads', {
        'upload-length': String(size),
        'upload-metadata': `filename ${b64(name)}${use ? `,use ${b64(use)}` : ''}`,
      }),
    piece: (address: string, offset: number, bytes: Buffer) =>
      ask(
        'PATCH',
        address,
        { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        bytes,
      ),
    ask: (address: string) => ask('HEAD', address, {}),
    leave: (address: string) => ask('DELETE', address, {}),
  };
}

/** A file given whole; its upload, with what was made of it so far. */
export async function give(
  scene: Scene,
  member: Member,
  name: string,
  bytes: Buffer,
  use?: 'text',
): Promise<Upload> {
  const me = tus(scene, member);
  const begun = await me.begin(name, bytes.length, use);
  if (begun.status !== 201)
    throw new Error(`no upload of ${name}: ${begun.status} ${JSON.stringify(begun.body)}`);
  const address = String(begun.headers['location']);
  const { status } = await me.piece(address, 0, bytes);
  if (status !== 204) throw new Error(`no piece of ${name}: ${status}`);
  return (await scene.as(member).get<Upload>(address)).body;
}

/** As `give`, and looked at to the end. */
export async function giveClean(
  scene: Scene,
  member: Member,
  name: string,
  bytes: Buffer,
  use?: 'text',
): Promise<Upload> {
  const given = await give(scene, member, name, bytes, use);
  const checker = scene.app.get(FilesChecker, { strict: false });
  await checker.check(given.file!.id);
  return (await scene.as(member).get<Upload>(`/api/uploads/${given.id}`)).body;
}
