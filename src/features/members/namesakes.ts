import type { Actor } from '../../core/access.js';
import { nameKey } from '../../core/fold.js';
import type { Context } from '../../feature-api/index.js';
import { addDifferent } from './identity-answers.js';
import { showWhatWaits } from './identity-questions.js';
import { fingerprintOf, identifyRow, readSpaces, type Spaces } from './import/match.js';
import { withOrganisations } from './profiles.js';
import type { IdentityQuestion } from './question-types.js';
import { membersStore, organisationsStore, questionsStore } from './store/index.js';
import type { IdentityQuestionId, Profile } from './types.js';

/** Pairs on one card: few enough to look at each. */
const PAGE = 10;

/** Lines of lists with everyone of their name, who are all in other organisations. */
export interface NamesakePage {
  readonly lines: readonly { readonly question: IdentityQuestion; readonly known: readonly Profile[] }[];
  /** How many wait in all. */
  readonly left: number;
}

/** The next ones after that number, or the first of all. */
export async function namesakePage(context: Context, after: number): Promise<NamesakePage> {
  const store = questionsStore(context.tx);
  const read = (from: number) => store.forReason('other-organisation', from, { limit: PAGE });
  const found = await read(after);
  const questions = found.length === 0 && after > 0 ? await read(0) : found;
  const members = await membersStore(context.tx).namesakes(questions.map(({ row }) => row.name));
  const people = await withOrganisations(
    context,
    members.filter(({ isBot }) => !isBot),
  );
  const { of } = await store.counts('other-organisation');
  return {
    lines: questions.map((question) => ({
      question,
      known: people.filter(({ member }) => nameKey(member.name) === nameKey(question.row.name)),
    })),
    left: of,
  };
}

/**
 * Adds the people of all these lines, whom an organiser has looked at. A line that looks like someone else by now was not looked at as
 * it is, so it still waits.
 */
export async function areAllDifferent(
  context: Context,
  actor: Actor,
  { first, last }: { readonly first: IdentityQuestionId; readonly last: IdentityQuestionId },
): Promise<{ readonly added: number; readonly left: number }> {
  const questions = await questionsStore(context.tx).forReason('other-organisation', first - 1, { limit: PAGE, last });
  const spaces = await readSpaces(context);
  let added = 0;
  for (const question of questions) {
    if (!(await isAsBefore(context, question, spaces))) continue;
    await addDifferent(context, actor, question, spaces);
    added++;
  }
  await showWhatWaits(context);
  return { added, left: questions.length - added };
}

/** Whether the line still looks like nobody but namesakes in other organisations. If not, it asks about whom it looks like now. */
async function isAsBefore(context: Context, { row }: IdentityQuestion, spaces: Spaces): Promise<boolean> {
  const organisation = await organisationsStore(context.tx).findByName(row.organisation);
  const { identified } = await identifyRow(context, row, organisation?.id, { spaces, taken: new Map(), unwritten: new Map() });
  if (identified.is === 'new') return true;
  if (identified.is !== 'question') return false;
  const { question: reason, member } = identified;
  if (reason === 'other-organisation') return true;
  await questionsStore(context.tx).ask({ fingerprint: await fingerprintOf(row), member, reason, row, at: context.now });
  return false;
}
