import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { persistent } from './persistent';

describe('a part of the page', () => {
  let page: EventTarget;
  beforeEach(() => {
    vi.useFakeTimers();
    page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is loaded again until it is here, with growing pauses', async () => {
    const load = vi.fn(() =>
      load.mock.calls.length < 4 ? Promise.reject(new TypeError()) : Promise.resolve('here'),
    );
    const loaded = persistent(load);
    await vi.advanceTimersByTimeAsync(1_000 + 2_000);
    expect(load).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(4_000);
    await expect(loaded).resolves.toBe('here');
  });

  it('does not wait when the browser is online again', async () => {
    const load = vi.fn(() =>
      load.mock.calls.length < 2 ? Promise.reject(new TypeError()) : Promise.resolve('here'),
    );
    const loaded = persistent(load);
    await vi.advanceTimersByTimeAsync(10);
    page.dispatchEvent(new Event('online'));
    await expect(loaded).resolves.toBe('here');
  });

  it('fails in the end, when it went with its build', async () => {
    const outcome = persistent(() => Promise.reject(new TypeError('gone'))).catch((fault: Error) => fault);
    await vi.advanceTimersByTimeAsync(45 * 30_000);
    await expect(outcome).resolves.toEqual(new TypeError('gone'));
  });
});
