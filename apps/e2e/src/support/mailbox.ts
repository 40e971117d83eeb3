import { expect } from '@playwright/test';
import type { Api } from './api.js';

interface Mail {
  to: string;
  subject: string;
  text: string;
}

export const mailsTo = async (api: Api, address: string) =>
  (await api.get<{ items: Mail[] }>(`/api/dev/mail?to=${encodeURIComponent(address)}`)).items;

/** The newest six-digit code that was mailed to an address; mail goes out by a job, so it may take a moment. */
export async function codeFor(api: Api, address: string, among = 1): Promise<string> {
  const codes = async () =>
    (await mailsTo(api, address)).flatMap(({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
  await expect.poll(codes, { intervals: [50, 100, 200], timeout: 10_000 }).toHaveLength(among);
  return (await codes())[0]!;
}
