import { connect } from 'node:net';

/** True when GET answers 2xx. */
export const overHttp = (url) => async () => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
};

/** True when what listens there says `expected`, having been sent `greeting`. */
export const overTcp =
  (port, expected, greeting = '') =>
  () =>
    /** @type {Promise<boolean>} */ (
      new Promise((resolve) => {
        const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 });
        const over = (is) => {
          socket.destroy();
          resolve(is);
        };
        socket.once('connect', () => greeting && socket.write(greeting));
        socket.once('data', (text) => over(text.toString().startsWith(expected)));
        socket.once('error', () => over(false));
        socket.once('timeout', () => over(false));
      })
    );
