import { type Instant } from '../../src/core/time.js';
import type { ConversationRef } from '../../src/ports/chat.js';
import type { Interaction } from '../../src/ports/metrics.js';
import type { Numbers } from './post/marker.js';

/** What is needed of the message whose control was used, or from which the form was opened. */
export interface Source {
  readonly id: string;
  /** Whether only one person sees it. */
  readonly ephemeral: boolean;
  /** The ids of components that may be the marker of a delivery, which stay when the message is changed. */
  readonly numbers: Numbers | undefined;
}

/** Where an interaction came from, and what is needed to answer it. */
export interface Origin {
  /** The interaction's id. */
  readonly id: string;
  /** Authorises answers for 15 minutes (discord.com/developers/docs/interactions/receiving-and-responding). */
  readonly token: string;
  readonly applicationId: string;
  readonly kind: Interaction;
  readonly user: string;
  readonly conversation: ConversationRef;
  /** When it was received, by the adapter's clock. */
  readonly receivedAt: Instant;
  /** When it was received, in milliseconds of `performance.now`. */
  readonly started: number;
  readonly source: Source | undefined;
  /** The adapter's own button was pressed, so what is missing in the form behind it has been explained beside the button. */
  readonly opening: boolean;
  /** Another process may have acknowledged or answered it before it ended, so Discord is asked before anything is shown. */
  readonly isRecovered: boolean;
  /** Another process was about to send the reply, so it is sent only where Discord tells whether it is there. */
  readonly mayHaveArrived?: boolean;
}
