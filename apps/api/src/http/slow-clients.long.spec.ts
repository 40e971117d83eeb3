import { connect } from 'node:net';
import { beforeAll, expect, it } from 'vitest';
import { startScene } from '../../test/scene.js';

const scene = startScene();
let port: number;
beforeAll(async () => {
  await scene.app.listen(0, '127.0.0.1');
  port = (scene.app.getHttpServer().address() as { port: number }).port;
});

/** Sends `head`, then a byte a second; gives the seconds until the server hung up, and what it said. */
function drip(head: string): Promise<{ seconds: number; said: string }> {
  return new Promise((resolve) => {
    const from = performance.now();
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(head));
    const dripping = setInterval(() => socket.write('x'), 1_000);
    socket.on('data', (data) => (said += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(dripping);
      resolve({ seconds: (performance.now() - from) / 1_000, said });
    });
  });
}

it('cuts a body that drips within 20 seconds, and a header that drips too', async () => {
  const body = drip(
    'POST /api/discussions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{',
  );
  const header = drip('GET /api/discussions HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
  for (const cut of await Promise.all([body, header])) {
    expect(cut.seconds).toBeLessThan(20);
    expect(cut.said).toMatch(/^HTTP\/1.1 408|^$/);
    process.stdout.write(`cut after ${cut.seconds.toFixed(1)} s\n`);
  }
}, 30_000);
