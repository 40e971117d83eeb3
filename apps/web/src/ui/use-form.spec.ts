import { describe, expect, it, vi } from 'vitest';
import { Problem } from '../api/problem';
import { useForm } from './use-form';

vi.mock('vue-i18n', () => ({
  useI18n: () => ({ t: (_: string, { message }: { message: string }) => `This ${message}.` }),
}));

const plan = (send: () => Promise<unknown>) => ({ name: 'join', fields: ['email', 'password.next'], send });

describe('useForm', () => {
  it('names what is amiss and sends nothing', async () => {
    const send = vi.fn();
    const form = useForm({ ...plan(send), check: () => ({ email: 'Enter an address.', other: undefined }) });
    await form.submit();
    expect(send).not.toHaveBeenCalled();
    expect(form.errors).toEqual({ email: 'Enter an address.' });
    expect(form.field('email')).toEqual({ id: 'join-email', error: 'Enter an address.' });
    expect(form.ids['password.next']).toBe('join-password-next');
  });

  it('lays the server’s refusal beside the field, in the form’s own words where it has some', async () => {
    const refused = new Problem(422, 'invalid', {
      errors: [
        { path: 'password.next', message: 'is too short' },
        { path: 'name', message: 'Use at most 200 characters.' },
      ],
    });
    const form = useForm({ ...plan(() => Promise.reject(refused)), explain: () => ({ email: 'Taken.' }) });
    await form.submit();
    expect(form.errors).toEqual({
      'password.next': 'This is too short.',
      name: 'Use at most 200 characters.',
      email: 'Taken.',
    });
    expect(form.problem).toBeNull();
    expect(form.busy).toBe(false);
  });

  it('keeps a failure of the whole, and forgets it at the next try', async () => {
    const send = vi.fn().mockRejectedValueOnce(new Problem(503, 'unavailable')).mockResolvedValueOnce(7);
    const done = vi.fn();
    const form = useForm({ ...plan(send), done });
    await form.submit();
    expect(form.problem).toBeInstanceOf(Problem);
    await form.submit();
    expect(form.problem).toBeNull();
    expect(done).toHaveBeenCalledExactlyOnceWith(7);
  });

  it('waits for its own choices before it says that one is missing', async () => {
    const send = vi.fn(() => Promise.resolve());
    let space = '';
    const ready = async () => void (space = 'evidence');
    const form = useForm({ ...plan(send), ready, check: () => ({ space: space === '' && 'Choose.' }) });
    await form.submit();
    expect(send).toHaveBeenCalledOnce();
  });

  it('is sent once, however often it is pressed', async () => {
    const send = vi.fn(() => Promise.resolve());
    const form = useForm(plan(send));
    await Promise.all([form.submit(), form.submit()]);
    expect(send).toHaveBeenCalledOnce();
  });
});
