import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Questions } from './questions.ts';

/** A crowd's process, as the bench drives it. */
export class Crowd {
  private readonly child = fork(path.join(import.meta.dirname, 'main.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });

  async ask<Q extends keyof Questions>(
    question: Q,
    ask: Questions[Q]['ask'],
  ): Promise<Questions[Q]['answer']> {
    const answered = once(this.child, 'message') as Promise<
      [{ answer: Questions[Q]['answer']; fault?: string }]
    >;
    this.child.send({ question, ask });
    const [{ answer, fault }] = await answered;
    if (fault) throw new Error(fault);
    return answer;
  }

  stop(): void {
    this.child.kill();
  }
}
