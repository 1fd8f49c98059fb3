import type { Generated } from 'kysely';
import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Instant } from '../../../core/time.js';
import { jsonColumn } from '../../../sql/columns.js';
import { defineTables, type Owned } from '../../../sql/tables.js';
import type { ConsentId, Content, LetterId, LetterState, MailState } from '../types.js';

export type LetterTables = {
  letters: Owned & {
    id: Generated<LetterId>;
    month: string;
    state: LetterState;
    version: number;
    from_at: Instant;
    to_at: Instant;
    send_at: Instant;
    content: string;
    approved_by: MemberId | null;
    approved_at: Instant | null;
    sent_at: Instant | null;
  };
  letter_edits: Owned & {
    id: Generated<number>;
    letter_id: LetterId;
    member_id: MemberId | null;
    language: Language;
    item: string;
    title: string;
    words: string;
    left_out: 0 | 1;
    made_at: Instant;
  };
  letter_consents: Owned & {
    id: Generated<ConsentId>;
    member_id: MemberId;
    /** The address that they agreed to: another one needs another yes. */
    address_hash: string;
    agreed_at: Instant;
    stopped_at: Instant | null;
    refused_at: Instant | null;
    refusal: string | null;
  };
  letter_mails: Owned & {
    letter_id: LetterId;
    member_id: MemberId;
    address_hash: string;
    state: MailState;
    attempts: number;
    reason: string | null;
    changed_at: Instant;
  };
};

export const letterTables = defineTables<LetterTables>({
  letters: { key: ['id'], refersTo: ['communities', 'members'] },
  letter_edits: { key: ['id'], refersTo: ['letters', 'members'] },
  letter_consents: { key: ['id'], refersTo: ['communities', 'members'] },
  letter_mails: { key: ['letter_id', 'member_id'], refersTo: ['letters', 'members'] },
});

const item = z.object({
  key: z.string(),
  title: z.string(),
  facts: z.string().exactOptional(),
  text: z.string().exactOptional(),
  group: z.string().exactOptional(),
  address: z.string().exactOptional(),
});
const sections = z.array(z.object({ title: z.string(), items: z.array(item), hint: z.string().exactOptional() }));

export const contentColumn = jsonColumn<Content>(z.record(z.enum(LANGUAGES), sections));
