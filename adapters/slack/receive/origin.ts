import type { ConversationKind, ConversationRef, Identity } from '../../../src/ports/chat.js';

/** Where somebody did something, and the ways in which they can be answered there. */
export interface Place {
  readonly eventId: string;
  readonly person: Identity;
  readonly conversation: ConversationRef;
  /** Only the person and the bot read here: what is private to the person may simply be posted. */
  readonly own: boolean;
  readonly responseUrl?: ResponseUrl;
  /** Opens a view, for three seconds. */
  readonly trigger?: { readonly id: string; readonly at: number };
  /** The message whose control was used. */
  readonly source?: { readonly ts: string; readonly private: boolean };
  readonly thread?: string;
  /** It was in the home tab. */
  readonly home?: boolean;
}

export interface ResponseUrl {
  readonly url: string;
  readonly issuedAt: number;
}

/** What travels in a view's `private_metadata`, so that a form that is handed in hours later is answered where it was asked for. */
export interface ViewMetadata {
  /** Our form's id, or null for the options of a slash command. */
  readonly form: string | null;
  readonly command?: readonly [command: string, subcommand: string];
  readonly place: {
    readonly c: string;
    readonly k: ConversationKind;
    readonly o: boolean;
    readonly u?: ResponseUrl;
    readonly s?: Place['source'];
    readonly t?: string;
    readonly h?: boolean;
  };
}

export function packPlace(place: Place): ViewMetadata['place'] {
  return {
    c: place.conversation.id,
    k: place.conversation.kind,
    o: place.own,
    ...(place.responseUrl ? { u: place.responseUrl } : {}),
    ...(place.source ? { s: place.source } : {}),
    ...(place.thread ? { t: place.thread } : {}),
    ...(place.home ? { h: true } : {}),
  };
}

export function unpackPlace(
  packed: ViewMetadata['place'],
  from: Pick<Place, 'eventId' | 'person'> & Pick<Partial<Place>, 'trigger'>,
): Place {
  return {
    ...from,
    conversation: { platform: 'slack', space: from.person.space, id: packed.c, kind: packed.k },
    own: packed.o,
    ...(packed.u ? { responseUrl: packed.u } : {}),
    ...(packed.s ? { source: packed.s } : {}),
    ...(packed.t ? { thread: packed.t } : {}),
    ...(packed.h ? { home: true } : {}),
  };
}

/** Reads a view's metadata; `undefined` if it isn't ours. */
export function readMetadata(text: string): ViewMetadata | undefined {
  try {
    const parsed = JSON.parse(text) as ViewMetadata;
    return typeof parsed.place?.c === 'string' ? parsed : undefined;
  } catch {
    return undefined;
  }
}
