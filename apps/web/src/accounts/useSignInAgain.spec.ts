import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '@fingerpost/contracts/accounts';
import { request } from '../api/request';
import { useSignInAgain } from './useSignInAgain';

vi.mock('../api/request', () => ({ request: vi.fn() }));
const known = vi.mocked(request);
const me = { id: 7, name: 'Librarian' } as Me;
const { ask, asked, settle } = useSignInAgain();

describe('when a session ended', () => {
  afterEach(() => settle(false));

  it('asks once, whatever was refused, and tells all who wait', async () => {
    known.mockResolvedValue({ member: null });
    const answers = Promise.all([ask(me), ask(me)]);
    await vi.waitFor(() => expect(asked.value).toEqual(me));
    expect(known).toHaveBeenCalledOnce();
    settle(true);
    expect(asked.value).toBeNull();
    await expect(answers).resolves.toEqual([true, true]);
  });

  it('asks nobody who is still signed in', async () => {
    known.mockResolvedValue({ member: me });
    await expect(ask(me)).resolves.toBe(true);
    expect(asked.value).toBeNull();
  });

  it('does not ask while the server cannot say', async () => {
    known.mockRejectedValue(new Error('away'));
    await expect(ask(me)).resolves.toBe(false);
    expect(asked.value).toBeNull();
  });
});
