import type { Actor } from '../../core/access.js';
import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Lookup } from '../../core/lookup.js';
import type { Block, Button } from '../../core/message.js';
import type { Phrase } from '../../core/phrase.js';
import type { MessageKey } from '../../language/index.js';
import type { Figure } from '../../ports/metrics.js';
import type { AuditValue } from './audit-value.js';

/** What a feature shows to organisers and to operators. */
export interface ForOrganisers<C> {
  /** Buttons shown to an organiser when a list of members was imported. */
  readonly afterImport?: (language: Language) => readonly Button[];
  /** Ways in for a member without an account, on the card that organisers see. */
  readonly waysIn?: (context: C, member: MemberId, language: Language) => readonly Button[];
  /** Whether organisers have set the community up: nothing recurs before. Provided by one feature. */
  readonly isSetUp?: (context: C) => Promise<boolean>;
  /** One of the first steps of a new community, which organisers see until all are done. */
  readonly beginning?: FirstStep<C>;
  /** Called when one of the first steps may be done, in the transaction of the change that did it. */
  readonly onFirstStep?: (context: C) => Promise<void>;
  /** What organisers see above the agenda for as long as it needs them, looked for with that of all features. Nothing about one person. */
  readonly matters?: (context: C, viewer: Actor, language: Language) => Lookup<readonly Block[]>;
  /** How its work stands, in sentences for organisers: on `/community agenda` and at the end of a rehearsal. Nothing about one person. */
  readonly standing?: (context: C, language: Language) => Promise<readonly string[]>;
  /** Numbers for metrics, read at each scrape. None is about one person. */
  readonly figures?: (context: C) => Promise<readonly Figure[]>;
  /** How an action of the audit log is worded, by the code that is stored. */
  readonly auditActions?: Readonly<Record<string, MessageKey>>;
  /** How details of audit entries are worded, by their key; undefined for a detail that says nothing to a reader. */
  readonly auditDetails?: Readonly<Record<string, AuditDetail>>;
}

export interface FirstStep<C> {
  readonly text: Phrase;
  /** Where it is found once the steps are put away, as it is typed: `/community setup`. */
  readonly command: string;
  readonly button: (language: Language) => Button;
  readonly isDone: (context: C) => Lookup<boolean>;
}

/** Words a detail of an audit entry. `names` finds members and organisations that are still here. */
export type AuditDetail = (
  value: AuditValue,
  entry: {
    readonly action: string;
    readonly actor: MemberId | null;
    readonly names: { readonly member: (id: number) => string | undefined; readonly organisation: (id: number) => string | undefined };
  },
  language: Language,
) => string | undefined;
