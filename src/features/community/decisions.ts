import type { Actor } from '../../core/access.js';
import { known, type Lookup, mapLookup } from '../../core/lookup.js';
import type { Card } from '../../core/message.js';
import type { Context } from '../../feature-api/index.js';
import type { Delivery } from '../../ports/agenda.js';

/** How many questions are looked at, and shown with their buttons; the others come as these are decided. */
const READ_MAX = 30;
const SHOWN_MAX = 3;

/** What organisers were asked and nobody has decided. */
export interface Decisions {
  readonly count: number;
  /** The newest questions, as they were asked. */
  readonly cards: readonly Card[];
}

const NONE: Decisions = { count: 0, cards: [] };

/** What waits for a decision, in the viewer's language; nothing for those who don't organise. Each question counts once. */
export async function pendingDecisions(context: Context, viewer: Actor): Promise<Decisions> {
  return (await context.tx.find(decisionsOf(context, viewer)))();
}

/** Looks for them; what is found composes them. */
export function decisionsOf(context: Context, viewer: Actor): Lookup<() => Promise<Decisions>> {
  if (viewer.role !== 'organiser') return known(async () => NONE);
  const kinds = messagesThatAsk(context).map(({ kind }) => kind);
  return mapLookup(context.deliveries.listed({ kinds, limit: READ_MAX }), (asked) => () => compose(context, viewer, asked));
}

const messagesThatAsk = ({ features }: Context) => features.messages.filter(({ decision }) => decision);

async function compose(context: Context, viewer: Actor, asked: readonly Delivery[]): Promise<Decisions> {
  const asking = new Map(messagesThatAsk(context).map((message) => [message.kind, message]));
  const found: (readonly Card[])[] = [];
  for (const { kind, args } of withoutRepeats(asked)) {
    const composed = await asking.get(kind)?.compose(context, args, { audience: { languages: [viewer.language], members: [viewer] } });
    if (composed && 'message' in composed) found.push(composed.message.cards);
  }
  return { count: found.length, cards: found.slice(0, SHOWN_MAX).flat() };
}

/** The same question goes to several places. */
function withoutRepeats(deliveries: readonly Delivery[]): readonly Delivery[] {
  return [...new Map(deliveries.map((each) => [`${each.kind} ${JSON.stringify(each.args)}`, each])).values()];
}
