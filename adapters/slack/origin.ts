import type { ConversationKind, ConversationRef, Identity } from '../../src/ports/chat.js';

/** Where an interaction came from, and the ways in which the person can be answered there. */
export interface Origin {
  readonly eventId: string;
  readonly person: Identity;
  readonly conversation: ConversationRef;
  /** Only the person and the bot read this conversation, so private answers may simply be posted. */
  readonly own: boolean;
  readonly responseUrl?: ResponseUrl;
  /** Opens a view within three seconds (docs.slack.dev, "Modals": trigger_id); `at` in milliseconds. */
  readonly trigger?: { readonly id: string; readonly at: number };
  /** The message whose control was used. */
  readonly source?: { readonly ts: string; readonly private: boolean };
  readonly thread?: string;
  /** It happened in the home tab. */
  readonly home?: boolean;
}

export interface ResponseUrl {
  readonly url: string;
  readonly issuedAt: number;
}

/**
 * What a view's `private_metadata` carries, so that a form submitted hours later is answered where it was opened. Views
 * stay open across an upgrade, so its keys must stay readable.
 */
export interface ViewMetadata {
  /** Our form's id, or null for the options of a slash command. */
  readonly form: string | null;
  readonly command?: readonly [command: string, subcommand: string];
  readonly place: {
    readonly c: string;
    readonly k: ConversationKind;
    readonly o: boolean;
    readonly u?: ResponseUrl;
    readonly s?: Origin['source'];
    readonly t?: string;
    readonly h?: boolean;
  };
}

export function packOrigin(origin: Origin): ViewMetadata['place'] {
  return {
    c: origin.conversation.id,
    k: origin.conversation.kind,
    o: origin.own,
    ...(origin.responseUrl ? { u: origin.responseUrl } : {}),
    ...(origin.source ? { s: origin.source } : {}),
    ...(origin.thread ? { t: origin.thread } : {}),
    ...(origin.home ? { h: true } : {}),
  };
}

export function unpackOrigin(
  packed: ViewMetadata['place'],
  from: Pick<Origin, 'eventId' | 'person'> & Pick<Partial<Origin>, 'trigger'>,
): Origin {
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

/** Parses a view's `private_metadata`; `undefined` if the view is not one of ours. */
export function readMetadata(text: string): ViewMetadata | undefined {
  try {
    const parsed = JSON.parse(text) as ViewMetadata;
    return typeof parsed.place?.c === 'string' ? parsed : undefined;
  } catch {
    return undefined;
  }
}
