import { onScopeDispose, reactive } from 'vue';
import type { Upload as TusUpload } from 'tus-js-client';
import type { FileReason, Upload } from '@fingerpost/contracts/files';
import { FILE_MAX, POST_FILE_MAX, formatOfName } from '@fingerpost/contracts/formats';
import { Problem } from '../api/problem';
import { fetchUpload, UPLOADS } from './files.api';

/** A piece on a line of one megabit ends before the server takes its sender for dead; what came of a cut one stays. */
const PIECE = 2 * 1024 * 1024;
/** A train tunnel, and a lunch break. */
const AGAIN_AFTER = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000];
const LOOK_EVERY = 1_000;
const LOOK_SOON = 250;

export type UploadStep = 'none' | 'sending' | 'paused' | 'looking' | 'ready' | 'failed';
export interface UploadState {
  step: UploadStep;
  name: string;
  size: number;
  sent: number;
  /** What a form sends, once all of it is here. */
  id: string | null;
  /** Refused before it was sent, or by the server. */
  fault: 'tooLarge' | 'kindUnknown' | 'failed' | FileReason | null;
}
const BLANK: UploadState = { step: 'none', name: '', size: 0, sent: 0, id: null, fault: null };

export interface UploadPlan {
  /** It goes into a text that names it: smaller, and not ready before it can be shown. */
  inText?: boolean;
  ready?: (upload: Upload) => void;
}

/** One file on its way: in pieces, resumed after a lost connection or a reload, and looked at when it is here. */
export function useUpload({ inText = false, ready }: UploadPlan = {}) {
  const state = reactive<UploadState>({ ...BLANK });
  let sending: TusUpload | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function start(file: File): Promise<void> {
    await stop();
    Object.assign(state, BLANK, { name: file.name, size: file.size });
    if (!formatOfName(file.name)) return fail('kindUnknown');
    if (file.size > (inText ? POST_FILE_MAX : FILE_MAX)) return fail('tooLarge');
    if (file.size === 0) return fail('empty');
    state.step = 'sending';
    const { Upload } = await import('tus-js-client');
    sending = new Upload(file, {
      endpoint: UPLOADS,
      chunkSize: PIECE,
      retryDelays: AGAIN_AFTER,
      metadata: { filename: file.name, ...(inText && { use: 'text' }) },
      storeFingerprintForResuming: !inText,
      removeFingerprintOnSuccess: true,
      onProgress: (sent) => Object.assign(state, { step: 'sending', sent }),
      onShouldRetry: (error) => {
        state.step = 'paused';
        const status = error.originalResponse?.getStatus() ?? 0;
        return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
      },
      onError: () => fail('failed'),
      onSuccess: () => void look(),
    });
    const [earlier] = inText ? [] : await sending.findPreviousUploads();
    if (earlier) sending.resumeFromPreviousUpload(earlier);
    sending.start();
  }

  function fail(fault: UploadState['fault']) {
    Object.assign(state, { step: 'failed', fault, id: null });
  }

  async function look(): Promise<void> {
    const id = new URL(sending?.url ?? '', location.origin).pathname.split('/').at(-1) ?? '';
    Object.assign(state, { step: 'looking', sent: state.size });
    try {
      const upload = await fetchUpload(id);
      const { file } = upload;
      if (file?.state === 'refused') return fail(file.reason);
      // What is still looked at may be given already: others see it when it is clean.
      if (file && !(inText && file.state === 'scanning')) {
        Object.assign(state, { step: 'ready', id });
        return ready?.(upload);
      }
    } catch (fault) {
      // Taken away meanwhile; anything else is asked again.
      if (fault instanceof Problem && fault.status === 404) return fail('failed');
    }
    timer = setTimeout(() => void look(), inText ? LOOK_SOON : LOOK_EVERY);
  }

  async function stop(): Promise<void> {
    clearTimeout(timer);
    await sending?.abort().catch(() => undefined);
    sending = null;
    Object.assign(state, BLANK);
  }

  const back = () => state.step === 'paused' && sending?.start();
  addEventListener('online', back);
  onScopeDispose(() => {
    removeEventListener('online', back);
    void stop();
  });
  return { state, start, stop };
}
