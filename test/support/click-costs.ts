import { type Ran, readsOf, recordStatements } from './recorded-statements.js';

/** How many statements a click, a form or a command may cost, besides the rows that change. */
const STATEMENTS_MAX = 10;

/**
 * What people expect to take a while: a file with a thousand rows, an answer about lines of it, which are imported then, and whatever looks
 * in every table that names a person.
 */
const LONG: ReadonlySet<string> = new Set([
  'form community:import',
  '/community import',
  '/resources import',
  'members:question-same',
  'members:question-different',
  'members:namesakes-different',
  'members:forget-confirm',
  'community:end-yes',
]);

/** Recorded statements belong to the whole process, so clicks that overlap are not counted. */
let running = 0;
let overlapped = false;

export interface ClickCosts {
  /** Does a click, and counts its statements. */
  readonly counted: <T>(what: string, click: () => Promise<T>) => Promise<T>;
  /** Throws an `Error` with the statements of each click that cost too many. */
  assertCheap(): void;
}

export function createClickCosts(): ClickCosts {
  const costly = new Map<string, readonly string[]>();

  const note = (what: string, ran: readonly Ran[]) => {
    if (LONG.has(nameOf(what)) || ran.some(({ source }) => ARRIVAL.test(source))) return;
    const statements = readsOf(upToCommit(ran)).filter((source) => !KEPT_REPLY.test(source));
    if (statements.length > STATEMENTS_MAX) costly.set(what, statements);
  };

  return {
    async counted(what, click) {
      overlapped = running > 0;
      running += 1;
      const recorded = recordStatements();
      try {
        return await click();
      } finally {
        recorded.stop();
        running -= 1;
        if (!overlapped) note(what, recorded.ran);
      }
    },
    assertCheap() {
      const lines = [...costly].map(([what, statements]) => [`${what} costs ${statements.length} statements:`, ...statements].join('\n  '));
      if (lines.length > 0) throw new Error(lines.join('\n'));
    },
  };
}

/** Whoever comes for the first time, or is back, is written down first. */
const ARRIVAL = /^\s*(?:insert into "members"|update "members" set "status")/;

/** Platforms persist an event before it is handled, so that there this changes its row. */
const KEPT_REPLY = /^\s*update inbound_events set body = null, reply/;

/** `topics:move`, `form topics:move` or `/topics move`, without what it is about. */
function nameOf(what: string): string {
  return what.startsWith('/') ? what.split(' ', 2).join(' ') : what.split(':', 2).join(':');
}

/** What features offer below an answer is looked for after the transaction: the longest one, since other events are noted in short ones. */
function upToCommit(ran: readonly Ran[]): readonly Ran[] {
  const longest = { statements: 0, end: 0 };
  let begin = 0;
  for (const [index, { source }] of ran.entries()) {
    if (/^\s*begin/i.test(source)) begin = index;
    if (!/^\s*commit/i.test(source) || index - begin <= longest.statements) continue;
    longest.statements = index - begin;
    longest.end = index;
  }
  return ran.slice(0, longest.end);
}
