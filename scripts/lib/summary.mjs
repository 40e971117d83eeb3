const time = (ms) => `${(ms / 1000).toFixed(1)} s`.padStart(8);

const WORDS = { passed: 'passed', failed: 'FAILED', skipped: 'not run' };

function tests(counts, flaky = []) {
  if (!counts) return '';
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  const told = parts.map(([word, count]) => `${count} ${word}`).join(', ');
  return flaky.length ? `${told}, ${flaky.length} only at the second try: ${flaky.join('; ')}` : told;
}

/**
 * A row for each task, which names what passed only at the second try, then each failed test with why,
 * as whoever reads a log from its end sees nothing else, and a last line that counts tests and checks together.
 * @param {{ label: string, state: string, ms: number, counts?: Record<string, number> | null, flaky?: string[], failures?: string[] }[]} rows
 */
export function summary(rows, totalMs) {
  const width = Math.max(...rows.map(({ label }) => label.length));
  const lines = rows.map(({ label, state, ms, counts, flaky }) =>
    `${label.padEnd(width)}  ${WORDS[state].padEnd(7)}  ${time(ms)}  ${tests(counts, flaky)}`.trimEnd(),
  );
  const failed = rows.flatMap(({ label, failures = [] }) =>
    failures.map((told) => `FAILED in ${label}: ${told}`),
  );
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const row of rows) for (const [word, count] of Object.entries(counted(row))) total[word] += count;
  const closing = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
  return ['', ...lines, '', ...failed, `Took ${time(totalMs).trim()}.`, closing].join('\n');
}

// A run that died before it counted is a failure too, and so is one whose tests passed but whose end did not.
/** @param {{ state: string, counts?: Record<string, number> | null }} row */
function counted({ state, counts }) {
  if (!counts || !(counts.passed + counts.failed + counts.skipped)) return { [state]: 1 };
  return { ...counts, failed: Math.max(counts.failed, state === 'failed' ? 1 : 0) };
}
